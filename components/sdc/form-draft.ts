import type {Questionnaire, QuestionnaireResponse, SdcForm} from './messages.js';
import {answers, isSameSubject, subjectOf, subjectOn} from './identity.js';
import {present} from './readers.js';

/** Plain JSON data that says the same; frameworks make it anew each time that they render. */
export const same = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

/**
 * The form that is to be shown: what the page has assigned, and what has been answered since. A page that hands back what
 * it was told, or says the same thing again, does not mean to undo what has been typed meanwhile.
 */
export class FormDraft {
  questionnaire: Questionnaire | string | undefined;
  #response: QuestionnaireResponse | undefined;
  #given: QuestionnaireResponse | undefined;
  #before: Questionnaire | string | undefined;
  #subject: unknown;
  #server: string | undefined;
  #named: unknown;
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

  /** The subject that the response which the page assigned names. */
  get named(): unknown {
    return this.#named;
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
   * subject of the context. Relative references are on `server`. Returns whether the subject is another one: then the form
   * has to be shown anew.
   */
  settle(context: object | null | undefined, server: string | undefined): boolean {
    const subject = subjectOn(server, subjectOf(context) ?? undefined);
    const assigned = this.#assigned;
    const before = this.#before;
    const {questionnaire} = this;
    const response = this.#response;
    // What was relative then is still on the server of then.
    const named = subjectOn(this.#server ?? server, subjectOf(response));
    const isChanged = !same(this.#subject, subject);
    const isNew = isChanged && this.#subject != null && !isSameSubject(this.#subject, subject, server);
    const isOfOther = named === undefined ? isNew : isChanged && !isSameSubject(named, subject, server);
    this.#assigned = undefined;
    this.#before = questionnaire;
    this.#subject = subject;
    this.#server = server;
    if (isOfOther || before !== questionnaire) {
      const keeps =
        !isOfOther && (!before || (questionnaire && answers(response?.questionnaire, questionnaire, server)));
      if (assigned ?? !keeps) this.#show(assigned?.value);
    } else if (assigned) {
      const {value} = assigned;
      if (value && (this.#received.has(value) || same(value, response))) this.#given = value;
      else if (!same(value, this.#given)) this.#show(value);
    }
    return isNew || isOfOther;
  }

  #show(response: QuestionnaireResponse | undefined): void {
    this.#given = this.#response = response;
    this.#named = subjectOf(response);
    this.#received = new WeakSet();
  }
}
