import {isRecord, type JsonObject} from '../protocol/json.js';
import {defaultLimits, type ChannelLimits} from './types.js';

/** Deeper payloads would overflow the stack. */
const deepest = 1000;

/**
 * The limits that a page has set, and the defaults for all others. `undefined` means the default; so does what is no number
 * from 0 on, with a warning.
 */
export function mergeLimits(given: unknown): ChannelLimits {
  const {ofType, ...plain} = defaultLimits;
  const {ofType: givenOfType, ...givenPlain} = objectAt('limits', given);
  const merged = merge('limits', plain, givenPlain);
  const {perSecond, burst, nesting} = merged;
  const types = Object.entries(objectAt('limits.ofType', givenOfType)).map(([type, own]) => {
    const where = `limits.ofType[${JSON.stringify(type)}]`;
    const byDefault = Object.hasOwn(ofType, type) ? ofType[type] : undefined;
    return [type, merge(where, byDefault ?? {perSecond, burst}, objectAt(where, own))] as const;
  });
  return {...merged, nesting: Math.min(nesting, deepest), ofType: {...ofType, ...Object.fromEntries(types)}};
}

function objectAt(where: string, value: unknown): JsonObject {
  if (isRecord(value)) return value;
  if (value !== undefined && value !== null) warn(where, 'must be an object');
  return {};
}

function merge<T extends object>(where: string, defaults: T, given: JsonObject): T {
  const set = Object.entries(given).filter(([name, value]) => {
    if (value === undefined || value === null) return false;
    if (!Object.hasOwn(defaults, name)) warn(`${where}.${name}`, 'is no limit');
    else if (typeof value === 'number' && value >= 0) return true;
    else warn(`${where}.${name}`, 'must be a number from 0 on');
    return false;
  });
  // With Infinity the sums of a rate would be no numbers.
  const finite = set.map(([name, value]) => [name, Math.min(value as number, Number.MAX_SAFE_INTEGER)] as const);
  return {...defaults, ...Object.fromEntries(finite)};
}

const warned = new Set<string>();

function warn(where: string, problem: string): void {
  if (!warned.has(where)) console.warn(`${where} ${problem}. The default holds.`);
  warned.add(where);
}
