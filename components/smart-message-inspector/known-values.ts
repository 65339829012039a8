const wordsOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** The resource types of FHIR R4, R4B and R5. */
export const resourceTypes = wordsOf(`
  Account ActivityDefinition ActorDefinition AdministrableProductDefinition AdverseEvent AllergyIntolerance
  Appointment AppointmentResponse ArtifactAssessment AuditEvent Basic Binary BiologicallyDerivedProduct
  BiologicallyDerivedProductDispense BodyStructure Bundle CapabilityStatement CarePlan CareTeam CatalogEntry
  ChargeItem ChargeItemDefinition Citation Claim ClaimResponse ClinicalImpression ClinicalUseDefinition CodeSystem
  Communication CommunicationRequest CompartmentDefinition Composition ConceptMap Condition ConditionDefinition
  Consent Contract Coverage CoverageEligibilityRequest CoverageEligibilityResponse DetectedIssue Device
  DeviceAssociation DeviceDefinition DeviceDispense DeviceMetric DeviceRequest DeviceUsage DeviceUseStatement
  DiagnosticReport DocumentManifest DocumentReference EffectEvidenceSynthesis Encounter EncounterHistory Endpoint
  EnrollmentRequest EnrollmentResponse EpisodeOfCare EventDefinition Evidence EvidenceReport EvidenceVariable
  ExampleScenario ExplanationOfBenefit FamilyMemberHistory Flag FormularyItem GenomicStudy Goal GraphDefinition Group
  GuidanceResponse HealthcareService ImagingSelection ImagingStudy Immunization ImmunizationEvaluation
  ImmunizationRecommendation ImplementationGuide Ingredient InsurancePlan InventoryItem InventoryReport Invoice
  Library Linkage List Location ManufacturedItemDefinition Measure MeasureReport Media Medication
  MedicationAdministration MedicationDispense MedicationKnowledge MedicationRequest MedicationStatement
  MedicinalProduct MedicinalProductAuthorization MedicinalProductContraindication MedicinalProductDefinition
  MedicinalProductIndication MedicinalProductIngredient MedicinalProductInteraction MedicinalProductManufactured
  MedicinalProductPackaged MedicinalProductPharmaceutical MedicinalProductUndesirableEffect MessageDefinition
  MessageHeader MolecularSequence NamingSystem NutritionIntake NutritionOrder NutritionProduct Observation
  ObservationDefinition OperationDefinition OperationOutcome Organization OrganizationAffiliation
  PackagedProductDefinition Parameters Patient PaymentNotice PaymentReconciliation Permission Person PlanDefinition
  Practitioner PractitionerRole Procedure Provenance Questionnaire QuestionnaireResponse RegulatedAuthorization
  RelatedPerson RequestGroup RequestOrchestration Requirements ResearchDefinition ResearchElementDefinition
  ResearchStudy ResearchSubject RiskAssessment RiskEvidenceSynthesis Schedule SearchParameter ServiceRequest Slot
  Specimen SpecimenDefinition StructureDefinition StructureMap Subscription SubscriptionStatus SubscriptionTopic
  Substance SubstanceDefinition SubstanceNucleicAcid SubstancePolymer SubstanceProtein SubstanceReferenceInformation
  SubstanceSourceMaterial SubstanceSpecification SupplyDelivery SupplyRequest Task TerminologyCapabilities TestPlan
  TestReport TestScript Transport ValueSet VerificationResult VisionPrescription
`);

/** From FHIR's own value sets, for statuses, types, codes and the like, and the protocol's. A name has no place among them. */
export const knownWords = wordsOf(`
  active inactive draft retired unknown completed entered-in-error cancelled on-hold stopped not-taken not-done
  intended in-progress in-preparation preparation suspended aborted final preliminary registered amended corrected
  appended partial planned arrived triaged onleave finished discharged discontinued proposed pending booked fulfilled
  noshow checked-in waitlist accepted declined tentative needs-action requested received rejected ready failed current
  superseded generated additional empty revoked ended available unavailable unsatisfactory processing waiting approved
  reserved busy free off success failure error done ok proposal plan directive order original-order reflex-order
  filler-order instance-order option routine urgent asap stat fatal warning information mild moderate severe high low
  unable-to-assess working snapshot changes match include outcome GET HEAD POST PUT DELETE PATCH usual official temp
  nickname anonymous old maiden home work mobile billing secondary claim preauthorization predetermination document
  message transaction transaction-response batch batch-response history searchset collection subscription-notification
  postal physical both group display question boolean decimal integer date dateTime time string text url choice
  open-choice attachment reference quantity coding create update delete remove allergy intolerance person animal
  practitioner device medication substance instance capability requirements resource complex-type primitive-type
  logical < <= >= > ad invalid structure required value invariant security login expired forbidden suppressed
  informational not-supported duplicate multiple-matches not-found deleted too-long code-invalid extension too-costly
  business-rule conflict transient lock-error no-store exception timeout incomplete throttled limited-filter
  recurrence relapse remission resolved unconfirmed provisional differential confirmed refuted vital-signs laboratory
  imaging social-history survey exam procedure therapy activity problem-list-item encounter-diagnosis health-concern
  food environment biologic inpatient outpatient community discharge N A H L HH LL HU LU AA AMB IMP EMER ACUTE NONAC
  OBSENC PRENC SS VR FLD
`);

/** The message types that the protocol and its extensions name. */
export const knownMessageTypes = wordsOf(`
  status.handshake ui.done ui.launchActivity ui.changedHeight scratchpad.create scratchpad.read scratchpad.update
  scratchpad.delete fhir.http sdc.configure sdc.configureContext sdc.displayQuestionnaire sdc.displayQuestionnaireResponse
  sdc.requestCurrentQuestionnaireResponse sdc.requestExtract sdc.requestPrepopulate sdc.ui.changedQuestionnaireResponse
  sdc.ui.changedFocus
`);

/** Codes of the large terminologies are numbers. Codes of FHIR's own systems are among `knownWords`. */
const numbered: ReadonlyArray<[system: RegExp, code: RegExp]> = [
  [/^https?:\/\/loinc\.org$/, /^\d{1,7}-\d$/],
  [/^https?:\/\/snomed\.info\/sct/, /^\d{3,15}[01]0\d$/], // a concept, by its last but two
  [/^https?:\/\/www\.nlm\.nih\.gov\/research\/umls\/rxnorm$/, /^\d{1,8}$/],
  [/^https?:\/\/hl7\.org\/fhir\/sid\/cvx$/, /^\d{1,3}$/],
];

export const isKnownCode = (code: string, system: string): boolean =>
  knownWords.has(code) || numbered.some(([place, form]) => place.test(system) && form.test(code));

/** A number that HTTP has for a status. */
export const isHttpStatus = (status: number): boolean =>
  /^(10[0-3]|20[0-8]|226|30[0-8]|40\d|41[0-8]|42[1-9]|431|451|50\d|51[01])$/.test(String(status));
