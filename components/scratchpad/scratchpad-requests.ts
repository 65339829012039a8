import type {ServedRequest} from '../channel/types.js';
import {operationOutcome, type Resource} from '../protocol/fhir.js';
import {isRecord, isText, type JsonObject} from '../protocol/json.js';
import {refusal} from '../protocol/refusals.js';
import {ScratchpadError, type Scratchpad} from './scratchpad.js';

/** Answers `scratchpad.*` from a scratchpad (protocol section 4); `undefined` for types that it does not know. */
export function scratchpadReply(
  {messageType, payload}: ServedRequest,
  scratchpad: Scratchpad,
): Promise<object> | undefined {
  const operation = operations[messageType];
  return operation?.(payload as JsonObject, scratchpad).catch((error: unknown) => {
    if (error instanceof ScratchpadError) return refusal(messageType, error.status, error.message);
    throw error;
  });
}

const operations: Record<string, ((payload: JsonObject, scratchpad: Scratchpad) => Promise<object>) | undefined> = {
  __proto__: null as never,

  async 'scratchpad.create'(payload, scratchpad) {
    const {resourceType, id} = await scratchpad.create(resourceIn(payload));
    return {status: '201 Created', location: `${resourceType}/${id}`};
  },

  async 'scratchpad.read'(payload, scratchpad) {
    const {location} = payload;
    if (location === undefined || location === null) {
      refuseUnknown(payload);
      return {scratchpad: await scratchpad.list()};
    }
    const resource = await scratchpad.read(locationFrom(location));
    return resource
      ? {resource}
      : {outcome: operationOutcome('not-found', 'There is no such resource on the scratchpad.')};
  },

  async 'scratchpad.update'(payload, scratchpad) {
    const resource = resourceIn(payload);
    if (!isText(resource.id))
      throw new ScratchpadError(400, 'The resource needs the id that its creation was answered with.');
    await scratchpad.update(resource);
    return {status: '200 OK'};
  },

  async 'scratchpad.delete'({location}, scratchpad) {
    await scratchpad.delete(locationFrom(location));
    return {status: '200 OK'};
  },
};

/** Where nothing says what is meant, a property that is not known may have been meant to: `{id}` for `{location}`, say. */
function refuseUnknown(payload: JsonObject): void {
  const unknown = Object.keys(payload).find((name) => !readable.has(name) && payload[name] != null);
  if (unknown === undefined) return;
  throw new ScratchpadError(400, 'The payload has an unknown property. Give the location, or {} to read everything.');
}

const readable = new Set(['location', 'extension', 'modifierExtension']);

function resourceIn({resource}: JsonObject): Resource {
  if (isRecord(resource) && isText(resource['resourceType'])) return resource as unknown as Resource;
  throw new ScratchpadError(400, 'The payload needs a resource: an object with a resourceType.');
}

function locationFrom(location: unknown): string {
  if (isText(location) && /^[A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/.test(location)) return location;
  throw new ScratchpadError(400, 'The payload needs a location: a resource type and id, such as MedicationRequest/1.');
}
