import '/kit/smart-web-messaging-elements.js';
import {SdcHost} from '/kit/sdc/index.js';
import {questionnaire} from './questionnaire.js';

const host = new SdcHost(document.querySelector('smart-app-frame'), {
  questionnaire,
  context: {subject: {reference: 'Patient/example'}},
});

host.addEventListener('response-change', ({detail}) => {
  if (detail.stale) return;
  const lines = detail.questionnaireResponse.item.map(({text, answer}) => {
    const line = document.createElement('li');
    line.textContent = `${text}: ${Object.values(answer[0])[0]}`;
    return line;
  });
  document.querySelector('#answers').replaceChildren(...lines);
});

host.addEventListener('focus-change', ({detail}) => {
  document.querySelector('#focus').textContent = `Now at: ${detail.linkId}`;
});
