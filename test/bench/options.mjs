import {parseArgs} from 'node:util';
import {contenders} from './contenders.mjs';
import {measures} from './measures.mjs';

const usage =
  'Usage: node test/bench/run.mjs [--rounds N] [--tiny] [--only a,b] [--contenders a,b] [--out folder] [--kit folder]';

function choose(all, list) {
  if (list === undefined) return all;
  const ids = list.split(',');
  const unknown = ids.filter((id) => !all.some((item) => item.id === id));
  if (unknown.length > 0) {
    throw new Error(`There is no ${unknown.join(', ')}. Choose from: ${all.map(({id}) => id).join(', ')}.`);
  }
  return all.filter(({id}) => ids.includes(id));
}

/**
 * What to run, from the command line. `out` is undefined where nothing is to be kept but what stands in the repository
 * already: part of a run must not replace the whole.
 *
 * @throws {Error} for what it does not know.
 */
export function readOptions(args) {
  const {values} = parseArgs({
    args,
    options: {
      rounds: {type: 'string'},
      tiny: {type: 'boolean', default: false},
      only: {type: 'string'},
      contenders: {type: 'string'},
      out: {type: 'string'},
      kit: {type: 'string'},
    },
  });
  const rounds = Number(values.rounds ?? (values.tiny ? 1 : 5));
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds takes a number from 1. ${usage}`);
  return {
    rounds,
    tiny: values.tiny,
    measures: choose(measures, values.only),
    contenders: choose(contenders, values.contenders),
    isPart: Boolean(values.only ?? values.contenders ?? values.kit),
    out: values.out,
    kit: values.kit,
  };
}
