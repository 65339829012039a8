import {SmartMessagingError} from '../protocol/errors.js';
import {isOfOther, type Shown} from './identity.js';
import type {QuestionnaireResponse} from './messages.js';
import {Outbox, type Payload} from './outbox.js';
import {present} from './readers.js';

/** Forms whose last answers are still sent while another one is shown. */
const mostForms = 8;

const shownAgain =
  'The last answers to a form did not arrive before it was shown again. They are not sent: the host would take them for new ones.';

/**
 * Goes on sending what an outbox of an earlier form has not sent, with `about` in what it does not name, as long as that is
 * another form or subject than what is shown. Where it is not, gives it up: the host would take it for answers to that.
 * `late` holds the outboxes, to be halted when the connection ends.
 */
export function sendLate(
  outbox: Outbox,
  about: object,
  shown: () => [...Shown, server: string | undefined],
  late: Outbox[],
): void {
  const {unsent, outlet} = outbox;
  const label = ({questionnaireResponse, ...change}: Payload): Payload | undefined => {
    const response: QuestionnaireResponse = {...about, ...present(questionnaireResponse)};
    return isOfOther(response, ...shown()) ? {...change, questionnaireResponse: response} : undefined;
  };
  if (!unsent || !label(unsent)) {
    outbox.halt();
    return;
  }
  const next = new Outbox({
    ...outlet,
    attempt: (payload) => {
      const labelled = label(payload);
      return labelled
        ? outlet.attempt(labelled)
        : Promise.resolve(new SmartMessagingError('invalid-request', shownAgain));
    },
  });
  outbox.drop();
  next.put(unsent);
  next.flush();
  late.push(next);
  for (const oldest of late.splice(0, late.length - mostForms)) oldest.halt();
}
