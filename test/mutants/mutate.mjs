import {readFileSync} from 'node:fs';
import {mutants} from './list.mjs';

const pathOf = (file) => `/components/${file}`;

/** What a file says with its defence taken away. */
export function sourceOf({defence, file, code, instead}) {
  const source = readFileSync(new URL(`../..${pathOf(file)}`, import.meta.url), 'utf8');
  const parts = source.split(code);
  if (parts.length !== 2) throw new Error(`${defence}: ${file} has ${parts.length - 1} times «${code}», not once.`);
  return parts.join(instead);
}

/** A plugin of the test server that serves one file without a defence. */
export function mutantPlugin(defence) {
  const mutant = mutants.find((candidate) => candidate.defence === defence);
  if (!mutant) throw new Error(`There is no mutant «${defence}».`);
  return {
    name: 'mutant',
    serve: ({path}) => (path === pathOf(mutant.file) ? {body: sourceOf(mutant), type: 'js'} : undefined),
  };
}
