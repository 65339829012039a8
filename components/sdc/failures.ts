import {reportPageError} from '../element/report-page-error.js';
import {SmartMessagingError} from '../protocol/errors.js';
import {refusal} from '../protocol/refusals.js';
import {present} from './readers.js';

type Report = (error: SmartMessagingError) => void;

/** A function of the page's failed: reports it to the page, and returns the answer to the host. */
export function failedFunction(messageType: string, cause: unknown, report: Report): object {
  const message = `A function given to SdcRenderer failed while it answered ${messageType}. Mend what the error's cause says; the host was answered with an error.`;
  reportPageError(cause);
  report(new SmartMessagingError('handler-failed', message, {messageType, cause}));
  return refusal(messageType, 500, `The renderer failed while it answered ${messageType}.`);
}

export function overdueDisplay(report: Report): void {
  const message =
    'The promise of display() has not settled in 10 seconds. The answers are sent all the same. Resolve it once the form is shown.';
  report(new SmartMessagingError('timeout', message));
}

/** What payloads of some types may have. */
const expectedNames: Record<string, readonly string[] | undefined> = {
  'sdc.configure': ['terminologyServer', 'dataServer', 'configuration'],
  'sdc.configureContext': ['context', 'launchContext', 'subject', 'author', 'encounter'],
  'sdc.requestExtract': ['questionnaireResponse', 'questionnaire', 'resourceType'],
};

/** Refuses a payload that has properties, and none that is expected: what was meant is not known. Extensions are no properties. */
export function misnamed(messageType: string, payload: object): object | undefined {
  const names = expectedNames[messageType] ?? [];
  const given = Object.keys(present(payload)).filter((name) => !/^(modifierE|e)xtension$/.test(name));
  if (!given[0] || given.some((name) => names.includes(name))) return undefined;
  const text = `The payload has unknown properties only. Give one of these: ${names.join(', ')}.`;
  return refusal(messageType, 400, text);
}
