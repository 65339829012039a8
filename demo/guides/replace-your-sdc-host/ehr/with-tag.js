import '/kit/smart-web-messaging-elements.js';
import {SdcHost} from '/kit/sdc/index.js';
import {context, onClick, say, showAnswers, showFocus} from './chart.js';
import {questionnaire} from './questionnaire.js';

const frame = document.querySelector('smart-app-frame');
const host = new SdcHost(frame, {questionnaire, context});

host.addEventListener('response-change', ({detail}) => {
  if (!detail.stale) showAnswers(detail.questionnaireResponse);
});
host.addEventListener('focus-change', ({detail}) => showFocus(detail.linkId));
host.addEventListener('restore', ({detail}) =>
  say(detail.restored ? 'The answers are in the form again.' : 'Not restored.'),
);
host.addEventListener('error', ({detail}) => say(detail.error.message));

onClick('#save', async () => {
  const {item} = await host.requestCurrentQuestionnaireResponse();
  return `Saved: ${item.length} answers.`;
});
onClick('#extract', async () => {
  const {resources} = await host.requestExtract();
  return `Extracted: ${resources.length}.`;
});
onClick('#reload', () => {
  frame.reload();
  return '';
});
