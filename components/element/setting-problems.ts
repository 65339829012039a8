import {limitProblems} from './limit-problems.js';
import {isMilliseconds} from './milliseconds.js';

const numbers = ['connect-timeout', 'request-timeout', 'handle-lifetime'];

const toProperty = (attribute: string): string => attribute.replace(/-./, ([, letter = '']) => letter.toUpperCase());

/** Values of an element's attributes and properties that mean nothing. `choices` lists the values of those that have few. */
export function settingProblems(host: HTMLElement, choices: Readonly<Record<string, readonly string[]>>): string[] {
  const settings = host as unknown as Record<string, unknown>;
  const problems: string[] = [];
  const add = (name: string, value: unknown, advice: string): void => {
    problems.push(`${name}="${String(value)}": use ${advice}.`);
  };
  for (const [name, allowed] of Object.entries(choices)) {
    const value = settings[toProperty(name)] ?? allowed[0];
    if (!allowed.includes(value as string)) add(name, value, allowed.join(' or '));
  }
  for (const name of numbers) {
    const value = host.getAttribute(name)?.trim() || settings[toProperty(name)];
    if (value !== undefined && !isMilliseconds(value)) add(name, value, 'a number of milliseconds');
  }
  if (host.hasAttribute('lane') || settings['lane'] !== undefined)
    problems.push('lane is called message-port: use message-port="off" instead of lane="window".');
  return [...problems, ...limitProblems(settings['limits'])];
}
