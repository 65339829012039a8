import type {Bundle, FhirResource} from 'fhir/r4.js';

/** Reads from the EHR's own FHIR server. */
export async function read<R extends FhirResource>(url: string): Promise<R> {
  const answer = await fetch(`/fhir/${url}`);
  if (!answer.ok) throw new Error(`The FHIR server answered ${answer.status} to ${url}.`);
  return answer.json() as Promise<R>;
}

/** What a search on it finds. */
export async function search<R extends FhirResource>(url: string): Promise<R[]> {
  const {entry = []} = await read<Bundle<R>>(url);
  return entry.flatMap(({resource}) => resource ?? []);
}
