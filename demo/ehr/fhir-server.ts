import type {FhirResource, OperationOutcome} from 'fhir/r4.js';

export const fhirBase = '/fhir';

/** One exchange with the EHR's own FHIR server; rejects with what the server says is wrong. */
export async function fetchFhir<R extends FhirResource>(
  path: string,
  body?: FhirResource,
  method = 'POST',
): Promise<R> {
  const url = path ? `${fhirBase}/${path}` : fhirBase;
  const response = await fetch(
    url,
    body && {method, body: JSON.stringify(body), headers: {'content-type': 'application/fhir+json'}},
  );
  const resource = (await response.json()) as FhirResource;
  if (!response.ok) throw new Error(outcomeText(resource) || `${response.status} ${response.statusText}`);
  return resource as R;
}

const outcomeText = (resource: FhirResource): string =>
  isOutcome(resource)
    ? resource.issue.map(({details, diagnostics}) => details?.text ?? diagnostics ?? '').join('; ')
    : '';

const isOutcome = (resource: FhirResource): resource is OperationOutcome =>
  resource.resourceType === 'OperationOutcome';
