import {expect} from '@open-wc/testing';
import type {Envelope} from '../../support/raw-end.js';
import type {Expected} from './envelope-model.js';
import {handle, type JsonLike} from './envelopes.js';
import type {HostileRun} from './hostile-run.js';

const codeOf = (outcome: unknown): unknown =>
  (outcome as {issue?: Array<{code: unknown}>} | undefined)?.issue?.[0]?.code;

/** A refusal in the form of its message group: protocol section 6. */
export function expectRefusal(messageType: string, payload: JsonLike, code: string): void {
  const {status, outcome, statusDetail, error} = payload;
  if (messageType === 'status.handshake') {
    expect(error).to.have.property('code', code);
  } else if (messageType.startsWith('ui.')) {
    expect(status).to.equal('failure');
    expect(statusDetail).to.have.property('text').that.is.a('string').and.not.empty;
  } else {
    expect(codeOf(outcome)).to.equal(code);
    if (messageType.startsWith('sdc.')) expect(status).to.equal('error');
    else if (/^scratchpad\.(create|update|delete)$/.test(messageType)) expect(status).to.match(/^[45]\d\d [A-Z]/);
    else expect(payload).to.have.all.keys('outcome');
  }
}

const failing = ['custom.throw', 'custom.reject', 'custom.function'];
const working = ['custom.echo', 'custom.later', 'custom.stream'];
const scratchpadTypes = ['scratchpad.create', 'scratchpad.read', 'scratchpad.update', 'scratchpad.delete'];

function expectAnswer(
  {verdict, messageId, messageType}: NonNullable<Expected['counts']>,
  payload: JsonLike,
  run: HostileRun,
): void {
  if (verdict === 'scope') expectRefusal(messageType, payload, 'forbidden');
  else if (verdict === 'shape') expectRefusal(messageType, payload, 'invalid');
  else if (messageType === 'status.handshake') expect(payload).to.deep.equal({});
  else if (working.includes(messageType)) expect(payload).to.deep.equal({served: run.served.indexOf(messageId) + 1});
  else if (failing.includes(messageType)) expectRefusal(messageType, payload, 'exception');
  else if (!scratchpadTypes.includes(messageType)) expectRefusal(messageType, payload, 'not-supported');
}

/** Each request that can be answered gets the one answer that is due to it, again where it is repeated; all else gets none. */
export function expectAnswers(run: HostileRun): void {
  const answers = new Map<unknown, Envelope[]>();
  for (const message of run.received) {
    const to = message['responseToMessageId'];
    if (to === undefined) expect(message).to.have.property('messagingHandle', handle);
    else answers.set(to, [...(answers.get(to) ?? []), message]);
  }
  expect([...answers.keys()].filter((id) => !run.model.expected.has(id as string))).to.deep.equal([]);
  for (const [messageId, expected] of run.model.expected) expectAnswersTo(expected, answers.get(messageId) ?? [], run);
}

function expectAnswersTo(expected: Expected, all: Envelope[], run: HostileRun): void {
  const {refusedBefore, counts, answered} = expected;
  for (const {payload} of all) expectNoHandle(payload, counts?.messageType);
  const partials = all.filter((answer) => answer['additionalResponsesExpected'] === true);
  expect(partials).to.have.length(
    answered && counts?.messageType === 'custom.stream' && counts.verdict === 'served' ? 2 : 0,
  );
  const finals = all.filter((answer) => !partials.includes(answer));
  const refusals = finals.splice(0, refusedBefore.length);
  expect(refusals).to.have.length(refusedBefore.length);
  refusals.forEach(({payload}, index) => {
    const {messageType, code} = refusedBefore[index]!;
    expectRefusal(messageType, payload as JsonLike, code);
  });
  expect(finals.length).to.be.within(answered ? expected.least : 0, answered ? expected.most : 0);
  if (!counts || !finals[0]) return;
  expectAnswer(counts, finals[0]['payload'] as JsonLike, run);
  for (const repeated of finals.slice(1)) expect(repeated).to.deep.equal(finals[0]);
}

/** Whoever asks for something by the name of the handle is told of that name. */
function expectNoHandle(payload: unknown, messageType = ''): void {
  if (!messageType.includes(handle)) expect(JSON.stringify(payload)).not.to.contain(handle);
}

/** Each change of the store is what one request asked for that was served and answered so. */
export function expectChanges(run: HostileRun): void {
  const {changes, model, received} = run;
  const asked = run.served.flatMap((messageId) => {
    const request = model.expected.get(messageId)?.counts;
    const answer = received.findLast((message) => message['responseToMessageId'] === messageId);
    const {status, location} = (answer?.['payload'] ?? {}) as JsonLike;
    const action = /^scratchpad\.(create|update|delete)$/.exec(request?.messageType ?? '')?.[1];
    return action && /^20[01] /.test(String(status)) ? [{action, location, payload: request?.payload as JsonLike}] : [];
  });
  expect(changes.map(({action}) => action)).to.deep.equal(asked.map(({action}) => action));
  const stored = new Set(['1', '2'].map((number) => `Condition/00000000-0000-4000-8000-${number.padStart(12, '0')}`));
  changes.forEach(({action, location, resource}, index) => {
    const {payload, location: answered} = asked[index]!;
    if (action === 'create') expect(location).to.equal(answered);
    if (action === 'delete') expect(location).to.equal(payload['location']);
    else expect(resource).to.deep.equal(withId(payload['resource'], location));
    stored[action === 'delete' ? 'delete' : 'add'](location);
  });
  expect(run.stored.map(({resourceType, id}) => `${resourceType}/${id}`)).to.have.members([...stored]);
}

/** A resource as it is kept: as JSON, under the id that its location names. */
const withId = (resource: unknown, location: string): object => {
  const kept = JSON.parse(JSON.stringify(resource)) as Record<string, unknown>;
  return {...kept, id: location.split('/')[1]};
};

/** Every message is told of once, and none shows a handle. */
export function expectReports(run: HostileRun, sent: number): void {
  const incoming = run.reports.filter(({direction}) => direction === 'in');
  const foreign = run.reports.filter(({count}) => count !== undefined);
  // Those that are none of the protocol's are reported once a second: the first stands for itself, later ones for others.
  expect(incoming.length - foreign.length).to.equal(sent - run.model.foreign + 1); // and the good request
  expect(foreign.length).to.be.within(Math.min(1, run.model.foreign), run.model.foreign);
  const handles = run.reports.map(({message}) => (message as JsonLike | null | undefined)?.['messagingHandle']);
  expect(handles.filter((shown) => shown !== undefined && shown !== '***')).to.deep.equal([]);
}
