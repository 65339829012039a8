import type {Condition, MedicationRequest} from 'fhir/r4.js';
import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {customElement, property, state} from 'lit/decorators.js';
import type {ResponseReport} from '../../components/channel/types.js';
import type {SmartMessagingError} from '../../components/protocol/index.js';
import type {SmartMessagingContext} from '../../components/smart-messaging-context/smart-messaging-context.js';
import {currentName, nameText, numberText, yearsSince} from '../shared/fhir-text.js';
import {accessByMessages, type ChartAccess} from './chart-access.js';
import {clearanceView} from './clearance-view.js';
import {clearanceFormula, creatinineClearance, type ClearanceInput} from './creatinine-clearance.js';
import {numberField, numberIn} from './dose-form.js';
import {ruleFor, type DoseRule, type DoseStep} from './dose-rule.js';
import {draftOrder} from './draft-order.js';
import {refusalText} from '../../components/protocol/index.js';
import {explain, isGone, isRefused} from './explain-error.js';
import {orderView} from './order-view.js';
import {proposalView} from './proposal-view.js';
import {readPatient, type PatientData} from './read-patient.js';
import {sourcesView} from './sources-view.js';
import {startView} from './start-view.js';

const weightLimits = [20, 350] as const;
const creatinineLimits = [0.1, 25] as const;

/** The dose-adjustment app. It lives inside `<smart-messaging-context>` and knows the EHR only through that element. */
@customElement('dose-app')
export class DoseApp extends LitElement {
  /** How the app gets at the chart. Default: by messages, for the patient of the page's query. */
  @property({attribute: false}) access: ChartAccess | undefined;
  @state() private contextState = 'idle';
  @state() private data: PatientData | undefined;
  @state() private weight = '';
  @state() private creatinine = '';
  @state() private draftLocation: string | undefined;
  @state() private busy = false;
  @state() private message = '';
  @state() private problem = '';

  #listening: AbortController | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listening = new AbortController();
    const {signal} = this.#listening;
    this.#context.addEventListener('smart-state-change', () => (this.contextState = this.#context.state), {signal});
    this.#context.addEventListener('smart-connect', () => void this.#read(), {signal});
    this.#context.addEventListener('smart-error', ({detail}) => this.#buttonFailed(detail.error), {signal});
    this.#context.addEventListener('smart-response', ({detail}) => this.#buttonAnswered(detail), {signal});
    window.addEventListener('focus', () => void this.#lookForDraft(), {signal});
    this.contextState = this.#context.state;
    if (this.contextState === 'connected') void this.#read();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listening?.abort();
  }

  // The page's style sheet styles the app, and `commandfor` finds the context by its id: both need the light DOM.
  protected override createRenderRoot(): this {
    return this;
  }

  get #context(): SmartMessagingContext {
    const context = this.closest('smart-messaging-context');
    if (!context) throw new Error('<dose-app> must stand inside <smart-messaging-context>.');
    return context;
  }

  get #access(): ChartAccess {
    this.access ??= accessByMessages(this.#context, new URLSearchParams(location.search).get('patient') ?? '');
    return this.access;
  }

  #read = (): Promise<void> =>
    this.#act('Reading the chart', async () => {
      if (this.draftLocation && !(await this.#hasDraft(this.draftLocation))) return this.#draftGone();
      await this.#readChart();
      return '';
    });

  /** What the clinician has entered stays, unless the chart knows better. */
  async #readChart(): Promise<void> {
    const data = await readPatient(this.#access);
    this.data = data;
    if (data.weight?.current) this.weight = String(data.weight.value);
    if (data.creatinine?.current) this.creatinine = String(data.creatinine.value);
  }

  async #saveDraft(order: MedicationRequest, rule: DoseRule, step: DoseStep, clearance: ClearanceInput): Promise<void> {
    const note = `Creatinine clearance ${numberText(creatinineClearance(clearance))} mL/min (Cockcroft-Gault): ${clearanceFormula(clearance)}.`;
    const draft = draftOrder(order, rule, step.dosage, note);
    await this.#act('Saving the draft order', async () => {
      if (this.draftLocation) {
        return this.#withDraft(this.draftLocation, async (location) => {
          await this.#context.scratchpad.update({...draft, id: location.split('/')[1] ?? ''});
          return 'The draft order is updated.';
        });
      }
      const {location} = await this.#context.scratchpad.create(draft);
      this.draftLocation = location;
      return 'The draft order is in the chart, not signed yet.';
    });
  }

  #review = (): Promise<void> =>
    this.#act('Opening the order review', () =>
      this.#withDraft(this.draftLocation ?? '', async (location) => {
        await this.#context.ui.launchActivity('order-review', {draftOrderLocations: [location]});
        return 'The chart shows the draft order for review.';
      }),
    );

  /** A draft may be signed or discarded in the chart at any time: what the EHR refuses may have no draft any more. */
  async #withDraft(location: string, act: (location: string) => Promise<string>): Promise<string> {
    try {
      return await act(location);
    } catch (error) {
      if (isGone(error) || (isRefused(error) && !(await this.#hasDraft(location)))) return this.#draftGone();
      throw error;
    }
  }

  /** Whether the draft still is in the scratchpad; one that the EHR does not let the app see is taken to be there. */
  async #hasDraft(location: string): Promise<boolean> {
    try {
      const resources = await this.#context.scratchpad.read();
      return resources.some(({resourceType, id}) => `${resourceType}/${id}` === location);
    } catch {
      return true;
    }
  }

  async #draftGone(): Promise<string> {
    this.draftLocation = undefined;
    await this.#readChart();
    await this.updateComplete;
    // The button that had the focus may have gone with the draft.
    if (document.hasFocus() && document.activeElement === document.body)
      this.querySelector<HTMLElement>('#proposal')?.focus();
    return 'That draft was signed or discarded. The chart was read again.';
  }

  // Whoever comes back from the chart may have signed there. A click that brings the focus must not find the app busy.
  #lookForDraft = async (): Promise<void> => {
    const {draftLocation} = this;
    if (!draftLocation || this.busy || (await this.#hasDraft(draftLocation))) return;
    if (draftLocation === this.draftLocation) await this.#act('Reading the chart', () => this.#draftGone());
  };

  #showProblem = (condition: Condition): Promise<void> =>
    this.#act('Showing the problem', async () => {
      await this.#context.ui.launchActivity('problem-review', {problemLocation: `Condition/${condition.id}`});
      return 'The chart shows the problem.';
    });

  async #act(action: string, act: () => Promise<string>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = '';
    try {
      this.message = await act();
    } catch (error) {
      this.#fail(action, error);
    } finally {
      this.busy = false;
    }
  }

  // What the app asks by method it awaits; only the "Done" button, which has no script of its own, tells by events.
  #buttonFailed(error: SmartMessagingError): void {
    if (error.messageType === 'ui.done') this.#closingFailed(error);
  }

  #buttonAnswered({messageType, payload}: ResponseReport): void {
    if (messageType !== 'ui.done' || (payload as {status?: unknown}).status === 'success') return;
    this.#closingFailed(new Error(refusalText(payload) ?? 'The EHR does not do it.'));
  }

  #closingFailed(error: Error): void {
    this.#fail('Closing the app', error);
    this.problem += ' Close it in the chart.';
  }

  #fail(action: string, error: unknown): void {
    this.message = '';
    this.problem = explain(action, error);
  }

  protected override render(): TemplateResult {
    return html`
      <div class="outcome">
        <p class="message" role="status">${this.message}</p>
        <p class="problem" role="alert">${this.problem}</p>
      </div>
      ${this.data ? this.#patient(this.data) : startView(this.contextState, this.busy)}
      ${this.data ? nothing : this.#retry()}
    `;
  }

  #retry(): TemplateResult | typeof nothing {
    return this.contextState === 'connected' && !this.busy
      ? html`<div class="actions"><button class="primary" @click=${this.#read}>Read the chart again</button></div>`
      : nothing;
  }

  #patient(data: PatientData): TemplateResult {
    const {patient, orders} = data;
    const order = orders.find(ruleFor) ?? orders[0];
    return html`
      <section class="card">
        <div class="card-head">
          <h2>${nameText(currentName(patient))}</h2>
          <button class="small" aria-disabled=${String(this.busy)} @click=${this.#read}>Read again</button>
        </div>
        <p>
          ${patient.gender ?? 'unknown sex'},
          ${patient.birthDate ? `${yearsSince(patient.birthDate)} years` : 'age unknown'}
        </p>
        ${order ? orderView(order, data.conditions, (condition) => void this.#showProblem(condition)) : html`<p class="missing">The chart has no active medication order.</p>`}
      </section>
      ${order ? this.#adjustment(order, data) : nothing} ${sourcesView(this.#access, data)}
    `;
  }

  #adjustment(order: MedicationRequest, data: PatientData): TemplateResult {
    const rule = ruleFor(order);
    if (!rule) return html`<p class="missing">This app has no dosing rule for this medicine.</p>`;
    const input = this.#clearanceInput(data);
    return html`
      <section class="card">
        <h2>Kidney function</h2>
        <div class="fields">
          ${numberField({
            id: 'weight',
            label: 'Body weight',
            unit: 'kg',
            minimum: weightLimits[0],
            maximum: weightLimits[1],
            value: this.weight,
            charted: data.weight,
            input: (value) => (this.weight = value),
          })}
          ${numberField({
            id: 'creatinine',
            label: 'Serum creatinine',
            unit: 'mg/dL',
            minimum: creatinineLimits[0],
            maximum: creatinineLimits[1],
            value: this.creatinine,
            charted: data.creatinine,
            input: (value) => (this.creatinine = value),
          })}
        </div>
        <output class="clearance" for="weight creatinine">${clearanceView(data.patient, input)}</output>
      </section>
      <section class="card">
        <h2 id="proposal" tabindex="-1">Proposal</h2>
        ${
          input
            ? proposalView({
                order,
                rule,
                clearance: creatinineClearance(input),
                hasDraft: this.draftLocation !== undefined,
                busy: this.busy,
                save: (step) => void this.#saveDraft(order, rule, step, input),
                review: () => void this.#review(),
              })
            : html`<p>Needs the values above.</p>`
        }
      </section>
    `;
  }

  #clearanceInput({patient}: PatientData): ClearanceInput | undefined {
    const weight = numberIn(this.weight, ...weightLimits);
    const creatinine = numberIn(this.creatinine, ...creatinineLimits);
    const {gender, birthDate} = patient;
    const age = birthDate ? yearsSince(birthDate) : 0;
    if (!weight || !creatinine || age < 18 || (gender !== 'female' && gender !== 'male')) return undefined;
    return {age, sex: gender, weight, creatinine};
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'dose-app': DoseApp;
  }
}
