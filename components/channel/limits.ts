import {isRecord} from '../protocol/json.js';
import {defaultLimits, type ChannelLimits} from './types.js';

/** Deeper payloads would overflow the stack. */
const deepest = 1000;

export const isLimit = (value: unknown): value is number => typeof value === 'number' && value >= 0;

/** The limits that a page has set, and the defaults for all others: for what is `undefined`, and for what is no number from 0 on. */
export function mergeLimits(given: unknown): ChannelLimits {
  const own = isRecord(given) ? given : {};
  const named = Object.entries(usable(own)).filter(([name]) => name in defaultLimits);
  const ofType = {...defaultLimits.ofType, ...usable(own['ofType'])};
  const limits = {...defaultLimits, ...Object.fromEntries(named), ofType};
  return {...limits, maxDepth: Math.min(limits.maxDepth, deepest)};
}

const usable = (limits: unknown): Record<string, number> =>
  Object.fromEntries(
    Object.entries(isRecord(limits) ? limits : {}).filter((entry): entry is [string, number] => isLimit(entry[1])),
  );
