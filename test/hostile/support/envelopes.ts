import fc from 'fast-check';
import {define, deep, names, values} from './values.js';

/** With these ids the test's page makes its own: see `countedIds()`. A failing input then names what it answers. */
export const countedId = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const handle = 'the-handle-of-this-launch';
export const storedIds = [countedId(1), countedId(2)];
/** Of the channel's own messages: a handshake, then requests. */
export const ownIds = [1, 2, 3, 4].map((number) => `${countedId(3)}-${number}`);

export type JsonLike = Record<string, unknown>;

/** One message, and whether everything before it has come to rest when it is sent. */
export interface Sent {
  message: unknown;
  rested: boolean;
}

const often = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<unknown>, weight = 12): fc.Arbitrary<unknown> =>
  fc.oneof({weight, arbitrary: usual}, {weight: 1, arbitrary: odd});

const nearlyTheHandle: unknown[] = [
  '',
  handle.toUpperCase(),
  `${handle}\0`,
  ` ${handle}`,
  handle.slice(0, -1),
  handle.normalize('NFD').replace('-', '‐'),
  [handle],
  {handle},
  Object(handle),
  null,
  undefined,
];

const messageTypes = [
  ...['status.handshake', 'status.other', 'ui.done', 'ui.launchActivity', 'fhir.http', 'sdc.configure'],
  ...['scratchpad.create', 'scratchpad.read', 'scratchpad.update', 'scratchpad.delete', 'scratchpad.change'],
  ...[
    'custom.echo',
    'custom.later',
    'custom.stream',
    'custom.throw',
    'custom.reject',
    'custom.function',
    'custom.never',
  ],
  ...['__proto__', 'constructor', 'toString', 'custom', 'Custom.echo', 'custom.echo '],
];

const resources = fc
  .record(
    {
      resourceType: often(fc.constantFrom('Condition', 'Patient'), values),
      id: often(fc.constantFrom(...storedIds, 'no-such-id'), values),
      note: often(fc.string(), values, 4),
    },
    {requiredKeys: ['resourceType', 'id']},
  )
  .map((resource): JsonLike => resource);

const locations = often(
  fc.constantFrom(...storedIds.map((id) => `Condition/${id}`), 'Condition/no-such-id', '__proto__/x'),
  values,
);

const introductions = fc.record(
  {
    extension: often(
      fc.constant([{url: 'urn:smart-web-messaging-elements:document', valueString: 'the-only-document'}]),
      fc.oneof(values, fc.array(values)),
    ),
    application: values,
    capabilities: values,
    error: values,
  },
  {requiredKeys: []},
);

const payloads: fc.Arbitrary<unknown> = fc.oneof(
  {weight: 3, arbitrary: fc.constant({})},
  {weight: 4, arbitrary: fc.record({resource: often(resources, values)})},
  {weight: 2, arbitrary: fc.record({location: locations})},
  {weight: 2, arbitrary: introductions},
  {weight: 3, arbitrary: values},
  {weight: 1, arbitrary: deep.map((value) => ({value}))},
);

const longName = fc.constantFrom(1023, 1024, 1025, 5000).map((length) => 'x'.repeat(length));

/** From few, so that they meet again. */
const messageIds = fc.oneof(
  {weight: 12, arbitrary: fc.integer({min: 0, max: 150}).map((number) => `id-${number}`)},
  {weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', ...ownIds)},
  {weight: 1, arbitrary: fc.oneof(fc.string({unit: 'binary'}), longName)},
);

const requests = fc.record({
  messagingHandle: often(fc.constant(handle), fc.constantFrom(...nearlyTheHandle), 6),
  messageId: messageIds,
  messageType: fc.oneof(
    {weight: 12, arbitrary: fc.constantFrom(...messageTypes)},
    {weight: 1, arbitrary: fc.oneof(fc.string({unit: 'binary'}), longName)},
  ),
  payload: payloads,
});

const scratchpadRequests = fc
  .tuple(
    requests,
    fc.oneof(
      fc.record({
        messageType: fc.constantFrom('scratchpad.create', 'scratchpad.update'),
        payload: fc.record({resource: resources}),
      }),
      fc.record({messageType: fc.constant('scratchpad.delete'), payload: fc.record({location: locations})}),
    ),
  )
  .map(([request, parts]) => ({...request, ...parts}));

const answers = fc.record(
  {
    messageId: messageIds,
    responseToMessageId: often(fc.constantFrom(...ownIds), fc.oneof(messageIds, values)),
    additionalResponsesExpected: often(fc.boolean(), values, 4),
    payload: payloads,
  },
  {requiredKeys: ['messageId', 'responseToMessageId', 'payload']},
);

type Change = (message: JsonLike) => unknown;

const without = (message: JsonLike, name: string): JsonLike => {
  const rest = {...message};
  Reflect.deleteProperty(rest, name);
  return rest;
};

const own = (message: JsonLike, name: string): unknown => (Object.hasOwn(message, name) ? message[name] : undefined);

const withProperty = (message: JsonLike, name: string, value: unknown): JsonLike => {
  const changed = {...message};
  define(changed, name, value);
  return changed;
};

const changes: fc.Arbitrary<Change> = fc
  .tuple(fc.constantFrom('drop', 'replace', 'rename', 'inherit'), names, names, values)
  .map(([how, name, other, value]) => {
    const change: Record<typeof how, Change> = {
      drop: (message) => without(message, name),
      replace: (message) => withProperty(message, name, value),
      rename: (message) => withProperty(without(message, name), other, own(message, name)),
      inherit: (message) => withProperty(without(message, name), '__proto__', {[name]: own(message, name)}),
    };
    return Object.assign(change[how], {toString: () => fc.stringify([how, name, other, value])});
  });

const otherForms = fc.constantFrom<Change>(
  (message) => new Map(Object.entries(message)),
  (message) => [message],
  (message) => Object.assign(Object('text') as object, message),
  (message) => Object.assign(new Date(0), message),
);

const changed = (messages: fc.Arbitrary<object>): fc.Arbitrary<unknown> =>
  fc.oneof(
    {weight: 14, arbitrary: messages},
    {
      weight: 12,
      arbitrary: fc
        .tuple(messages, fc.array(changes, {minLength: 1, maxLength: 3}))
        .map(([message, list]) => list.reduce<unknown>((value, change) => change(value as JsonLike), message)),
    },
    {weight: 1, arbitrary: fc.tuple(messages, otherForms).map(([message, form]) => form(message as JsonLike))},
  );

/** Valid messages, messages that are nearly valid, and anything else. */
export const envelopes: fc.Arbitrary<unknown> = fc.oneof(
  {weight: 12, arbitrary: changed(requests)},
  {weight: 5, arbitrary: changed(scratchpadRequests)},
  {weight: 5, arbitrary: changed(answers)},
  {weight: 2, arbitrary: values},
);

export const batches = (maxLength: number): fc.Arbitrary<Sent[]> =>
  fc.array(
    fc.record({message: envelopes, rested: often(fc.constant(false), fc.constant(true)) as fc.Arbitrary<boolean>}),
    {
      maxLength,
      size: 'max',
    },
  );
