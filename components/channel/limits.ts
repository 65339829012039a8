import {isRecord, type JsonObject} from '../protocol/json.js';
import {defaultLimits, type ChannelLimits} from './types.js';

/** Deeper payloads would overflow the stack. */
const deepest = 1000;

/**
 * The limits that a page has set, and the defaults for all others. `undefined` means the default; so does what is no number
 * from 0 on, with a warning.
 */
export function mergeLimits(given: unknown): ChannelLimits {
  const own = isRecord(given) ? {...given, ofType: undefined} : given;
  const merged = merge('limits', defaultLimits, own) as ChannelLimits;
  const {perSecond, burst, nesting} = merged;
  const ofType = merge('limits.ofType', defaultLimits.ofType, isRecord(given) ? given['ofType'] : undefined, {
    perSecond,
    burst,
  });
  return {...merged, nesting: Math.min(nesting, deepest), ofType: ofType as ChannelLimits['ofType']};
}

/** `ofAny` are the defaults of a name that has none. */
function merge(where: string, defaults: object, given: unknown, ofAny?: object): object {
  if (!isRecord(given)) {
    warn(where, given);
    return defaults;
  }
  const set = Object.entries(given).flatMap(([name, value]) => {
    const path = ofAny ? `${where}[${JSON.stringify(name)}]` : `${where}.${name}`;
    const byDefault = Object.hasOwn(defaults, name) ? (defaults as JsonObject)[name] : ofAny;
    if (isRecord(byDefault)) return [[name, merge(path, byDefault, value)]];
    // With Infinity the sums of a rate would be no numbers.
    if (byDefault !== undefined && typeof value === 'number' && value >= 0)
      return [[name, Math.min(value, Number.MAX_SAFE_INTEGER)]];
    warn(path, value);
    return [];
  });
  return {...defaults, ...(Object.fromEntries(set) as object)};
}

const warned = new Set<string>();

function warn(where: string, value: unknown): void {
  if (value === undefined || value === null || warned.has(where)) return;
  console.warn(`${where} is no limit, or no number from 0 on. The default holds.`);
  warned.add(where);
}
