import type {Questionnaire, QuestionnaireResponse, SdcHost, SdcResponseChange} from '../../../components/sdc/index.js';

export const questionnaire = (name: string): Questionnaire & {title: string} => ({
  resourceType: 'Questionnaire',
  url: `https://forms.example.org/${name}`,
  title: name,
});

/** Answers to the questionnaire of that name, the same for the same text. */
export const response = (name: string, text: string): QuestionnaireResponse & {item: object[]} => ({
  resourceType: 'QuestionnaireResponse',
  questionnaire: `https://forms.example.org/${name}|1.0`,
  item: [{linkId: '1', answer: [{valueString: text}]}],
});

/** The answers that a host reports as changed, from now on. */
export function changesOf(host: SdcHost): SdcResponseChange[] {
  const changes: SdcResponseChange[] = [];
  host.addEventListener('response-change', ({detail}) => changes.push(detail));
  return changes;
}

/** What the other side answers where all is well. */
export const success = {status: 'success'};
