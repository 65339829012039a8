import type {Condition, MedicationRequest} from 'fhir/r4.js';
import {html, nothing, type TemplateResult} from 'lit';
import {conceptText, dosageText, medicationText} from '../shared/fhir-text.js';

/** The order as it stands, with a way to the problem that it treats. */
export function orderView(
  order: MedicationRequest,
  conditions: Condition[],
  showProblem: (condition: Condition) => void,
): TemplateResult {
  const reason = order.reasonCode?.[0];
  const condition = reason && conditions.find(({code}) => code?.coding?.[0]?.code === reason.coding?.[0]?.code);
  return html`
    <dl>
      <div>
        <dt>Medicine</dt>
        <dd>${medicationText(order)}</dd>
      </div>
      <div>
        <dt>Ordered</dt>
        <dd>${dosageText(order)}</dd>
      </div>
      ${
        reason
          ? html`
              <div>
                <dt>Reason</dt>
                <dd class="with-action">
                  ${conceptText(reason)}
                  ${
                    condition
                      ? html`<button class="small" @click=${() => showProblem(condition)}>Show in the chart</button>`
                      : nothing
                  }
                </dd>
              </div>
            `
          : nothing
      }
    </dl>
  `;
}
