import {expect} from '@open-wc/testing';
import {createTransportPair, ScriptedApp, ScriptedEhr} from '../../components/testing/index.js';
import type {Transport} from '../../components/index.js';
import {
  appOrigin,
  connectedContext,
  connectedFrame,
  contextWith,
  ehrOrigin,
  frameWith,
  once,
  reach,
  record,
} from '../support/elements.js';
import {rejection} from '../support/rejection.js';
import {settleMicrotasks} from '../support/clock.js';
import {RawEnd} from '../support/raw-end.js';
import {warningsDuring} from '../support/warnings.js';
import {SmartMessagingError} from '../../components/index.js';

const handle = 'the-handle';
const elsewhere = 'https://evil.example.org';

/** The far end of an element's transport, with the origin that it has there. */
function rawEnd(origin: string): {raw: RawEnd; transport: Transport; end: AbortController} {
  const [own, transport] = createTransportPair([origin, '']);
  const end = new AbortController();
  return {raw: new RawEnd(own, handle, end.signal), transport, end};
}

describe('<smart-app-frame> with a transport of the page’s own', () => {
  it('serves the origins of app-origin only, and reports the others', async () => {
    const {raw, transport} = rawEnd(elsewhere);
    const frame = await frameWith({transport, messagingHandle: handle, scope: 'messaging/*', appOrigin});
    const requests = record(frame, 'smart-request');
    const messages = record(frame, 'smart-message');
    raw.request('scratchpad.create', {resource: {resourceType: 'ServiceRequest'}});
    await settleMicrotasks();
    expect(requests).to.deep.equal([]);
    expect(await frame.scratchpad.list()).to.deep.equal([]);
    expect(raw.received.filter((message) => 'responseToMessageId' in message)).to.deep.equal([]);
    expect(frame.state).to.equal('connecting');
    const {reason, origin, expected} = messages.find(({detail}) => detail.direction === 'in')!.detail;
    expect({reason, origin, expected}).to.deep.equal({reason: 'origin', origin: elsewhere, expected: [appOrigin]});
  });

  it('serves nothing without an origin where app-origin is set, and everything where it is not', async () => {
    for (const [listed, state] of [
      [appOrigin, 'connecting'],
      [undefined, 'connected'],
    ] as const) {
      const {raw, transport} = rawEnd('');
      const frame = await frameWith({transport, messagingHandle: handle, appOrigin: listed});
      raw.request('status.handshake');
      await settleMicrotasks();
      expect(frame.state).to.equal(state);
    }
  });

  it('serves a native app by its client id', async () => {
    const origin = 'native:dosing-desktop';
    const {frame, app} = await connectedFrame({appOrigin: `${appOrigin} ${origin}`}, {origin});
    expect(await app.request('scratchpad.read', {})).to.deep.equal({scratchpad: []});
    expect(frame.state).to.equal('connected');
  });

  it('serves no longer what app-origin no longer names', async () => {
    const {frame, app} = await connectedFrame({appOrigin});
    const requests = record(frame, 'smart-request');
    frame.appOrigin = 'https://other.example.org';
    await frame.updateComplete;
    const failed = rejection(app.request('ui.done', {}, {timeout: 50}));
    expect((await failed).code).to.equal('timeout');
    expect(requests).to.deep.equal([]);
  });

  it('does not use the transport with an app-origin that is none', async () => {
    const {transport, messagingHandle} = new ScriptedApp({origin: appOrigin});
    const frame = document.createElement('smart-app-frame');
    const failed = once(frame, 'smart-error');
    Object.assign(frame, {transport, messagingHandle, appOrigin: '*', label: 'App'});
    const warnings = await warningsDuring(async () => {
      document.body.append(frame);
      expect((await failed).detail.error.code).to.equal('invalid-request');
    });
    expect(warnings[0]).to.contain('app-origin');
    expect(frame.state).to.equal('idle');
    frame.remove();
  });
});

describe('<smart-messaging-context> with a transport of the page’s own', () => {
  it('serves the messaging origin only, and does not connect with another', async () => {
    const {raw, transport} = rawEnd(elsewhere);
    const context = await contextWith({transport, messagingHandle: handle, messagingOrigin: ehrOrigin});
    const requests = record(context, 'smart-request');
    const messages = record(context, 'smart-message');
    raw.request('ui.launchActivity', {});
    raw.answer(await raw.nextRequest('status.handshake'), {});
    await settleMicrotasks();
    expect(requests).to.deep.equal([]);
    expect(context.state).to.equal('connecting');
    const reasons = messages.filter(({detail}) => detail.direction === 'in').map(({detail}) => detail.reason);
    expect(reasons).to.deep.equal(['origin', 'origin']);
  });

  it('takes the messaging origin of the token response, too', async () => {
    const {raw, transport} = rawEnd(elsewhere);
    const tokenResponse = {smart_web_messaging_handle: handle, smart_web_messaging_origin: ehrOrigin};
    const context = await contextWith({transport, tokenResponse});
    raw.answer(await raw.nextRequest('status.handshake'), {});
    await settleMicrotasks();
    expect(context.state).to.equal('connecting');
  });

  it('connects with the messaging origin', async () => {
    const {context, ehr} = await connectedContext({messagingOrigin: ehrOrigin});
    await context.ui.done();
    expect(ehr.requests.map(({messageType}) => messageType)).to.deep.equal(['ui.done']);
  });

  for (const messagingHandle of ['', undefined]) {
    it(`sends and serves nothing with the handle ${JSON.stringify(messagingHandle)}`, async () => {
      const {raw, transport} = rawEnd(ehrOrigin);
      const context = await contextWith({transport, messagingHandle});
      const requests = record(context, 'smart-request');
      for (const guess of ['', undefined, handle]) raw.request('custom.thing', {}, {messagingHandle: guess});
      context.ui.done().catch(() => undefined);
      await settleMicrotasks();
      expect(context.state).to.equal('idle');
      expect(requests).to.deep.equal([]);
      expect(raw.received).to.deep.equal([]);
    });
  }

  it('connects when it gets the handle', async () => {
    const {transport, messagingHandle} = new ScriptedEhr({origin: ehrOrigin});
    const context = await contextWith({transport});
    const done = context.ui.done();
    context.messagingHandle = messagingHandle;
    expect(await done).to.deep.equal({status: 'success'});
  });

  it('does not use the transport with a messaging-origin that is none', async () => {
    const ehr = new ScriptedEhr({origin: ehrOrigin});
    const {transport, messagingHandle} = ehr;
    const warnings = await warningsDuring(async () => {
      const context = await contextWith({transport, messagingHandle, messagingOrigin: '*'});
      expect(context.state).to.equal('unavailable');
    });
    expect(warnings[0]).to.contain('messaging-origin');
  });
});

describe('A transport that throws', () => {
  const broken = new TypeError('The socket is closed.');
  const brokenTransport: Transport = {
    send() {
      throw broken;
    },
    listen: () => undefined,
  };

  it('makes the app unresponsive, with its error as the cause', async () => {
    const frame = document.createElement('smart-app-frame');
    const failed = once(frame, 'smart-error');
    Object.assign(frame, {transport: brokenTransport, label: 'App', connectTimeout: 50});
    document.body.append(frame);
    const {error} = (await failed).detail;
    expect([error.code, error.cause]).to.deep.equal(['unavailable', broken]);
    await reach(frame, 'unresponsive');
    frame.remove();
  });

  it('makes the EHR unavailable, with its error as the cause', async () => {
    const context = await contextWith({transport: brokenTransport, messagingHandle: handle, connectTimeout: 50});
    const error = await rejection(context.ready);
    expect([error.code, error.cause]).to.deep.equal(['unavailable', broken]);
    expect((await rejection(context.ui.done())).code).to.equal('unavailable');
  });
});

describe('A transport that fails to listen', () => {
  const broken = new TypeError('The socket is closed.');
  for (const [what, listen] of [
    [
      'throws',
      () => {
        throw broken;
      },
    ],
    ['rejects', async () => Promise.reject(broken)],
    ['is missing', undefined],
  ] as const) {
    const deafTransport = {send: () => undefined, listen} as unknown as Transport;

    it(`makes the app unresponsive at once, with a warning: ${what}`, async () => {
      const frame = document.createElement('smart-app-frame');
      const failed = once(frame, 'smart-error');
      const told = await warningsDuring(async () => {
        document.body.append(Object.assign(frame, {transport: deafTransport, label: 'App'}));
        const {error} = (await failed).detail;
        expect([error.code, error.cause instanceof TypeError]).to.deep.equal(['unavailable', true]);
        await reach(frame, 'unresponsive');
      });
      expect(told).to.have.lengthOf(1);
      expect(told[0]).to.contain('listen()');
      frame.remove();
    });

    it(`makes the EHR unavailable at once, with a warning: ${what}`, async () => {
      const told = await warningsDuring(async () => {
        const context = await contextWith({transport: deafTransport, messagingHandle: handle});
        const error = await rejection(context.ready);
        expect(error).to.be.instanceOf(SmartMessagingError);
        expect([error.code, error.cause instanceof TypeError]).to.deep.equal(['unavailable', true]);
        expect(context.state).to.equal('unavailable');
      });
      expect(told).to.have.lengthOf(1);
    });
  }
});
