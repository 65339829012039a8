import type {
  AllergyIntolerance,
  Bundle,
  CarePlan,
  CareTeam,
  Condition,
  DocumentReference,
  Encounter,
  FhirResource,
  MedicationRequest,
  Observation,
  Patient,
} from 'fhir/r4.js';
import {fetchFhir} from './fhir-server.js';

/** What the chart page shows of one patient. */
export interface Chart {
  patient: Patient;
  allergies: AllergyIntolerance[];
  conditions: Condition[];
  orders: MedicationRequest[];
  observations: Observation[];
  encounters: Encounter[];
  careTeams: CareTeam[];
  carePlans: CarePlan[];
  documents: DocumentReference[];
}

/** Reads the chart in one batch. */
export async function readChart(patientId: string): Promise<Chart> {
  const subject = `Patient/${patientId}`;
  const paths = [
    subject,
    `AllergyIntolerance?patient=${subject}`,
    `Condition?patient=${subject}`,
    `MedicationRequest?patient=${subject}&_count=100`,
    `Observation?patient=${subject}&_count=100`,
    `Encounter?patient=${subject}`,
    `CareTeam?patient=${subject}`,
    `CarePlan?patient=${subject}`,
    `DocumentReference?patient=${subject}`,
  ];
  const answer = await fetchFhir<Bundle>('', {
    resourceType: 'Bundle',
    type: 'batch',
    entry: paths.map((url) => ({request: {method: 'GET', url}})),
  });
  const resources = (answer.entry ?? []).flatMap(({resource}) => unpack(resource));
  const patient = ofType(resources, 'Patient')[0];
  if (!patient) throw new Error(`The EHR has no ${subject}.`);
  return {
    patient,
    allergies: ofType(resources, 'AllergyIntolerance'),
    conditions: ofType(resources, 'Condition'),
    orders: ofType(resources, 'MedicationRequest'),
    observations: ofType(resources, 'Observation'),
    encounters: ofType(resources, 'Encounter'),
    careTeams: ofType(resources, 'CareTeam'),
    carePlans: ofType(resources, 'CarePlan'),
    documents: ofType(resources, 'DocumentReference'),
  };
}

const unpack = (resource: FhirResource | undefined): FhirResource[] => {
  if (!resource) return [];
  return resource.resourceType === 'Bundle'
    ? (resource.entry ?? []).flatMap((entry) => unpack(entry.resource))
    : [resource];
};

const ofType = <T extends FhirResource['resourceType']>(resources: FhirResource[], resourceType: T) =>
  resources.filter(
    (resource): resource is Extract<FhirResource, {resourceType: T}> => resource.resourceType === resourceType,
  );
