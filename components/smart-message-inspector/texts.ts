import type {RejectionReason} from '../channel/types.js';
import {reasonOf, type Exchange, type MessageRecord, type Outcome, type Side} from '../transcript/exchange.js';

const number = new Intl.NumberFormat('en');
const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

export const count = (value: number): string => number.format(value);

/** The time of day, or, where it is not known, since the beginning. */
export const timeText = (began: number | undefined, time: number): string =>
  began === undefined ? `+${(time / 1000).toFixed(3)} s` : clock.format(began + time);

export function durationText(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return '';
  if (milliseconds < 1000) return `${milliseconds.toFixed(milliseconds < 100 ? 1 : 0)} ms`;
  return `${(milliseconds / 1000).toFixed(milliseconds < 100_000 ? 1 : 0)} s`;
}

const directionTexts = {app: 'App → EHR', ehr: 'EHR → app'} as const satisfies Record<Side, string>;

const outcomeTexts = {
  waiting: 'Waiting',
  answered: 'Answered',
  refused: 'Refused',
  failed: 'Failed',
} as const satisfies Record<Outcome, string>;

const reasonTexts = {
  source: 'It came from another window than the one that it belongs to. Nobody was answered.',
  origin: 'It came from an origin that is not allowed. Nobody was answered.',
  handle: 'Its messaging handle is wrong or missing.',
  scope: 'The granted scopes do not allow it.',
  shape: 'It is no well-formed message.',
  duplicate: 'Its id had been used before.',
  limit: 'It is more than the limits allow.',
  unmatched: 'It answers nothing that waits for an answer.',
} as const satisfies Record<RejectionReason, string>;

type Values<T extends Record<string, string>> = T[keyof T];

/** Every text of the inspector. `{n}` stands for a number, other braces for a text. */
export type InspectorText =
  | Values<typeof directionTexts>
  | Values<typeof outcomeTexts>
  | Values<typeof reasonTexts>
  | 'It was not let through.'
  | '(no type)'
  | '{n} message'
  | '{n} messages'
  | '{n} entry'
  | '{n} entries'
  | '{n} of {entries}'
  | '{n} element'
  | '{n} elements'
  | '{n} property'
  | '{n} properties'
  | 'Filter'
  | 'Search'
  | 'Search in messages'
  | 'Any direction'
  | 'Any type'
  | 'Any outcome'
  | 'Pause'
  | 'Clear'
  | 'Open…'
  | 'Transcript'
  | 'Download redacted'
  | 'Download all'
  | 'With patients’ data: this page has set redact="off".'
  | 'Names, ids, dates, free text and numbers are masked.'
  | 'No messages yet. They appear here as EHR and app talk.'
  | 'No message matches the filter.'
  | 'Messages'
  | 'Time'
  | 'Direction'
  | 'Type'
  | 'Outcome'
  | 'Latency'
  | 'Element'
  | 'Close'
  | 'Selected message'
  | 'Content'
  | 'Show {n} more of {total}'
  | 'Why'
  | 'Answers'
  | 'Reported by'
  | '{element}, on the EHR’s side'
  | '{element}, on the app’s side'
  | 'Origin'
  | 'Expected origin'
  | 'Id'
  | 'Size'
  | 'Too large to be shown whole'
  | 'Refused message'
  | 'Request'
  | 'Refused answer'
  | 'Partial answer'
  | 'Answer'
  | 'Partial answer after {time}'
  | 'Answer after {time}'
  | 'Cleared.'
  | 'Paused. Messages are not recorded.'
  | 'Messages are recorded.'
  | '{messages} of {file}. Recording is paused.';

/** Translations by the English text. Those that are missing stay English. */
export type InspectorTexts = Readonly<Partial<Record<InspectorText, string>>>;

/** The inspector's texts in the page's language. */
export class Texts {
  readonly translations: InspectorTexts;

  constructor(translations: InspectorTexts = {}) {
    this.translations = translations;
  }

  /** `values` take the places of the names in braces. */
  get(text: InspectorText, values: Readonly<Record<string, string>> = {}): string {
    const translation = this.translations[text] ?? text;
    return translation.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  }

  counted(value: number, one: InspectorText, many: InspectorText): string {
    return this.get(value === 1 ? one : many, {n: count(value)});
  }

  direction(side: Side): string {
    return this.get(directionTexts[side]);
  }

  outcome(outcome: Outcome): string {
    return this.get(outcomeTexts[outcome]);
  }

  type({messageType}: Pick<Exchange, 'messageType'>): string {
    return messageType || this.get('(no type)');
  }

  /** With the reason, where there is one. */
  outcomeOf(exchange: Exchange): string {
    const reason = reasonOf(exchange);
    const text = this.outcome(exchange.outcome);
    return reason ? `${text}: ${reason}` : text;
  }

  rejection({reason}: MessageRecord): string {
    return this.get(reason ? reasonTexts[reason] : 'It was not let through.');
  }
}
