import '../../components/define.js';
import {
  type HandshakePayload,
  type MessageReport,
  type RejectionReason,
  type Resource,
  type ResponseReport,
  type Scratchpad,
  type ScratchpadChange,
  type SmartAppFrame,
  type SmartAppFrameState,
  type SmartMessagingContext,
  type SmartMessagingContextState,
  type SmartMessagingError,
  type SmartMessagingErrorCode,
  MemoryScratchpad,
  ScratchpadChangeEvent,
  type StoredResource,
} from '../../components/index.js';
import {expectType} from './expect-type.js';

const frame = document.createElement('smart-app-frame');
const context = document.createElement('smart-messaging-context');
expectType<SmartAppFrame>()(frame, true);
expectType<SmartMessagingContext>()(context, true);
expectType<SmartAppFrameState>()(frame.state, true);
expectType<SmartMessagingContextState>()(context.state, true);
expectType<HandshakePayload>()(context.peerHandshake, true);
expectType<object | undefined>()(context.capabilities, true);
expectType<Promise<void>>()(context.ready, true);
expectType<boolean>()(frame.open(), true);
// @ts-expect-error the state is the element's own
frame.state = 'connected';
// @ts-expect-error there is no such mode
frame.launchMode = 'other';

// The event map types the listeners of every element, for events bubble.
for (const element of [frame, context, document.body]) {
  element.addEventListener('smart-request', (event) => {
    expectType<string>()(event.detail.messageType, true);
    expectType<object>()(event.detail.payload, true);
    event.respondWith({any: 'thing'});
    event.respondWith(Promise.resolve({any: 'thing'}));
    event.respondWith(
      (async function* () {
        yield {part: 1};
      })(),
    );
    // @ts-expect-error an answer is an object
    event.respondWith('text');
  });
  element.addEventListener('smart-scratchpad-create', ({detail}) => {
    expectType<'scratchpad.create'>()(detail.messageType, true);
    expectType<{resource: Resource}>()(detail.payload, true);
    expectType<string>()(detail.messageId, true);
    expectType<string>()(detail.origin, true);
  });
  element.addEventListener('smart-scratchpad-delete', ({detail}) =>
    expectType<string>()(detail.payload.location, true),
  );
  element.addEventListener('smart-ui-launch-activity', ({detail}) =>
    expectType<string>()(detail.payload.activityType, true),
  );
  element.addEventListener('smart-scratchpad-change', ({detail}) => expectType<ScratchpadChange>()(detail, true));
  element.addEventListener('smart-connect', ({detail}) => expectType<HandshakePayload>()(detail.peerHandshake, true));
  element.addEventListener('smart-disconnect', ({detail}) => {
    expectType<'reload' | 'navigation' | 'removed' | 'closed' | 'revoked' | 'lost'>()(detail.reason, true);
  });
  element.addEventListener('smart-message', ({detail}) => {
    expectType<MessageReport>()(detail, true);
    expectType<RejectionReason | undefined>()(detail.reason, true);
  });
  element.addEventListener('smart-response', ({detail}) => expectType<ResponseReport>()(detail, true));
  element.addEventListener('smart-error', ({detail}) => {
    expectType<SmartMessagingError>()(detail.error, true);
    expectType<SmartMessagingErrorCode>()(detail.error.code, true);
  });
}

// Facts cannot be answered.
declare const answerable: 'respondWith' extends keyof HTMLElementEventMap['smart-connect'] ? true : false;
expectType<false>()(answerable, true);

// A store of one's own fits, and so does the built-in one.
const scratchpad = new MemoryScratchpad();
frame.scratchpad = scratchpad satisfies Scratchpad;
scratchpad.addEventListener('change', (event) => expectType<ScratchpadChangeEvent>()(event, true));
frame.scratchpad.addEventListener('change', ({detail}) => expectType<ScratchpadChange>()(detail, true));
expectType<StoredResource | undefined>()(await scratchpad.read('Patient/1'), true);
for await (const resource of scratchpad) expectType<StoredResource>()(resource, true);

/** As in `@types/fhir`: an interface without an index signature. */
interface Condition {
  resourceType: 'Condition';
  id?: string;
  subject: {reference?: string};
}

declare const condition: Condition;
expectType<StoredResource<Condition>>()(await scratchpad.create(condition), true);
expectType<string>()((await scratchpad.create(condition)).id, true);
expectType<{reference?: string}>()((await scratchpad.create(condition)).subject, true);
// @ts-expect-error a resource has a resourceType
void scratchpad.create({id: '1'});
