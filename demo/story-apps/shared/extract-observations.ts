import type {
  Observation,
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireResponse,
  QuestionnaireResponseItem,
  Reference,
} from 'fhir/r4.js';

const extractUrl = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-observationExtract';
const unitUrl = 'http://hl7.org/fhir/StructureDefinition/questionnaire-unit';

/** Observations of the numbers that a questionnaire marks with `observationExtract`. */
export function extractObservations(
  questionnaire: Questionnaire,
  response: QuestionnaireResponse,
  subject: Reference | undefined,
): Observation[] {
  const answers = new Map(
    all<QuestionnaireResponseItem>(response.item).map(({linkId, answer}) => [linkId, answer?.[0]]),
  );
  return all<QuestionnaireItem>(questionnaire.item).flatMap(({linkId, code, text, extension = []}) => {
    const value = answers.get(linkId)?.valueDecimal;
    if (value === undefined || !extension.some(({url, valueBoolean}) => url === extractUrl && valueBoolean)) return [];
    const unit = extension.find(({url}) => url === unitUrl)?.valueCoding;
    return [
      {
        resourceType: 'Observation',
        status: 'final',
        code: {...(code && {coding: code}), text: code?.[0]?.display ?? text ?? linkId},
        ...(subject && {subject}),
        ...(response.authored && {effectiveDateTime: response.authored}),
        valueQuantity: {value, ...(unit && {unit: unit.display, system: unit.system, code: unit.code})},
      },
    ];
  });
}

const all = <Item extends {item?: Item[]}>(items: Item[] = []): Item[] =>
  items.flatMap((item) => [item, ...all<Item>(item.item)]);
