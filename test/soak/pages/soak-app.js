// An app that does, when the EHR asks for it, what apps do.
import './open-timers.js';
import '../../../components/define.ts';
import {answerAll, askAll, useScratchpad} from './answers.js';

const context = document.createElement('smart-messaging-context');
context.limits = {deduplicationIds: 50}; // a bound that every run comes to, so that what is within it is no growth
answerAll(context);
context.addEventListener('smart-soak-work', (event) => {
  event.respondWith(Promise.all([askAll(context), useScratchpad(context)]).then(() => ({done: true})));
});
context.addEventListener('smart-soak-reload', (event) => {
  event.respondWith({});
  setTimeout(() => location.reload());
});
document.body.append(context);
