import type {ChannelOptions, SmartMessagingError} from '../../../components/channel/index.js';
import type {ServedRequest} from '../../../components/channel/types.js';
import {handle} from './job.js';
import type {End, Job, Tracked} from './tracked.js';

interface Arrival {
  end: End;
  withHandle: boolean;
  at: number;
}

type Message = Partial<Record<'messageId' | 'messageType' | 'messagingHandle' | 'responseToMessageId', string>> & {
  payload?: {number?: number; outcome?: {issue: Array<{code: string}>}};
};

export const isGranted = (messageType: string): boolean => !messageType.startsWith('closed.');

/** Sees all that happens between an EHR and its app, and says what must not have. */
export class Witness {
  readonly requests: Tracked[] = [];
  readonly jobs: Job[] = [];
  readonly #breaches: string[] = [];
  readonly #arrivals = new Map<string, Arrival[]>();
  readonly #documents = new Map<string, number>();
  readonly #handled = new Set<string>();
  readonly #now: () => number;
  /** Counts arrivals and documents, so that one can say what was before what. */
  #count = 0;
  #undisturbed = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @throws {Error} on the first call after something that must not happen. */
  check(): void {
    for (const request of this.requests) {
      const {asker, sentAt, outcome, number} = request;
      const isOver = asker.channel.closed || (sentAt !== undefined && sentAt < asker.epoch);
      if (isOver && !outcome) this.#breach(`request ${number} still waits for a document that is gone`);
    }
    for (const {end, number, signal, messageId} of this.jobs) {
      const isOver = end.channel.closed || (this.#latest(messageId, end)?.at ?? 0) < end.epoch;
      if (isOver && !signal.aborted) this.#breach(`the handler of ${number} does not hear that nobody waits for it`);
    }
    if (this.#breaches.length > 0) throw new Error(this.#breaches.join('; '));
  }

  /** Something happens that may cost what is under way. */
  disturb(): void {
    this.#undisturbed = this.requests.length;
  }

  /** A channel begins, or what is at its other end. */
  begin(end: End): void {
    end.epoch = this.#count;
    this.disturb();
  }

  /** What was sent in peace and has not settled: nothing, once all has arrived and all handlers are done. */
  get lost(): Tracked[] {
    return this.requests.slice(this.#undisturbed).filter(({sentAt, outcome}) => sentAt !== undefined && !outcome);
  }

  arriving(end: End, data: unknown): void {
    this.#count++;
    const {messageId, messagingHandle, messageType} = (data ?? {}) as Message;
    if (messageId === undefined) return;
    const withHandle = messagingHandle === end.handle;
    this.#arrivals.set(messageId, [...(this.#arrivals.get(messageId) ?? []), {end, withHandle, at: this.#count}]);
    const document = this.#documents.get(messageId) ?? 0;
    if (messageType === 'status.handshake' && withHandle) end.introduced.push(document);
  }

  /** The peer's window fired `load`. */
  loading(): void {
    this.#count++;
  }

  /** What a channel's transport, its options and its callbacks need to report here. */
  sending(end: End, message: object): void {
    const {messageId, responseToMessageId, payload, messageType} = message as Message;
    if (end.channel.closed) this.#breach('a closed channel sends');
    if (responseToMessageId !== undefined) {
      const arrival = this.#latest(responseToMessageId, end);
      if (!arrival) this.#breach('an answer to what this channel has not been asked');
      else if (arrival.at < end.epoch || this.#isGone(this.#documents.get(responseToMessageId), end)) {
        this.#breach('an answer to a document that is gone');
      }
      return;
    }
    if (messageId !== undefined && end.name === 'app') this.#documents.set(messageId, end.document);
    const request = messageType === 'status.handshake' ? undefined : this.requests[payload?.number ?? -1];
    if (!request) return;
    if (request.sentAt !== undefined) this.#breach(`request ${request.number} is sent twice`);
    Object.assign(request, {messageId, sentAt: this.#count});
  }

  options(end: () => End): Pick<ChannelOptions, 'serve' | 'authorize' | 'onConnect' | 'onDisconnect'> {
    return {
      authorize: isGranted,
      serve: (request) => this.#serve(end(), request),
      onConnect: () => this.#tellConnection(end(), true),
      onDisconnect: () => this.#tellConnection(end(), false),
    };
  }

  ask(asker: End, messageType: string, timeout: number): Tracked {
    const time = this.#now();
    const request: Tracked = {
      number: this.requests.length,
      asker,
      messageType,
      timeout,
      madeAt: {count: this.#count, time},
      partials: [],
      lastHeard: time,
      aborting: new AbortController(),
    };
    this.requests.push(request);
    const {number, aborting} = request;
    const {closed} = asker.channel;
    let responses = 0;
    asker.channel
      .request(
        messageType,
        {number},
        {
          timeout,
          signal: aborting.signal,
          onPartial: (payload) => this.#takePartial(request, payload as {number: number; part: number}),
          onResponse: () => {
            if (++responses > 1) this.#breach(`request ${number} is answered twice`);
          },
        },
      )
      .then(
        (payload) => {
          request.outcome = {payload};
          this.#checkAnswer(request, payload);
        },
        (error: unknown) => {
          const {code} = error as SmartMessagingError;
          request.outcome = {code};
          if (!this.#mayFail(request, code, closed)) this.#breach(`request ${number} fails with ${code}`);
        },
      );
    return request;
  }

  #serve(end: End, request: ServedRequest): ReturnType<NonNullable<ChannelOptions['serve']>> {
    const {messageId, messageType} = request;
    const arrival = this.#latest(messageId, end);
    const key = `${end.name} ${messageId} ${end.epoch}`;
    if (!isGranted(messageType)) this.#breach(`${messageType} is handled`);
    if (!arrival?.withHandle) this.#breach('a request without the handle is handled');
    if (end.channel.closed) this.#breach('a closed channel handles');
    if (this.#handled.has(key)) this.#breach('a request is handled twice');
    if (this.#isGone(this.#documents.get(messageId), end))
      this.#breach('a request of a document that is gone is handled');
    this.#handled.add(key);
    const {job, reply} = handle(end, request);
    this.jobs.push(job);
    return reply();
  }

  #tellConnection(end: End, connected: boolean): void {
    if (end.connected === connected)
      this.#breach(`${end.name} is told twice that it is ${connected ? '' : 'dis'}connected`);
    end.connected = connected;
  }

  #takePartial(request: Tracked, {number, part}: {number: number; part: number}): void {
    if (request.outcome) this.#breach(`request ${request.number} hears more after its end`);
    if (number !== request.number) this.#breach(`request ${request.number} gets a part of the answer to ${number}`);
    const isRepeated = request.partials.includes(part);
    if (!isRepeated && part < Math.max(...request.partials))
      this.#breach(`request ${number} gets its parts in disorder`);
    request.partials.push(part);
    request.lastHeard = this.#now();
  }

  #checkAnswer({number, messageId, messageType, asker}: Tracked, payload: NonNullable<Message['payload']>): void {
    const code = payload.outcome?.issue[0]?.code;
    const arrivals = this.#arrivals.get(messageId ?? '') ?? [];
    const jobs = this.jobs.filter((job) => job.messageId === messageId && job.end.name !== asker.name);
    const isDue =
      (code === 'security' && arrivals.some(({withHandle}) => !withHandle)) ||
      (code === 'forbidden' && !isGranted(messageType)) ||
      (code === 'exception' && jobs.some(({state}) => state === 'failed')) ||
      (payload.number === number && jobs.some(({state}) => state === 'answered'));
    if (!isDue) this.#breach(`request ${number} gets an answer that is not its own: ${JSON.stringify(payload)}`);
  }

  /** Whether there is a reason for it. */
  #mayFail({asker, sentAt, aborting, timeout, lastHeard}: Tracked, code: string, wasClosed: boolean): boolean {
    switch (code) {
      case 'aborted':
        return aborting.signal.aborted;
      case 'timeout':
        return this.#now() - lastHeard > timeout - 1; // as exact as the sum of two such numbers is
      case 'disconnected':
        return asker.channel.closed || (sentAt !== undefined && sentAt < asker.epoch);
      case 'unavailable':
        return wasClosed;
      default:
        return false;
    }
  }

  /** As far as one can tell: of a document that has not said who it is nobody knows when another one follows. */
  #isGone(document: number | undefined, {introduced}: End): boolean {
    if (document === undefined) return false;
    const known = introduced.lastIndexOf(document);
    return known >= 0 && introduced.slice(known).some((later) => later > document);
  }

  #latest(messageId: string, at: End): Arrival | undefined {
    return this.#arrivals.get(messageId)?.findLast(({end}) => end === at);
  }

  #breach(what: string): void {
    this.#breaches.push(what);
  }

  /** Those of documents that are gone, too: their handlers may answer all the same. */
  get openJobs(): Job[] {
    return this.jobs.filter(({state}) => state === 'open');
  }
}
