import type {RequestOptions} from '../channel/types.js';
import {activityProblem, type ActivityParameters, type ActivityType} from '../protocol/activities.js';
import type {ScratchpadResponse, UiResponse} from '../protocol/catalog.js';
import {SmartMessagingError} from '../protocol/errors.js';
import type {Bundle, Resource, StoredResource} from '../protocol/fhir.js';
import {reading} from './load-working.js';

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
  read: (answer: object) => T | Promise<T>,
) => Promise<T>;

export const uiRequests = (ask: Ask): UiRequests => ({
  done: (options) => ask('ui.done', {}, options, done('ui.done')),
  launchActivity: (activityType, activityParameters, options) =>
    ask(
      'ui.launchActivity',
      () => checkActivity({activityType, activityParameters}),
      options,
      done('ui.launchActivity'),
    ),
});

const done = (messageType: string): ((answer: object) => UiResponse | Promise<UiResponse>) =>
  reading(({expectUiSuccess}, answer) => expectUiSuccess(messageType, answer as UiResponse));

export function scratchpadRequests(ask: Ask): ScratchpadRequests {
  const write = <R extends ScratchpadResponse>(type: string, payload: object, options?: RequestOptions): Promise<R> => {
    const messageType = `scratchpad.${type}`;
    const read = reading(({expectWritten}, answer) => expectWritten(messageType, answer as R));
    return ask(messageType, payload, options, read);
  };
  const read = (location?: string, options?: RequestOptions): Promise<StoredResource | StoredResource[]> =>
    ask(
      'scratchpad.read',
      location === undefined ? {} : {location},
      options,
      reading<StoredResource | StoredResource[]>(({expectResource, expectResources}, answer) =>
        location === undefined ? expectResources(answer) : expectResource(location, answer),
      ),
    );
  return {
    create: (resource, options) => write('create', {resource}, options),
    read: read as ScratchpadRequests['read'],
    update: (resource, options) => write('update', {resource}, options),
    delete: (location, options) => write('delete', {location}, options),
  };
}

export const fhirRequests = (ask: Ask): FhirRequests => ({
  http: (bundle, options) =>
    ask(
      'fhir.http',
      {bundle},
      options,
      reading(({expectBundle}, answer) => expectBundle(answer)),
    ),
});

function checkActivity(payload: object): object {
  const problem = activityProblem(payload);
  if (problem) throw new SmartMessagingError('invalid-request', problem, {messageType: 'ui.launchActivity'});
  return payload;
}
