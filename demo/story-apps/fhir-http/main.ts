import type {Bundle, OperationOutcome} from 'fhir/r4.js';
import {html, nothing, render} from 'lit';
import {startApp} from '../shared/app.js';
import {answerText} from './answer-text.js';
import {bundles} from './bundles.js';

const {ehr, onClick} = startApp();
const choices = document.querySelector<HTMLElement>('#bundles');
const answers = document.querySelector<HTMLElement>('#answers');

if (choices) {
  render(
    bundles.map(
      ({name}, index) => html`
        <label class="choice"
          ><input type="radio" name="bundle" value=${index} ?checked=${index === 0} /> ${name}</label
        >
      `,
    ),
    choices,
  );
}

onClick('#run', async () => {
  const chosen = bundles[Number(document.querySelector<HTMLInputElement>('input:checked')?.value)];
  if (!chosen) return undefined;
  show(chosen.bundle, undefined);
  // Rejects when the bundle as a whole was refused. Each request of a batch has a status of its own.
  const answer = (await ehr.fhir.http(chosen.bundle)) as Bundle;
  show(chosen.bundle, answer);
  const failed = (answer.entry ?? []).filter(({response}) => Number.parseInt(response?.status ?? '', 10) >= 400);
  return failed.length > 0 ? `${failed.length} of ${answer.entry?.length ?? 0} requests failed.` : 'All were answered.';
});

function show({entry = []}: Bundle, answer: Bundle | undefined): void {
  if (!answers) return;
  render(
    answer
      ? html`
          <table>
            <caption>
              Answers of the FHIR server
            </caption>
            <thead>
              <tr>
                <th scope="col">Request</th>
                <th scope="col">Status</th>
                <th scope="col">Answer</th>
              </tr>
            </thead>
            <tbody>
              ${entry.map(({request}, index) => {
                const {response, resource} = answer.entry?.[index] ?? {};
                return html`
                  <tr>
                    <td>${request?.method} ${request?.url.split('?')[0]}</td>
                    <td>${response?.status}</td>
                    <td>${answerText(resource, response?.outcome as OperationOutcome | undefined)}</td>
                  </tr>
                `;
              })}
            </tbody>
          </table>
        `
      : nothing,
    answers,
  );
}
