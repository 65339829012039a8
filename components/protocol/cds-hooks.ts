import type {Resource} from './fhir.js';
import {isRecord, isText} from './json.js';
import {SmartMessagingError} from './errors.js';

/** An action of a CDS Hooks suggestion. */
export interface CdsHooksAction {
  type: 'create' | 'update' | 'delete';
  description?: string;
  resource?: Resource;
  /** What a `delete` of CDS Hooks 2 names, as `ResourceType/id`. */
  resourceId?: string;
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
  const {type, resource} = action;
  if ((type === 'create' || type === 'update') && isRecord(resource) && isText(resource.resourceType)) {
    return {messageType: `scratchpad.${type}`, payload: {resource}};
  }
  if (type === 'delete') {
    const location = action.resourceId ?? (resource?.id && `${resource.resourceType}/${resource.id}`);
    if (isText(location)) return {messageType: 'scratchpad.delete', payload: {location}};
  }
  throw new SmartMessagingError(
    'invalid-request',
    'A CDS Hooks action needs type create or update with a resource, or delete with a resourceId or a resource with id.',
  );
}
