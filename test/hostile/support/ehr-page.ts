import {eventually} from '../../support/eventually.js';
import {handle} from '../../support/launches.js';
import {kitModule, Remote, remotePage} from '../../support/remote.js';

/** An EHR's page in a window of its own, so that an attack on its address takes away nobody's tests. */
export interface EhrPage {
  window: Window;
  remote: Remote;
  app: Remote;
  /** What has become of it. */
  fate(): 'there' | 'closed' | 'gone elsewhere';
}

const path = '/test/pages/remote.html';

/** Opens such a page with one framed app on it, behind a page that it came from and before one that it has been to. */
export async function openEhrPage(appOrigin: string, name: string, sandbox?: string): Promise<EhrPage> {
  const page = window.open(`${path}?before`, name);
  if (!page) throw new Error('No window was opened: the test browser has to allow pop-ups.');
  const remote = new Remote(page, location.origin);
  await remote.ready();
  const go = async (step: () => void): Promise<void> => {
    const ready = remote.ready();
    step();
    await ready;
  };
  await go(() => page.location.assign(`${path}?kit=${encodeURIComponent(kitModule)}`));
  await remote.run(
    (src, messagingHandle, sandbox) => {
      const frame = document.createElement('smart-app-frame');
      Object.assign(frame, {label: 'Dose adjustment', src, messagingHandle, scope: 'messaging/*'});
      if (sandbox !== undefined) frame.sandbox = sandbox;
      document.body.append(frame);
    },
    remotePage(appOrigin),
    handle,
    sandbox,
  );
  const iframe = (): HTMLIFrameElement | null | undefined =>
    page.document.querySelector('smart-app-frame')?.shadowRoot?.querySelector('iframe');
  await eventually('the frame is there', iframe);
  const app = new Remote(iframe()!.contentWindow!, appOrigin);
  // Its word that it is ready goes to the EHR's page, not to this one.
  const isThere = (): Promise<unknown> =>
    Promise.race([app.run(() => true), new Promise((resolve) => setTimeout(resolve, 100, false))]);
  await eventually('the app is there', isThere);
  const {href} = page.location;
  const fate = (): ReturnType<EhrPage['fate']> => {
    if (page.closed) return 'closed';
    try {
      return page.location.href === href ? 'there' : 'gone elsewhere';
    } catch {
      return 'gone elsewhere';
    }
  };
  return {window: page, remote, app, fate};
}
