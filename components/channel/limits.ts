import {isRecord, type JsonObject} from '../protocol/json.js';
import {defaultLimits, type ChannelLimits} from './types.js';

/** Deeper payloads would overflow the stack. */
const deepest = 1000;

export const isLimit = (value: unknown): value is number => typeof value === 'number' && value >= 0;

/** The limits that a page has set, and the defaults for all others: for what is `undefined`, and for what is no number from 0 on. */
export function mergeLimits(given: unknown): ChannelLimits {
  const {ofType: byDefault, ...others} = defaultLimits;
  const own = isRecord(given) ? given['ofType'] : undefined;
  const ofType = {...byDefault, ...(isRecord(own) ? merge(byDefault, own) : {})};
  const limits = Object.fromEntries(
    Object.entries(others).map(([name, value]) => {
      const ofPage = isRecord(given) ? given[name] : undefined;
      return [name, isLimit(ofPage) ? ofPage : value];
    }),
  ) as Omit<ChannelLimits, 'ofType'>;
  return {...limits, maxDepth: Math.min(limits.maxDepth, deepest), ofType};
}

const merge = (byDefault: Readonly<Record<string, number>>, own: JsonObject): Record<string, number> =>
  Object.fromEntries(
    Object.entries(own).flatMap(([type, value]): Array<[string, number]> => {
      if (isLimit(value)) return [[type, value]];
      const most = byDefault[type];
      return most === undefined ? [] : [[type, most]];
    }),
  );
