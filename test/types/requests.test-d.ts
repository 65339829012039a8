import './catalog-by-augmentation.js';
import {
  Channel,
  SmartAppFrame,
  SmartMessagingContext,
  type Bundle,
  type OperationOutcome,
  type Resource,
  type ScratchpadResponse,
  type StoredResource,
  type UiResponse,
} from '../../components/index.js';
import {ScriptedApp} from '../../components/testing/index.js';
import {expectType} from './expect-type.js';

declare const channel: Channel;
declare const frame: SmartAppFrame;
declare const context: SmartMessagingContext;
declare const app: ScriptedApp;

/** As in `@types/fhir`: an interface without an index signature. */
interface MedicationRequest {
  resourceType: 'MedicationRequest';
  id?: string;
  status: 'draft' | 'active';
  dosageInstruction?: Array<{text?: string}>;
}

declare const order: MedicationRequest;
declare const anyType: string;

// What comes back follows from the message type, on everything that can ask.
for (const asker of [channel, frame, context, app]) {
  expectType<UiResponse>()(await asker.request('ui.done', {}), true);
  expectType<ScratchpadResponse & {location?: string}>()(
    await asker.request('scratchpad.create', {resource: order}),
    true,
  );
  expectType<{resource?: Resource; scratchpad?: Resource[]; outcome?: OperationOutcome}>()(
    await asker.request('scratchpad.read', {location: 'MedicationRequest/1'}),
    true,
  );
  expectType<ScratchpadResponse>()(await asker.request('scratchpad.delete', {location: 'Condition/1'}), true);
  expectType<{bundle?: Bundle; outcome?: OperationOutcome}>()(
    await asker.request('fhir.http', {bundle: {resourceType: 'Bundle', type: 'batch', entry: []}}),
    true,
  );

  // Types that no catalog names take and give objects.
  expectType<object>()(await asker.request('custom.thing', {any: 'thing'}), true);
  expectType<object>()(await asker.request(anyType, {any: 'thing'}), true);

  // Types of one's own join by declaration merging through the package's entry.
  expectType<{opened: boolean}>()(await asker.request('lab.openViewer', {accession: '1'}), true);
  // @ts-expect-error the accession is missing
  void asker.request('lab.openViewer', {});
  // @ts-expect-error the accession is no number
  void asker.request('lab.openViewer', {accession: 1});

  // @ts-expect-error a payload is needed
  void asker.request('ui.done');
  // @ts-expect-error a payload is an object
  void asker.request('custom.thing', 'text');
  // @ts-expect-error the resource is missing
  void asker.request('scratchpad.create', {});
  // @ts-expect-error a resource has a resourceType
  void asker.request('scratchpad.create', {resource: {id: '1'}});
  // @ts-expect-error a location is a text
  void asker.request('scratchpad.delete', {location: 7});
  // @ts-expect-error the parameters are missing
  void asker.request('ui.launchActivity', {activityType: 'order-review'});
  // @ts-expect-error a bundle is a Bundle
  void asker.request('fhir.http', {bundle: order});

  // Resources have more properties than the kit names.
  void asker.request('scratchpad.create', {resource: {resourceType: 'Patient', name: [{family: 'Shaw'}]}});
  void asker.request('scratchpad.update', {resource: order, extension: [{url: 'https://example.org', valueCode: 'x'}]});
  void asker.request(
    'ui.done',
    {},
    {signal: AbortSignal.timeout(1), timeout: 1, onPartial: (payload: object) => payload},
  );
  // @ts-expect-error a time-out is a number
  void asker.request('ui.done', {}, {timeout: '1'});
}

// The named requests give what one wants.
expectType<UiResponse>()(await context.ui.done(), true);
expectType<StoredResource>()(await context.scratchpad.read('Condition/1'), true);
expectType<StoredResource[]>()(await context.scratchpad.read(), true);
expectType<StoredResource[]>()(await context.scratchpad.read(undefined, {timeout: 1}), true);
expectType<ScratchpadResponse & {location: string}>()(await context.scratchpad.create(order), true);
expectType<ScratchpadResponse>()(await context.scratchpad.update(order), true);
expectType<Bundle>()(await context.fhir.http({resourceType: 'Bundle', type: 'batch'}), true);
void context.scratchpad.create({resourceType: 'Patient', name: [{family: 'Shaw'}]});
// @ts-expect-error a resource has a resourceType
void context.scratchpad.create({id: '1'});
// @ts-expect-error a location is a text
void context.scratchpad.read(7);
// @ts-expect-error a location is needed
void context.scratchpad.delete();
// @ts-expect-error only Bundles
void context.fhir.http(order);

// The parameters of an activity follow from its type.
void context.ui.launchActivity('order-review', {draftOrderLocations: ['MedicationRequest/1']});
void context.ui.launchActivity('problem-review', {problemLocation: 'Condition/1'});
void context.ui.launchActivity('problem-review', {problemLocation: {reference: 'Condition/1'}});
void context.ui.launchActivity('https://example.org/activity/viewer', {accession: '1'});
void context.ui.launchActivity('https://example.org/activity/other', {any: 'thing'});
// @ts-expect-error order-review needs locations
void context.ui.launchActivity('order-review', {});
// @ts-expect-error the merged activity needs its accession
void context.ui.launchActivity('https://example.org/activity/viewer', {});
// @ts-expect-error parameters are an object
void context.ui.launchActivity('custom', 'text');
