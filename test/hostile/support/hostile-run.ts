import {expect} from '@open-wc/testing';
import {Channel, type MessageReport, type SmartMessagingError} from '../../../components/channel/index.js';
import type {ServedRequest} from '../../../components/channel/types.js';
import type {Resource} from '../../../components/protocol/fhir.js';
import {notSupported} from '../../../components/protocol/refusals.js';
import {MemoryScratchpad} from '../../../components/scratchpad/index.js';
import type {ScratchpadChange} from '../../../components/scratchpad/scratchpad.js';
import {scratchpadReply} from '../../../components/scratchpad/scratchpad-requests.js';
import {createTransportPair} from '../../../components/testing/index.js';
import type {Transport} from '../../../components/transport/transport.js';
import {Turns} from '../../../components/transport/turns.js';
import {settleMicrotasks} from '../../support/clock.js';
import {Gate} from '../../support/gate.js';
import {RawEnd, type Envelope} from '../../support/raw-end.js';
import {EnvelopeModel, isGranted, type ExpectedOutcome} from './envelope-model.js';
import {countedId, handle, ownIds, storedIds, type Sent} from './envelopes.js';

/** None is reached: what happens at a limit has tests of its own. */
const limits = {
  inFlight: 1e6,
  deduplicationIds: 1e6,
  maxRefusals: 1e9,
  maxDepth: 100,
};

/** What came of a batch of messages, and what should have. */
export interface HostileRun {
  model: EnvelopeModel;
  /** Everything that the channel sent, but for the answer to the good request at the end. */
  received: Envelope[];
  served: string[];
  outcomes: ExpectedOutcome[];
  /** Whether the channel was connected before the good request. */
  connected: boolean;
  reports: MessageReport[];
  changes: ScratchpadChange[];
  stored: Resource[];
}

/** Makes the page's ids countable until `restore()`: a failing input then says what it answers. */
export function countIds(): {restore: () => void} {
  let last = 0;
  crypto.randomUUID = () => countedId(++last) as ReturnType<Crypto['randomUUID']>;
  return {restore: () => void Reflect.deleteProperty(crypto, 'randomUUID')};
}

/** Throws a batch of messages at a channel that serves, asks and has a scratchpad behind it, and a good request after it. */
export async function runHostile(granted: readonly string[], batch: readonly Sent[]): Promise<HostileRun> {
  const ids = countIds();
  const listening = new AbortController();
  const scratchpad = new MemoryScratchpad();
  const changes: ScratchpadChange[] = [];
  const model = new EnvelopeModel(granted);
  const reports: MessageReport[] = [];
  const served: string[] = [];
  const later = new Gate();
  for (const id of storedIds) expect(await scratchpad.create({resourceType: 'Condition'})).to.have.property('id', id);
  scratchpad.addEventListener('change', ({detail}) => changes.push(detail));
  const [appTransport, ehrTransport] = createTransportPair();
  const app = new RawEnd(appTransport, handle, listening.signal);
  const turns = new Turns();
  const settle = async (): Promise<void> => {
    await settleMicrotasks();
    while (turns.length > 0) {
      await aTurn();
      await settleMicrotasks();
    }
  };
  const channel = new Channel(inTurns(ehrTransport, turns), {
    messagingHandle: handle,
    limits,
    skipHandshake: true,
    authorize: (messageType) => isGranted(granted, messageType),
    serve: (request) => {
      served.push(request.messageId);
      return scratchpadReply(request, scratchpad) ?? replyTo(request, served.length, later.opened);
    },
    onMessage: (report) => reports.push(report),
  });
  void channel.connect();
  const outcomes = ownIds.slice(1).map((_, index) => ask(channel, index));
  try {
    for (const {message, rested} of batch) {
      if (rested) {
        await settle();
        model.rest();
      }
      app.send(message);
      model.take(structuredClone(message));
    }
    await settle();
    later.open();
    await settle();
    model.finish();
    const {connected} = channel;
    const received = app.received.splice(0);
    const servedSoFar = [...served];
    await expectGoodService(channel, app, granted, settle);
    const stored = await scratchpad.list();
    return {model, received, served: servedSoFar, outcomes, connected, reports, changes, stored};
  } finally {
    channel.close();
    listening.abort();
    ids.restore();
    await settle();
  }
}

/** With turns that can be waited for: on a slow machine messages wait for them. */
const inTurns = (transport: Transport, turns: Turns): Transport => ({
  turns,
  send: (message) => transport.send(message),
  listen: (listener, options) =>
    transport.listen((incoming) => turns.take((isTooMuch) => listener(incoming, isTooMuch)), options),
});

const aTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

async function expectGoodService(
  channel: Channel,
  app: RawEnd,
  granted: readonly string[],
  settle: () => Promise<void>,
): Promise<void> {
  const messageType = granted.includes('custom') ? 'custom.echo' : 'status.good';
  app.request(messageType, {}, {messageId: 'the-good-request'});
  await settle();
  const [answer, ...more] = app.received.splice(0).filter(({messageType}) => messageType === undefined);
  expect(more).to.deep.equal([]);
  expect(answer?.['responseToMessageId']).to.equal('the-good-request');
  expect(answer?.['payload']).to.have.property('served');
  expect(channel.connected).to.equal(true);
}

function ask(channel: Channel, index: number): ExpectedOutcome {
  const outcome: ExpectedOutcome = {partials: 0, settled: undefined};
  const settled = (how: ExpectedOutcome['settled']): void => {
    if (outcome.settled) throw new Error('A request has settled twice.');
    outcome.settled = how;
  };
  channel.request('custom.own', {index}, {onPartial: () => outcome.partials++}).then(
    () => settled('with payload'),
    (error: unknown) => {
      const {code} = error as SmartMessagingError;
      if (code === 'invalid-response') settled(code);
      else if (code !== 'disconnected') throw new Error(`A request has failed with ${code}.`);
    },
  );
  return outcome;
}

function replyTo(
  request: ServedRequest,
  served: number,
  later: Promise<void>,
): ReturnType<typeof notSupported> | Promise<object> | AsyncIterable<object> {
  switch (request.messageType) {
    case 'custom.later':
      return later.then(() => ({served}));
    case 'custom.never':
      return new Promise(() => undefined);
    case 'custom.stream':
      return stream(served);
    case 'custom.throw':
      throw new Error('Thrown while serving.');
    case 'custom.reject':
      return Promise.reject(new Error('Rejected while serving.'));
    case 'custom.function':
      return {served: () => served};
    case 'custom.echo':
    case 'status.good':
      return {served};
    default:
      return notSupported(request);
  }
}

async function* stream(served: number): AsyncGenerator<object, object> {
  yield {part: 1};
  yield {part: 2};
  return {served};
}
