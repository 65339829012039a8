import type {HandshakePayload} from '../protocol/messages.js';
import type {Questionnaire, QuestionnaireResponse, SdcCapabilities, SdcExtractResponse, SdcForm} from './messages.js';

export interface SdcRendererOptions {
  /** Who is speaking, for the handshake. */
  application?: NonNullable<HandshakePayload['application']>;
  /** What it can do. Default: `extraction` if there is `extract`, and `focusChangeNotifications`. */
  capabilities?: SdcCapabilities;
  /**
   * Shows a form. The host is answered once it is shown. Where it throws, or its promise is rejected, the host is answered
   * with an error, as with every function here; the renderer's `error` event has the code `handler-failed`.
   */
  display?: (form: SdcForm) => unknown;
  /**
   * Finds the Questionnaire to a canonical URL, perhaps with `|version`, where a host sends that instead of the Questionnaire.
   * `undefined`: there is none, and the host is answered so. Default: not supported.
   */
  resolve?: (canonical: string) => Questionnaire | undefined | Promise<Questionnaire | undefined>;
  /** The answers as they are now. Default: `questionnaireResponse`, so what was displayed or told last. */
  currentResponse?: () => QuestionnaireResponse | undefined | Promise<QuestionnaireResponse | undefined>;
  /** Extracts resources from a form. Default: not supported. */
  extract?: (form: SdcForm) => SdcExtractResponse | Promise<SdcExtractResponse>;
  /** Fills in what it can find out. Not in the profile; some hosts ask for it. Default: not supported. */
  prepopulate?: () => unknown;
}
