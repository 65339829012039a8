import type {MedicationRequest} from 'fhir/r4.js';
import {html, nothing, type TemplateResult} from 'lit';
import {dosageText} from '../shared/fhir-text.js';
import {isDosage, stepFor, type DoseRule, type DoseStep} from './dose-rule.js';

export interface Proposal {
  order: MedicationRequest;
  rule: DoseRule;
  /** mL/min. */
  clearance: number;
  hasDraft: boolean;
  busy: boolean;
  save(step: DoseStep): void;
  review(): void;
}

/** What the rule makes of the clearance, and what can be done about it. */
export function proposalView({order, rule, clearance, hasDraft, busy, save, review}: Proposal): TemplateResult {
  const step = stepFor(rule, clearance);
  if (!step) return html`<p class="missing">The rule has no dosage for this clearance.</p>`;
  const unchanged = isDosage(order, rule, step.dosage);
  return html`
    <dl>
      <div>
        <dt>Now</dt>
        <dd>${dosageText(order)}</dd>
      </div>
      <div>
        <dt>Proposed</dt>
        <dd><strong>${unchanged ? 'No change' : step.dosage.text}</strong></dd>
      </div>
      <div>
        <dt>Rule</dt>
        <dd>${step.range}: ${step.dosage.text}. ${rule.source}.</dd>
      </div>
    </dl>
    <div class="actions">
      ${
        unchanged
          ? nothing
          : html`
              <button class="primary" aria-disabled=${String(busy)} @click=${() => save(step)}>
                ${hasDraft ? 'Update draft order' : 'Create draft order'}
              </button>
            `
      }
      ${
        hasDraft
          ? html`<button aria-disabled=${String(busy)} @click=${review}>Review order in the chart</button>`
          : nothing
      }
    </div>
  `;
}
