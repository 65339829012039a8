import {refusal} from '../protocol/refusals.js';
import type {SdcForm} from './messages.js';
import {isQuestionnaire} from './readers.js';
import type {SdcRendererOptions} from './renderer-options.js';

/** In milliseconds: about as long as a newer form waits. */
const longestWait = 1000;

const instead = 'Send the Questionnaire itself.';

/**
 * Completes a form by the Questionnaire to a canonical URL. Does not wait for it long once a newer
 * form has come. Returns the refusal where there is none.
 */
export async function complete(
  form: SdcForm,
  canonical: string,
  resolve: SdcRendererOptions['resolve'],
  isOvertaken: () => boolean,
): Promise<object | undefined> {
  if (!resolve) return refusal('sdc.displayQuestionnaire', 501, `This renderer takes no canonical URL. ${instead}`);
  let timer: ReturnType<typeof setInterval> | undefined;
  const overtaken = new Promise<'overtaken'>((end) => {
    timer = setInterval(() => isOvertaken() && end('overtaken'), longestWait);
  });
  let found: unknown;
  try {
    found = await Promise.race([resolve(canonical), overtaken]);
  } finally {
    clearInterval(timer);
  }
  if (found === 'overtaken')
    return refusal('sdc.displayQuestionnaire', 409, 'A newer form came before this Questionnaire was found.');
  if (!isQuestionnaire(found))
    return refusal(
      'sdc.displayQuestionnaire',
      404,
      `This renderer finds no Questionnaire at that canonical URL. ${instead}`,
    );
  form.questionnaire = found;
  return undefined;
}
