import type {MedicationRequest} from 'fhir/r4.js';
import {html, nothing, type TemplateResult} from 'lit';
import type {StoredResource} from '../../components/protocol/index.js';
import {conceptText, dayText, dosageText, medicationText} from '../shared/fhir-text.js';
import type {Chart} from './chart.js';

export interface OrderActions {
  adjust(order: MedicationRequest): void;
  review(locations: string[]): void;
}

export const orderLocation = ({id}: MedicationRequest): string => `MedicationRequest/${id}`;

/** Signed orders from the FHIR server, and drafts from the scratchpad, which are no orders yet and must not look like it. */
export function orders(
  {orders: all}: Chart,
  drafts: MedicationRequest[],
  notice: string,
  actions: OrderActions,
): TemplateResult {
  const active = all.filter(({status}) => status === 'active');
  const stopped = all.filter(({status}) => status === 'stopped');
  return html`
    <h2 id="orders-title">Orders</h2>
    <p class="notice" role="status">${notice}</p>
    ${
      drafts.length
        ? html`
            <div class="drafts">
              <h3>Draft orders <span class="tag draft">Not signed</span></h3>
              <ul class="rows">
                ${drafts.map(
                  (draft) => html`
                    <li>
                      ${summary(draft)}
                      <div class="row-side">
                        <button @click=${() => actions.review([orderLocation(draft)])}>Review draft</button>
                      </div>
                    </li>
                  `,
                )}
              </ul>
            </div>
          `
        : nothing
    }
    <h3>Active medication</h3>
    ${
      active.length
        ? html`
            <ul class="rows">
              ${active.map(
                (order) => html`
                  <li>
                    ${summary(order)}
                    <div class="row-side"><button @click=${() => actions.adjust(order)}>Adjust dose</button></div>
                  </li>
                `,
              )}
            </ul>
          `
        : html`<p class="quiet">No active medication orders.</p>`
    }
    ${
      stopped.length
        ? html`
            <h3>Stopped</h3>
            <ul class="rows quiet">
              ${stopped.map((order) => html`<li>${summary(order)}</li>`)}
            </ul>
          `
        : nothing
    }
  `;
}

export const summary = (order: MedicationRequest): TemplateResult => html`
  <div class="row-main">
    <strong>${medicationText(order)}</strong>
    <span>${dosageText(order)}</span>
    <span class="detail">
      ${[
        order.reasonCode?.map(conceptText).join(', '),
        order.requester?.display,
        order.authoredOn && `${order.status === 'draft' ? 'drafted' : 'ordered'} ${dayText(order.authoredOn)}`,
      ]
        .filter(Boolean)
        .join(' · ')}
    </span>
  </div>
`;

export const isDraftOrder = (resource: StoredResource): resource is StoredResource<MedicationRequest> =>
  resource.resourceType === 'MedicationRequest';
