import {validateResource} from '@medplum/core';
import {MemoryRepository} from '@medplum/fhir-router';

/**
 * FHIR resources in memory, checked before they are kept. A transaction is kept whole or not at all: `MemoryRepository`
 * alone keeps what a failing one has written before it failed. It must not run beside other requests: theirs would go
 * back with it.
 */
export class AtomicRepository extends MemoryRepository {
  async createResource(resource) {
    validateResource(resource);
    return super.createResource(resource);
  }

  async updateResource(resource, options) {
    validateResource(resource);
    return super.updateResource(resource, options);
  }

  async withTransaction(callback) {
    const before = {resources: copy(this.resources), history: copy(this.history)};
    try {
      return await callback(undefined);
    } catch (error) {
      restore(this.resources, before.resources);
      restore(this.history, before.history);
      throw error;
    }
  }
}

// A resource is replaced and never changed in its place; the lists of its versions grow.
const copy = (types) =>
  new Map(
    [...types].map(([type, byId]) => [
      type,
      new Map([...byId].map(([id, kept]) => [id, Array.isArray(kept) ? [...kept] : kept])),
    ]),
  );

function restore(types, before) {
  types.clear();
  for (const [type, byId] of before) types.set(type, byId);
}
