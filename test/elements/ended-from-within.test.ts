import {aTimeout, expect} from '@open-wc/testing';
import {createTransportPair, type SmartAppFrame} from '../../components/index.js';
import {appOrigin, connectedFrame, contextWith, ehrOrigin, expectSame} from '../support/elements.js';
import {frameWith, iframeIn, reach, withUncaughtErrors} from '../support/elements.js';
import {rejection} from '../support/rejection.js';
import {launchRaw} from '../support/launches.js';
import {openLedger} from '../support/ledger.js';
import {RawEnd, type Envelope} from '../support/raw-end.js';

const messagingHandle = 'the-handle-of-this-launch';
const nothing = {listeners: [], timers: 0, intervals: 0};
const resource = {resourceType: 'Task', status: 'draft'};

/** A frame that is connecting to an app which a test writes itself, with everything granted. */
async function connectingFrame(listening: AbortController): Promise<{frame: SmartAppFrame; app: RawEnd}> {
  const [own, transport] = createTransportPair([appOrigin, '']);
  const app = new RawEnd(own, messagingHandle, listening.signal);
  const frame = await frameWith({transport, messagingHandle, scope: 'messaging/*'});
  await reach(frame, 'connecting');
  return {frame, app};
}

const factNames = [
  'smart-connect',
  'smart-disconnect',
  'smart-request',
  'smart-scratchpad-create',
  'smart-scratchpad-change',
] as const;

/** The names of what a frame tells, in order, from now on. */
function facts(frame: SmartAppFrame): string[] {
  const told: string[] = [];
  for (const name of factNames) frame.addEventListener(name, ({type}) => told.push(type));
  return told;
}

const enders = {
  'revokeHandle()': (frame: SmartAppFrame) => frame.revokeHandle(),
  'close()': (frame: SmartAppFrame) => frame.close(),
  'remove()': (frame: SmartAppFrame) => frame.remove(),
};

/** Where a listener ends it, and what has been told by then and for good. */
const moments: Array<[when: string, listen: (frame: SmartAppFrame, end: () => void) => void, told: string[]]> = [
  [
    'smart-connect',
    (frame, end) => frame.addEventListener('smart-connect', end),
    ['smart-connect', 'smart-disconnect'],
  ],
  [
    'smart-message of the request',
    (frame, end) => {
      frame.addEventListener('smart-message', ({detail: {direction, outcome, message}}) => {
        const {messageType} = message as Envelope;
        if (direction === 'in' && outcome === 'delivered' && messageType === 'scratchpad.create') end();
      });
    },
    ['smart-connect', 'smart-disconnect'],
  ],
  [
    'smart-request',
    (frame, end) => frame.addEventListener('smart-request', end),
    ['smart-connect', 'smart-request', 'smart-disconnect'],
  ],
];

describe('<smart-app-frame> ended by one of its own listeners', () => {
  let listening: AbortController;

  beforeEach(() => {
    listening = new AbortController();
  });

  afterEach(() => listening.abort());

  for (const [ender, end] of Object.entries(enders)) {
    for (const [when, listen, told] of moments) {
      it(`serves nothing of an app's first message after ${ender} at ${when} (SWM-8)`, async () => {
        const {frame, app} = await connectingFrame(listening);
        const {scratchpad} = frame;
        const seen = facts(frame);
        listen(frame, () => end(frame));
        app.request('scratchpad.create', {resource});
        await aTimeout(50);
        expect(seen).to.deep.equal(told);
        expect(await scratchpad.list()).to.deep.equal([]);
        expect(frame.state).to.equal('closed');
        expect(app.received.filter((message) => 'responseToMessageId' in message)).to.deep.equal([]);
      });

      it(`serves nothing that comes later after ${ender} at ${when} either`, async () => {
        const {frame, app} = await connectingFrame(listening);
        const {scratchpad} = frame;
        listen(frame, () => end(frame));
        app.request('scratchpad.create', {resource});
        app.request('status.handshake');
        app.request('scratchpad.create', {resource});
        await aTimeout(50);
        expect(await scratchpad.list()).to.deep.equal([]);
        expect(frame.state).to.equal('closed');
      });
    }

    it(`tells of no connection after ${ender} at the change to connected`, async () => {
      const {frame, app} = await connectingFrame(listening);
      const seen = facts(frame);
      frame.addEventListener('smart-state-change', ({detail}) => detail.state === 'connected' && end(frame));
      app.request('scratchpad.create', {resource});
      await aTimeout(50);
      expect(seen.slice(seen.indexOf('smart-disconnect') + 1)).to.deep.equal([]);
      expect(frame.state).to.equal('closed');
    });

    it(`serves nothing after ${ender} at smart-message of a request that had waited for the connection`, async () => {
      const {frame, app} = await connectingFrame(listening);
      const failed = rejection(frame.request('my.thing', {}));
      const seen = facts(frame);
      frame.addEventListener('smart-message', ({detail: {direction, message}}) => {
        if (direction === 'out' && (message as Envelope)['messageType'] === 'my.thing') end(frame);
      });
      app.request('scratchpad.create', {resource});
      expect((await failed).code).to.equal('disconnected');
      await aTimeout(50);
      expect(seen).to.deep.equal(['smart-connect', 'smart-disconnect']);
      expect(frame.state).to.equal('closed');
    });

    it(`stays closed after ${ender} at smart-response`, async () => {
      const {frame} = await connectedFrame({}, {answers: {'my.thing': {ok: true}}});
      const seen = facts(frame);
      frame.addEventListener('smart-response', () => end(frame));
      await frame.request('my.thing', {}).catch(() => undefined);
      await aTimeout(50);
      expect(frame.state).to.equal('closed');
      expect(seen).to.deep.equal(['smart-disconnect']);
    });

    it(`stays closed after ${ender} at smart-message of an answer`, async () => {
      const {frame} = await connectedFrame({}, {answers: {'my.thing': {ok: true}}});
      const seen: string[] = [];
      for (const name of ['smart-response', 'smart-disconnect'] as const)
        frame.addEventListener(name, () => seen.push(name));
      frame.addEventListener('smart-message', ({detail}) => detail.direction === 'in' && end(frame));
      expect(await frame.request('my.thing', {})).to.deep.equal({ok: true});
      expect(frame.state).to.equal('closed');
      expect(seen).to.deep.equal(['smart-response', 'smart-disconnect']);
    });
  }

  it('does not fail when a listener ends it again at smart-disconnect', async () => {
    const {frame, app} = await connectingFrame(listening);
    const seen = facts(frame);
    frame.addEventListener('smart-connect', () => frame.close());
    frame.addEventListener('smart-disconnect', () => frame.revokeHandle());
    const errors = await withUncaughtErrors(async () => {
      app.request('scratchpad.create', {resource});
      await aTimeout(50);
    });
    expect(errors).to.deep.equal([]);
    expect(seen).to.deep.equal(['smart-connect', 'smart-disconnect']);
    expect(frame.state).to.equal('closed');
  });

  for (const [what, change] of Object.entries({
    'messaging-handle changes': (frame: SmartAppFrame): void => void (frame.messagingHandle = 'the-next-handle'),
    'it is launched again': (frame: SmartAppFrame) => frame.reload(),
    'its address changes': (frame: SmartAppFrame): void => void (frame.src = `${frame.src}&next`),
  })) {
    for (const [ender, end] of Object.entries(enders)) {
      it(`is closed and leaves no listener behind after ${ender} at smart-disconnect when ${what}`, async () => {
        openLedger();
        try {
          const {frame} = await launchRaw();
          frame.addEventListener('smart-disconnect', () => end(frame), {once: true});
          change(frame);
          await frame.updateComplete;
          await aTimeout(50);
          expect(frame.state).to.equal('closed');
          expectSame(iframeIn(frame)?.contentWindow ?? null, null);
          frame.remove();
          expect(frame.state).to.equal('closed');
          expect(window.ledger()).to.deep.equal(nothing);
        } finally {
          window.closeLedger();
        }
      });
    }
  }
});

describe('<smart-messaging-context> ended by one of its own listeners', () => {
  it('stays closed after remove() at smart-response, when the answer was the first that the EHR said', async () => {
    const listening = new AbortController();
    const [own, transport] = createTransportPair([ehrOrigin, '']);
    const ehr = new RawEnd(own, messagingHandle, listening.signal);
    const context = await contextWith({messagingHandle, transport, handshake: 'optional'});
    const seen: string[] = [];
    for (const name of ['smart-connect', 'smart-response', 'smart-disconnect'] as const)
      context.addEventListener(name, () => seen.push(name));
    context.addEventListener('smart-response', () => context.remove());
    const asked = context.request('my.thing', {}).catch(() => undefined);
    ehr.answer(await ehr.nextRequest('my.thing'), {ok: true});
    await asked;
    await aTimeout(50);
    expect(context.state).to.equal('closed');
    expect(seen).to.deep.equal(['smart-connect', 'smart-response', 'smart-disconnect']);
    listening.abort();
  });
});
