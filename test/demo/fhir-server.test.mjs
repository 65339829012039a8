import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {describe, it} from 'node:test';
import {MemoryRepository} from '@medplum/fhir-router';
import {createFhirServer} from '../../demo/server/fhir-server.mjs';

const chart = new URL('../../demo/chart/', import.meta.url);
const replaced = 'MedicationRequest/medicationrequest-coded-oral-axid';

const order = () => ({
  resourceType: 'MedicationRequest',
  status: 'active',
  intent: 'order',
  medicationCodeableConcept: {text: 'Nizatidine'},
  subject: {reference: 'Patient/example'},
});

const transaction = (...entry) => ({
  method: 'POST',
  url: '',
  body: {resourceType: 'Bundle', type: 'transaction', entry},
});
const create = () => ({
  fullUrl: `urn:uuid:${randomUUID()}`,
  resource: order(),
  request: {method: 'POST', url: 'MedicationRequest'},
});
const read = async (handle, url) => (await handle({method: 'GET', url})).resource;
const orders = async (handle) =>
  (await read(handle, 'MedicationRequest?_count=100')).entry.map(({resource}) => resource);

/** Fails when the new order is already there: the version is one that the replaced order never had. */
const stopOutdated = async (handle) => ({
  resource: {...(await read(handle, replaced)), status: 'stopped'},
  request: {method: 'PUT', url: replaced, ifMatch: 'W/"another"'},
});

/** What comes of something that is begun again and again while other things are under way. */
async function atEveryTurn(act) {
  const begun = [];
  for (let turn = 0; turn < 20; turn++) {
    begun.push(act());
    await null;
  }
  return Promise.all(begun);
}

describe("the demo's FHIR server", () => {
  it('keeps all of a transaction', async () => {
    const handle = await createFhirServer(chart);
    const before = await read(handle, replaced);
    const stop = {
      resource: {...before, status: 'stopped'},
      request: {method: 'PUT', url: replaced, ifMatch: `W/"${before.meta.versionId}"`},
    };
    const {status, resource} = await handle(transaction(create(), stop));
    assert.equal(status, 200);
    assert.deepEqual(
      resource.entry.map(({response}) => response.status),
      ['201', '200'],
    );
    assert.deepEqual((await orders(handle)).map((found) => found.status).sort(), ['active', 'stopped']);
  });

  it('keeps nothing of a transaction that fails half-way, neither the resource nor its versions', async () => {
    const handle = await createFhirServer(chart);
    const before = await read(handle, replaced);
    const {status, resource} = await handle(transaction(create(), await stopOutdated(handle)));
    assert.equal(status, 412);
    assert.equal(resource.resourceType, 'OperationOutcome');
    assert.deepEqual(await orders(handle), [before]);
    assert.equal((await read(handle, `${replaced}/_history`)).entry.length, 1);
  });

  it('would keep half of it without that: what it is built on does', async () => {
    const handle = await createFhirServer(chart, new MemoryRepository());
    await handle(transaction(create(), await stopOutdated(handle)));
    assert.equal((await orders(handle)).length, 2);
  });

  it('goes on with what others write while a transaction fails', async () => {
    const handle = await createFhirServer(chart);
    const failing = handle(transaction(create(), await stopOutdated(handle)));
    const others = await atEveryTurn(() => handle({method: 'POST', url: 'MedicationRequest', body: order()}));
    assert.equal((await failing).status, 412);
    const kept = (await orders(handle)).map(({id}) => id);
    for (const {resource} of others) assert.ok(kept.includes(resource.id));
    assert.equal(kept.length, 1 + others.length);
  });

  it('lets nobody see a transaction that has not ended', async () => {
    const handle = await createFhirServer(chart);
    const failing = handle(transaction(create(), await stopOutdated(handle)));
    const seen = await atEveryTurn(() => orders(handle));
    assert.equal((await failing).status, 412);
    assert.deepEqual([...new Set(seen.map(({length}) => length))], [1]);
  });

  it('keeps what succeeds of a batch', async () => {
    const handle = await createFhirServer(chart);
    const request = transaction(create(), await stopOutdated(handle));
    const {resource} = await handle({...request, body: {...request.body, type: 'batch'}});
    assert.deepEqual(
      resource.entry.map(({response}) => response.status),
      ['201', '412'],
    );
    assert.equal((await orders(handle)).length, 2);
  });
});
