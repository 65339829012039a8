import {Clock} from '../../support/clock.js';
import type {Lanes} from './medium.js';
import {ways, type Way} from './post.js';
import {Stage} from './stage.js';
import type {Step} from './steps.js';
import type {Tracked} from './tracked.js';
import {settlePromises, turn} from '../../support/turns.js';
import {Witness} from './witness.js';

/** Milliseconds that a port may need, in the engine where it leads through another process. The clock stands still then. */
const patience = 10_000;

/** An EHR and its app that do what a list of steps says, on a clock of their own, before a witness. */
export class World {
  readonly witness = new Witness(() => performance.now());
  readonly #clock = new Clock();
  readonly #stage: Stage;

  constructor(lanes: Lanes) {
    this.#stage = new Stage(lanes, this.witness);
  }

  /** How many messages have arrived, by way. */
  get arrived(): Readonly<Record<Way, number>> {
    return this.#stage.post.arrived;
  }

  async run(step: Step): Promise<void> {
    if (disturbing.includes(step.do)) this.witness.disturb();
    await this.#do(step);
    await this.#rest();
    this.witness.check();
  }

  /**
   * Whatever happened: what is open can be answered, both sides find each other again within so many milliseconds, and
   * every request has settled.
   */
  async finish({within = 15_000} = {}): Promise<void> {
    const {witness} = this;
    const stage = this.#stage;
    await this.#answerAll();
    if (!stage.mayStall && stage.bothOpen) await this.#until(() => witness.lost.length === 0, 'A message is lost');
    stage.mend();
    await this.#connectAll(within);
    await this.#answerAll();
    const asked = stage.ends.map((end) => witness.ask(end, 'custom.now', 30_000));
    await this.#until(() => asked.every(isAnswered), 'The last requests are not served');
    await this.#clock.advance(31_000);
    await this.#until(() => witness.requests.every(({outcome}) => outcome), 'A request never settles');
    witness.check();
  }

  async dispose(): Promise<void> {
    this.#stage.close();
    await settlePromises();
    this.#clock.restore();
    await turn();
  }

  async #do(step: Step): Promise<void> {
    const {witness} = this;
    const stage = this.#stage;
    switch (step.do) {
      case 'deliver':
        for (let count = 0; count < step.count && stage.post.deliver(step.way); count++) await this.#rest();
        break;
      case 'deliverAll':
        return this.#deliverAll();
      case 'connect':
        return stage.connect(step.side);
      case 'ask':
        return void witness.ask(stage.end(step.side), step.messageType, step.timeout);
      case 'abort': {
        const open = witness.requests.filter(({outcome}) => !outcome);
        return open[step.index % open.length]?.aborting.abort();
      }
      case 'part':
      case 'answer':
      case 'fail':
        return witness.openJobs[step.index % witness.openJobs.length]?.[step.do]();
      case 'repeat':
        return stage.post.repeat(step.way, step.index);
      case 'lose':
        return stage.post.lose(step.way);
      case 'load':
        return stage.load();
      case 'reload':
        return stage.reload(step.lost);
      case 'choosePort':
        return stage.choosePort(step.side, step.port);
      case 'wait':
        if (step.time >= 10_000) stage.mayStall = true;
        return this.#clock.advance(step.time);
      default:
        return stage[step.do]();
    }
  }

  async #connectAll(within: number): Promise<void> {
    const {ends} = this.#stage;
    const connected = (): boolean => ends.every(({channel}) => channel.connected);
    for (let time = 100; time < within && !connected(); time *= 2) {
      this.#stage.connect('ehr');
      this.#stage.connect('app');
      await this.#deliverAll();
      if (!connected()) await this.#clock.advance(time);
    }
    await this.#until(
      connected,
      `No connection: ${ends.map(({name, channel}) => `${name} ${channel.connected}`).join()}`,
    );
  }

  async #answerAll(): Promise<void> {
    await this.#deliverAll();
    for (const job of this.witness.openJobs) job.answer();
    await this.#deliverAll();
  }

  async #until(condition: () => boolean, otherwise: string): Promise<void> {
    const deadline = Date.now() + patience;
    while (Date.now() < deadline) {
      await this.#answerAll();
      if (condition()) return;
      await turn();
    }
    throw new Error(otherwise);
  }

  async #deliverAll(): Promise<void> {
    for (let quiet = 0; quiet < 2; quiet++) {
      await this.#rest();
      for (const way of ways) {
        while (this.#stage.post.deliver(way)) {
          quiet = 0;
          await this.#rest();
        }
      }
    }
  }

  async #rest(): Promise<void> {
    await settlePromises();
    if (!this.#stage.hasPorts) return;
    await turn();
    await turn();
  }
}

/** They may cost what is under way. */
const disturbing: ReadonlyArray<Step['do']> = [
  ...(['lose', 'reload', 'removeFrame', 'removeApp', 'putAppBack'] as const),
  ...(['changeHandle', 'learnHandle', 'choosePort'] as const),
];

const isAnswered = ({number, outcome}: Tracked): boolean =>
  outcome !== undefined && 'payload' in outcome && (outcome.payload as {number?: number}).number === number;
