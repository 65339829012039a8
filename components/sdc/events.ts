import type {SmartMessagingError} from '../protocol/errors.js';
import type {QuestionnaireResponse, SdcChange} from './messages.js';

/** Something that a controller tells: it has happened, and cannot be cancelled. */
export class SdcEvent<D> extends Event {
  readonly detail: D;

  constructor(type: string, detail: D) {
    super(type);
    this.detail = detail;
  }
}

export interface SdcResponseChange extends SdcChange {
  questionnaireResponse: QuestionnaireResponse;
  /** It is of the form before the one that is to be shown now; the host's `questionnaireResponse` stays as it is. */
  stale: boolean;
}

export interface SdcFocusChange {
  linkId: string;
  /** Path of a field within that item. */
  focusField?: string;
}

export interface SdcRestore {
  /** The last one known, from the page or from the renderer. */
  questionnaireResponse: QuestionnaireResponse;
  /** The renderer's new document shows it. If not: keep it, and offer it to the person in another way. */
  restored: boolean;
  error?: SmartMessagingError;
}

export interface SdcHostEventMap {
  'response-change': SdcEvent<SdcResponseChange>;
  'focus-change': SdcEvent<SdcFocusChange>;
  restore: SdcEvent<SdcRestore>;
  error: SdcEvent<{error: SmartMessagingError}>;
}

export interface SdcRendererEventMap {
  change: SdcEvent<{by: 'host' | 'app'}>;
  error: SdcEvent<{error: SmartMessagingError}>;
}

/** `addEventListener` and `removeEventListener` of a target that knows its events' types. */
export interface SdcListening<Events> {
  <K extends keyof Events & string>(
    type: K,
    listener: (event: Events[K]) => void,
    options?: AddEventListenerOptions | boolean,
  ): void;
  (
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: AddEventListenerOptions | boolean,
  ): void;
}
