import type {RequestOptions} from '../channel/types.js';
import {activityProblem, type ActivityParameters, type ActivityType} from '../protocol/activities.js';
import {expectBundle, expectResource, expectResources, expectUiSuccess, expectWritten} from '../protocol/answers.js';
import type {ScratchpadResponse, UiResponse} from '../protocol/catalog.js';
import {SmartMessagingError} from '../protocol/errors.js';
import type {Bundle, Resource, StoredResource} from '../protocol/fhir.js';

/** `ui.*`: scope `messaging/ui`. */
export interface UiRequests {
  /** Tells the EHR that the user is done with the app; the EHR closes it. */
  done(options?: RequestOptions): Promise<UiResponse>;
  /** Asks the EHR to go to one of its activities; the app stays open. */
  launchActivity<T extends ActivityType, P extends ActivityParameters<T>>(
    activityType: T,
    activityParameters: P,
    options?: RequestOptions,
  ): Promise<UiResponse>;
}

/** `scratchpad.*`: scope `messaging/scratchpad`. A location is `ResourceType/id`. */
export interface ScratchpadRequests {
  /** Adds a resource. Resolves with its location; its id is the EHR's, not one that the resource had. */
  create<R extends Resource>(resource: R, options?: RequestOptions): Promise<ScratchpadResponse & {location: string}>;
  /** The resource at a location. */
  read(location: string, options?: RequestOptions): Promise<StoredResource>;
  /** Everything on the scratchpad. */
  read(location?: undefined, options?: RequestOptions): Promise<StoredResource[]>;
  /** Replaces a resource; it needs the id under which it was stored. */
  update<R extends Resource>(resource: R, options?: RequestOptions): Promise<ScratchpadResponse>;
  delete(location: string, options?: RequestOptions): Promise<ScratchpadResponse>;
}

/** `fhir.*`: scope `messaging/fhir`. */
export interface FhirRequests {
  /** Runs a batch or transaction on the EHR's FHIR server. Resolves with the Bundle of the answers. */
  http<B extends Bundle>(bundle: B, options?: RequestOptions): Promise<Bundle>;
}

/** Sends a request and reads its answer, where `read` throws what it does not accept. */
export type Ask = <T>(
  messageType: string,
  payload: object | (() => object),
  options: RequestOptions | undefined,
  read: (answer: object) => T,
) => Promise<T>;

export const uiRequests = (ask: Ask): UiRequests => ({
  done: (options) => ask('ui.done', {}, options, (answer) => expectUiSuccess('ui.done', answer as UiResponse)),
  launchActivity: (activityType, activityParameters, options) =>
    ask(
      'ui.launchActivity',
      () => checkActivity({activityType, activityParameters}),
      options,
      (answer) => expectUiSuccess('ui.launchActivity', answer as UiResponse),
    ),
});

type Created = ScratchpadResponse & {location: string};

export const scratchpadRequests = (ask: Ask): ScratchpadRequests => ({
  create: (resource, options) =>
    ask('scratchpad.create', {resource}, options, (answer) => expectWritten('scratchpad.create', answer as Created)),
  read: ((location: string | undefined, options?: RequestOptions) =>
    location === undefined
      ? ask('scratchpad.read', {}, options, expectResources)
      : ask('scratchpad.read', {location}, options, (answer) =>
          expectResource(location, answer),
        )) as ScratchpadRequests['read'],
  update: (resource, options) =>
    ask('scratchpad.update', {resource}, options, (answer) =>
      expectWritten('scratchpad.update', answer as ScratchpadResponse),
    ),
  delete: (location, options) =>
    ask('scratchpad.delete', {location}, options, (answer) =>
      expectWritten('scratchpad.delete', answer as ScratchpadResponse),
    ),
});

export const fhirRequests = (ask: Ask): FhirRequests => ({
  http: (bundle, options) => ask('fhir.http', {bundle}, options, expectBundle),
});

function checkActivity(payload: object): object {
  const problem = activityProblem(payload);
  if (problem) throw new SmartMessagingError('invalid-request', problem, {messageType: 'ui.launchActivity'});
  return payload;
}
