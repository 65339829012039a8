import {isRecord} from '../protocol/json.js';
import {defaultLimits, type ChannelLimits} from './types.js';

/** Deeper payloads would overflow the stack. */
const deepest = 1000;

export const isLimit = (value: unknown): value is number => typeof value === 'number' && value >= 0;

/** The limits that a page has set, and the defaults for all others: for what is `undefined`, and for what is no number from 0 on. */
export function mergeLimits(given: unknown): ChannelLimits {
  const limits = merge(defaultLimits, given);
  const {perSecond, burst, maxDepth, ofType} = limits;
  const own = isRecord(given) && isRecord(given['ofType']) ? given['ofType'] : {};
  const types = Object.keys({...ofType, ...own}).map((type) => {
    const byDefault = Object.hasOwn(ofType, type) ? ofType[type] : undefined;
    return [type, merge(byDefault ?? {perSecond, burst}, own[type])];
  });
  return {
    ...limits,
    maxDepth: Math.min(maxDepth, deepest),
    ofType: Object.fromEntries(types) as ChannelLimits['ofType'],
  };
}

/** With Infinity the sums of a rate would be no numbers. */
const merge = <T extends object>(defaults: T, given: unknown): T =>
  Object.fromEntries(
    Object.entries(defaults).map(([name, byDefault]) => {
      const value = isRecord(given) ? given[name] : undefined;
      return [name, isLimit(value) ? Math.min(value, Number.MAX_SAFE_INTEGER) : (byDefault as unknown)];
    }),
  ) as T;
