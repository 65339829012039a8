import type {RejectionReason} from '../channel/types.js';
import {reasonOf, type Exchange, type MessageRecord, type Outcome, type Side} from './exchange.js';

const number = new Intl.NumberFormat('en');
const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

export const count = (value: number): string => number.format(value);

export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** The time of day, or, where it is not known, since the beginning. */
export const timeText = (began: number | undefined, time: number): string =>
  began === undefined ? `+${(time / 1000).toFixed(3)} s` : clock.format(began + time);

export function durationText(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return '';
  if (milliseconds < 1000) return `${milliseconds.toFixed(milliseconds < 100 ? 1 : 0)} ms`;
  return `${(milliseconds / 1000).toFixed(milliseconds < 100_000 ? 1 : 0)} s`;
}

export const directionTexts: Readonly<Record<Side, string>> = {app: 'App → EHR', ehr: 'EHR → app'};

export const outcomeTexts: Readonly<Record<Outcome, string>> = {
  waiting: 'Waiting',
  answered: 'Answered',
  refused: 'Refused',
  failed: 'Failed',
};

export const typeText = ({messageType}: Pick<Exchange, 'messageType'>): string => messageType || '(no type)';

/** With the reason, where there is one. */
export function outcomeText(exchange: Exchange): string {
  const reason = reasonOf(exchange);
  const text = outcomeTexts[exchange.outcome];
  return reason ? `${text}: ${reason}` : text;
}

const reasonTexts: Readonly<Record<RejectionReason, string>> = {
  source: 'It came from another window than the one that it belongs to. Nobody was answered.',
  origin: 'It came from an origin that is not allowed. Nobody was answered.',
  handle: 'Its messaging handle is wrong or missing.',
  scope: 'The granted scopes do not allow it.',
  shape: 'It is no well-formed message.',
  duplicate: 'Its id had been used before.',
  limit: 'It is more than the limits allow.',
  unmatched: 'It answers nothing that waits for an answer.',
};

export const rejectionText = ({reason}: MessageRecord): string =>
  reason ? reasonTexts[reason] : 'It was not let through.';
