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

const row = (alternative: Alternative) => html`
  <tr>
    <th scope="row">${alternative.name}</th>
    <td>${alternative.stomach}</td>
    <td>${alternative.kidney}</td>
    <td><button @click=${() => take(alternative).catch(explain).then(say)}>Take ${alternative.name}</button></td>
  </tr>
`;

const advice = document.querySelector<HTMLElement>('#advice');
if (advice) {
  render(
    html`
      <table>
        <caption>
          Risk, compared with naproxen
        </caption>
        <thead>
          <tr>
            <th scope="col">Medicine</th>
            <th scope="col">Stomach</th>
            <th scope="col">Kidney</th>
            <th scope="col">Order</th>
          </tr>
        </thead>
        <tbody>
          ${alternatives.map(row)}
        </tbody>
      </table>
    `,
    advice,
  );
}
