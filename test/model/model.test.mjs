import {deepStrictEqual, ok, strictEqual} from 'node:assert';
import {readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import {sourceOf} from '../mutants/mutate.mjs';
import {claims} from './claims.mjs';
import {bundle} from './kit.mjs';
import {replay} from './replay.mjs';

const guide = readFileSync('docs/model.md', 'utf8');
const model = readFileSync('test/model/channel.pml', 'utf8');

/** A connection that goes over to its port, asks both ways and is asked twice. */
const steps = [
  ...['open', 'deliver EHR 0 0 0 0', 'deliver app 0 3 0 0', 'deliver EHR 0 6 0 0', 'deliver app 0 6 0 0'],
  ...['deliver EHR 0 6 0 0', 'fire', 'load', 'deliver app 0 2 0 0', 'deliver EHR 1 3 0 0', 'ask app 0', 'ask EHR 0'],
  ...[
    'deliver EHR 1 4 0 0',
    'deliver app 1 4 0 0',
    'answer 0',
    'repeat 0',
    'deliver EHR 1 5 0 0',
    'deliver EHR 1 4 0 0',
  ],
  ...['deliver app 1 5 0 0', 'deliver app 1 5 0 0', 'rest'],
].map((step) => step.split(' '));

/** The same up to the repetition, which comes before the answer. */
const repeatedEarly = steps.filter(([what]) => what !== 'answer').slice(0, -3);

describe('the model', () => {
  for (const {name, number, sentence, fault} of claims) {
    it(`${name}: its defect is where the list says`, () => {
      ok(sourceOf({defence: name, ...fault}));
    });

    it(`${name}: is claimed and has a defect in the model, and docs/model.md names it`, () => {
      ok(model.includes(`#define ${name} ${number}\n`));
      ok(model.includes(`CLAIM(${name},`));
      ok(model.includes(`FAULTY(${name})`));
      ok(guide.includes(sentence));
    });
  }
});

describe('the replay', () => {
  it('follows a schedule in the real channels', async () => {
    deepStrictEqual(await replay(await bundle(), steps, true), {broken: []});
  });

  it('stops where the code does something else', async () => {
    const wrong = [...steps.slice(0, 4), ['deliver', 'app', '0', '4', '0', '0']];
    const {divergence} = await replay(await bundle(), wrong, true);
    strictEqual(divergence, 'The model delivers 4,0,0, the code has 6,0,0.');
  });

  it('sees a claim that does not hold', async () => {
    const {fault} = claims.find(({name}) => name === 'ONCE');
    const {broken} = await replay(await bundle({defence: 'ONCE', ...fault}), repeatedEarly, true);
    deepStrictEqual(broken, ['ONCE']);
  });
});
