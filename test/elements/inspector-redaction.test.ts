import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import type {JsonValue} from '../../components/transcript/copy-message.js';
import {notSupported} from '../../components/protocol/refusals.js';
import {Recording} from '../../components/transcript/recording.js';
import {maskText} from '../../components/transcript/credentials.js';
import {loadKnownValues, Redaction} from '../../components/transcript/redact.js';

const names = [
  'AllergyIntolerance-example',
  'CarePlan-colonoscopy',
  'CareTeam-example',
  'Condition-encounter-diagnosis-example1',
  'DiagnosticReport-metabolic-panel',
  'DocumentReference-soap-note',
  'Encounter-1036',
  'Location-hospital',
  'MedicationRequest-medicationrequest-coded-oral-axid',
  'Observation-serum-creatinine',
  'Organization-acme-lab',
  'Patient-example',
  'Practitioner-practitioner-1',
  'RelatedPerson-shaw-niece',
  'Specimen-specimen-example-serum',
];

const chart = await Promise.all(
  names.map(async (name) => {
    const response = await fetch(new URL(`../../demo/chart/${name}.json`, import.meta.url));
    return (await response.json()) as JsonValue;
  }),
);

const redacted = (payload: JsonValue): JsonValue => {
  const message = new Redaction().message({messageId: '1', messageType: 'ui.done', payload});
  return (message as {payload: JsonValue}).payload;
};

/** Every leaf with the names that lead to it. */
function leaves(value: JsonValue, path: string[] = []): Array<[path: string[], leaf: JsonValue]> {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, part]) => leaves(part, [...path, key]));
}

/** Elements that hold names, identifiers, contacts, addresses, dates, narrative or other free text in the chart. */
const telling =
  /^(div|text|display|family|given|value|line|city|state|postalCode|country|birthDate|start|end|date|data|title|diagnostics|description|period|note|valueString|valueMarkdown|valueDateTime|valueDate|id|.*(Date|DateTime|Instant|Period|On|Time)|issued|recorded)$/;

/** They are loaded once for all; before that, every text would be masked. */
const maskedBefore = new Redaction().message({payload: {resourceType: 'Patient', status: 'active'}});

before(loadKnownValues);

describe('redaction', () => {
  it('masks everything before the lists of known values are loaded', () => {
    expect(maskedBefore).to.deep.equal({payload: {resourceType: '***', status: '***'}});
  });

  for (const [index, resource] of chart.entries()) {
    it(`leaves nothing of a person in ${names[index]!}, and all of its structure`, () => {
      const copy = redacted(resource);
      const before = leaves(resource);
      expect(leaves(copy).map(([path]) => path.join('.'))).to.deep.equal(before.map(([path]) => path.join('.')));
      const after = leaves(copy);
      const text = JSON.stringify(copy);
      for (const [position, [path, leaf]] of before.entries()) {
        const key = path.findLast((name) => !/^\d+$/.test(name)) ?? '';
        if (typeof leaf !== 'string' || !telling.test(key)) continue;
        expect(after[position]![1], path.join('.')).to.match(/^(\*{3}|masked-\d+)$/);
        if (leaf.length > 4) expect(text.includes(JSON.stringify(leaf)), path.join('.')).to.equal(false);
      }
      expect(before.length).to.be.above(5);
    });
  }

  it('keeps resource types, codes with their systems, and statuses', () => {
    const observation = chart[names.indexOf('Observation-serum-creatinine')]!;
    const copy = redacted(observation);
    expect(copy).to.have.property('resourceType', 'Observation');
    expect(copy).to.have.property('status', 'final');
    expect(copy).to.have.nested.property('code.coding[0].system', 'http://loinc.org');
    expect(copy).to.have.nested.property('code.coding[0].code', '2160-0');
    expect(copy).to.have.nested.property('valueQuantity.value', 0);
  });

  it('keeps what belongs together together, by pseudonyms', () => {
    const copy = redacted({
      resource: {resourceType: 'MedicationRequest', id: 'secret1', subject: {reference: 'Patient/secret2'}},
      location: 'MedicationRequest/secret1',
      other: {reference: 'https://ehr.example.org/fhir/Patient/secret2/_history/3'},
    });
    expect(copy).to.deep.equal({
      resource: {resourceType: 'MedicationRequest', id: 'masked-2', subject: {reference: 'Patient/masked-3'}},
      location: 'MedicationRequest/masked-2',
      other: {reference: 'Patient/masked-3'},
    });
  });

  it('keeps the type of an envelope, and pairs its ids', () => {
    const redaction = new Redaction();
    expect(redaction.message({messagingHandle: 'secret', messageId: 'MRN-12', messageType: 'ui.done'})).to.deep.equal({
      messagingHandle: '***',
      messageId: 'masked-1',
      messageType: 'ui.done',
    });
    expect(redaction.message({messageId: 'x', responseToMessageId: 'MRN-12'})).to.deep.equal({
      messageId: 'masked-2',
      responseToMessageId: 'masked-1',
    });
  });

  it('takes the search out of a Bundle’s requests, and keeps their types', () => {
    const copy = redacted({
      entry: [
        {request: {method: 'GET', url: 'Patient?name=Baxter'}},
        {request: {method: 'GET', url: 'Patient/secret'}},
        {request: {method: 'POST', url: 'ServiceRequest'}},
      ],
    });
    expect(copy).to.deep.equal({
      entry: [
        {request: {method: 'GET', url: 'Patient'}},
        {request: {method: 'GET', url: 'Patient/masked-2'}},
        {request: {method: 'POST', url: 'ServiceRequest'}},
      ],
    });
  });

  it('masks names of properties that are ids, such as the locations of a scratchpad', () => {
    const copy = redacted({scratchpad: {'Patient/secret': {id: 'secret'}, '12345': true, 'Amy Baxter': true}});
    expect(copy).to.deep.equal({
      scratchpad: {'masked-2': true, 'Patient/masked-3': {id: 'masked-3'}, 'masked-4': true},
    });
  });

  it('keeps the number of an HTTP status, and not what stands behind it', () => {
    expect(redacted({status: '404 No such patient: Amy Baxter'})).to.deep.equal({status: '404'});
    expect(redacted({status: 201})).to.deep.equal({status: 201});
  });

  it('keeps the versions of a handshake and the type of an activity, and no names', () => {
    expect(
      redacted({protocolVersion: '1.0', fhirVersion: '4.0.1', application: {name: 'Amy’s app', version: '2'}}),
    ).to.deep.equal({
      protocolVersion: '1.0',
      fhirVersion: '4.0.1',
      application: {name: '***', version: '***'},
    });
    expect(
      redacted({activityType: 'order-review', activityParameters: {draftOrderLocations: ['Patient/x']}}),
    ).to.deep.equal({
      activityType: 'order-review',
      activityParameters: {draftOrderLocations: ['Patient/masked-2']},
    });
    expect(redacted({activityType: 'Amy Baxter'})).to.deep.equal({activityType: '***'});
  });

  it('masks a code that stands alone: it may be a secret', () => {
    expect(redacted({code: 'abc', issue: [{code: 'not-found', diagnostics: 'Amy'}]})).to.deep.equal({
      code: '***',
      issue: [{code: 'not-found', diagnostics: '***'}],
    });
  });

  it('keeps no words where a system, a version, an activity or the name of an element belongs', () => {
    const address = 'https://ehr.example/Patient/Schmidt-Anna';
    const held = {
      coding: [
        {system: 'MRN', code: '4711-0815'},
        {system: address, code: 'Schmidt'},
      ],
      issue: [{code: 'Schmidt-Anna-1970'}],
      extension: [{url: address}, {url: 'Schmidt'}],
      activityType: address,
      fhirVersion: '01.02.70',
      Schmidt: {Schmidt_Anna: true, MRN12: true},
    };
    expect(JSON.stringify(redacted(held))).not.to.match(/Schmidt|MRN|4711|1970|01\.02/);
    expect(redacted({activityType: 'Schmidt'})).to.deep.equal({activityType: '***'});
  });

  it('keeps no message type that is not named as the protocol’s are', () => {
    for (const messageType of ['patient.Schmidt.Anna', 'ui.Schmidt', 'https://ehr.example/Patient/Schmidt']) {
      expect(new Redaction().message({messageType})).to.deep.equal({messageType: 'masked-1'});
    }
    const messageType = 'sdc.ui.changedFocus';
    expect(new Redaction().message({messageType})).to.deep.equal({messageType});
  });

  const looking: Array<[what: string, held: JsonValue]> = [
    ['a status', {status: 'schmidt', clinicalStatus: {coding: [{system: 'http://hl7.org/fhir', code: 'Schmidt'}]}}],
    [
      'a type',
      {type: 'Schmidt', kind: 'schmidt-anna', use: 'anna', mode: 'schmidt', intent: 'anna', priority: 'schmidt'},
    ],
    ['a severity of an issue', {issue: [{severity: 'schmidt', code: 'schmidt-anna'}]}],
    ['a resource type', {resourceType: 'Schmidt'}],
    ['a type in a reference', {reference: 'Schmidt/Anna', type: 'Schmidt', location: 'Schmidt/1'}],
    ['a type in an address', {request: {method: 'Anna', url: 'Schmidt'}}],
    ['a code of LOINC', {coding: [{system: 'http://loinc.org', code: 'Schmidt'}]}],
    ['a code of SNOMED', {coding: [{system: 'http://snomed.info/sct', code: 'Anna-Schmidt'}]}],
    ['a code of HL7', {coding: [{system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'SCHMIDT'}]}],
    ['a unit', {valueQuantity: {system: 'http://unitsofmeasure.org', code: 'Schmidt', comparator: 'Anna'}}],
  ];
  for (const [what, held] of looking) {
    it(`masks a name that looks like ${what}`, () => {
      expect(JSON.stringify(redacted(held))).not.to.match(/schmidt|anna/i);
    });
  }

  it('masks a number that is no HTTP status where one belongs', () => {
    expect(redacted([{status: 187}, {status: '187 cm'}, {status: 999}, {status: '700'}])).to.deep.equal([
      {status: 0},
      {status: '***'},
      {status: 0},
      {status: '***'},
    ]);
  });

  it('masks a message type that is not among the known ones, the same everywhere', () => {
    const redaction = new Redaction();
    expect(redaction.message({messageType: 'patient.schmidt.anna'})).to.deep.equal({messageType: 'masked-1'});
    expect(redaction.message({messageType: 'patient.schmidt.anna'})).to.deep.equal({messageType: 'masked-1'});
  });

  it('keeps a message type that was served, where it is named as the protocol’s are', () => {
    const redaction = new Redaction(['lab.watch', 'patient.Schmidt']);
    expect(redaction.message({messageType: 'lab.watch'})).to.deep.equal({messageType: 'lab.watch'});
    expect(redaction.message({messageType: 'patient.Schmidt'})).to.deep.equal({messageType: 'masked-1'});
  });

  it('of a recording keeps the types that were answered, and no type that an app makes up', () => {
    const recording = new Recording(100);
    const source = recording.newSource('ehr', 'Dosing');
    const ask = (messageId: string, messageType: string, payload: object): void => {
      recording.add(source, {direction: 'in', outcome: 'delivered', message: {messageId, messageType}});
      const message = {messageId: `to ${messageId}`, responseToMessageId: messageId, payload};
      recording.add(source, {direction: 'out', outcome: 'delivered', message});
    };
    ask('1', 'lab.watch', {watching: true});
    ask('2', 'patient.schmidt', notSupported({messageType: 'patient.schmidt'}));
    ask('3', 'lab.watch', notSupported({messageType: 'lab.watch'}));
    const types = recording.export(true).messages.map(({message}) => (message as {messageType?: string}).messageType);
    expect(types.filter(Boolean)).to.deep.equal(['lab.watch', 'masked-4', 'lab.watch']);
  });

  it('keeps what the lists of known values name', () => {
    const held = {
      resourceType: 'MedicationRequest',
      status: 'entered-in-error',
      intent: 'order',
      priority: 'stat',
      type: 'transaction-response',
      subject: {reference: 'Patient/x', type: 'Patient'},
      request: {method: 'POST', url: 'ServiceRequest'},
      issue: [{severity: 'error', code: 'too-costly'}],
      coding: [
        {system: 'http://snomed.info/sct', code: '271649006'},
        {system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '314076'},
        {system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active'},
        {system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs'},
      ],
    };
    expect(redacted(held)).to.deep.equal({...held, subject: {reference: 'Patient/masked-2', type: 'Patient'}});
  });

  it('lets no word through that is not on a list, wherever it stands as a status, type or code', () => {
    const keys = ['status', 'type', 'code', 'kind', 'use', 'severity', 'resourceType', 'method', 'intent', 'reference'];
    const word = fc.stringMatching(/^[A-Za-z]{4,12}(-[A-Za-z]{4,8})?$/).map((text) => `q${text}z`);
    const systems = ['http://loinc.org', 'http://hl7.org/fhir', 'http://snomed.info/sct', 'http://unitsofmeasure.org'];
    fc.assert(
      fc.property(fc.constantFrom(...keys), word, fc.constantFrom(...systems), (key, text, system) => {
        const copy = redacted({system, [key]: text, issue: [{[key]: text}], request: {[key]: text}});
        expect(JSON.stringify(copy)).not.to.include(text);
      }),
      {numRuns: 500},
    );
  });

  it('masks what is no message at all', () => {
    for (const message of ['Amy Baxter', ['Amy Baxter'], {name: 'Amy Baxter'}]) {
      expect(JSON.stringify(new Redaction().message(message))).not.to.include('Amy');
    }
  });

  it('lets no text with a blank through, wherever it is', () => {
    const secret = 'Amy V. Baxter';
    const {keys} = Object;
    fc.assert(
      fc.property(fc.object({values: [fc.constant(secret), fc.boolean()], maxDepth: 4}), (payload) => {
        const copy = redacted(JSON.parse(JSON.stringify(payload)) as JsonValue);
        expect(JSON.stringify(copy)).not.to.include(secret);
        expect(keys(copy as object).length).to.equal(keys(payload).length);
      }),
      {numRuns: 300},
    );
    const known = ['status', 'code', 'system', 'url', 'id', 'type', 'resourceType', 'reference', 'location', 'method'];
    for (const key of known) {
      const copy = redacted({
        [key]: secret,
        extension: [{[key]: secret}],
        request: {[key]: secret},
        issue: {[key]: secret},
      });
      expect(JSON.stringify(copy), key).not.to.include('Amy');
    }
  });
});

describe('masking a text', () => {
  for (const part of ['eyJ-', '"code=', 'token=[', 'cookie: ', 'basic ', '//a:', '%25', 'api_']) {
    it(`takes no longer than its length allows: ${part} again and again`, () => {
      const begin = performance.now();
      maskText(`${part.repeat(60_000 / part.length)} x`);
      expect(performance.now() - begin).to.be.lessThan(1000);
    });
  }
});
