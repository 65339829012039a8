// `npm run model`: searches every state of the model, shows for each claim that one defect breaks it and nothing else does, and
// replays what the model finds in the kit's own code. `-- --claims-only` does without defects and replays.
import {availableParallelism} from 'node:os';
import {parseArgs} from 'node:util';
import {claims, exceptions, searches, walks} from './claims.mjs';
import {bundle} from './kit.mjs';
import {replay} from './replay.mjs';
import {requireCompiler} from './install.mjs';
import {compile} from './spin.mjs';

const {values} = parseArgs({options: {'claims-only': {type: 'boolean'}}});
const begin = performance.now();
const programs = await compile(requireCompiler());
let passed = 0;
const failures = [];

/** What is to be done, as many at a time as there are processors. */
const waiting = [];
let running = 0;

function start() {
  while (running < Math.max(2, availableParallelism()) && waiting.length > 0) {
    running++;
    const {work, resolve} = waiting.shift();
    work()
      .catch((error) => ['a search', error.stack])
      .then((result) => {
        running--;
        resolve(result);
        start();
      });
  }
}

/** Promises of what `work` makes of each. */
function each(list, work) {
  const results = list.map((one) => new Promise((resolve) => waiting.push({work: () => work(one), resolve})));
  start();
  return results;
}

async function tell(title, results) {
  console.log(`\n— ${title} —`);
  for (const result of results) report(...(await result));
}

/** `problem` is `undefined` where all is as it should be. */
function report(text, problem) {
  if (problem === undefined) passed++;
  else failures.push(`${text}\n    ${problem}`);
  console.log(`${problem === undefined ? '✓' : '✗'} ${text}${problem === undefined ? '' : `\n    ${problem}`}`);
}

const say = (steps) => steps.map((step) => step.join(' ')).join(', ');
const figures = ({states, depth, seconds}) =>
  `${states.toLocaleString('en')} states, depth ${depth}, ${seconds.toFixed(1)} s`;

const unfinished = (result) => (result.isWhole ? undefined : `The search is not complete:\n${result.output}`);

/** Why a search without a defect is not as it should be. */
async function problemOf(result, at) {
  if (result.errors === 0) return unfinished(result);
  const trail = await programs.findTrail(at);
  return `Claim ${claims.find(({number}) => number === trail?.claim)?.name ?? trail?.claim} does not hold: ${say(trail?.steps ?? [])}\n${result.output}`;
}

async function checkClaim({name, number, sentence, at}) {
  const options = {...at, ONLY: number};
  const result = await programs.search(options);
  return [`${name}: ${sentence} ${figures(result)}`, await problemOf(result, options)];
}

async function checkFault({name, number, at, fault}) {
  const [trail, others] = await Promise.all([
    programs.findTrail({...at, FAULT: number, ONLY: number}),
    programs.search({...at, FAULT: number, EXCEPT: number}),
  ]);
  const title = `${name}: ${fault.file} without «${fault.code}»`;
  if (trail?.claim !== number) return [title, 'The model does not notice its defect.'];
  if (others.errors > 0 || !others.isWhole) return [title, 'In the model its defect breaks another claim, too.'];
  const [defective, sound] = await Promise.all([
    replay(await bundle({defence: name, ...fault}), trail.steps, at.JOBS === 1),
    replay(plain, trail.steps, at.JOBS === 1),
  ]);
  const problem =
    defective.broken.join() !== name
      ? `The defective code breaks ${defective.broken.join() || 'nothing'}. ${defective.divergence ?? ''}`
      : sound.broken.length > 0
        ? `The code as it is breaks ${sound.broken.join()}.`
        : undefined;
  return [`${title}: ${say(trail.steps)}`, problem];
}

async function checkException({name, sentence, at, claim}) {
  const trail = await programs.findTrail(at);
  if (trail?.claim !== claim) return [sentence, 'It holds in the model. Move it to the claims.'];
  const {broken, divergence = ''} = await replay(plain, trail.steps, at.JOBS === 1);
  const problem = broken.includes(name) ? undefined : `It holds in the code. Let the model follow. ${divergence}`;
  return [`${sentence} Not so: ${say(trail.steps)}`, problem];
}

async function checkWalk({at, seed}) {
  const trail = await programs.walk(at, seed);
  if (trail?.claim !== 0) return {problem: `No run ends:\n${trail?.output}`, steps: []};
  const {broken, divergence} = await replay(plain, trail.steps, at.JOBS === 1);
  const isKnown = (name) => exceptions.some((one) => one.name === name && name !== 'ARRIVES');
  // An epoch that ends too early loses what was on its way.
  const wrong = broken.includes('EPOCH') ? [] : broken.filter((name) => !isKnown(name));
  const problem = divergence ?? (wrong.length > 0 ? `The code breaks ${wrong.join()}.` : undefined);
  return {
    steps: trail.steps,
    problem: problem && `${problem}\n    ${JSON.stringify(at)}, seed ${seed}: ${say(trail.steps)}`,
  };
}

async function checkSearch({title, at}) {
  const result = await programs.search(at);
  unread.push(result.unread);
  return [`${title}: ${figures(result)}`, await problemOf(result, at)];
}

/** Each step is compared with what the code has in its queues, and each run has to end as the claims say. */
async function tellWalks(results) {
  const walked = (await Promise.all(results)).map((one) => (Array.isArray(one) ? {steps: [], problem: one[1]} : one));
  const problems = walked.flatMap(({problem}) => problem ?? []);
  const steps = walked.flatMap((one) => one.steps);
  const kinds = new Set(steps.map(([what]) => what));
  const missing = stepsOfModel.filter((what) => !kinds.has(what));
  console.log('\n— runs at random, which the code follows step by step —');
  report(`${walked.length} runs, ${steps.length} steps`, problems.length > 0 ? problems.join('\n    ') : undefined);
  report('each kind of step is among them', missing.length > 0 ? `Not so: ${missing.join()}` : undefined);
}

const stepsOfModel = [
  'deliver',
  'ask',
  'answer',
  'repeat',
  'open',
  'retry',
  'off',
  'fire',
  'load',
  'time',
  'silence',
  'replace',
  'rest',
];
const unread = [];
const plain = await bundle();
try {
  const runs = walks.flatMap(({at, count}) => Array.from({length: count}, (_, seed) => ({at, seed: seed + 1})));
  const searched = each(searches, checkSearch);
  const claimed = each(claims, checkClaim);
  const [broken, excepted, walked] = values['claims-only']
    ? []
    : [each(claims, checkFault), each(exceptions, checkException), each(runs, checkWalk)];
  await tell('all claims at once, every state', searched);
  const nowhere = unread.reduce((all, one) => all.filter((line) => one.includes(line)));
  report('each line of the model is reached', nowhere.length > 0 ? nowhere.join('\n    ') : undefined);
  await tell('claims', claimed);
  if (broken) {
    await tell('one defect for each claim, which breaks that one alone, in the model and in the code', broken);
    await tell('exceptions', excepted);
    await tellWalks(walked);
  }
} finally {
  programs.remove();
}

console.log(`\n${Math.round((performance.now() - begin) / 1000)} s`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
