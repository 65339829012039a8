import {html, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import type {Control, ControlValues} from './controls.js';

interface ControlsView {
  /** Of the element that they are for, if the story has one. */
  tagName: string | undefined;
  controls: Control[];
  /** What the story itself sets. */
  initial: ControlValues;
  values: ControlValues;
  set: (control: Control, value: string) => void;
  reset: () => void;
}

/** A form for the attributes and properties of the story's element. */
export function storyControls({tagName, controls, initial, values, set, reset}: ControlsView): TemplateResult {
  const changed = Object.keys(values).length;
  if (tagName === undefined) {
    return html`
      <section class="controls" aria-labelledby="controls-title">
        <h2 id="controls-title">Controls</h2>
        <p class="empty">Nothing to set: this EHR page has no element of the kit.</p>
      </section>
    `;
  }
  return html`
    <section class="controls" aria-labelledby="controls-title">
      <div class="section-head">
        <h2 id="controls-title">Controls</h2>
        <button class="small plain" ?disabled=${changed === 0} @click=${reset}>
          Reset${changed ? html`<span class="visually-hidden"> ${changed} changed</span>` : nothing}
        </button>
      </div>
      <p class="hint">Attributes of <code>&lt;${tagName}&gt;</code>, set as you change them.</p>
      ${
        controls.length
          ? controls.map((control) => {
              const value = values[control.name];
              return field(control, value ?? initial[control.name] ?? '', value !== undefined, set);
            })
          : html`<p class="empty">Nothing to set in this story.</p>`
      }
    </section>
  `;
}

function field(control: Control, value: string, changed: boolean, set: ControlsView['set']): TemplateResult {
  const id = `control-${control.name}`;
  return html`
    <div class="field ${changed ? 'changed' : ''}">
      <label for=${id}
        >${control.name}${changed ? html`<span class="visually-hidden"> (changed)</span>` : nothing}</label
      >
      ${input(control, id, value, (next) => set(control, next))}
      <p id="${id}-about" class="hint">${withCode(control.description)}</p>
    </div>
  `;
}

function input(control: Control, id: string, value: string, set: (value: string) => void): TemplateResult {
  const about = `${id}-about`;
  const take = (event: Event) => set((event.currentTarget as HTMLInputElement).value);
  switch (control.kind) {
    case 'checkbox':
      return html`<input
        type="checkbox"
        id=${id}
        aria-describedby=${about}
        .checked=${live(value === 'true')}
        @change=${(event: Event) => set(String((event.currentTarget as HTMLInputElement).checked))}
      />`;
    case 'select':
      return html`<select id=${id} aria-describedby=${about} @change=${take}>
        <option value="" ?selected=${value === ''}>default</option>
        ${control.options.map((option) => html`<option value=${option} ?selected=${value === option}>${option}</option>`)}
      </select>`;
    case 'number':
      return html`<input
        type="number"
        min="0"
        step="500"
        id=${id}
        aria-describedby=${about}
        placeholder="default"
        .value=${live(value)}
        @change=${take}
      />`;
    default:
      return html`<input
        type="text"
        id=${id}
        aria-describedby=${about}
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
        placeholder="not set"
        .value=${live(value)}
        @input=${take}
      />`;
  }
}

/** Text with `code` in backticks, as doc comments have it. */
export const withCode = (text = ''): Array<TemplateResult | string> =>
  text.split('`').map((part, index) => (index % 2 ? html`<code>${part}</code>` : part));
