import {SmartMessagingError} from '../protocol/errors.js';
import type {JsonValue} from '../transcript/copy-message.js';
import {otherSide, type Exchange, type Side} from '../transcript/exchange.js';
import {readTranscript} from '../transcript/transcript.js';
import type {Transport} from '../transport/transport.js';
import {
  answerAsRecorded,
  answersIn,
  exchangesOf,
  introductionOf,
  isToBeRepeated,
  payloadOf,
} from './recorded-exchange.js';
import {RecordedPlaces} from './recorded-places.js';
import {ScriptedPeer, type Script} from './scripted-peer.js';

/** `<smart-app-frame>`, `<smart-messaging-context>`, or what has their properties. */
export interface ReplayTarget {
  messagingHandle: string | undefined;
  transport: Transport | undefined;
}

export interface ReplayOptions {
  /** Whose messages: an index in the transcript's `sources`. Default: the first one of the target's side. */
  source?: number;
  /** The origin that the target sees. */
  origin?: string;
  /** Milliseconds until an answer that was recorded counts as missing. Default 30000. */
  timeout?: number;
}

/** One request of the other side's, as it was recorded and as it went this time. */
export interface ReplayedRequest {
  messageType: string;
  /** As it was sent this time. */
  payload: object;
  /** The payloads of the answers that were recorded, in order. */
  recorded: object[];
  /** The payloads of the answers that came, in order. */
  answers: object[];
  /** Why no last answer came. */
  error?: SmartMessagingError;
}

export interface Replay {
  requests: ReplayedRequest[];
  /** The other side. It goes on answering as recorded, until it is closed. */
  peer: ScriptedPeer;
}

/**
 * Plays the other side of a transcript to an element, in order and as fast as it goes: shakes hands, asks what the other
 * side asked, and answers what the element asks as it was answered then. Resolves when everything has been answered that was
 * answered then. Whether the answers are right is for the test to tell.
 *
 * Requests that were not let through then are left out, but for those outside the scopes. Where a store gives other ids
 * than it did then, later requests follow.
 *
 * ```ts
 * const {requests, peer} = await replayTranscript(transcript, frame);
 * for (const {answers, recorded} of requests) expect(answers).to.deep.equal(recorded);
 * peer.close();
 * ```
 *
 * @throws {SmartMessagingError} `invalid-request` when it is no transcript, or has nothing of the target's side; `timeout`
 *   or `refused` when the target does not shake hands.
 */
export async function replayTranscript(
  transcript: unknown,
  target: ReplayTarget,
  options: ReplayOptions = {},
): Promise<Replay> {
  const content = readTranscript(transcript);
  const side: Side = 'messagingOrigin' in target ? 'app' : 'ehr';
  const {source = content.sources.findIndex((each) => each.side === side), origin, timeout} = options;
  if (content.sources[source]?.side !== side) {
    const text = `The transcript has no such source on the side of the ${side}. Record it there, or replay it to the other element.`;
    throw new SmartMessagingError('invalid-request', text);
  }
  const exchanges = exchangesOf(content, source);
  const requests = exchanges.filter(isToBeRepeated);
  const peer = new ScriptedPeer({
    answers: answersTo(requests.filter(({from}) => from === side)),
    handshakePayload: () => introductionOf(exchanges, otherSide(side)),
    ...(origin !== undefined && {origin}),
    ...(timeout !== undefined && {requestTimeout: timeout}),
  });
  target.messagingHandle = peer.messagingHandle;
  target.transport = peer.transport;
  await peer.connect();
  const asked = requests.filter(({from}) => from !== side);
  return {requests: await askAll(asked, peer), peer};
}

function answersTo(exchanges: Exchange[]): Script {
  const types = new Set(exchanges.map(({messageType}) => messageType));
  return Object.fromEntries(
    Array.from(types, (type) => [type, answerAsRecorded(exchanges.filter(({messageType}) => messageType === type))]),
  );
}

interface Asked {
  exchange: Exchange;
  done: Promise<void>;
}

/** In the order in which they were made; what was asked after an answer had come is asked after it again. */
async function askAll(exchanges: Exchange[], peer: ScriptedPeer): Promise<ReplayedRequest[]> {
  const places = new RecordedPlaces();
  const ending = new AbortController();
  const requests: ReplayedRequest[] = [];
  let open: Asked[] = [];
  for (const exchange of exchanges) {
    const before = open.filter(({exchange: {answer}}) => answer && answer.number < beginning(exchange));
    await allOf(before);
    open = open.filter((each) => !before.includes(each));
    const request: ReplayedRequest = {
      messageType: exchange.messageType,
      payload: places.renamed<Record<string, JsonValue>>(payloadOf(exchange.records[0])),
      recorded: answersIn(exchange).map(payloadOf),
      answers: [],
    };
    requests.push(request);
    open.push({
      exchange,
      done: ask(request, peer, ending.signal).then((answer) => places.learn(payloadOf(exchange.answer), answer)),
    });
  }
  await allOf(open.filter(({exchange}) => exchange.answer));
  ending.abort(); // nobody waited for an answer that never came
  await allOf(open);
  return requests;
}

const beginning = ({records: [request]}: Exchange): number => request?.number ?? 0;

const allOf = (asked: Asked[]): Promise<unknown> => Promise.all(asked.map(({done}) => done));

async function ask(request: ReplayedRequest, peer: ScriptedPeer, signal: AbortSignal): Promise<object | undefined> {
  const {messageType, payload, answers} = request;
  try {
    const onPartial = (partial: object): void => void answers.push(partial);
    const answer = await peer.request(messageType, payload, {signal, onPartial});
    answers.push(answer);
    return answer;
  } catch (error) {
    if (!(error instanceof SmartMessagingError)) throw error;
    request.error = error;
    return undefined;
  }
}
