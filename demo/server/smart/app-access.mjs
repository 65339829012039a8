import {setImmediate as turn} from 'node:timers/promises';
import {outcome} from '../outcome.mjs';
import {allowsInteraction} from './scopes.mjs';

/** By these a search is held to one patient. What is of no patient, such as an Organization, is not for apps here. */
const patientParameter = (resourceType) => (resourceType === 'Patient' ? '_id' : 'patient');

/** Other parameters that begin with an underscore, and chained ones, reach beyond the resources that are asked for. */
const harmless = new Set(['_id', '_count', '_sort', '_lastUpdated', '_offset', '_total', '_format']);

/** What one app may ask for in one request: all who work in the EHR wait for the same server. */
const most = {entries: 50, found: 100};

const path = /^([A-Z][A-Za-z]+)(?:\/([\w.-]{1,64}))?$/;

const forbidden = (text) => ({status: 403, resource: outcome('forbidden', text)});
const notFound = {status: 404, resource: outcome('not-found', 'There is no such resource of this patient.')};

const isOfPatient = (resource, patient) =>
  resource.resourceType === 'Patient'
    ? resource.id === patient
    : [resource.subject, resource.patient].some((reference) => reference?.reference === `Patient/${patient}`);

/**
 * What an app may do at the FHIR server: read and search what its scopes name, of the one patient that it was launched for.
 * It writes nothing: what it wants ordered goes to the scratchpad, and a person signs it. `handle` is the server's own.
 */
export function appAccess(handle, {patient, scopes}) {
  const plan = ({method, url}) => {
    if (method !== 'GET') return forbidden('Apps only read here. Put drafts on the scratchpad.');
    const [address, query = ''] = String(url).replace(/^\//, '').split('?');
    const [, resourceType, id] = path.exec(address) ?? [];
    if (!resourceType) return forbidden('Apps only read and search here, by type or by id.');
    const interaction = id ? 'r' : 's';
    if (!allowsInteraction(scopes, resourceType, interaction)) {
      return forbidden(`This app was not granted patient/${resourceType}.${interaction}.`);
    }
    if (id) return {request: {method, url: `${resourceType}/${id}`}};
    const parameters = new URLSearchParams(query);
    const count = Number(parameters.get('_count') ?? 20);
    parameters.set('_count', String(count >= 0 && count <= most.found ? Math.trunc(count) : most.found));
    const beyond = [...parameters.keys()].find(
      (name) => name.includes('.') || (name.startsWith('_') && !harmless.has(name)),
    );
    if (beyond) return forbidden(`Apps cannot search by ${beyond} here.`);
    parameters.append(patientParameter(resourceType), resourceType === 'Patient' ? patient : `Patient/${patient}`);
    return {request: {method, url: `${resourceType}?${parameters}`}};
  };

  /** Whatever the query was understood as, nothing of another patient leaves. */
  const checked = ({status, resource}) => {
    if (resource?.resourceType === 'Bundle') {
      const entry = (resource.entry ?? []).filter((found) => isOfPatient(found.resource, patient));
      return {status, resource: {...resource, entry}};
    }
    // Whether there is a resource of somebody else is not for apps to know, either.
    if (status === 404 || status === 410) return notFound;
    return status >= 400 || isOfPatient(resource, patient) ? {status, resource} : notFound;
  };

  const read = async (request) => {
    const planned = plan(request);
    return planned.request ? checked(await handle(planned.request)) : planned;
  };

  const readAll = async ({type, entry = []}) => {
    if (type !== 'batch' && type !== 'transaction') return forbidden('Send a batch or a transaction.');
    if (!Array.isArray(entry) || !entry.every((one) => typeof one?.request?.url === 'string')) {
      return {status: 400, resource: outcome('structure', 'Every entry needs a request with method and url.')};
    }
    if (entry.length > most.entries) {
      return {status: 413, resource: outcome('too-costly', `Send at most ${most.entries} entries.`)};
    }
    const answers = [];
    for (const {request} of entry) {
      answers.push(await read(request));
      await turn(); // for whoever else asks something
    }
    const failed = answers.find(({status}) => status >= 400);
    if (type === 'transaction' && failed) return failed;
    return {status: 200, resource: {resourceType: 'Bundle', type: `${type}-response`, entry: answers.map(toEntry)}};
  };

  return (request) =>
    request.method === 'POST' && request.url === '' && request.body?.resourceType === 'Bundle'
      ? readAll(request.body)
      : read(request);
}

const toEntry = ({status, resource}) =>
  status >= 400
    ? {response: {status: String(status), outcome: resource}}
    : {resource, response: {status: String(status)}};
