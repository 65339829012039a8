import {Channel} from '../channel/channel.js';
import type {ChannelOptions, Reply, RequestOptions, ServedRequest} from '../channel/types.js';
import type {MessageType, RequestPayload, ResponsePayload} from '../protocol/catalog.js';
import {randomToken} from '../protocol/ids.js';
import {refusal} from '../protocol/refusals.js';
import {createTransportPair} from '../transport/memory-transport.js';
import type {Transport} from '../transport/transport.js';

/** Answers by message type: a payload, or what makes one of the request's. */
export type Script = Record<string, object | ScriptedAnswer>;

export type ScriptedAnswer = (payload: never, request: ServedRequest) => Reply;

const makesAnswer = (answer: object | ScriptedAnswer): answer is ScriptedAnswer => typeof answer === 'function';

export interface ScriptedPeerOptions extends Pick<ChannelOptions, 'handshakePayload' | 'requestTimeout'> {
  /** Default: random. */
  messagingHandle?: string;
  /** The origin that the other side sees. */
  origin?: string;
  answers?: Script;
}

/** One end of a conversation that answers by a script and remembers what it was asked. No window is needed. */
export class ScriptedPeer {
  readonly messagingHandle: string;
  /** For the `transport` property of the element, or the `Channel`, on the other side. */
  readonly transport: Transport;
  /** What the other side has asked, in order. */
  readonly requests: ServedRequest[] = [];
  /** May be changed at any time. */
  readonly answers: Script;
  readonly #channel: Channel;

  constructor({messagingHandle = randomToken(16), origin = '', answers = {}, ...options}: ScriptedPeerOptions = {}) {
    const [own, other] = createTransportPair(['', origin].reverse() as [string, string]);
    this.messagingHandle = messagingHandle;
    this.transport = other;
    this.answers = {...answers};
    this.#channel = new Channel(own, {...options, messagingHandle, serve: (request) => this.#serve(request)});
  }

  /** Shakes hands with the other side. */
  async connect(): Promise<void> {
    await this.#channel.connect();
  }

  request<T extends MessageType, P extends RequestPayload<T>>(
    messageType: T,
    payload: P,
    options?: RequestOptions,
  ): Promise<ResponsePayload<T>> {
    return this.#channel.request(messageType, payload, options);
  }

  close(): void {
    this.#channel.close();
  }

  /** What answers a request that the script does not name. */
  protected answerUnscripted({messageType}: ServedRequest): Reply {
    return refusal(messageType, 501, `The script has no answer to ${messageType}.`);
  }

  #serve(request: ServedRequest): Reply {
    this.requests.push(request);
    const answer = Object.hasOwn(this.answers, request.messageType) ? this.answers[request.messageType] : undefined;
    if (!answer) return this.answerUnscripted(request);
    return makesAnswer(answer) ? answer(request.payload as never, request) : answer;
  }
}
