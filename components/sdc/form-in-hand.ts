import type {Questionnaire, QuestionnaireResponse, SdcForm} from './messages.js';
import {answers, subjectOf} from './identity.js';
import {present} from './readers.js';

/** Plain JSON data that says the same; frameworks make it anew each time that they render. */
export const same = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

/**
 * The form that is to be shown: what the page has assigned, and what has been answered since. A page that hands back what
 * it was told, or says the same thing again, does not mean to undo what has been typed meanwhile.
 */
export class FormInHand {
  questionnaire: Questionnaire | string | undefined;
  #response: QuestionnaireResponse | undefined;
  #given: QuestionnaireResponse | undefined;
  #before: Questionnaire | string | undefined;
  #subject: unknown;
  #assigned: {value: QuestionnaireResponse | undefined} | undefined;
  /** Those that came since the last one that was shown by the page's wish. */
  #received = new WeakSet<QuestionnaireResponse>();

  get response(): QuestionnaireResponse | undefined {
    return this.#assigned ? this.#assigned.value : this.#response;
  }

  set response(value: QuestionnaireResponse | undefined) {
    this.#assigned = {value};
  }

  get form(): SdcForm<Questionnaire | string> {
    return present({questionnaire: this.questionnaire, questionnaireResponse: this.#response});
  }

  /** What came from the renderer. */
  receive(response: QuestionnaireResponse): void {
    this.#response = response;
    this.#received.add(response);
  }

  /** Back to what the page has assigned. */
  reset(): void {
    this.#show(this.#given);
  }

  /**
   * Once the page has assigned everything: a response goes with the questionnaire that it came with, or names, and with the
   * subject of the context. `isSame` compares two subjects.
   */
  settle(subject: unknown, isSame: (one: unknown, other: unknown) => boolean): void {
    const assigned = this.#assigned;
    const before = this.#before;
    const {questionnaire} = this;
    const response = this.#response;
    const named = subjectOf(response);
    const isNew = !same(this.#subject, subject) && !isSame(this.#subject, subject);
    const isOfOther = isNew && (named === undefined ? this.#subject != null : !isSame(named, subject));
    this.#assigned = undefined;
    this.#before = questionnaire;
    this.#subject = subject;
    if (isOfOther || before !== questionnaire) {
      const keeps = !isOfOther && (!before || (questionnaire && answers(response?.questionnaire, questionnaire)));
      if (assigned ?? !keeps) this.#show(assigned?.value);
    } else if (assigned) {
      const {value} = assigned;
      if (value && (this.#received.has(value) || same(value, response))) this.#given = value;
      else if (!same(value, this.#given)) this.#show(value);
    }
  }

  #show(response: QuestionnaireResponse | undefined): void {
    this.#given = this.#response = response;
    this.#received = new WeakSet();
  }
}
