// The claims of the model, as one can see them from outside of the kit's real channels.
import {kinds} from './post.mjs';

const outside = 3;

export class Witness {
  /** Names of the claims that did not hold. */
  broken = new Set();
  /** How many requests the EHR's page has answered. */
  count = 0;
  #requests = [];
  #document = 0;
  /** The EHR has read the second document's load or handshake, and knows that it is another. */
  #seen = false;
  #known = false;
  #told = false;
  /** The document whose handshake the EHR has read last. */
  #identified;
  #served = [];
  #servedHere = [];
  #servedLate = [];
  #arrived = [];
  #byPort = new Map();
  #answers = new Map();
  /** A side has gone back to the window. */
  #isBack = false;
  #step = {};

  begin([what]) {
    const isLoad = what === 'load';
    this.#isBack ||= what === 'off' || what === 'late';
    this.#step = {
      isLoad,
      posted: [],
      hasEnded: false,
      pending: this.#requests.filter(({side, sent, outcome}) => side === 'EHR' && sent && !outcome),
    };
  }

  end() {
    const {identified} = this.#step;
    if (identified !== undefined) this.#identified = identified;
    const {posted, hasEnded, pending, repeated} = this.#step;
    if (hasEnded && pending.some(({outcome}) => outcome === undefined)) this.#break('SETTLED');
    if (hasEnded && posted.some(({kind, way}) => way === 'window' && (kind === kinds.REQ || kind === kinds.ANS)))
      this.#break(this.#step.isLoad ? 'STAYS' : 'HANDED');
    if (repeated !== undefined) {
      const again = posted.find(({kind, number}) => kind === kinds.ANS && number === repeated);
      if (JSON.stringify(again?.payload) !== JSON.stringify(this.#answers.get(repeated))) this.#break('FIRST');
    }
  }

  offered(open) {
    if (open > 0) this.#break('ONE');
  }

  asked(side, number, document, ask) {
    const request = {side, number, document, sent: false, outcome: undefined};
    this.#requests.push(request);
    ask().then(
      (payload) => {
        request.outcome = {payload};
        if (payload.number !== number || (side === 'app' && payload.document !== document)) this.#break('OWN');
      },
      ({code}) => (request.outcome = {code}),
    );
  }

  /** Something has left the EHR, by `window`, by `port`, or by a port in other hands: `outside`. */
  ehrPosted([kind, number, document], {payload}, way) {
    this.#step.posted?.push({kind, number, way, payload});
    if (kind === kinds.REQ)
      this.#requests.find((request) => request.side === 'EHR' && request.number === number).sent = true;
    if (kind === kinds.ANS) {
      if (this.#known && document === 0 && !this.#servedLate.includes(number)) this.#break('ANSWERED');
      if (!this.#answers.has(number)) this.#answers.set(number, payload);
    }
    if (way === 'outside' && this.#seen && kind !== kinds.SW) this.#break('HOLDS');
  }

  /** Something reaches the EHR. */
  arrives([kind, number, document], byPort) {
    if (kind === kinds.HSQ || kind === kinds.HSA) {
      if (document === 1) this.#seen = true;
      this.#step.identified = document;
    }
    if (kind === kinds.REQ) {
      this.#byPort.set(number, byPort);
      if (this.#answers.has(number) && this.#servedHere.includes(number)) this.#step.repeated = number;
    }
  }

  loaded(document) {
    if (document === 1) this.#seen = true;
  }

  servedApp(number, document) {
    const isRepeated = this.#served.includes(number);
    if (isRepeated) this.#break('ONCE');
    this.#served.push(number);
    const before = this.#servedHere.filter((earlier) => earlier !== outside).at(-1) ?? -1;
    if (number !== outside && number <= before && !isRepeated) this.#break(this.#isBack ? 'BACK' : 'ORDER');
    this.#servedHere.push(number);
    const isOld = document === 0;
    if (isOld && this.#known) this.#servedLate.push(number);
    if (isOld && this.#seen && this.#byPort.get(number)) this.#break('PORT');
    if (isOld && this.#known && !this.#byPort.get(number)) this.#break('WINDOW');
  }

  servedEhr(number, document) {
    const before = this.#arrived.findLast((each) => each.document === document)?.number ?? -1;
    if (number <= before) this.#break(this.#isBack ? 'BACK' : 'ORDER');
    this.#arrived.push({number, document});
  }

  connected() {
    if (this.#told) this.#break('EVENTS');
    this.#told = true;
  }

  disconnected() {
    this.#told = false;
    this.#step.hasEnded = true;
    this.#servedHere = [];
    if (this.#identified === this.#document) this.#break('EPOCH');
    this.#identified = undefined;
    if (this.#document === 1) this.#known = true;
  }

  replaced() {
    this.#document = 1;
  }

  rest({connected}) {
    if (!connected || !this.#told) this.#break('CONNECTS');
    const ofApp = this.#requests.filter(({side, document}) => side === 'app' && document === this.#document);
    const ofEhr = this.#requests.filter(({side}) => side === 'EHR');
    const isLost = ({outcome}) => outcome === undefined;
    if (ofApp.some((request) => isLost(request) || !this.#served.includes(request.number))) this.#break('ARRIVES');
    if (ofEhr.some(isLost) || (this.#document === 0 && ofEhr.length > this.#arrived.length)) this.#break('ARRIVES');
  }

  #break(claim) {
    this.broken.add(claim);
  }
}
