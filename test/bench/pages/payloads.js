// What is asked and answered, the same for every contender, and built the same way on both sides so that either can check.

/** What the hand-written pages use for a handle; the kit makes its own. */
export const messagingHandle = '5c0f2b7d9e314a68b1d7c3e0f9a2846d5c0f2b7d9e314a68b1d7c3e0f9a2846d';

/** A small request: a draft order, a few hundred characters. */
export const request = (sequence) => ({
  sequence,
  resource: {
    resourceType: 'ServiceRequest',
    id: `draft-${sequence}`,
    status: 'draft',
    intent: 'order',
    code: {coding: [{system: 'http://loinc.org', code: '24321-2', display: 'Basic metabolic 2000 panel'}]},
    subject: {reference: 'Patient/87a339d0', display: 'Amy Shaw'},
    requester: {reference: 'Practitioner/f204'},
    reasonCode: [{text: 'Monitoring of renal function before the dose is adjusted'}],
  },
});

/** A request whose answer is large. */
export const largeRequest = (sequence) => ({sequence, want: 'bundle'});

const smallAnswer = ({sequence, resource}) => ({
  sequence,
  resource: {
    resourceType: 'MedicationRequest',
    id: `answer-to-${resource.id}`,
    status: 'active',
    intent: 'proposal',
    medicationCodeableConcept: {
      coding: [{system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '860975', display: 'Metformin 500 mg'}],
    },
    subject: resource.subject,
    dosageInstruction: [{text: 'One tablet twice a day', timing: {repeat: {frequency: 2, period: 1, periodUnit: 'd'}}}],
  },
});

const largeBundle = {resourceType: 'Bundle', type: 'searchset', total: 1250, entry: Array.from({length: 1250}, entry)};

/** What the EHR answers, whoever carries it. */
export const answer = (asked) => (asked.want === 'bundle' ? largeBundle : smallAnswer(asked));

/** @throws {Error} when a response is not the one that the request is due. */
export function check(asked, response) {
  const expected = JSON.stringify(answer(asked));
  const received = JSON.stringify(response);
  if (received !== expected) {
    throw new Error(
      `Request ${asked.sequence} was answered with ${received?.slice(0, 200)}, not ${expected.slice(0, 200)}.`,
    );
  }
}

/** A resource for the scratchpad. */
export const draft = (number) => ({
  resourceType: 'MedicationRequest',
  status: 'draft',
  intent: 'order',
  medicationCodeableConcept: {coding: [{code: `${860000 + number}`, display: `Preparation ${number}`}]},
  subject: {reference: 'Patient/87a339d0'},
  note: [{text: `Draft ${number}: start low, and review with the next laboratory results.`}],
  dosageInstruction: [{text: 'One tablet a day', timing: {repeat: {frequency: 1, period: 1, periodUnit: 'd'}}}],
});

function entry(_, index) {
  const code = 2000 + ((index * 7919) % 7000);
  const value = ((index * 104_729) % 100_000) / 100;
  const day = `2026-${pad(1 + (index % 12))}-${pad(1 + (index % 28))}`;
  return {
    fullUrl: `https://ehr.example.org/fhir/Observation/observation-${index}`,
    resource: {
      resourceType: 'Observation',
      id: `observation-${index}`,
      meta: {versionId: `${1 + (index % 5)}`, lastUpdated: `${day}T08:${pad(index % 60)}:00Z`},
      status: index % 9 === 0 ? 'amended' : 'final',
      category: [
        {coding: [{system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory'}]},
      ],
      code: {coding: [{system: 'http://loinc.org', code: `${code}-${index % 10}`}], text: `Laboratory test ${code}`},
      subject: {reference: 'Patient/87a339d0', display: 'Amy Shaw'},
      encounter: {reference: `Encounter/encounter-${index % 40}`},
      effectiveDateTime: `${day}T07:30:00Z`,
      valueQuantity: {value, unit: 'mg/dL', system: 'http://unitsofmeasure.org', code: 'mg/dL'},
      referenceRange: [{low: {value: value / 2, unit: 'mg/dL'}, high: {value: value * 2, unit: 'mg/dL'}}],
    },
    search: {mode: 'match'},
  };
}

function pad(number) {
  return `${number}`.padStart(2, '0');
}
