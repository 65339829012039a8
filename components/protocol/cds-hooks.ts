import type {Resource} from './fhir.js';
import {isRecord, isText, type JsonObject} from './json.js';
import {SmartMessagingError} from './errors.js';

/** An action of a CDS Hooks suggestion. */
export interface CdsHooksAction {
  type: 'create' | 'update' | 'delete';
  description?: string;
  /** Of a `delete` in its deprecated form: the reference to the resource (a text or a Reference), or the resource. */
  resource?: Resource | {reference: string} | string | null;
  /** Of a `delete`: a reference, relative or absolute, with a version or without. */
  resourceId?: string | null;
}

export type ScratchpadRequest =
  | {messageType: 'scratchpad.create' | 'scratchpad.update'; payload: {resource: Resource}}
  | {messageType: 'scratchpad.delete'; payload: {location: string}};

/**
 * The scratchpad request that carries out a CDS Hooks action (protocol section 4).
 *
 * @throws {SmartMessagingError} `invalid-request` when the action lacks what its type needs.
 */
export function scratchpadRequest(action: CdsHooksAction): ScratchpadRequest {
  const {type, resource, resourceId}: Partial<CdsHooksAction> = isRecord(action) ? action : {};
  if ((type === 'create' || type === 'update') && isResource(resource)) {
    return {messageType: `scratchpad.${type}`, payload: {resource}};
  }
  if (type === 'delete') {
    const location = locationIn(resourceId || (isRecord(resource) ? locationOf(resource) : resource));
    if (location) return {messageType: 'scratchpad.delete', payload: {location}};
  }
  throw new SmartMessagingError(
    'invalid-request',
    'A CDS Hooks action needs type create or update with a resource, or delete with a resourceId or a resource with id.',
  );
}

const isResource = (value: unknown): value is Resource => isRecord(value) && isText(value['resourceType']);

const locationOf = ({resourceType, id, reference}: JsonObject): unknown =>
  isText(resourceType) ? `${resourceType}/${isText(id) ? id : ''}` : reference;

const referencePattern =
  /^(?:[Hh][Tt][Tt][Pp][Ss]?:\/\/[^\s?#]+\/)?([A-Z][A-Za-z]*\/[A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?\/?#?$/;

/** The scratchpad knows its resources by type and id only: neither by server nor by version. */
const locationIn = (reference: unknown): string | undefined =>
  isText(reference) ? referencePattern.exec(reference)?.[1] : undefined;
