import type {Channel, ChannelOptions, MessageReport, Transport} from '../../components/channel/index.js';
import {RawEnd} from './raw-end.js';

/** One end of a medium. */
export interface End {
  /** The class as that end's own window has it. */
  Channel: typeof Channel;
  transport: Transport;
  /** Where the other end sees its messages come from. */
  origin: string;
  /** What its channels do with a MessagePort. */
  messagePort?: ChannelOptions['messagePort'];
}

/** The two ends of a medium. */
export interface Pair {
  app: End;
  ehr: End;
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>;
  /** To be called when a test is over. */
  dispose(): Promise<void>;
}

export type MakePair = () => Promise<Pair>;

/** Waits until a condition holds, asking whenever the page has had a turn. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve));
}

/** What one test needs: channels or hand-written ends on a pair of ends, and a record of everything they tell. */
export class Bench {
  readonly pair: Pair;
  readonly messagingHandle = `handle-${crypto.randomUUID()}`;
  readonly told: string[] = [];
  readonly ehrReports: MessageReport[] = [];
  readonly appReports: MessageReport[] = [];
  readonly #channels: Channel[] = [];
  readonly #listening = new AbortController();

  constructor(pair: Pair) {
    this.pair = pair;
  }

  ehr(options: Partial<ChannelOptions> = {}): Channel {
    return this.#open('ehr', this.ehrReports, options);
  }

  app(options: Partial<ChannelOptions> = {}): Channel {
    return this.#open('app', this.appReports, options);
  }

  rawApp(): RawEnd {
    return new RawEnd(this.pair.app.transport, this.messagingHandle, this.#listening.signal);
  }

  rawEhr(): RawEnd {
    return new RawEnd(this.pair.ehr.transport, this.messagingHandle, this.#listening.signal);
  }

  /** An app and an EHR that have shaken hands. */
  async connected(
    ehrOptions: Partial<ChannelOptions> = {},
    appOptions: Partial<ChannelOptions> = {},
  ): Promise<{ehr: Channel; app: Channel}> {
    const ehr = this.ehr(ehrOptions);
    const app = this.app(appOptions);
    await app.connect();
    return {ehr, app};
  }

  /** A hand-written app that the EHR has shaken hands with. */
  async connectedRawApp(options: Partial<ChannelOptions> = {}): Promise<{ehr: Channel; app: RawEnd}> {
    const ehr = this.ehr(options);
    const app = this.rawApp();
    await app.ask('status.handshake');
    return {ehr, app};
  }

  dispose(): Promise<void> {
    for (const channel of this.#channels) channel.close();
    this.#listening.abort();
    return this.pair.dispose();
  }

  #open(name: 'app' | 'ehr', reports: MessageReport[], options: Partial<ChannelOptions>): Channel {
    const {Channel: ChannelOfEnd, transport, messagePort} = this.pair[name];
    const channel = new ChannelOfEnd(transport, {
      messagingHandle: this.messagingHandle,
      messagePort,
      onConnect: () => this.told.push(`${name} connected`),
      onDisconnect: (reason) => this.told.push(`${name} disconnected: ${reason}`),
      onUnavailable: ({code}) => this.told.push(`${name} unavailable: ${code}`),
      onError: ({code}) => this.told.push(`${name} error: ${code}`),
      onMessage: (report) => reports.push(report),
      ...options,
    });
    this.#channels.push(channel);
    return channel;
  }
}
