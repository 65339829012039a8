import {SmartMessagingError} from '../protocol/errors.js';
import {isOfOther, type Shown} from './identity.js';
import type {Questionnaire, QuestionnaireResponse} from './messages.js';
import type {Outbox, Payload} from './outbox.js';
import {present} from './readers.js';

/** Forms whose last answers are still sent while another one is shown. */
const mostForms = 8;

const shownAgain =
  'The last answers to a form did not arrive before it was shown again. They are not sent: the host would take them for new ones.';

/**
 * Has the renderer go on sending what an outbox of an earlier form has not sent, with that form and subject in what does not name them, as long
 * as they are others than what is shown. Where it is not, gives it up: the host would take it for answers to that.
 * `late` holds the outboxes, to be halted when the connection ends.
 */
export function sendLate(
  outbox: Outbox,
  [{questionnaire}, subject]: Shown,
  shown: () => [...Shown, server: string | undefined],
  late: Outbox[],
): void {
  const {unsent, outlet} = outbox;
  const about = present<object>({subject, questionnaire: questionnaire && (questionnaire as Questionnaire).url});
  const label = ({questionnaireResponse, ...change}: Payload): Payload | undefined => {
    const response: QuestionnaireResponse = {...about, ...present(questionnaireResponse)};
    return isOfOther(response, ...shown()) ? {...change, questionnaireResponse: response} : undefined;
  };
  if (!unsent || !label(unsent)) {
    outbox.halt();
    return;
  }
  outbox.outlet = {
    ...outlet,
    attempt: (payload) => {
      const labelled = label(payload);
      return labelled
        ? outlet.attempt(labelled)
        : Promise.resolve(new SmartMessagingError('invalid-request', shownAgain));
    },
  };
  late.push(outbox);
  for (const oldest of late.splice(0, late.length - mostForms)) oldest.halt();
}
