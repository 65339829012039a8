import type {Bundle} from './fhir.js';
import {isRecord, isText} from './json.js';

/**
 * The activities that the specification's catalog names, with their parameters (protocol section 3).
 * Declare more by merging into this interface; an activity of one's own has a URI for a name.
 */
export interface ActivityCatalog {
  'appointment-book': {appointmentLocations: Bundle};
  'order-review': {draftOrderLocations: string[]};
  'problem-review': {problemLocation: string | {reference: string}};
}

export type ActivityType = keyof ActivityCatalog | (string & {});
export type ActivityParameters<T extends string> = T extends keyof ActivityCatalog ? ActivityCatalog[T] : object;

const requiredParameters = new Map<string, [name: string, expected: string, fits: (value: unknown) => boolean]>([
  [
    'appointment-book',
    ['appointmentLocations', 'a Bundle', (value) => isRecord(value) && value['resourceType'] === 'Bundle'],
  ],
  [
    'order-review',
    ['draftOrderLocations', 'an array of locations', (value) => Array.isArray(value) && value.every(isText)],
  ],
  [
    'problem-review',
    [
      'problemLocation',
      'a reference to a Condition',
      (value) => isText(value) || (isRecord(value) && isText(value['reference'])),
    ],
  ],
]);

/** What is wrong with the payload of a `ui.launchActivity`, in words; `undefined` when nothing is. */
export function activityProblem(payload: object): string | undefined {
  const {activityType, activityParameters} = payload as Record<string, unknown>;
  if (!isText(activityType)) return 'activityType must be a non-empty string.';
  if (!isRecord(activityParameters)) return 'activityParameters must be an object.';
  const required = requiredParameters.get(activityType);
  if (!required) return undefined;
  const [name, expected, fits] = required;
  return fits(activityParameters[name]) ? undefined : `${activityType} needs ${name}: ${expected}.`;
}
