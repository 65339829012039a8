import {SmartMessagingError} from '../protocol/errors.js';
import {scopeAllows} from '../protocol/scopes.js';
import {isFirstOfSdc} from '../smart-app-frame/advice.js';
import type {SmartAppFrame} from '../smart-app-frame/smart-app-frame.js';

/** Without it the renderer cannot send a single answer. */
const needed = 'sdc.ui.changedQuestionnaireResponse';

const problem =
  'The scope of this frame does not allow sdc.ui.changedQuestionnaireResponse: the host gets no answers from the renderer. Add messaging/sdc to the scope.';

/**
 * Reports a frame whose scope keeps the answers of its renderer away: when it connects, and when the scope changes, until
 * `signal` is aborted.
 */
export async function watchScope(
  frame: SmartAppFrame,
  report: (error: SmartMessagingError) => void,
  signal: AbortSignal,
): Promise<void> {
  let wasAllowed = true;
  const check = (): void => {
    if (frame.state !== 'connected') return;
    const {scope} = frame as {scope: unknown};
    const isAllowed = typeof scope === 'string' && scopeAllows(scope, needed);
    const isLost = wasAllowed && !isAllowed;
    wasAllowed = isAllowed;
    if (!isLost) return;
    if (isFirstOfSdc(frame)) console.warn(`<${frame.localName}> ${problem}`);
    report(new SmartMessagingError('invalid-request', problem));
  };
  await customElements.whenDefined(frame.localName);
  if (signal.aborted || !('addController' in frame)) return;
  const controller = {hostUpdated: check};
  frame.addController(controller);
  signal.addEventListener('abort', () => frame.removeController(controller));
  frame.addEventListener('smart-connect', ({target}) => target === frame && check(), {signal});
  check();
}
