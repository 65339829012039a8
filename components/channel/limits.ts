import {isRecord, type JsonObject} from '../protocol/json.js';
import {defaultLimits, type ChannelLimits} from './types.js';

/** Deeper payloads would overflow the stack. */
const deepest = 1000;

/**
 * The limits that a page has set, and the defaults for all others. `undefined` means the default; so does what is no number
 * from 0 on, with a warning.
 */
export function mergeLimits(given: unknown, onWarning?: (text: string) => void): ChannelLimits {
  const warn = (where: string, value: unknown, advice: string): void => {
    if (value === undefined || value === null || warned.has(where)) return;
    warned.add(where);
    const text = `${where} ${advice}. The default holds.`;
    if (onWarning) onWarning(text);
    else console.warn(text);
  };
  const own = isRecord(given) ? {...given, ofType: undefined} : given;
  const merged = merge(warn, 'limits', defaultLimits, own) as ChannelLimits;
  const {perSecond, burst, nesting} = merged;
  const ofTypes = isRecord(given) ? given['ofType'] : undefined;
  const ofType = merge(warn, 'limits.ofType', defaultLimits.ofType, ofTypes, {perSecond, burst});
  return {...merged, nesting: Math.min(nesting, deepest), ofType: ofType as ChannelLimits['ofType']};
}

/** `ofAny` are the defaults of a name that has none. */
function merge(warn: Warn, where: string, defaults: object, given: unknown, ofAny?: object): object {
  if (!isRecord(given)) {
    warn(where, given, 'must be an object');
    return defaults;
  }
  const set = Object.entries(given).flatMap(([name, value]) => {
    const path = ofAny ? `${where}[${JSON.stringify(name)}]` : `${where}.${name}`;
    const byDefault = Object.hasOwn(defaults, name) ? (defaults as JsonObject)[name] : ofAny;
    if (isRecord(byDefault)) return [[name, merge(warn, path, byDefault, value)]];
    // With Infinity the sums of a rate would be no numbers.
    if (byDefault !== undefined && typeof value === 'number' && value >= 0)
      return [[name, Math.min(value, Number.MAX_SAFE_INTEGER)]];
    const isLimit = byDefault !== undefined;
    warn(path, value, isLimit ? 'must be a number from 0 on' : `is none: use ${Object.keys(defaults).join(', ')}`);
    return [];
  });
  return {...defaults, ...(Object.fromEntries(set) as object)};
}

type Warn = (where: string, value: unknown, advice: string) => void;

const warned = new Set<string>();
