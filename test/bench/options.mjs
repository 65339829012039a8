import {parseArgs} from 'node:util';
import {budgets} from './budgets.mjs';
import {contenders} from './contenders.mjs';
import {measures} from './measures.mjs';

const usage =
  'Usage: npm run bench -- [--quick] [--pairs N] [--rounds N] [--only a,b] [--contenders a,b] [--out folder] [--kit folder] [--profile measure]';

const profiled = {'round-trip': 400, throughput: 2000, 'large-response': 8};

function choose(all, list) {
  if (list === undefined) return all;
  const ids = list.split(',');
  return all.filter(({id}) => ids.includes(id));
}

function expectKnown(list, known) {
  const unknown = (list ?? '').split(',').filter((id) => id !== '' && !known.includes(id));
  if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}. Choose from: ${known.join(', ')}.`);
}

function wholeNumber(name, text, least) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least) throw new Error(`--${name} takes a number from ${least}. ${usage}`);
  return number;
}

const idsOf = (list) => list.map(({id}) => id);

/**
 * What to run, from the command line: `pairs` for each of the `budgets`, then `rounds` of `measures` with all `contenders`. `out`
 * is undefined where nothing is to be kept but what stands in the repository already: part of a run must not replace the
 * whole.
 *
 * @throws {Error} for what it does not know.
 */
export function readOptions(args) {
  const {values} = parseArgs({
    args,
    options: {
      pairs: {type: 'string'},
      rounds: {type: 'string'},
      quick: {type: 'boolean', default: false},
      only: {type: 'string'},
      contenders: {type: 'string'},
      out: {type: 'string'},
      kit: {type: 'string'},
      profile: {type: 'string'},
    },
  });
  const {quick, only, out, kit} = values;
  expectKnown(only, [...idsOf(measures), ...idsOf(budgets)]);
  expectKnown(values.contenders, idsOf(contenders));
  expectKnown(values.profile, Object.keys(profiled));
  const chosen = choose(contenders, values.contenders ?? (values.profile && 'kit'));
  const isThere = (id) => id === undefined || chosen.some((contender) => contender.id === id);
  return {
    quick,
    pairs: wholeNumber('pairs', values.pairs ?? (quick ? 1 : 80), 0),
    rounds: wholeNumber('rounds', values.rounds ?? (quick ? 1 : 3), 0),
    budgets: choose(budgets, only).filter(({kit: ours, peer}) => isThere(ours) && isThere(peer)),
    measures: choose(measures, only),
    contenders: chosen,
    isPart: Boolean(only ?? values.contenders ?? kit) || values.pairs === '0' || values.rounds === '0',
    profile: values.profile && {measure: values.profile, calls: profiled[values.profile]},
    out,
    kit,
  };
}
