import {ok} from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {test} from 'node:test';
import {mutants} from '../mutants/list.mjs';
import {sourceOf} from '../mutants/mutate.mjs';

for (const mutant of mutants) {
  test(`the code that stands for «${mutant.defence}» is where the list of mutants says`, () => {
    ok(sourceOf(mutant));
    for (const file of mutant.tests) ok(existsSync(new URL(`../../${file}`, import.meta.url)), `${file} is not there`);
  });
}
