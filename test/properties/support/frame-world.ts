import type {MessagePortMode, SmartAppFrame} from '../../../components/index.js';
import {reach} from '../../support/elements.js';
import {launch, mountContext, reloadItself} from '../../support/launches.js';
import {kitModule, otherSite, remoteIn, remotePage, type Remote} from '../../support/remote.js';
import {keepBook, type BookReport, type Entry} from './book.js';
import type {FrameStep, Side, Wish} from './frame-steps.js';

interface Asked {
  number: number;
  side: Side;
  wish: Wish;
  aborted: boolean;
  /** Since it was asked, or shortly before, something has happened that may cost it. */
  disturbed: boolean;
  /** By a document that is not there any more: nobody knows what became of it. */
  forgotten: boolean;
}

/** A frame and its app on another site, with their real elements, that do what a list of steps says. */
export class FrameWorld {
  readonly #frame: SmartAppFrame;
  #app: Remote;
  #appPort: MessagePortMode = 'auto';
  #handles = 0;
  #inPeace = false;
  #asked: Asked[] = [];
  #lastNumber = 0;

  private constructor(frame: SmartAppFrame, app: Remote) {
    this.#frame = frame;
    this.#app = app;
    keepBook();
  }

  static async launch(): Promise<FrameWorld> {
    const page = {kit: kitModule};
    const {frame, app} = await launch({origin: otherSite, page, frame: {connectTimeout: 20_000}});
    const world = new FrameWorld(frame, app);
    await world.#mountApp();
    return world;
  }

  /** Runs the steps, and says what has become of everything that was asked. Both sides are connected before and after. */
  async run(steps: readonly FrameStep[]): Promise<void> {
    this.#asked = [];
    await this.#sync();
    for (const step of steps) await this.#do(step);
    await this.#sync();
    await this.#ask('ehr', {how: 'at once', parts: 1});
    await this.#ask('app', {how: 'at once', parts: 1});
    await this.#settle();
    await this.#check();
  }

  dispose(): void {
    this.#frame.remove();
  }

  async #do(step: FrameStep): Promise<void> {
    switch (step.do) {
      case 'ask':
        return this.#ask(step.side, step.wish);
      case 'abort':
        return this.#abort(step.side, step.index);
      case 'wait':
        return new Promise((resolve) => setTimeout(resolve, step.time));
      case 'sync':
        return this.#sync();
      case 'changeHandle':
        this.#disturb();
        return this.#changeHandle(step.first);
      case 'moveApp':
        this.#disturb();
        return this.#app.run(() => {
          window.app.remove();
          document.body.append(window.app);
        });
      case 'choosePort':
        return this.#choosePort(step.side, step.messagePort);
      case 'reload':
        this.#disturb('app');
        await reloadItself(this.#app);
        return this.#mountApp();
      case 'changeSrc':
        this.#disturb('app');
        this.#frame.src = remotePage(otherSite, {kit: kitModule, document: crypto.randomUUID()});
        return this.#mountNextApp();
      case 'putFrameBack': {
        this.#disturb('app');
        const place = this.#frame.parentNode!;
        this.#frame.remove();
        place.append(this.#frame);
        return this.#mountNextApp();
      }
    }
  }

  async #ask(side: Side, wish: Wish): Promise<void> {
    const number = ++this.#lastNumber;
    this.#asked.push({number, side, wish, aborted: false, disturbed: !this.#inPeace, forgotten: false});
    if (side === 'ehr') window.book.ask(number, wish);
    else await this.#app.run((number, wish) => window.book.ask(number, wish), number, wish);
  }

  async #abort(side: Side, index: number): Promise<void> {
    const asked = this.#asked.filter((asked) => asked.side === side && !asked.forgotten).at(-1 - index);
    if (!asked) return;
    asked.aborted = true;
    await this.#abortNumber(asked);
  }

  async #abortNumber({side, number}: Asked): Promise<void> {
    if (side === 'ehr') window.book.abort(number);
    else await this.#app.run((number) => window.book.abort(number), number);
  }

  async #changeHandle(first: Side): Promise<void> {
    const handle = `handle-${++this.#handles}-${crypto.randomUUID()}`;
    const change = {
      ehr: () => void (this.#frame.messagingHandle = handle),
      app: () => this.#app.run((handle) => void (window.app.messagingHandle = handle), handle),
    };
    await change[first]();
    await change[first === 'ehr' ? 'app' : 'ehr']();
  }

  /** An app's element begins another connection with it; the frame offers a port, or does not, from its next one on. */
  async #choosePort(side: Side, messagePort: MessagePortMode): Promise<void> {
    if (side === 'ehr') {
      this.#frame.messagePort = messagePort;
    } else {
      this.#disturb();
      this.#appPort = messagePort;
      await this.#app.run((messagePort) => void (window.app.messagePort = messagePort), messagePort);
    }
  }

  /** What is under way may be lost; with `app`, nobody will know what became of the app's requests. */
  #disturb(forgotten?: 'app'): void {
    this.#inPeace = false;
    for (const asked of this.#asked) {
      asked.disturbed = true;
      if (asked.side === forgotten) asked.forgotten = true;
    }
  }

  async #mountNextApp(): Promise<void> {
    this.#app = await remoteIn(this.#frame, otherSite);
    await this.#mountApp();
  }

  async #mountApp(): Promise<void> {
    await mountContext(this.#app, {
      'messaging-handle': this.#frame.messagingHandle,
      'messaging-origin': location.origin,
      messagePort: this.#appPort,
      'connect-timeout': '20000',
    });
    await this.#app.run(keepBook);
  }

  /** Both sides are connected, and know it. */
  async #sync(): Promise<void> {
    await this.#app.run(async () => {
      await window.app.updateComplete;
      // Where it was refused before the EHR had that handle, it is the EHR that shakes hands in the end.
      while (window.app.state !== 'connected') {
        await new Promise((resolve) => window.app.addEventListener('smart-state-change', resolve, {once: true}));
      }
    });
    await reach(this.#frame, 'connected');
    await this.#app.run(() => window.app.request('test.wish', {number: 0, wish: {how: 'at once', parts: 0}}));
    await this.#frame.request('test.wish', {number: 0, wish: {how: 'at once', parts: 0}});
    this.#inPeace = true;
  }

  /** What has been disturbed may have to be given up. */
  async #settle(): Promise<void> {
    for (const asked of this.#asked) if (asked.disturbed && !asked.forgotten) await this.#abortNumber(asked);
    const of = (side: Side): number[] =>
      this.#asked.filter((asked) => asked.side === side && !asked.forgotten).map(({number}) => number);
    await window.book.settled(of('ehr'));
    await this.#app.run((numbers) => window.book.settled(numbers), of('app'));
  }

  async #check(): Promise<void> {
    const reports: Record<Side, BookReport> = {
      ehr: window.book.report(),
      app: await this.#app.run(() => window.book.report()),
    };
    for (const side of ['ehr', 'app'] as const) {
      const {harm, handled} = reports[side];
      if (harm.length > 0) throw new Error(`The page of the ${side} was harmed: ${harm.join('; ')}`);
      const numbers = handled.filter((number) => number > 0);
      if (new Set(numbers).size < numbers.length)
        throw new Error(`The ${side} has handled a request twice: ${numbers.join()}`);
    }
    for (const asked of this.#asked) {
      if (asked.forgotten) continue;
      const entry = reports[asked.side].entries.find(({number}) => number === asked.number);
      const wrong = wrongWith(entry, asked);
      if (wrong) throw new Error(`Request ${asked.number} of the ${asked.side} ${wrong}: ${JSON.stringify(entry)}`);
    }
  }
}

/** What should not have become of a request. */
function wrongWith(entry: Entry | undefined, {number, wish, aborted, disturbed}: Asked): string | undefined {
  if (entry?.settled !== 1) return 'has not settled once';
  const {parts, payload, code} = entry;
  if (parts.some((part, index) => part.number !== number || part.part !== index + 1)) return 'got wrong parts';
  if (code !== undefined) {
    if (code === 'aborted' && (aborted || disturbed)) return undefined;
    return disturbed && ['disconnected', 'unavailable', 'timeout'].includes(code)
      ? undefined
      : 'fails without a reason';
  }
  const refusal = payload?.outcome?.issue[0]?.code;
  if (refusal === 'security') return disturbed ? undefined : 'is refused for its handle';
  if (parts.length < wish.parts && !disturbed) return 'got too few parts';
  if (wish.how === 'fail') return refusal === 'exception' ? undefined : 'should have failed';
  return payload?.number === number ? undefined : 'got an answer that is not its own';
}
