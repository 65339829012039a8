import {refusalText} from '../../../components/protocol/index.js';
import {startApp} from '../shared/app.js';

const {ehr, say} = startApp();

// The buttons need no script. Every answer is told by `smart-response`, and what failed, refusals too, by `smart-error`.
ehr.addEventListener('smart-error', ({detail: {error}}) => {
  const reason = error.code === 'refused' ? refusalText(error.payload) : undefined;
  say(`${error.messageType ?? 'The connection'}: ${reason ? `refused. ${reason}` : error.message}`);
});
ehr.addEventListener('smart-response', ({detail: {messageType, payload}}) => {
  const {status, outcome} = payload as {status?: string; outcome?: object};
  if (!outcome && status !== 'failure') say(`${messageType}: done.`);
});
