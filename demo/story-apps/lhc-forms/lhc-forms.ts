import type {Bundle, Observation, Questionnaire, QuestionnaireResponse, Reference} from 'fhir/r4.js';

/** The part of LHC-Forms' global that this app uses; the package brings no types. */
interface LForms {
  Util: {
    addFormToPage: (
      questionnaire: Questionnaire,
      place: HTMLElement,
      options: {fhirVersion: 'R4'; questionnaireResponse?: QuestionnaireResponse},
    ) => Promise<void>;
    getFormFHIRData: (
      resourceType: 'QuestionnaireResponse',
      fhirVersion: 'R4',
      place: HTMLElement,
      options: {extract: boolean},
    ) => unknown;
  };
}

declare const LForms: LForms;

/** Shows a questionnaire, filled in as far as `response` says. Resolves once it is on the page. */
export function showForm(
  place: HTMLElement,
  questionnaire: Questionnaire,
  questionnaireResponse?: QuestionnaireResponse,
): Promise<void> {
  // LHC-Forms writes into what it is given.
  const copy = structuredClone({questionnaire, questionnaireResponse});
  return LForms.Util.addFormToPage(copy.questionnaire, place, {
    fhirVersion: 'R4',
    ...(copy.questionnaireResponse && {questionnaireResponse: copy.questionnaireResponse}),
  });
}

/** The answers as they stand in the form. */
export const readResponse = (place: HTMLElement): QuestionnaireResponse =>
  LForms.Util.getFormFHIRData('QuestionnaireResponse', 'R4', place, {extract: false}) as QuestionnaireResponse;

/** Observations of those items that the questionnaire marks with `observationExtract`. */
export function extract(place: HTMLElement, subject: Reference | undefined): Observation[] {
  const [, bundle] = LForms.Util.getFormFHIRData('QuestionnaireResponse', 'R4', place, {extract: true}) as [
    QuestionnaireResponse,
    Bundle<Observation>?,
  ];
  return (bundle?.entry ?? []).flatMap(({resource}) => {
    if (!resource) return [];
    const observation = {...resource, ...(subject && {subject})};
    delete observation.derivedFrom; // names an id that LHC-Forms made up
    return [observation];
  });
}
