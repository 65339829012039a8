import type {Bundle} from 'fhir/r4.js';

const latest = (loinc: string) => ({
  request: {
    method: 'GET' as const,
    url: `Observation?patient=Patient/example&code=${encodeURIComponent(`http://loinc.org|${loinc}`)}&_sort=-date&_count=1`,
  },
});

/** What the app can ask the EHR's FHIR server. */
export const bundles: Array<{name: string; bundle: Bundle}> = [
  {
    name: 'The latest creatinine, potassium and glucose',
    bundle: {resourceType: 'Bundle', type: 'batch', entry: [latest('2160-0'), latest('2823-3'), latest('2345-7')]},
  },
  {
    name: 'Two patients, one of whom is not there',
    bundle: {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [
        {request: {method: 'GET', url: 'Patient/example'}},
        {request: {method: 'GET', url: 'Patient/moved-away'}},
      ],
    },
  },
  {
    name: 'A new order, past the clinician',
    bundle: {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        {
          request: {method: 'POST', url: 'ServiceRequest'},
          resource: {
            resourceType: 'ServiceRequest',
            status: 'active',
            intent: 'order',
            subject: {reference: 'Patient/example'},
            code: {coding: [{system: 'http://loinc.org', code: '2160-0'}], text: 'Creatinine, serum'},
          },
        },
      ],
    },
  },
];
