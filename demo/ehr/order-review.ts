import type {MedicationRequest} from 'fhir/r4.js';
import {html, nothing, render} from 'lit';
import type {Scratchpad} from '../../components/scratchpad/index.js';
import {dosageText} from '../shared/fhir-text.js';
import type {Chart} from './chart.js';
import {isDraftOrder, orderLocation, summary} from './orders.js';
import {signOrders} from './sign-order.js';

/** The dialog in which a clinician signs or discards draft orders. */
export class OrderReview {
  readonly #dialog: HTMLDialogElement;
  readonly #scratchpad: Scratchpad;
  readonly #chart: () => Chart;
  readonly #signed: (message: string, opener: Element | null) => void;
  #drafts: MedicationRequest[] = [];
  #opener: Element | null = null;
  #busy = false;
  #problem = '';

  constructor(
    dialog: HTMLDialogElement,
    scratchpad: Scratchpad,
    chart: () => Chart,
    signed: (message: string, opener: Element | null) => void,
  ) {
    this.#dialog = dialog;
    this.#scratchpad = scratchpad;
    this.#chart = chart;
    this.#signed = signed;
    dialog.addEventListener('cancel', (event) => {
      if (this.#busy) event.preventDefault();
    });
    // The browser does not bring the focus back into an app's frame, nor to a button that went with its draft.
    dialog.addEventListener('close', () => {
      const target = this.#opener?.isConnected ? this.#opener : document.getElementById('chart');
      if (target instanceof HTMLElement) target.focus();
    });
  }

  /** Opens with the drafts at these locations; resolves with the locations that hold none. */
  async open(locations: string[]): Promise<string[]> {
    const found = await Promise.all(locations.map((location) => this.#scratchpad.read(location)));
    const missing = locations.filter((_location, index) => !found[index]);
    this.#drafts = found.filter((resource) => resource !== undefined).filter(isDraftOrder);
    if (missing.length || this.#drafts.length === 0) return locations;
    this.#problem = '';
    this.#render();
    if (!this.#dialog.open) {
      this.#opener = document.activeElement;
      this.#dialog.showModal();
    }
    return missing;
  }

  /** All or none: they go to the FHIR server in one transaction. */
  #sign = () =>
    this.#finish('signed', 'could not be signed. It is still a draft', async () => {
      await signOrders(this.#drafts, this.#chart().patient.id ?? '', this.#scratchpad);
      this.#drafts = [];
    });

  #discard = () =>
    this.#finish('discarded', 'could not be discarded', async () => {
      for (const draft of [...this.#drafts]) {
        await this.#scratchpad.delete(orderLocation(draft));
        this.#drafts = this.#drafts.filter((other) => other !== draft);
      }
    });

  #later = () => {
    if (!this.#busy) this.#dialog.close();
  };

  async #finish(done: string, failed: string, act: () => Promise<void>): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#problem = '';
    this.#render();
    const before = this.#drafts.length;
    try {
      await act();
      this.#dialog.close();
    } catch (error) {
      this.#problem = `The order ${failed}: ${error instanceof Error ? error.message : String(error)}`;
    } finally {
      this.#busy = false;
      this.#render();
    }
    const count = before - this.#drafts.length;
    if (count > 0) this.#signed(count === 1 ? `One order ${done}.` : `${count} orders ${done}.`, this.#opener);
  }

  #render(): void {
    const count = this.#drafts.length;
    render(
      html`
        <h2 id="order-review-title" tabindex="-1" autofocus>
          Review ${count === 1 ? 'draft order' : `${count} draft orders`}
        </h2>
        <ul class="rows">
          ${this.#drafts.map((draft) => this.#draft(draft))}
        </ul>
        <p class="problem" role="alert">${this.#problem}</p>
        <div class="actions">
          <button class="primary" aria-disabled=${String(this.#busy)} @click=${this.#sign}>
            Sign ${count === 1 ? 'order' : 'orders'}
          </button>
          <button aria-disabled=${String(this.#busy)} @click=${this.#discard}>
            Discard ${count === 1 ? 'draft' : 'drafts'}
          </button>
          <button aria-disabled=${String(this.#busy)} @click=${this.#later}>Decide later</button>
        </div>
      `,
      this.#dialog,
    );
  }

  #draft(draft: MedicationRequest) {
    const replaced = this.#chart().orders.find((order) => orderLocation(order) === draft.priorPrescription?.reference);
    return html`
      <li>
        ${summary(draft)}
        <dl class="compare">
          ${
            replaced
              ? html`<div>
                  <dt>Replaces</dt>
                  <dd>${dosageText(replaced)}</dd>
                </div>`
              : nothing
          }
          <div>
            <dt>New dosage</dt>
            <dd>${dosageText(draft)}</dd>
          </div>
          ${(draft.note ?? []).map(
            ({text}) =>
              html`<div>
                <dt>Note</dt>
                <dd>${text}</dd>
              </div>`,
          )}
        </dl>
      </li>
    `;
  }
}
