import type {
  Observation,
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireResponse,
  QuestionnaireResponseItem,
  QuestionnaireResponseItemAnswer,
} from 'fhir/r4.js';
import {conceptText, quantityText} from '../shared/fhir-text.js';

export interface Answered {
  text: string;
  value: string;
}

/** Every answer of a response, groups within groups included, in the order of the form. */
export const answersOf = (response: QuestionnaireResponse | undefined): Answered[] =>
  (response?.item ?? []).flatMap(answersOfItem);

const answersOfItem = ({text, linkId, answer = [], item = []}: QuestionnaireResponseItem): Answered[] => [
  ...answer.flatMap((one) => [
    {text: text ?? linkId, value: valueText(one)},
    ...(one.item ?? []).flatMap(answersOfItem),
  ]),
  ...item.flatMap(answersOfItem),
];

function valueText(answer: QuestionnaireResponseItemAnswer): string {
  const {valueCoding, valueBoolean, valueQuantity, valueInteger, valueDecimal, valueString, valueDate} = answer;
  if (valueBoolean !== undefined) return valueBoolean ? 'yes' : 'no';
  if (valueQuantity) return quantityText(valueQuantity);
  return String(valueCoding?.display ?? valueInteger ?? valueDecimal ?? valueString ?? valueDate ?? '');
}

/** The text of an item, wherever it stands in the questionnaire. */
export function itemText(questionnaire: Questionnaire | undefined, linkId: string): string {
  const all = (items: QuestionnaireItem[] = []): QuestionnaireItem[] =>
    items.flatMap((item) => [item, ...all(item.item)]);
  return all(questionnaire?.item).find((item) => item.linkId === linkId)?.text ?? linkId;
}

/** What was observed. */
export const observationText = ({valueCodeableConcept, valueQuantity, valueInteger}: Observation): string =>
  valueQuantity
    ? quantityText(valueQuantity)
    : valueCodeableConcept
      ? conceptText(valueCodeableConcept)
      : String(valueInteger);
