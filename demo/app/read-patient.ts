import type {Condition, FhirResource, MedicationRequest, Observation, Patient} from 'fhir/r4.js';
import type {Answer, ChartAccess} from './chart-access.js';
import {creatinineOf, weightOf, type Measurement} from './measurement.js';

export interface PatientData {
  patient: Patient;
  orders: MedicationRequest[];
  conditions: Condition[];
  creatinine: Measurement | undefined;
  weight: Measurement | undefined;
  /** What could not be read, and why. */
  missing: string[];
}

const loinc = (code: string) => encodeURIComponent(`http://loinc.org|${code}`);

/** Reads all that the calculation needs. What the EHR does not let the app read is missing; without the patient it fails. */
export async function readPatient(access: ChartAccess): Promise<PatientData> {
  if (!access.patientId) throw new Error('The EHR did not say which chart is open.');
  const subject = `Patient/${access.patientId}`;
  const latest = (code: string) => `Observation?patient=${subject}&code=${loinc(code)}&_sort=-date&_count=1`;
  const [[patient, creatinine, weight], [orders, conditions]] = await Promise.all([
    access.patient.read([subject, latest('2160-0'), latest('29463-7')]),
    access.orders.read([
      `MedicationRequest?patient=${subject}&status=active`,
      `Condition?patient=${subject}&clinical-status=active`,
    ]),
  ]);
  if (patient instanceof Error) throw patient;
  if (patient?.resourceType !== 'Patient') throw new Error(`The EHR sent no ${subject}.`);
  const refused = {Creatinine: creatinine, 'Body weight': weight, Orders: orders, Problems: conditions};
  return {
    patient,
    orders: found<MedicationRequest>(orders),
    conditions: found<Condition>(conditions),
    creatinine: creatinineOf(found<Observation>(creatinine)[0]),
    weight: weightOf(found<Observation>(weight)[0]),
    missing: Object.entries(refused).flatMap(([name, answer]) =>
      answer instanceof Error ? [`${name}: ${answer.message}`] : [],
    ),
  };
}

const found = <R extends FhirResource>(answer: Answer | undefined): R[] =>
  answer && !(answer instanceof Error) && answer.resourceType === 'Bundle'
    ? (answer.entry ?? []).flatMap((entry) => (entry.resource ? [entry.resource as R] : []))
    : [];
