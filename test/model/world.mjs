// An EHR's page and the documents of its app, with the kit's real channels, which do what a schedule of the model says.
import {setImmediate} from 'node:timers/promises';
import {Realm} from './stand-ins.mjs';
import {appOrigin, connectTimeout, ehrOrigin, handle, openApp, openEhr} from './pages.mjs';
import {Post} from './post.mjs';
import {Witness} from './witness.mjs';

/** Milliseconds: the pauses between handshakes, how long an app has to take its port, and a time in which a load would have come. */
const retry = [100, 3200];
const portTime = 10_000;
const longTime = 40_000;
/** Where a schedule and the code part, the model is not of this code. */
export class Divergence extends Error {}

export class World {
  #createKit;
  #withJobs;
  #post = new Post();
  #witness = new Witness();
  #hops = [];
  #ports = [];
  #jobs = new Map();
  #toEhr = [];
  #toApp = [];
  #ehr;
  #app;
  #document = 0;
  #fired = false;
  #outside;
  /** What waits for its turn at the EHR's: what had come when a load event came. */
  #waiting = [];

  /** `withJobs`: the EHR's page answers when the schedule says so, else at once. */
  constructor(createKit, {withJobs}) {
    this.#createKit = createKit;
    this.#withJobs = withJobs;
    this.#openEhr();
  }

  /** The claims that did not hold. */
  get broken() {
    return [...this.#witness.broken];
  }

  /** Does what a schedule says. */
  async run(steps) {
    for (const step of steps) {
      this.#witness.begin(step);
      await this.#do(step);
      await this.#rest();
      this.#witness.end();
    }
  }

  #do([what, ...parameters]) {
    switch (what) {
      case 'deliver':
        return this.#deliver(...parameters);
      case 'ask':
        return this.#ask(...parameters);
      case 'answer':
        return this.#answer(Number(parameters[0]));
      case 'repeat':
        return this.#app.transport.send(this.#post.requestOf(this.#document, Number(parameters[0])));
      case 'open':
        return this.#openApp();
      case 'retry':
        return this.#sideOf(parameters[0]).realm.fire(...retry);
      case 'late':
        return this.#ehr.realm.fire(portTime, portTime);
      case 'off':
        return this.#app.transport.downgrade();
      case 'fire':
        this.#fired = true;
        return undefined;
      case 'load':
        return this.#load(parameters[0] === 'other');
      case 'time':
        this.#ehr.realm.now += longTime;
        return undefined;
      case 'silence':
        this.#ehr.realm.now += connectTimeout;
        return this.#ehr.realm.fire(...retry);
      case 'replace':
        return this.#replace();
      case 'rest':
        return this.#drain().then(() =>
          this.#witness.rest({connected: this.#ehr.channel.connected && this.#app.channel.connected}),
        );
      default:
        throw new Error(`There is no step ${what}.`);
    }
  }

  #openEhr() {
    const realm = this.#createRealm();
    this.#ehr = openEhr(this.#createKit, realm, {
      post: (message, ports) => {
        this.#toApp.push(this.#post.send({from: 'EHR', message, ports}));
        this.#witness.ehrPosted(this.#post.describe(message, 'EHR'), message, 'window');
      },
      serve: ({payload}) => this.#serveApp(payload),
      onConnect: () => this.#witness.connected(),
      onDisconnect: () => this.#witness.disconnected(),
    });
  }

  #openApp() {
    const document = this.#document;
    const realm = this.#createRealm();
    this.#app = openApp(this.#createKit, realm, {
      document,
      isLoading: () => !this.#fired,
      post: (message, ports) => {
        if (document !== this.#document) throw new Error('A document that is gone posts.');
        this.#toEhr.push(this.#post.send({from: document, message, ports}));
      },
      serve: ({payload}) => {
        this.#witness.servedEhr(payload.number, document);
        return {number: payload.number, document};
      },
    });
  }

  #createRealm() {
    return new Realm({
      onPort: (port) => {
        const known = this.#ports.find(({app}) => app === port);
        if (known) {
          const document = (known.document = this.#document);
          const {postMessage} = port;
          port.postMessage = (message) => {
            this.#post.see(document, message);
            postMessage.call(port, message);
          };
          return;
        }
        this.#witness.offered(this.#ports.filter(({ehr}) => !ehr.isClosed).length);
        this.#ports.push({ehr: port, app: port.peer, document: undefined});
        const {postMessage} = port;
        port.postMessage = (message) => this.#postToPort(port, postMessage, message);
      },
      onHop: (callback) => this.#hops.push(callback),
    });
  }

  #postToPort(port, postMessage, message) {
    const {document} = this.#ports.find(({ehr}) => ehr === port);
    if (!port.isClosed) this.#post.see('EHR', message);
    const inOtherHands = document !== undefined && document !== this.#document;
    if (!port.isClosed)
      this.#witness.ehrPosted(this.#post.describe(message, 'EHR'), message, inOtherHands ? 'outside' : 'port');
    if (!inOtherHands) postMessage.call(port, message);
  }

  /** The EHR's page has a request. */
  #serveApp({number, document}) {
    this.#witness.servedApp(number, document);
    const answer = {number, document, count: this.#witness.count++};
    if (!this.#withJobs) return answer;
    return new Promise((resolve) => this.#jobs.set(number, {resolve: () => resolve(answer)}));
  }

  #answer(number) {
    const job = this.#jobs.get(number);
    if (!job) throw new Divergence(`The model answers ${number}, which the code has not served.`);
    job.resolve();
  }

  #sideOf(side) {
    return side === 'EHR' ? this.#ehr : this.#app;
  }

  #ask(side, text) {
    const number = Number(text);
    if (side === 'outside') {
      const message = {
        messagingHandle: handle,
        messageId: 'outside',
        messageType: 'test.ask',
        payload: {number: 3, document: 0},
      };
      this.#post.see(0, message);
      this.#outside?.app.postMessage(message);
      return;
    }
    const {channel} = this.#sideOf(side);
    const isEhr = side === 'EHR';
    const payload = isEhr ? {number} : {number, document: this.#document};
    this.#witness.asked(side, number, this.#document, () => channel.request('test.ask', payload));
  }

  /** The port of this number, where it is there and read. */
  #portOf(side, way) {
    const entry = this.#ports[Number(way) - 1];
    const port = side === 'EHR' ? entry?.ehr : entry?.app;
    const isHere = side === 'EHR' || entry?.document === this.#document;
    return port?.isStarted && !port.isClosed && isHere ? port : undefined;
  }

  /** What would arrive next on this way. */
  #next(side, way) {
    if (way !== '0') return this.#portOf(side, way)?.queue[0];
    if (side === 'app') return this.#toApp[0];
    return this.#waiting[0] ?? this.#toEhr[0];
  }

  #describe(side, way, {data, from}) {
    const sender = way === '0' ? from : this.#ports[Number(way) - 1].document;
    return this.#post.describe(data, side === 'EHR' ? sender : 'EHR');
  }

  #deliver(side, way, ...parameters) {
    const expected = parameters.map(Number);
    const message = this.#next(side, way);
    const found = message && this.#describe(side, way, message);
    if (found?.join() !== expected.join())
      throw new Divergence(`The model delivers ${expected.join()}, the code has ${found?.join() ?? 'nothing'}.`);
    const {realm, window} = this.#sideOf(side) ?? {};
    if (side === 'EHR') this.#witness.arrives(found, way !== '0');
    if (way !== '0') {
      if (side === 'EHR') realm.now += 2 * realm.readingTime;
      this.#portOf(side, way).deliver();
    } else if (side === 'app') {
      this.#toApp.shift();
      realm?.dispatch(message, window, ehrOrigin);
    } else if (this.#waiting.length > 0) {
      this.#waiting.shift();
      realm.now += 100;
      this.#hops.shift()();
    } else {
      this.#toEhr.shift();
      realm.now += 2 * realm.readingTime;
      realm.dispatch(message, window, appOrigin);
    }
  }

  /** `isOther`: the model takes it for another document's, and what waits is not to be served any more. */
  #load(isOther) {
    const {realm, channel, transport, window} = this.#ehr;
    if (isOther && this.#toEhr.length > 0) {
      // The page is busy: from here on each message takes a turn.
      realm.readingTime = 9;
      realm.now += 100;
      realm.dispatch({data: 'of something else', ports: []}, window, appOrigin);
      for (const message of this.#toEhr) realm.dispatch(message, window, appOrigin);
      this.#waiting = this.#toEhr.splice(0);
    }
    this.#witness.loaded(this.#document);
    channel.peerLoaded();
    if (transport.turns.length === 0) {
      this.#waiting = [];
      for (const hop of this.#hops.splice(0)) hop();
    }
    if (!channel.connected) channel.connect().catch(() => undefined);
  }

  #replace() {
    const held = this.#ports.findLast(({document}) => document === this.#document);
    if (held && !held.app.isClosed) this.#outside = held;
    for (const {app, document} of this.#ports) if (document === this.#document) app.queue = [];
    this.#app = undefined;
    this.#document = 1;
    this.#fired = false;
    this.#witness.replaced();
  }

  /** What is still on its way, where the schedule has nothing more for it, arrives as well. */
  async #drain() {
    for (let isMoving = true; isMoving;) {
      isMoving = false;
      for (const side of ['EHR', 'app']) {
        for (const way of [0, 1, 2]) {
          const message = this.#next(side, String(way));
          if (!message) continue;
          this.#deliver(side, String(way), ...this.#describe(side, String(way), message));
          await this.#rest();
          isMoving = true;
        }
      }
    }
  }

  async #rest() {
    await setImmediate();
    await setImmediate();
  }
}
