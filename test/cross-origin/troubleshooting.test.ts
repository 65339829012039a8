import {expect, fixture, fixtureSync, html} from '@open-wc/testing';
import '../../components/define.js';
import type {Bundle, SmartAppFrame} from '../../components/index.js';
import {connectedContext, contextWith, iframeIn, part, withUncaughtErrors} from '../support/elements.js';
import {rejection} from '../support/rejection.js';
import {SdcHost} from '../../components/sdc/index.js';
import {createTransportPair} from '../../components/testing/index.js';
import {openedByEhr, type RemoteWindow} from '../support/ehr-window.js';
import {eventually} from '../support/eventually.js';
import {ask, guesses, handle, launchKit, mountContext, openWindow, say, type RawRequest} from '../support/launches.js';
import {kitModule, otherSite, Remote, remoteIn, remotePage, sameSite} from '../support/remote.js';
import {warningsDuring} from '../support/warnings.js';

/** Of the table in docs/troubleshooting.md: by cause, the texts of its symptom, which are marked as code there. */
let symptoms: Map<string, string[]>;

before(async () => {
  const text = await (await fetch('/docs/troubleshooting.md')).text();
  const rows = text.split('\n').filter((line) => line.startsWith('| `'));
  symptoms = new Map(
    rows.map((row) => {
      const [symptom = '', cause = ''] = row.split(' | ').map((cell) => cell.replace(/^\| /, '').trim());
      return [cause, [...symptom.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text)];
    }),
  );
});

/** What is shown and reported, beside what is in the console. */
interface Seen {
  frame?: SmartAppFrame;
  texts: string[];
}

const textOf = (frame: SmartAppFrame | undefined, name: 'error' | 'ended'): string =>
  (frame && part(frame, name)?.innerText) ?? '';

/** A test of one row: `act` brings about the cause, and the texts of the symptom have to appear. */
function row(cause: string, act: (seen: Seen) => Promise<unknown>): void {
  it(cause, async () => {
    const expected = symptoms.get(cause);
    if (!expected?.length) throw new Error('docs/troubleshooting.md has no row with this cause.');
    const seen: Seen = {texts: []};
    await warningsDuring(async (told) => {
      await act(seen);
      const texts = (): string =>
        [...told, ...seen.texts, ...(['error', 'ended'] as const).map((name) => textOf(seen.frame, name))].join('\n');
      await eventually(`there is ${expected.join(' and ')}`, () =>
        expected.every((text) => texts().includes(text)),
      ).catch((error: unknown) => {
        throw new Error(`What there is: ${texts()}`, {cause: error});
      });
      for (const text of told) {
        expect(text).to.match(/^<smart-(app-frame|messaging-context)> /);
        expect(text).not.to.contain(handle);
        expect(told.filter((other) => other === text)).to.have.lengthOf(1);
      }
    });
  });
}

/** A frame with a time-out that is over soon. */
async function frameOf(seen: Seen, properties: Partial<SmartAppFrame>): Promise<SmartAppFrame> {
  const settings = {label: 'Dosing', messagingHandle: handle, scope: 'messaging/*', connectTimeout: 500};
  const frame = Object.assign(document.createElement('smart-app-frame'), {...settings, ...properties});
  seen.frame = frame;
  frame.addEventListener('smart-error', ({detail}) => seen.texts.push(detail.error.message));
  await fixture(html`${frame}`);
  return frame;
}

/** The same around a page that posts this message to the EHR's. */
async function speaking(seen: Seen, message: object, properties: Partial<SmartAppFrame> = {}): Promise<void> {
  const frame = await frameOf(seen, {src: remotePage(otherSite), ...properties});
  const app = await remoteIn(frame, otherSite);
  await app.run((message, ehr) => parent.postMessage(message, ehr), message, location.origin);
}

const handshake = (messagingHandle = handle): object => ({
  messagingHandle,
  messageId: 'id-1',
  messageType: 'status.handshake',
  payload: {},
});

/** A page of another origin with the kit, in a plain iframe. */
async function pageWithKit(parameters: Record<string, string> = {}, sandbox?: string): Promise<Remote> {
  const iframe = document.createElement('iframe');
  iframe.src = remotePage(sameSite, {kit: kitModule, ...parameters});
  if (sandbox) iframe.setAttribute('sandbox', sandbox);
  fixtureSync(html`${iframe}`);
  const remote = new Remote(iframe.contentWindow!, sameSite);
  await remote.ready();
  return remote;
}

/** What a frame in such a page writes to its console and shows, once it says something of that kind. */
async function seenThere(seen: Seen, page: Remote, attributes: Record<string, string>): Promise<void> {
  const texts = await page.run(async (attributes) => {
    const told: string[] = [];
    console.warn = (text: string) => told.push(text);
    const frame = document.createElement('smart-app-frame');
    for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value);
    const failed = new Promise((resolve) => frame.addEventListener('smart-error', resolve, {once: true}));
    document.body.append(frame);
    await frame.updateComplete;
    if (frame.open()) throw new Error('A window was opened.');
    if (attributes['label']) await failed;
    await frame.updateComplete;
    if (!attributes['label']) while (!told.length) await new Promise((resolve) => setTimeout(resolve, 20));
    return [...told, frame.shadowRoot!.querySelector<HTMLElement>('[part=error]')!.innerText];
  }, attributes);
  seen.texts.push(...texts);
}

/** A context in a page that this one frames, and what it writes to its console in a second. */
async function contextThere(seen: Seen, attributes: Record<string, string>): Promise<void> {
  const page = await pageWithKit();
  const texts = await page.run(async (attributes) => {
    const told: string[] = [];
    console.warn = (text: string) => told.push(text);
    const context = document.createElement('smart-messaging-context');
    for (const [name, value] of Object.entries(attributes)) context.setAttribute(name, value);
    document.body.append(context);
    while (!told.length) await new Promise((resolve) => setTimeout(resolve, 20));
    return told;
  }, attributes);
  seen.texts.push(...texts);
}

describe('troubleshooting the EHR page', () => {
  row("The app's headers forbid this page to frame it.", (seen) =>
    frameOf(seen, {src: remotePage(otherSite, {'header-x-frame-options': 'DENY'})}),
  );

  row("The app's scripts do not run.", (seen) =>
    frameOf(seen, {src: remotePage(otherSite, {'header-content-security-policy': "script-src 'none'"})}),
  );

  row('The address leads to an error page.', (seen) => frameOf(seen, {src: `${otherSite}/nothing-here.html`}));

  row('The app does not support SMART Web Messaging.', (seen) => frameOf(seen, {src: remotePage(otherSite)}));

  row('Neither the page nor the address gives the app its handle.', async (seen) => {
    const frame = document.createElement('smart-app-frame');
    frame.addEventListener('smart-error', ({detail}) => seen.texts.push(detail.error.message));
    await fixture(html`${Object.assign(frame, {label: 'Dosing', src: remotePage(otherSite), connectTimeout: 500})}`);
  });

  row("The app's server is slow or does not answer.", (seen) =>
    frameOf(seen, {src: remotePage(otherSite, {delay: '5000'})}),
  );

  row("The EHR page's own policy forbids the frame.", async (seen) => {
    const page = await pageWithKit({'header-content-security-policy': "frame-src 'self'"});
    await seenThere(seen, page, {src: remotePage(otherSite), label: 'Dosing'});
  });

  row('The app uses the handle of another launch.', (seen) => speaking(seen, handshake('of-yesterday')));

  row('The app answers the handshake with an error.', async (seen) => {
    const frame = await frameOf(seen, {src: remotePage(otherSite), connectTimeout: 10_000});
    const app = await remoteIn(frame, otherSite);
    await app.run((ehr) => {
      const refuse = ({messageId, messageType}: {messageId: string; messageType?: string}): void => {
        if (messageType !== 'status.handshake') return;
        parent.postMessage({messageId: '1', responseToMessageId: messageId, payload: {error: {code: 'security'}}}, ehr);
      };
      addEventListener('message', ({data}: MessageEvent<Parameters<typeof refuse>[0]>) => refuse(data));
      for (const {data} of window.received) refuse(data as Parameters<typeof refuse>[0]);
    }, location.origin);
  });

  row('The page sets one handle for two launches.', async (seen) => {
    const frame = await frameOf(seen, {src: remotePage(otherSite)});
    frame.src = remotePage(sameSite);
    await frame.updateComplete;
  });

  row('The app answers from an origin that is not listed.', (seen) =>
    speaking(seen, handshake(), {appOrigin: sameSite}),
  );

  row("The sandbox takes the app's origin away.", async (seen) => {
    const frame = await frameOf(seen, {src: remotePage(otherSite), sandbox: 'allow-scripts', connectTimeout: 1000});
    const contentWindow = iframeIn(frame)!.contentWindow!;
    const app = new Remote(contentWindow, '*');
    await app.ready();
    // Nothing comes back from an origin that is `null`, as a remote page answers to none.
    contentWindow.postMessage(
      {
        remoteCall: {
          id: 0,
          source: `(message) => parent.postMessage(message, ${JSON.stringify(location.origin)})`,
          parameters: [handshake()],
        },
      },
      '*',
    );
  });

  row('A frame inside the app sends the messages.', async (seen) => {
    const frame = await frameOf(seen, {src: remotePage(otherSite)});
    const app = await remoteIn(frame, otherSite);
    await app.run(
      (source, message, ehr) => {
        const inner = document.createElement('iframe');
        inner.src = source;
        document.body.append(inner);
        addEventListener('message', ({data}) => {
          if (!(data as {remoteReady?: boolean}).remoteReady) return;
          const call = `(message, ehr) => top.postMessage(message, ehr)`;
          inner.contentWindow!.postMessage({remoteCall: {id: 0, source: call, parameters: [message, ehr]}}, '*');
        });
      },
      remotePage(otherSite),
      handshake(),
      location.origin,
    );
  });

  row('The app sends messages of another protocol only.', (seen) => speaking(seen, {type: 'hello'}));

  row('Nobody answers at the other end of `transport`.', (seen) =>
    frameOf(seen, {transport: createTransportPair()[0]}),
  );

  row('`launch` is set and `iss` is not.', (seen) => frameOf(seen, {launch: 'xyz123'}));

  row('The app asks for something that was not granted.', async (seen) => {
    const {app, frame} = await launchKit({frame: {scope: 'messaging/ui'}});
    seen.frame = frame;
    for (let i = 0; i < 2; i++) {
      expect(await app.run(() => window.app.scratchpad.read().catch(window.codeOf))).to.equal('refused');
    }
  });

  row('`scope` has commas, capitals or typing errors.', (seen) =>
    frameOf(seen, {scope: 'messaging/ui,messaging/scratchpad'}),
  );

  row("A form's host has a frame without the scope for forms.", async () => {
    const {frame} = await launchKit({frame: {scope: 'messaging/ui'}});
    const host = new SdcHost(frame);
    await new Promise((resolve) => setTimeout(resolve, 50));
    host.dispose();
  });

  row('An attribute has an unknown value.', (seen) => frameOf(seen, {target: '_blank' as 'window'}));

  row('A time is no number.', async () => {
    await fixture(html`<smart-app-frame label="Dosing" connect-timeout="10s"></smart-app-frame>`);
  });

  row('A value in `limits` is no number.', (seen) =>
    frameOf(seen, {src: remotePage(otherSite), limits: {backlog: '100' as unknown as number}}),
  );

  row('`src` lacks `https://`.', (seen) => frameOf(seen, {src: '127.0.0.1:9202/app.html?messaging_handle=' + handle}));

  row("The app is on the EHR page's own origin.", (seen) => frameOf(seen, {src: '/app.html'}));

  row('`src` has a scheme that is refused.', (seen) => frameOf(seen, {src: 'file:///app.html'}));

  row('`launch-mode` has an unknown value.', (seen) =>
    frameOf(seen, {src: remotePage(otherSite), launchMode: 'ehr' as 'smart'}),
  );

  row('`app-origin` has a wildcard or a path.', (seen) =>
    frameOf(seen, {src: remotePage(otherSite), appOrigin: 'https://*.example.org'}),
  );

  row('`app-origin` has commas.', (seen) =>
    frameOf(seen, {src: remotePage(otherSite), appOrigin: `${otherSite},${sameSite}`}),
  );

  row('The browser blocked the pop-up.', async (seen) => {
    const page = await pageWithKit({}, 'allow-scripts allow-same-origin');
    await seenThere(seen, page, {src: remotePage(otherSite), label: 'Dosing', target: 'window'});
  });

  row("The app's headers cut its window off from the EHR.", async (seen) => {
    const src = remotePage(sameSite, {'header-cross-origin-opener-policy': 'same-origin', leave: '1000'});
    const frame = await frameOf(seen, {src, target: 'window', connectTimeout: 60_000});
    expect(frame.open()).to.equal(true);
  });

  row("Somebody closed the app's window, or a page of the app cut it off.", async (seen) => {
    const {frame, app} = await openWindow({frame: {label: 'Dosing'}});
    seen.frame = frame;
    await app.ready();
    await ask(app, handshake() as RawRequest);
    app.window.close();
  });

  row('The document of the launch before stays in the window.', async (seen) => {
    const frame = await frameOf(seen, {src: remotePage(otherSite), target: 'window', connectTimeout: 100});
    expect(frame.open()).to.equal(true);
    frame.src = remotePage(sameSite);
    await frame.updateComplete;
    await eventually('the frame says so', () => seen.texts.some((text) => text.includes('has not left')));
    frame.close();
  });

  row('`handle-lifetime` is over.', (seen) => frameOf(seen, {src: remotePage(otherSite), handleLifetime: 100}));

  row('The app sends messages without end.', async (seen) => {
    const {frame, app} = await launchKit({origin: otherSite, frame: {limits: {maxRefusals: 5}}});
    seen.frame = frame;
    frame.addEventListener('smart-error', ({detail}) => seen.texts.push(detail.error.message));
    await say(app, ...guesses(10));
  });

  row('A listener of the page failed.', async (seen) => {
    const {frame, app} = await launchKit();
    frame.addEventListener('smart-error', ({detail}) => seen.texts.push(detail.error.message));
    frame.addEventListener('smart-scratchpad-read', () => {
      throw new Error('The check failed.');
    });
    await withUncaughtErrors(async () => {
      expect(await app.run(() => window.app.scratchpad.read().catch(window.codeOf))).to.equal('refused');
    });
  });

  row('No listener answered a type in `answers`.', async (seen) => {
    const {frame, app} = await launchKit({frame: {answers: 'scratchpad.read'}});
    frame.addEventListener('smart-error', ({detail}) => seen.texts.push(detail.error.message));
    expect(await app.run(() => window.app.scratchpad.read().catch(window.codeOf))).to.equal('refused');
  });

  row('`sandbox` has `allow-top-navigation`.', (seen) =>
    frameOf(seen, {src: remotePage(otherSite), sandbox: 'allow-scripts allow-same-origin allow-top-navigation'}),
  );

  row('The frame has no accessible name.', async (seen) => {
    await seenThere(seen, await pageWithKit(), {src: remotePage(otherSite)});
  });
});

describe('troubleshooting the app', () => {
  let ehr: RemoteWindow | undefined;

  afterEach(() => {
    ehr?.close();
    ehr = undefined;
  });

  const message = async (promise: Promise<unknown>): Promise<string> => (await rejection(promise)).message;

  row('The app is open in a tab of its own.', async (seen) => {
    seen.texts.push(await message((await contextWith({})).ready));
  });

  row('The context has no launch parameters.', (seen) => contextThere(seen, {'connect-timeout': '200'}));

  row('Only one of the two launch parameters is there.', (seen) =>
    contextThere(seen, {'connect-timeout': '200', 'messaging-handle': handle}),
  );

  row('`messaging-origin` is not the origin of the page.', (seen) =>
    contextThere(seen, {
      'connect-timeout': '200',
      'messaging-handle': handle,
      'messaging-origin': 'https://ehr.example.org',
    }),
  );

  row('The EHR page does not answer.', (seen) =>
    contextThere(seen, {'connect-timeout': '200', 'messaging-handle': handle, 'messaging-origin': location.origin}),
  );

  row('The EHR does not accept the handle.', async (seen) => {
    const frame = await frameOf(seen, {src: remotePage(sameSite, {kit: kitModule})});
    const app = await remoteIn(frame, sameSite);
    await mountContext(app, {'messaging-handle': 'of-yesterday', 'messaging-origin': location.origin});
    seen.texts.push(String(await app.run(() => window.app.ready.catch((error: unknown) => (error as Error).message))));
  });

  row('A request was made without a connection.', async (seen) => {
    ehr = await openedByEhr();
    seen.texts.push(await message((await contextWith({requestTimeout: 50})).ui.done()));
  });

  row('An attribute of the context has an unknown value.', async () => {
    ehr = await openedByEhr();
    await contextWith({handshake: 'off' as 'optional'});
  });

  row('The page does not list the command of a button.', async () => {
    const {context} = await connectedContext();
    context.id = 'ehr';
    context.innerHTML = '<button commandfor="ehr" command="--scratchpad-read">Read</button>';
    context.querySelector('button')!.click();
  });

  row('The EHR granted no scope for the request.', async (seen) => {
    const {app} = await launchKit({frame: {scope: ''}});
    const refused = app.run(() => window.app.scratchpad.read().catch((error: unknown) => (error as Error).message));
    seen.texts.push((await refused) as string);
  });

  row('The EHR page has no FHIR server for `fhir.http`.', async (seen) => {
    const {app} = await launchKit();
    const refused = app.run(() => {
      const bundle = {resourceType: 'Bundle', type: 'batch', entry: []} satisfies Bundle;
      return window.app.fhir.http(bundle).catch((error: unknown) => (error as Error).message);
    });
    seen.texts.push((await refused) as string);
  });

  row('The EHR does not serve this message type.', async (seen) => {
    const {app} = await launchKit();
    const refused = app.run(() =>
      window.app.ui
        .launchActivity('problem-review', {problemLocation: 'Condition/1'})
        .catch((error: unknown) => (error as Error).message),
    );
    seen.texts.push((await refused) as string);
  });

  row('The payload has a value that cannot be copied.', async (seen) => {
    const {app} = await launchKit();
    const failed = app.run(() =>
      window.app.request('my.thing', {log: console.log}).catch((error: unknown) => (error as Error).message),
    );
    seen.texts.push((await failed) as string);
  });
});
