import type {Questionnaire, SdcForm} from './messages.js';

type HostForm = SdcForm<Questionnaire | string>;

/** What one document of a renderer has been told so far. */
export class RendererState {
  /** The last payload of each message type. */
  readonly sent: Record<string, object | undefined> = {};
  /** What it was asked to show last, or has told of since. */
  form: HostForm | undefined;
  /** Why it does not show that. */
  error: Error | undefined;
  /** How often it was asked to show something. */
  displays = 0;
  /** It is told everything once more: it refused something as if it had forgotten the rest. */
  again: boolean;
  /** The last of those times that it did. */
  #shown = 0;
  /** It has to be asked again, even where the form is the same as before. */
  #isOver = false;

  constructor(again = false) {
    this.again = again;
  }

  /** It is asked to show this. */
  display(form: HostForm): void {
    this.form = form;
    this.error = undefined;
    this.displays++;
    this.#isOver = false;
  }

  /** The form that it shows is about another subject: only another display makes its answers those of this one. */
  discard(): void {
    this.form = undefined;
    this.#isOver = true;
  }

  /** It has refused for now to show what it was asked to last, after this state. */
  undo({form, error, displays}: Pick<RendererState, 'form' | 'error' | 'displays'>): void {
    this.form = form;
    this.error = error;
    this.displays = displays;
  }

  /** It shows what it was asked to or, where there is an error, what it has shown before. */
  displayed(error: Error | undefined): void {
    this.error = error;
    if (error) return;
    this.again = false;
    this.#shown = this.displays;
  }

  /** It has been asked to show this. */
  shows({questionnaire, questionnaireResponse}: HostForm): boolean {
    const {form} = this;
    return (
      !this.#isOver && form?.questionnaire === questionnaire && form?.questionnaireResponse === questionnaireResponse
    );
  }

  /** What it tells of now is about the form that it is meant to show, not about the one before. */
  isAbout(wanted: HostForm): boolean {
    const showsOther = this.again || (this.#shown > 0 && this.#shown < this.displays);
    return this.shows(wanted) && !this.error && !showsOther;
  }
}
