import '/kit/smart-web-messaging-elements.js';
import {SdcRenderer} from '/kit/sdc/index.js';

const form = document.querySelector('form');
const renderer = new SdcRenderer(
  document.querySelector('smart-messaging-context'),
  {
    application: {name: 'Small forms'},
    display: show,
    currentResponse: answers,
    extract: () => ({extractedResources: observations()}),
  },
);

const types = {string: 'text', boolean: 'checkbox', decimal: 'number'};

function show({questionnaire, questionnaireResponse}) {
  const given = new Map(
    questionnaireResponse?.item?.map(({linkId, answer}) => [linkId, answer[0]]),
  );
  const fields = questionnaire.item.map(({linkId, text, type}) => {
    const input = document.createElement('input');
    Object.assign(input, {name: linkId, type: types[type], step: 'any'});
    const {valueString, valueDecimal, valueBoolean} = given.get(linkId) ?? {};
    input.value = valueString ?? valueDecimal ?? '';
    input.checked = valueBoolean === true;
    input.addEventListener('focus', () => renderer.changeFocus(linkId));
    input.addEventListener('input', () =>
      renderer.notifyResponseChanged(answers()),
    );
    const label = document.createElement('label');
    label.append(`${text} `, input);
    const line = document.createElement('p');
    line.append(label);
    return line;
  });
  form.replaceChildren(...fields);
}

function answers() {
  const {questionnaire, context} = renderer;
  const item = questionnaire.item.flatMap(({linkId, text, type}) => {
    const {value, checked} = form.elements[linkId];
    const answer = {
      string: value && {valueString: value},
      boolean: checked && {valueBoolean: true},
      decimal: value && {valueDecimal: Number(value)},
    }[type];
    return answer ? [{linkId, text, answer: [answer]}] : [];
  });
  return {
    resourceType: 'QuestionnaireResponse',
    status: 'in-progress',
    questionnaire: questionnaire.url,
    ...(context.subject && {subject: context.subject}),
    item,
  };
}

function observations() {
  const {subject, item} = answers();
  return item
    .filter(({answer}) => answer[0].valueDecimal !== undefined)
    .map(({text, answer}) => ({
      resourceType: 'Observation',
      status: 'final',
      subject,
      code: {text},
      valueQuantity: {value: answer[0].valueDecimal},
    }));
}
