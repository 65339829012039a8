import type {
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireResponse,
  QuestionnaireResponseItem,
  QuestionnaireResponseItemAnswer,
} from 'fhir/r4.js';
import {html, render, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';

/** What the person does. */
export interface FormFieldsListener {
  changed: (response: QuestionnaireResponse, linkId: string) => void;
  focused: (linkId: string) => void;
}

/** A small renderer: groups, texts, numbers, days, choices and ticks as the browser's own fields. */
export class FormFields {
  readonly #place: HTMLElement;
  readonly #listener: FormFieldsListener;
  readonly #answers = new Map<string, QuestionnaireResponseItemAnswer>();
  #questionnaire: Questionnaire | undefined;
  #response: QuestionnaireResponse | undefined;

  constructor(place: HTMLElement, listener: FormFieldsListener) {
    this.#place = place;
    this.#listener = listener;
  }

  show(questionnaire: Questionnaire, response?: QuestionnaireResponse): void {
    this.#questionnaire = questionnaire;
    this.#response = response;
    this.#answers.clear();
    const read = ({linkId, answer, item = []}: QuestionnaireResponseItem): void => {
      if (answer?.[0]) this.#answers.set(linkId, answer[0]);
      item.forEach(read);
    };
    response?.item?.forEach(read);
    this.#render();
  }

  /** The answers as they stand in the form. */
  get response(): QuestionnaireResponse {
    const {url, version, item} = this.#questionnaire ?? {};
    return {
      ...this.#response,
      resourceType: 'QuestionnaireResponse',
      status: 'in-progress',
      ...(url && {questionnaire: version ? `${url}|${version}` : url}),
      authored: new Date().toISOString(),
      item: this.#answered(item),
    };
  }

  #answered(items: QuestionnaireItem[] = []): QuestionnaireResponseItem[] {
    return items.flatMap(({linkId, text, item}) => {
      const answer = this.#answers.get(linkId);
      const inner = this.#answered(item);
      if (!answer && inner.length === 0) return [];
      return [{linkId, ...(text && {text}), ...(answer && {answer: [answer]}), ...(inner.length > 0 && {item: inner})}];
    });
  }

  #set(linkId: string, answer: QuestionnaireResponseItemAnswer | undefined): void {
    if (answer) this.#answers.set(linkId, answer);
    else this.#answers.delete(linkId);
    this.#listener.changed(this.response, linkId);
  }

  #render(): void {
    const {title, item = []} = this.#questionnaire ?? {};
    render(
      html`<h2>${title}</h2>
        ${item.map(this.#item)}`,
      this.#place,
    );
  }

  readonly #item = (item: QuestionnaireItem): TemplateResult => {
    if (item.type === 'display') return html`<p>${item.text}</p>`;
    if (item.type === 'group') {
      return html`
        <fieldset>
          <legend>${item.text}</legend>
          ${(item.item ?? []).map(this.#item)}
        </fieldset>
      `;
    }
    const focus = () => this.#listener.focused(item.linkId);
    return html`<label class="field" @focusin=${focus}><span>${item.text}</span> ${this.#field(item)}</label>`;
  };

  #field({linkId, type, answerOption = []}: QuestionnaireItem): TemplateResult {
    const answer = this.#answers.get(linkId);
    if (type === 'boolean') {
      const set = ({target}: Event) => this.#set(linkId, {valueBoolean: (target as HTMLInputElement).checked});
      return html`<input
        name=${linkId}
        type="checkbox"
        .checked=${live(answer?.valueBoolean === true)}
        @change=${set}
      />`;
    }
    if (type === 'choice') {
      const chosen = answerOption.findIndex(({valueCoding}) => valueCoding?.code === answer?.valueCoding?.code);
      const set = ({target}: Event) => {
        const {valueCoding} = answerOption[(target as HTMLSelectElement).selectedIndex - 1] ?? {};
        this.#set(linkId, valueCoding && {valueCoding});
      };
      return html`
        <select name=${linkId} @change=${set}>
          <option></option>
          ${answerOption.map(
            ({valueCoding}, index) =>
              html`<option .selected=${live(index === chosen)}>${valueCoding?.display}</option>`,
          )}
        </select>
      `;
    }
    const value = answer?.valueString ?? answer?.valueDate ?? answer?.valueInteger ?? answer?.valueDecimal ?? '';
    const set = ({target}: Event) => this.#set(linkId, readAnswer(type, (target as HTMLInputElement).value));
    return html`
      <input
        name=${linkId}
        type=${inputTypes[type] ?? 'text'}
        step=${type === 'integer' ? '1' : 'any'}
        .value=${live(String(value))}
        @input=${set}
      />
    `;
  }
}

const inputTypes: Partial<Record<QuestionnaireItem['type'], string>> = {
  date: 'date',
  decimal: 'number',
  integer: 'number',
};

function readAnswer(type: QuestionnaireItem['type'], value: string): QuestionnaireResponseItemAnswer | undefined {
  if (value === '') return undefined;
  if (type === 'integer') return {valueInteger: Number.parseInt(value, 10)};
  if (type === 'decimal') return {valueDecimal: Number(value)};
  return type === 'date' ? {valueDate: value} : {valueString: value};
}
