import {refusalText, SmartMessagingError, statusCode} from '../../components/protocol/index.js';

const advice: Partial<Record<SmartMessagingError['code'], string>> = {
  refused: 'The EHR refused',
  timeout: 'The EHR did not answer in time',
  unavailable: 'No EHR can be reached',
  disconnected: 'The EHR went away before it answered',
  'invalid-response': 'The EHR sent an answer that cannot be read',
};

/** What went wrong, in words for a clinician, with the reason that the EHR gave. */
export function explain(action: string, error: unknown): string {
  if (!(error instanceof SmartMessagingError))
    return `${action} failed: ${error instanceof Error ? error.message : String(error)}`;
  return `${action} failed. ${advice[error.code] ?? 'The message could not be sent'}: ${refusalText(error.payload) ?? error.message}`;
}

export const isRefused = (error: unknown): error is SmartMessagingError =>
  error instanceof SmartMessagingError && error.code === 'refused';

/** Whether the EHR answered that there is nothing at the location asked for: the draft was signed or discarded. */
export const isGone = (error: unknown): boolean =>
  isRefused(error) && statusCode((error.payload as {status?: unknown}).status) === 404;
