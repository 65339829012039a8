import {refusal} from '../protocol/refusals.js';
import type {SdcForm} from './messages.js';
import {isQuestionnaire} from './readers.js';
import type {SdcRendererOptions} from './renderer-options.js';

/**
 * Completes a form by the Questionnaire to a canonical URL, unless `overtaken` resolves first. Returns the refusal where there
 * is none.
 */
export async function complete(
  form: SdcForm,
  canonical: string,
  resolve: SdcRendererOptions['resolve'],
  overtaken: Promise<'overtaken'>,
): Promise<object | undefined> {
  if (!resolve) return refusal('sdc.', 501, `This renderer takes no canonical URL. ${instead}`);
  const found = await Promise.race([resolve(canonical), overtaken]);
  if (found === 'overtaken') return refusal('sdc.', 409, 'A newer form came before this Questionnaire was found.');
  if (!isQuestionnaire(found))
    return refusal('sdc.', 404, `This renderer finds no Questionnaire at that canonical URL. ${instead}`);
  form.questionnaire = found;
  return undefined;
}

const instead = 'Send the Questionnaire itself.';
