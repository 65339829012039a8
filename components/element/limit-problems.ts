import {isLimit} from '../channel/limits.js';
import {defaultLimits} from '../channel/types.js';
import {isRecord} from '../protocol/json.js';

const ofOneType = {perSecond: 0, burst: 0};

/** What in `limits` means nothing, so that the default holds. */
export function limitProblems(given: unknown): string[] {
  const own = isRecord(given) ? {...given, ofType: undefined} : given;
  const ofType = isRecord(given) ? given['ofType'] : undefined;
  const problems = nonsense('limits', defaultLimits, own);
  if (!isRecord(ofType)) return [...problems, ...nonsense('limits.ofType', {}, ofType)];
  const ofTypes = Object.entries(ofType).map(([type, value]) =>
    nonsense(`limits.ofType[${JSON.stringify(type)}]`, ofOneType, value),
  );
  return [problems, ...ofTypes].flat();
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

const namesOf = (known: object): string => Object.keys(known).join(', ') || 'perSecond and burst of message types';
