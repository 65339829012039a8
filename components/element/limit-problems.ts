import {isLimit} from '../channel/limits.js';
import {defaultLimits} from '../channel/types.js';
import {isRecord} from '../protocol/json.js';

/** What in `limits` means nothing, so that the default holds. */
export function limitProblems(given: unknown): string[] {
  const own = isRecord(given) ? {...given, ofType: undefined} : given;
  const ofType = isRecord(given) ? given['ofType'] : undefined;
  const counts = isRecord(ofType)
    ? Object.entries(ofType)
        .filter(([, value]) => value !== undefined && value !== null && !isLimit(value))
        .map(
          ([type]) => `limits.ofType[${JSON.stringify(type)}] is no limit: the default holds. Set a number from 0 on.`,
        )
    : nonsense('limits.ofType', {}, ofType);
  return [...nonsense('limits', defaultLimits, own), ...counts];
}

function nonsense(where: string, known: object, given: unknown): string[] {
  if (given === undefined || given === null) return [];
  if (!isRecord(given)) return [`${where} is no object: the defaults hold. Set ${namesOf(known)}.`];
  return Object.entries(given).flatMap(([name, value]) => {
    const isKnown = Object.hasOwn(known, name);
    if (value === undefined || value === null || (isKnown && isLimit(value))) return [];
    const advice = isKnown ? 'Set a number from 0 on' : `There are ${namesOf(known)}`;
    return [`${where}.${name} is no limit: the default holds. ${advice}.`];
  });
}

const namesOf = (known: object): string => Object.keys(known).join(', ') || 'a number for each message type';
