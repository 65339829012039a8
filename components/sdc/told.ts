import type {SdcForm} from './messages.js';

/** What one document of a renderer has been told so far. */
export class Told {
  /** The last payload of each message type. */
  readonly sent = new Map<string, object>();
  /** What it was asked to show last, or has told of since. */
  form: SdcForm | undefined;
  /** What became of that. */
  outcome: 'waiting' | 'shown' | Error | undefined;
  /** How often it was asked to show something. */
  displays = 0;
  /** It is told everything once more: it refused something as if it had forgotten the rest. */
  again: boolean;
  #showsOther: boolean;

  constructor(again = false) {
    this.again = this.#showsOther = again;
  }

  /** It is asked to show this. */
  display(form: SdcForm): void {
    this.#showsOther ||= this.outcome === 'shown';
    this.form = form;
    this.outcome = 'waiting';
    this.displays++;
  }

  /** It shows what it was asked to or, where there is an error, what it has shown before. */
  displayed(error: Error | undefined): void {
    this.outcome = error ?? 'shown';
    if (!error) this.again = this.#showsOther = false;
  }

  /** It has been asked to show this. */
  shows({questionnaire, questionnaireResponse}: SdcForm): boolean {
    const {form} = this;
    return form?.questionnaire === questionnaire && form?.questionnaireResponse === questionnaireResponse;
  }

  /** What it tells of now is about the form that it is meant to show, not about the one before. */
  isAbout(wanted: SdcForm): boolean {
    if (!this.shows(wanted)) return false;
    return this.outcome === 'waiting' ? !this.#showsOther : !(this.outcome instanceof Error);
  }
}
