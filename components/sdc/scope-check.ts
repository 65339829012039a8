import {SmartMessagingError} from '../protocol/errors.js';
import {scopeAllows} from '../protocol/scopes.js';
import type {SmartAppFrame} from '../smart-app-frame/smart-app-frame.js';

/** Without it the renderer cannot send a single answer. */
const needed = 'sdc.ui.changedQuestionnaireResponse';

const problem =
  'The scope of this frame does not allow sdc.ui.changedQuestionnaireResponse: the host gets no answers from the renderer. Add messaging/sdc to the scope.';

/** Reports a frame whose scope keeps the answers of its renderer away: when it connects, and when the scope changes. */
export class ScopeCheck {
  readonly #frame: SmartAppFrame;
  readonly #report: (error: SmartMessagingError) => void;
  #isAllowed = true;
  #hasWarned = false;

  constructor(frame: SmartAppFrame, report: (error: SmartMessagingError) => void) {
    this.#frame = frame;
    this.#report = report;
  }

  /** Checks now, at the end of the task, and after each change of the frame, until `signal` is aborted. */
  async watch(signal: AbortSignal): Promise<void> {
    const frame = this.#frame;
    await customElements.whenDefined(frame.localName);
    if (signal.aborted || !('addController' in frame)) return;
    const controller = {hostUpdated: () => this.check()};
    frame.addController(controller);
    signal.addEventListener('abort', () => frame.removeController(controller));
    this.check();
  }

  check(): void {
    if (this.#frame.state !== 'connected') return;
    const {scope} = this.#frame as {scope: unknown};
    const isAllowed = typeof scope === 'string' && scopeAllows(scope, needed);
    const isLost = this.#isAllowed && !isAllowed;
    this.#isAllowed = isAllowed;
    if (!isLost) return;
    if (!this.#hasWarned) console.warn(`<${this.#frame.localName}> ${problem}`);
    this.#hasWarned = true;
    this.#report(new SmartMessagingError('invalid-request', problem));
  }
}
