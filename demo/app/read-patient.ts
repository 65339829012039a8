import type {Bundle, Condition, FhirResource, MedicationRequest, Observation, Patient} from 'fhir/r4.js';
import type {SmartMessagingContext} from '../../components/smart-messaging-context/smart-messaging-context.js';
import {creatinineOf, weightOf, type Measurement} from './measurement.js';

export interface PatientData {
  patient: Patient;
  orders: MedicationRequest[];
  conditions: Condition[];
  creatinine: Measurement | undefined;
  weight: Measurement | undefined;
}

const loinc = (code: string) => encodeURIComponent(`http://loinc.org|${code}`);

/** Reads all that the calculation needs in one `fhir.http` request: a batch of searches, run by the EHR. */
export async function readPatient(context: SmartMessagingContext, patientId: string): Promise<PatientData> {
  const subject = `Patient/${patientId}`;
  const latest = (code: string) => `Observation?patient=${subject}&code=${loinc(code)}&_sort=-date&_count=1`;
  const urls = [
    subject,
    `MedicationRequest?patient=${subject}&status=active`,
    `Condition?patient=${subject}&clinical-status=active`,
    latest('2160-0'),
    latest('29463-7'),
  ];
  const answer = (await context.fhir.http({
    resourceType: 'Bundle',
    type: 'batch',
    entry: urls.map((url) => ({request: {method: 'GET', url}})),
  })) as Bundle;
  const [patient, orders, conditions, creatinine, weight] = urls.map((_url, index) => answer.entry?.[index]?.resource);
  if (patient?.resourceType !== 'Patient') throw new Error(`The EHR sent no ${subject}.`);
  return {
    patient,
    orders: found<MedicationRequest>(orders),
    conditions: found<Condition>(conditions),
    creatinine: creatinineOf(found<Observation>(creatinine)[0]),
    weight: weightOf(found<Observation>(weight)[0]),
  };
}

const found = <R extends FhirResource>(resource: FhirResource | undefined): R[] =>
  resource?.resourceType === 'Bundle'
    ? (resource.entry ?? []).flatMap((entry) => (entry.resource ? [entry.resource as R] : []))
    : [];
