// A browser's queues, under control: what a page has posted arrives when the schedule says so, and its timers come due then.
// Everything else is the kit's own code, and each page has a copy of it.

/** The clock, the timers and the `message` event of one page. */
export class Realm {
  now = 100_000;
  /** How long it takes to read a message, in milliseconds: what makes the next one wait for its turn. */
  readingTime = 0;
  timers = new Map();
  listeners = new Set();
  #lastTimer = 0;
  #onPort;
  #onHop;

  /** `onPort` takes each port that somebody listens to, `onHop` what the page has posted to itself. */
  constructor({onPort, onHop}) {
    this.#onPort = onPort;
    this.#onHop = onHop;
  }

  /** What the kit finds instead of the browser's own. */
  globals() {
    const createChannel = () => createMessageChannel(this.#onPort, this.#onHop);
    return {
      addEventListener: (_, listener) => this.listeners.add(listener),
      removeEventListener: (_, listener) => this.listeners.delete(listener),
      performance: {now: () => this.now},
      setTimeout: (callback, delay = 0, ...parameters) => {
        this.timers.set(++this.#lastTimer, {delay, run: () => callback(...parameters)});
        return this.#lastTimer;
      },
      clearTimeout: (timer) => this.timers.delete(timer),
      MessageChannel: function () {
        return createChannel();
      },
    };
  }

  /** Lets the first timer come due whose delay is within these bounds. */
  fire(least, most) {
    const found = [...this.timers].find(([, {delay}]) => delay >= least && delay <= most);
    if (!found) throw new Error(`No timer of ${least} to ${most} ms is set.`);
    const [timer, {run}] = found;
    this.timers.delete(timer);
    run();
  }

  dispatch(message, source, origin) {
    const realm = this;
    const event = {
      source,
      origin,
      ports: message.ports,
      get data() {
        realm.now += realm.readingTime;
        return message.data;
      },
    };
    for (const listener of [...this.listeners]) listener(event);
  }
}

/** A port holds what has come until it is taken out, and its end in another page is the same object. */
class Port {
  peer;
  queue = [];
  isStarted = false;
  isClosed = false;
  #listeners = new Set();
  #onPort;
  #onHop;
  #onMessage;

  constructor(onPort, onHop) {
    this.#onPort = onPort;
    this.#onHop = onHop;
  }

  set onmessage(listener) {
    this.#onMessage = listener;
  }

  addEventListener(type, listener) {
    if (type !== 'message') return;
    this.#listeners.add(listener);
    this.#onPort(this);
  }

  start() {
    this.isStarted = true;
  }

  postMessage(message) {
    if (this.isClosed || this.peer.isClosed) return;
    const data = structuredClone(message);
    if (this.peer.#onMessage) this.#onHop(() => this.peer.#onMessage({data}));
    else this.peer.queue.push({data});
  }

  close() {
    this.isClosed = true;
    this.queue = [];
  }

  deliver() {
    const event = this.queue.shift();
    for (const listener of [...this.#listeners]) listener(event);
  }
}

function createMessageChannel(onPort, onHop) {
  const [port1, port2] = [new Port(onPort, onHop), new Port(onPort, onHop)];
  port1.peer = port2;
  port2.peer = port1;
  return {port1, port2};
}
