import {html, render} from 'lit';
import {refusalText, scratchpadRequest, statusCode} from '../../../components/protocol/index.js';
import {explain, startApp} from '../shared/app.js';
import {alternatives, type Alternative} from './advice.js';

const {ehr, say} = startApp();

// In a SMART launch the card's appContext comes with the token; here the EHR puts it into the address.
const {draft = ''} = JSON.parse(new URLSearchParams(location.search).get('appContext') ?? '{}') as {draft?: string};

async function take({name, actions}: Alternative): Promise<string> {
  for (const action of actions(draft)) {
    const {messageType, payload} = scratchpadRequest(action);
    const answer = await ehr.request(messageType, payload);
    if ((statusCode(answer.status) ?? 500) >= 400) return `The EHR refused: ${refusalText(answer) ?? ''}`;
  }
  return `The draft is now ${name}.`;
}

const view = (alternative: Alternative) => html`
  <li class="card">
    <strong>${alternative.name}</strong>
    <span>Risk for the stomach ${alternative.stomach}, for the kidneys ${alternative.kidney}.</span>
    <button @click=${() => take(alternative).catch(explain).then(say)}>Take ${alternative.name}</button>
  </li>
`;

const advice = document.querySelector<HTMLElement>('#advice');
if (advice)
  render(
    html`<ul class="cards">
      ${alternatives.map(view)}
    </ul>`,
    advice,
  );
