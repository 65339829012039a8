import {catalogedTypes} from '../protocol/catalog.js';
import {isText} from '../protocol/json.js';
import type {JsonValue} from './copy-message.js';

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** The resource types of FHIR that apps and EHRs exchange. */
export const resourceTypes = wordsOf(`
  Account AdverseEvent AllergyIntolerance Appointment AppointmentResponse AuditEvent Basic Binary BodyStructure Bundle
  CapabilityStatement CarePlan CareTeam ChargeItem Claim ClaimResponse ClinicalImpression CodeSystem Communication
  CommunicationRequest Composition ConceptMap Condition Consent Contract Coverage DetectedIssue Device DeviceRequest
  DeviceUseStatement DiagnosticReport DocumentReference Encounter Endpoint EpisodeOfCare ExplanationOfBenefit
  FamilyMemberHistory Flag Goal Group GuidanceResponse HealthcareService ImagingStudy Immunization
  ImmunizationRecommendation InsurancePlan Invoice Library List Location Measure MeasureReport Media Medication
  MedicationAdministration MedicationDispense MedicationRequest MedicationStatement MessageHeader NutritionOrder
  Observation OperationOutcome Organization Parameters Patient Person PlanDefinition Practitioner PractitionerRole
  Procedure Provenance Questionnaire QuestionnaireResponse RelatedPerson RequestGroup RequestOrchestration
  ResearchStudy ResearchSubject RiskAssessment Schedule ServiceRequest Slot Specimen StructureDefinition Subscription
  Substance SupplyDelivery SupplyRequest Task ValueSet VisionPrescription
`);

/** From FHIR's own value sets, for statuses, types, codes and the like, and the protocol's. A name has no place among them. */
const knownWords = wordsOf(`
  active inactive draft retired unknown completed entered-in-error cancelled on-hold stopped not-taken not-done
  intended in-progress suspended aborted final preliminary registered amended corrected partial planned arrived
  triaged finished proposed pending booked fulfilled noshow checked-in waitlist accepted declined tentative
  needs-action requested received rejected ready failed current superseded revoked ended available unavailable
  approved busy free off success failure error done ok proposal plan order original-order routine urgent asap stat
  fatal warning information mild moderate severe high low unable-to-assess match include outcome GET HEAD POST PUT
  DELETE PATCH official home work mobile document message transaction transaction-response batch batch-response
  history searchset collection postal group display question boolean decimal integer date dateTime time string text
  url choice open-choice attachment reference quantity coding create update delete allergy intolerance practitioner
  device medication resource < <= >= > ad invalid structure required value invariant security login expired forbidden
  suppressed informational not-supported duplicate not-found deleted too-long code-invalid extension too-costly
  business-rule conflict transient exception timeout incomplete throttled recurrence remission resolved unconfirmed
  provisional differential confirmed refuted vital-signs laboratory imaging social-history survey exam procedure
  therapy activity problem-list-item encounter-diagnosis health-concern food inpatient outpatient N A H L LL AMB IMP
  EMER
`);

/** Codes of the large terminologies are numbers. Codes of FHIR's own systems are among `knownWords`. */
const numbered: ReadonlyArray<[system: RegExp, code: RegExp]> = [
  [/^https?:\/\/loinc\.org$/, /^\d{1,7}-\d$/],
  [/^https?:\/\/snomed\.info\/sct/, /^\d{3,15}[01]0\d$/], // a concept, by its last but two
  [/^https?:\/\/www\.nlm\.nih\.gov\/research\/umls\/rxnorm$/, /^\d{1,8}$/],
  [/^https?:\/\/hl7\.org\/fhir\/sid\/cvx$/, /^\d{1,3}$/],
];

const isKnownCode = (code: string, system: string): boolean =>
  knownWords.has(code) || numbered.some(([place, form]) => place.test(system) && form.test(code));

/** The message types that the protocol and its extensions name. */
export const knownMessageTypes: ReadonlySet<string> = new Set(catalogedTypes);

/** Of code systems, extensions and activities that are published: in an address of somebody's own anything may stand. */
const uriPattern =
  /^(https?:\/\/((terminology\.)?hl7\.org|loinc\.org|snomed\.info|unitsofmeasure\.org|www\.nlm\.nih\.gov|cds-hooks\.hl7\.org)(\/[^\s?#]{0,255})?|urn:(ietf|iso|oid):[\w.:-]{1,128}|urn:smart-web-messaging-elements:[a-z-]{1,64})$/;
/** Contact points have words for their systems. */
const systemPattern = /^(phone|fax|email|pager|url|sms|other)$/;

const activities = new Set(['appointment-book', 'order-review', 'problem-review']);

/** Elements of FHIR's own closed value sets, and of the protocol. */
const worded = new Set([
  'status',
  'intent',
  'priority',
  'severity',
  'mode',
  'method',
  'use',
  'type',
  'kind',
  'comparator',
]);

const isExtension = (parent: string): boolean => parent === 'extension' || parent === 'modifierExtension';

/** Whether a text may be kept; `parent` is the property that its object `beside` is in. */
export function isHarmless(text: string, key: string, parent: string, beside: Record<string, JsonValue>): boolean {
  switch (key) {
    case 'resourceType':
      return resourceTypes.has(text);
    case 'code':
      if (parent === 'issue') return knownWords.has(text);
      return isText(beside['system']) && uriPattern.test(beside['system']) && isKnownCode(text, beside['system']);
    case 'system':
      return uriPattern.test(text) || systemPattern.test(text);
    case 'url':
      return isExtension(parent) && uriPattern.test(text);
    case 'activityType':
      return activities.has(text) || uriPattern.test(text);
    case 'protocolVersion':
    case 'fhirVersion':
      return /^[1-9](\.\d){0,2}$/.test(text);
    default:
      return worded.has(key) && (knownWords.has(text) || (key === 'type' && resourceTypes.has(text)));
  }
}
