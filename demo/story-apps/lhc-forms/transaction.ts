import type {Bundle, Observation, QuestionnaireResponse} from 'fhir/r4.js';

/** One transaction that files the answers and what was extracted from them: each observation says where it comes from. */
export function transactionOf(response: QuestionnaireResponse, observations: Observation[]): Bundle {
  const fullUrl = `urn:uuid:${crypto.randomUUID()}`;
  const {id, ...fresh} = response;
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      id
        ? {fullUrl, resource: response, request: {method: 'PUT', url: `QuestionnaireResponse/${id}`}}
        : {fullUrl, resource: fresh, request: {method: 'POST', url: 'QuestionnaireResponse'}},
      ...observations.map((observation) => ({
        resource: {...observation, derivedFrom: [{reference: id ? `QuestionnaireResponse/${id}` : fullUrl}]},
        request: {method: 'POST' as const, url: 'Observation'},
      })),
    ],
  };
}
