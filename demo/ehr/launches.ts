/** What the EHR's server gives the page for one run of an app. */
export interface Launch {
  /** The launch id, once usable. */
  launch: string;
  messagingHandle: string;
  /** The FHIR base URL. */
  iss: string;
  launchUrl: string;
  /** From the app's registration. */
  appOrigins: string[];
}

export type LaunchState = 'waiting' | 'granted' | 'denied' | 'ended';

export interface LaunchNews {
  state: LaunchState;
  /** What was granted, once it was. */
  scope: string;
}

/** Asks the EHR's server for a launch of a registered app with one patient. */
export async function beginLaunch(client: string, patient: string): Promise<Launch> {
  const response = await fetch('/auth/launches', {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify({client, patient}),
  });
  if (!response.ok) throw new Error(`The EHR's server did not allow the launch (${response.status}).`);
  return (await response.json()) as Launch;
}

/** Tells each new state of a launch, until it is denied or ended, or the signal says so. */
export async function watchLaunch(id: string, tell: (news: LaunchNews) => void, signal: AbortSignal): Promise<void> {
  let known: LaunchState = 'waiting';
  while (known !== 'denied' && known !== 'ended') {
    const news = await nextNews(id, known, signal);
    if (signal.aborted) return;
    if (news.state !== known) tell(news);
    known = news.state;
  }
}

/** Ends a launch: its tokens are worth nothing from then on. It is sent even while the page is being left. */
export async function endLaunch(id: string): Promise<void> {
  await fetch(`/auth/launches/${id}/end`, {method: 'POST', keepalive: true});
}

/** A server that does not know the launch, or is not there, guarantees nothing: that is an end. */
async function nextNews(id: string, known: LaunchState, signal: AbortSignal): Promise<LaunchNews> {
  try {
    const response = await fetch(`/auth/launches/${id}?known=${known}`, {signal});
    if (response.ok) return (await response.json()) as LaunchNews;
  } catch {
    // as below
  }
  return {state: 'ended', scope: ''};
}
