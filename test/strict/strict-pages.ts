import {fixtureSync, html} from '@open-wc/testing';
import {otherSite, sameSite} from '../support/remote.js';

interface Look {
  display: string;
  position: string;
  padding: string;
  border: string;
  width: number;
  height: number;
}

interface Seen {
  /** What policies have stopped, and errors that nobody has caught. */
  complaints: string[];
  isolated: boolean | undefined;
  /** What the permissions policy leaves, where the engine tells. */
  features: string[] | undefined;
}

/** What `test/pages/strict-ehr.js` reports in the end. */
export interface StrictReport extends Seen {
  states: string[];
  errors: string[];
  /** Of the app; none where it was not loaded. */
  app?: Seen & {place: string; resource: object; display: string};
  scratchpad?: object[];
  loadingNotice: Look;
  connectedFrame?: Look;
  closedFrame: Look;
  errorNotice: Look;
  /** The page did not come to its end. */
  failure?: string;
}

export interface StrictPages {
  /** Headers by name. */
  ehr?: Record<string, string>;
  app?: Record<string, string>;
  /** Parameters of the EHR page's script. */
  parameters?: Record<string, string>;
  /** Parameters of the app's script. */
  appParameters?: Record<string, string>;
}

const withHeaders = (url: URL, headers: Record<string, string> = {}): URL => {
  for (const [name, value] of Object.entries(headers)) url.searchParams.set(`header-${name}`, value);
  return url;
};

/** The address of the EHR page, on the tests' site, around an app on another one. */
function strictUrl({ehr, app, parameters, appParameters = {}}: StrictPages): string {
  const appUrl = withHeaders(new URL(`/strict-app.html?${new URLSearchParams(appParameters)}`, otherSite), app);
  const ehrUrl = withHeaders(new URL('/strict-ehr.html', sameSite), ehr);
  for (const [name, value] of Object.entries({app: appUrl.href, ...parameters})) ehrUrl.searchParams.set(name, value);
  return ehrUrl.href;
}

function finished(report: StrictReport): StrictReport {
  if (report.failure) throw new Error(`The EHR page did not come to its end. ${report.failure}`);
  return report;
}

/** What the EHR page sees of its app; it is in a frame of the test's page. */
export async function strictReport(pages: StrictPages): Promise<StrictReport> {
  const iframe = document.createElement('iframe');
  Object.assign(iframe, {src: strictUrl(pages), width: '800', height: '600'});
  const report = new Promise<StrictReport>((resolve) => {
    const listener = ({source, data}: MessageEvent<{strictReport?: StrictReport} | undefined>): void => {
      if (source !== iframe.contentWindow || !data?.strictReport) return;
      removeEventListener('message', listener);
      resolve(data.strictReport);
    };
    addEventListener('message', listener);
  });
  fixtureSync(html`${iframe}`);
  return finished(await report);
}

/** The same of an EHR page in a window of its own that nothing leads back from. */
export async function strictReportFromWindow(pages: StrictPages): Promise<StrictReport> {
  const id = crypto.randomUUID();
  const opened = open(strictUrl({...pages, parameters: {...pages.parameters, report: id}}), '_blank');
  if (!opened) throw new Error('No window was opened: the test browser has to allow pop-ups.');
  const response = await fetch(`${sameSite}/report?id=${id}`);
  return finished((await response.json()) as StrictReport);
}

/** What both pages have met with that they should not. */
export function complaintsOf({complaints, app}: StrictReport): string[] {
  if (!app) throw new Error('The app has told nothing.');
  return [...complaints, ...app.complaints];
}
