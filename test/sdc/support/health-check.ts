import type {Questionnaire, QuestionnaireResponse} from '../../../components/sdc/index.js';

interface Item {
  linkId: string;
  text?: string;
  type: string;
  item?: Item[];
  [more: string]: unknown;
}

type Form = Questionnaire & {item: Item[]};

const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition';
const sections = 25;
const groups = 4;
const questions = 7;

/** The questions of one group: each kind that a health check has, one after the other. */
function question(linkId: string, number: number): Item {
  const base = {
    linkId,
    prefix: linkId,
    text: `Question ${linkId}: how often did this happen in the last twelve months?`,
  };
  const coding = (code: string): object => ({
    valueCoding: {system: 'http://snomed.info/sct', code, display: `Answer ${code} of the usual list`},
  });
  const choices = {
    answerOption: ['373066001', '373067005', '261665006', '385432009', '1234567', '7654321'].map(coding),
  };
  const dependent = {
    enableWhen: [{question: linkId.replace(/\d+$/, '1'), operator: '=', answerCoding: {code: '373066001'}}],
    enableBehavior: 'all',
  };
  const calculated = {
    readOnly: true,
    extension: [
      {
        url: `${sdc}/sdc-questionnaire-calculatedExpression`,
        valueExpression: {
          description: 'Body mass index',
          language: 'text/fhirpath',
          expression: `(%weight / ((%height / 100).power(2))).round(${number % 3})`,
        },
      },
    ],
  };
  const kinds: Array<Partial<Item>> = [
    {type: 'choice', required: true, ...choices},
    {type: 'boolean', ...dependent},
    {type: 'decimal', ...dependent},
    {type: 'decimal', ...calculated},
    {type: 'string', repeats: true, maxLength: 200},
    {type: 'date', ...dependent},
    {type: 'choice', repeats: true, ...choices},
  ];
  return {...base, type: 'string', ...kinds[number % kinds.length]};
}

/** A Questionnaire like a national health check: some 800 items in nested groups, a third of a megabyte as JSON. */
export function healthCheck(name: string): Form {
  const range = (length: number): number[] => Array.from({length}, (_, index) => index + 1);
  const item = range(sections).map((section) => ({
    linkId: `${section}`,
    text: `Section ${section}`,
    type: 'group',
    item: range(groups).map((group) => ({
      linkId: `${section}.${group}`,
      text: `Group ${group} of section ${section}`,
      type: 'group',
      repeats: group === groups,
      item: range(questions).map((number) => question(`${section}.${group}.${number}`, number - 1)),
    })),
  }));
  return {resourceType: 'Questionnaire', url: `https://forms.example.org/${name}`, status: 'active', item};
}

/** Answers to all of it, of which the first says how many changes there were. */
export function healthCheckResponse(form: Form, change: number, subject: string): QuestionnaireResponse {
  const answered = ({linkId, text, type, item}: Item): object => {
    if (item) return {linkId, text, item: item.map(answered)};
    const values: Record<string, object> = {
      boolean: {valueBoolean: true},
      decimal: {valueDecimal: 24.7},
      date: {valueDate: '2026-11-28'},
      string: {valueString: `As told by the patient at the visit, in ${text ?? ''}`.repeat(8)},
      choice: {valueCoding: {system: 'http://snomed.info/sct', code: '373066001', display: 'Answer 373066001'}},
    };
    return {linkId, text, definition: `${form.url}#${linkId}`, answer: [values[type], values[type]]};
  };
  return {
    resourceType: 'QuestionnaireResponse',
    id: `change-${change}`,
    status: 'in-progress',
    questionnaire: form.url ?? '',
    subject: {reference: subject},
    item: form.item.map(answered),
  };
}
