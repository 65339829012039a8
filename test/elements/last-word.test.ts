import {aTimeout, expect} from '@open-wc/testing';
import {createTransportPair, type SmartAppFrame, type SmartAppFrameState} from '../../components/index.js';
import {appOrigin, frameWith, reach} from '../support/elements.js';
import {comeToFront} from '../support/front.js';
import {ask, closeWindows, launch, openWindow, request} from '../support/launches.js';
import {RawEnd} from '../support/raw-end.js';
import {sameSite} from '../support/remote.js';

const messagingHandle = 'the-handle-of-this-launch';
const resource = {resourceType: 'Task', status: 'draft'};

interface Launched {
  frame: SmartAppFrame;
  /** Has the app make a request, answered or not. */
  request: (messageType: string, payload?: object) => void;
}

/** Each gives a frame whose app is there and has said nothing so far. */
const launchKinds: Record<string, (listening: AbortSignal) => Promise<Launched>> = {
  async transport(listening) {
    const [own, transport] = createTransportPair([appOrigin, '']);
    const app = new RawEnd(own, messagingHandle, listening);
    const frame = await frameWith({transport, messagingHandle, scope: 'messaging/*'});
    await reach(frame, 'connecting');
    return {frame, request: (type, payload) => void app.request(type, payload)};
  },
  async frame() {
    const {frame, app} = await launch({origin: sameSite});
    return {frame, request: (type, payload) => void ask(app, request(type, payload)).catch(() => undefined)};
  },
  async window() {
    const {frame, app} = await openWindow({origin: sameSite});
    await app.ready();
    return {frame, request: (type, payload) => void ask(app, request(type, payload)).catch(() => undefined)};
  },
};

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
  'smart-error': ({frame, request}) => {
    frame.addEventListener('smart-scratchpad-create', (event) => {
      event.respondWith('no object' as never);
    });
    create({frame, request});
  },
  'smart-response': (launched) => {
    void launched.frame.request('my.thing', {}, {timeout: 500}).catch(() => undefined);
    create(launched);
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
        for (let wait = 0; !moments[0] && wait < 100; wait++) await aTimeout(20);
        if (event !== 'smart-response') expect(moments).to.include(event);
        await frame.updateComplete;
        await aTimeout(kind === 'transport' ? 20 : 200);
        if (moments[0]) expect(words[word]!.isLast(frame), frame.state).to.equal(true);
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
