import type {Reply, ServedRequest} from '../channel/types.js';
import {isRecord, type JsonObject} from '../protocol/json.js';
import {HANDSHAKE, type HandshakePayload} from '../protocol/messages.js';
import {refusal} from '../protocol/refusals.js';
import type {JsonValue} from '../transcript/copy-message.js';
import {isAnswer, messageOf, wasLetThrough, type Exchange, type MessageRecord} from '../transcript/exchange.js';
import {Recording} from '../transcript/recording.js';
import type {Transcript} from '../transcript/transcript.js';
import type {ScriptedAnswer} from './scripted-peer.js';

/** What one element saw, requests with their answers. */
export function exchangesOf(transcript: Transcript, source: number): readonly Exchange[] {
  const recording = new Recording(Infinity);
  const messages = transcript.messages.filter((message) => message.source === source);
  recording.import({...transcript, messages});
  return recording.exchanges;
}

type Payload = Record<string, JsonValue>;

export const payloadOf = (record: MessageRecord | undefined): Payload => {
  const payload = record && messageOf(record)['payload'];
  return isRecord(payload) ? (payload as Payload) : {};
};

/** The answers that went or came, in order. */
export const answersIn = ({records}: Exchange): MessageRecord[] =>
  records.filter((record) => isAnswer(record) && wasLetThrough(record));

/** A request that got as far as to be judged by what it asks for; a handshake is made anew. */
export const isToBeRepeated = ({messageType, messageId, records: [request]}: Exchange): boolean =>
  messageId !== undefined &&
  messageType !== '' &&
  messageType !== HANDSHAKE &&
  (wasLetThrough(request) || request?.reason === 'scope');

/** Answers one request after the other as it was answered then; one that was not answered waits. */
export function answerAsRecorded(exchanges: Exchange[]): ScriptedAnswer {
  const queue = [...exchanges];
  return (_payload, request): Reply => {
    const exchange = queue.shift();
    const text = `The transcript has no further answer to ${request.messageType}.`;
    return exchange ? play(exchange, request) : refusal(request.messageType, 501, text);
  };
}

async function* play(exchange: Exchange, {signal}: ServedRequest): AsyncGenerator<object, object> {
  for (const record of answersIn(exchange)) if (record !== exchange.answer) yield payloadOf(record);
  if (!exchange.answer) await new Promise((resolve) => signal.addEventListener('abort', resolve));
  return payloadOf(exchange.answer);
}

/** What a side said of itself, but for what only belonged to its document then. */
export function introductionOf(exchanges: readonly Exchange[], side: Exchange['from']): HandshakePayload {
  const handshakes = exchanges.filter(({messageType}) => messageType === HANDSHAKE);
  const own = handshakes.flatMap(({records}) => records).find((record) => record.from === side);
  const {extension, ...payload}: JsonObject = payloadOf(own);
  if (!Array.isArray(extension)) return payload;
  const kept = extension.filter((each) => isRecord(each) && !String(each['url']).startsWith(ownExtensions));
  return {...payload, extension: kept as NonNullable<HandshakePayload['extension']>};
}

const ownExtensions = 'urn:smart-web-messaging-elements:';
