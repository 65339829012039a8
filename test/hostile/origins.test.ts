import {expect} from '@open-wc/testing';
import {frameWith, iframeIn, record} from '../support/elements.js';
import {ask, handle, heard, marker, reports, request, say} from '../support/launches.js';
import {otherSite, type Remote, remotePage, sameSite} from '../support/remote.js';
import {hostileApp, opaque, sayFromWithin, selfContainedPage} from './support/attacks.js';
import {guardPage} from './support/page-state.js';
import {portExtension, portWords} from './support/ports.js';

const everything = (): unknown[] => [
  request('status.handshake'),
  request('status.handshake', {extension: [portExtension]}),
  request('scratchpad.create', {resource: {resourceType: 'Condition'}}),
  request('ui.done'),
];

/** The page says everything, is reported for its origin, and hears nothing. */
async function expectRefused(page: Remote, told: ReturnType<typeof reports>, origin: string): Promise<void> {
  const before = told.length;
  const messages = [portWords, ...everything()];
  await say(page, ...messages);
  const incoming = told.slice(before).filter(({direction}) => direction === 'in');
  expect(incoming.map((report) => [report.outcome, report.reason, report.origin])).to.deep.equal(
    messages.map(() => ['rejected', 'origin', origin]),
  );
  await page.run(() => new Promise((resolve) => setTimeout(resolve, 150)));
  expect(await heard(page)).to.deep.equal([]);
}

describe('a page without an origin in the app’s place', () => {
  guardPage();

  it('gets nothing: the app itself, in a sandbox without allow-same-origin', async () => {
    const src = remotePage(otherSite);
    const sandbox = 'allow-scripts';
    const frame = await frameWith({messagingHandle: handle, scope: 'messaging/*', src, sandbox});
    const app = opaque(iframeIn(frame)!.contentWindow!);
    await app.ready();
    expect(await app.run(() => self.origin)).to.equal('null');
    const connects = record(frame, 'smart-connect');
    await expectRefused(app, reports(frame), 'null');
    expect(connects).to.deep.equal([]);
    expect(await frame.scratchpad.list()).to.deep.equal([]);
  });

  it('gets nothing: a data: document that the app goes to', async () => {
    const {frame, app} = await hostileApp();
    const page = opaque(app.window);
    const ready = page.ready();
    const told = reports(frame);
    await app.run((html) => location.replace(`data:text/html,${encodeURIComponent(html)}`), await selfContainedPage());
    await ready;
    await expectRefused(page, told, 'null');
    expect(await frame.scratchpad.list()).to.deep.equal([]);
  });

  it('gets what the app gets, being the app’s: a blob: document of its origin', async () => {
    const {frame, app} = await hostileApp();
    const page = opaque(app.window);
    const ready = page.ready();
    await app.run(
      (html) => {
        location.replace(URL.createObjectURL(new Blob([html], {type: 'text/html'})));
      },
      await selfContainedPage(),
    );
    await ready;
    const told = reports(frame);
    expect((await ask(page, request('scratchpad.read'))).payload).to.deep.equal({scratchpad: []});
    expect(told[0]).to.include({direction: 'in', outcome: 'delivered', origin: otherSite});
  });

  it('gets nothing: a blob: document whose maker has no origin', async () => {
    const src = remotePage(otherSite);
    const frame = await frameWith({messagingHandle: handle, scope: 'messaging/*', src, sandbox: 'allow-scripts'});
    const page = opaque(iframeIn(frame)!.contentWindow!);
    await page.ready();
    const ready = page.ready();
    await page.run(
      (html) => {
        location.replace(URL.createObjectURL(new Blob([html], {type: 'text/html'})));
      },
      await selfContainedPage(),
    );
    await ready;
    await expectRefused(page, reports(frame), 'null');
  });
});

describe('a frame inside of the app, with the right handle', () => {
  guardPage();

  const kinds: Record<string, (app: Remote) => Promise<unknown[]>> = {
    'on the app’s own origin': (app) => sayFromWithin(app, remotePage(otherSite), ...everything()),
    'on another origin': (app) => sayFromWithin(app, remotePage(sameSite), ...everything()),
    'from a data: URL': async (app) =>
      sayFromWithin(app, `data:text/html,${encodeURIComponent(await selfContainedPage())}`, ...everything()),
    'from a blob: URL of the app’s': async (app) => {
      const url = await app.run(
        (html) => URL.createObjectURL(new Blob([html], {type: 'text/html'})),
        await selfContainedPage(),
      );
      return sayFromWithin(app, url, ...everything());
    },
  };

  for (const [what, attack] of Object.entries(kinds)) {
    it(`gets nothing, and is reported for its window: ${what}`, async () => {
      const {frame, app} = await hostileApp();
      const told = reports(frame);
      expect(await attack(app)).to.deep.equal([]);
      expect(told.filter(({direction}) => direction === 'in').map(({reason}) => reason)).to.deep.equal(
        Array(4).fill('source'),
      );
      expect(await frame.scratchpad.list()).to.deep.equal([]);
      expect((await ask(app, request('scratchpad.read'))).payload).to.deep.equal({scratchpad: []});
    });
  }

  for (const sandbox of [undefined, 'allow-scripts', 'allow-scripts allow-same-origin']) {
    it(`gets nothing, and is reported for its window: srcdoc, ${sandbox ?? 'without'} sandbox`, async () => {
      const {frame, app} = await hostileApp();
      const told = reports(frame);
      const heardThere = await app.run(
        async (html, sandbox, messages, ehr) => {
          const iframe = document.createElement('iframe');
          if (sandbox !== undefined) iframe.setAttribute('sandbox', sandbox);
          const script = `<script>
            let heard = 0;
            addEventListener('message', () => heard++);
            for (const message of ${JSON.stringify(messages)}) parent.parent.postMessage(message, ${JSON.stringify(ehr)});
            setTimeout(() => parent.postMessage({heard}, '*'), 200);
          </script>`;
          iframe.srcdoc = html.replace(/<script>.*<\/script>/s, () => script);
          const result = new Promise((resolve) => {
            addEventListener('message', ({data}: MessageEvent<{heard?: number}>) => {
              if (data.heard !== undefined) resolve(data.heard);
            });
          });
          document.body.append(iframe);
          return result;
        },
        '<!doctype html><script></script>',
        sandbox,
        everything(),
        location.origin,
      );
      expect(heardThere).to.equal(0);
      expect(told.map(({reason}) => reason)).to.deep.equal(Array(4).fill('source'));
    });
  }
});

describe('an app that says another domain is its own', () => {
  guardPage();

  for (const domain of ['localhost', 'com', '']) {
    it(`comes no nearer to the EHR's page, and is heard as what it is: document.domain = ${JSON.stringify(domain)}`, async () => {
      const {frame, app} = await hostileApp({origin: sameSite});
      const told = reports(frame);
      const reached = await app.run((domain) => {
        try {
          Object.assign(document, {domain});
        } catch {
          // Where the browser does not even let it say so.
        }
        const attempts = [() => parent.document, () => parent.location.href, () => window.frameElement?.ownerDocument];
        return attempts.filter((attempt) => {
          try {
            return attempt();
          } catch {
            return false;
          }
        }).length;
      }, domain);
      expect(reached).to.equal(0);
      await marker(app);
      expect(told[0]).to.include({direction: 'in', outcome: 'delivered', origin: sameSite});
    });
  }

  it('finds no frame of another app by number, and no name of its window becomes one on the EHR’s page', async () => {
    const {app} = await hostileApp();
    const frames = await app.run(() => {
      window.name = 'hostileName';
      return parent.length;
    });
    await app.run(() => new Promise((resolve) => setTimeout(resolve, 100)));
    expect(frames).to.equal(0);
    expect('hostileName' in window).to.equal(false);
  });
});
