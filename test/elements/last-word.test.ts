import {aTimeout, expect} from '@open-wc/testing';
import {createTransportPair, type SmartAppFrame, type SmartAppFrameState} from '../../components/index.js';
import {appOrigin, frameWith, reach} from '../support/elements.js';
import {comeToFront} from '../support/front.js';
import {ask, closeWindows, launch, openWindow, request} from '../support/launches.js';
import {eventually} from '../support/eventually.js';
import {RawEnd} from '../support/raw-end.js';
import {sameSite, type Remote} from '../support/remote.js';

const messagingHandle = 'the-handle-of-this-launch';
const resource = {resourceType: 'Task', status: 'draft'};

interface Launched {
  frame: SmartAppFrame;
  /** Has the app make a request, answered or not. */
  request: (messageType: string, payload?: object) => void;
  /** Has the app answer what it is asked. */
  answer: () => Promise<void>;
}

/** Each gives a frame whose app is there and has said nothing so far. */
const launchKinds: Record<string, (listening: AbortSignal) => Promise<Launched>> = {
  async transport(listening) {
    const [own, transport] = createTransportPair([appOrigin, '']);
    const app = new RawEnd(own, messagingHandle, listening);
    const frame = await frameWith({transport, messagingHandle, scope: 'messaging/*'});
    await reach(frame, 'connecting');
    const answer = async (): Promise<void> => {
      void app.nextRequest('my.thing').then((asked) => app.answer(asked, {ok: true}));
    };
    return {frame, request: (type, payload) => void app.request(type, payload), answer};
  },
  async frame() {
    const {frame, app} = await launch({origin: sameSite});
    return {frame, ...remoteApp(app)};
  },
  async window() {
    const {frame, app} = await openWindow({origin: sameSite});
    await app.ready();
    return {frame, ...remoteApp(app)};
  },
};

function remoteApp(app: Remote): Pick<Launched, 'request' | 'answer'> {
  return {
    request: (type, payload) => void ask(app, request(type, payload)).catch(() => undefined),
    answer: () =>
      app.run(() =>
        addEventListener(
          'message',
          ({data, source, origin}: MessageEvent<{messageType?: string; messageId: string}>) => {
            if (data.messageType !== 'my.thing') return;
            const answer = {messageId: crypto.randomUUID(), responseToMessageId: data.messageId, payload: {ok: true}};
            source?.postMessage(answer, {targetOrigin: origin});
          },
        ),
      ),
  };
}

/** What a listener may do, and the states that the frame may be in when everything is quiet again. */
const words: Record<string, {say: (frame: SmartAppFrame) => void; isLast: (frame: SmartAppFrame) => boolean}> = {
  'close()': {say: (frame) => frame.close(), isLast: ({state}) => state === 'closed'},
  'revokeHandle()': {say: (frame) => frame.revokeHandle(), isLast: ({state}) => state === 'closed'},
  'remove()': {say: (frame) => frame.remove(), isLast: ({state, isConnected}) => state === 'closed' && !isConnected},
  'reload()': {say: (frame) => frame.reload(), isLast: isLaunched},
  'a new src': {say: (frame) => (frame.src = `${frame.src ?? sameSite}#next`), isLast: isLaunched},
  'a move in the page': {
    say: (frame) => {
      const place = document.createElement('div');
      document.body.append(place);
      place.append(frame);
    },
    isLast: isLaunched,
  },
};

function isLaunched({state, target}: SmartAppFrame): boolean {
  // A window is opened by a click: until then there is none.
  return target === 'window' ? state !== 'closed' : !['closed', 'idle'].includes(state);
}

/** What makes the frame emit an event. All begin with a message of the app's, so that the frame is connected. */
const events: Record<string, (launched: Launched) => void> = {
  'smart-state-change': create,
  'smart-connect': create,
  'smart-message': create,
  'smart-request': create,
  'smart-scratchpad-create': create,
  'smart-scratchpad-change': create,
  'smart-error': (launched) => {
    launched.frame.addEventListener('smart-scratchpad-create', (event) => {
      event.respondWith('no object' as never);
    });
    create(launched);
  },
  'smart-response': (launched) => {
    void launched.answer().then(() => {
      void launched.frame.request('my.thing', {}).catch(() => undefined);
      create(launched);
    });
  },
  'smart-disconnect': (launched) => {
    const {frame} = launched;
    frame.addEventListener('smart-connect', () => (frame.messagingHandle = 'another'), {once: true});
    create(launched);
  },
};

function create({request}: Launched): void {
  request('scratchpad.create', {resource});
}

/** Everything that a frame says of itself, to be compared with what it is. */
class Log {
  readonly names: string[] = [];
  readonly states: Array<{state: SmartAppFrameState; previousState: SmartAppFrameState}> = [];

  constructor(frame: SmartAppFrame) {
    this.#first = frame.state;
    frame.addEventListener('smart-state-change', ({detail}) => this.states.push(detail as (typeof this.states)[0]));
    for (const name of ['smart-connect', 'smart-disconnect'] as const)
      frame.addEventListener(name, () => this.names.push(name));
  }

  readonly #first: SmartAppFrameState;

  expectWhole(frame: SmartAppFrame): void {
    let state = this.#first;
    for (const change of this.states) {
      expect(change.previousState).to.equal(state);
      ({state} = change);
    }
    expect(state).to.equal(frame.state);
    const alternating = this.names.map((_, index) => (index % 2 === 0 ? 'smart-connect' : 'smart-disconnect'));
    expect(this.names).to.deep.equal(alternating);
    expect(this.names.length % 2 === 1).to.equal(frame.state === 'connected');
  }
}

for (const [kind, launchIt] of Object.entries(launchKinds)) {
  describe(`the last word about a frame, launched by ${kind}`, () => {
    let listening: AbortController;

    beforeEach(() => {
      listening = new AbortController();
    });

    afterEach(() => {
      listening.abort();
      closeWindows();
      for (const frame of document.querySelectorAll('smart-app-frame')) frame.remove();
    });

    after(() => comeToFront());

    const pairs = Object.keys(events).flatMap((event) => Object.keys(words).map((word) => [event, word] as const));
    // Real windows take their time: by default each event and each word has its turn, all pairs have it in `npm run test:long`.
    const some = pairs.filter((_, index) => kind === 'transport' || window.longTests === true || index % 7 === 0);

    for (const [event, word] of some) {
      it(`is ${word} within ${event}`, async () => {
        const launched = await launchIt(listening.signal);
        const {frame} = launched;
        const log = new Log(frame);
        const moments: string[] = [];
        frame.addEventListener(event, () => {
          if (moments.push(event) > 1) return;
          words[word]!.say(frame);
        });
        events[event]!(launched);
        await eventually(`${event} is emitted`, () => moments.length > 0);
        await frame.updateComplete;
        await aTimeout(kind === 'transport' ? 20 : 200);
        expect(words[word]!.isLast(frame), frame.state).to.equal(true);
        log.expectWhole(frame);
        expect(frame.renderRoot.querySelectorAll('iframe').length).to.equal(
          frame.state === 'closed' || kind !== 'frame' ? 0 : 1,
        );
        frame.remove();
        expect(frame.state).to.equal('closed');
        log.expectWhole(frame);
      });
    }
  });
}
