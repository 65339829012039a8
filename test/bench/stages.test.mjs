import assert from 'node:assert/strict';
import {test} from 'node:test';
import {SourceMap} from 'node:module';
import {build} from 'esbuild';
import {byOwner, stagesOf} from './stages.mjs';

const sources = {
  entry: `import {send} from '/repo/components/transport/port.js'; import {wrap} from '/repo/node_modules/@some/library/index.js';\nexport function ask() { return wrap(send()); }`,
  '/repo/components/transport/port.js': `export function send() {\n  const one = 1;\n  port.postMessage(one);\n}`,
  '/repo/node_modules/@some/library/index.js': `export function wrap(value) {\n  return [value];\n}`,
};

/** A real bundle of modules that exist here only. */
async function bundleOf() {
  const {outputFiles} = await build({
    entryPoints: ['entry'],
    bundle: true,
    write: false,
    format: 'esm',
    sourcemap: 'external',
    outdir: '/repo/test/bench/pages',
    plugins: [
      {
        name: 'in memory',
        setup: ({onResolve, onLoad}) => {
          onResolve({filter: /.*/}, ({path}) => ({
            path: path === 'entry' ? '/repo/test/bench/pages/app-page.js' : path,
          }));
          onLoad({filter: /.*/}, ({path}) => ({contents: sources[path] ?? sources.entry}));
        },
      },
    ],
  });
  const [map, script] = outputFiles.sort((one, other) => other.path.length - one.path.length);
  return {text: script.text, map: new SourceMap(JSON.parse(map.text))};
}

/** A node of a profile, whose function stands where the bundle has it. */
function nodeOf(text, id, functionName, {children, ticksOn} = {}) {
  const lines = text.split('\n');
  const lineNumber = lines.findIndex((line) => line.includes(`function ${functionName}(`));
  const columnNumber = lines[lineNumber]?.indexOf('(') ?? -1;
  const positionTicks = Object.entries(ticksOn ?? {}).map(([start, ticks]) => ({
    line: lines.findIndex((line) => line.includes(start)) + 1,
    ticks,
  }));
  const url = lineNumber < 0 ? '' : 'http://localhost/kit.js';
  return {id, callFrame: {functionName, url, lineNumber, columnNumber}, children, positionTicks};
}

async function profileOf() {
  const {text, map} = await bundleOf();
  const nodes = [
    nodeOf(text, 1, '(root)', {children: [2, 6, 7, 8]}),
    nodeOf(text, 2, 'ask', {children: [3, 5]}),
    nodeOf(text, 3, 'send', {children: [4], ticksOn: {'const one': 3, 'port.postMessage': 1}}),
    nodeOf(text, 4, 'postMessage'),
    nodeOf(text, 5, 'wrap'),
    nodeOf(text, 6, '(program)'),
    nodeOf(text, 7, '(idle)'),
    nodeOf(text, 8, '(garbage collector)'),
  ];
  const samples = [2, 3, 3, 3, 3, 4, 5, 6, 7, 8];
  return stagesOf({nodes, samples, timeDeltas: samples.map(() => 1000)}, text, map);
}

test('time is put down to the module of a function, and to the browser where a line asks for its work', async () => {
  const stages = await profileOf();
  const time = Object.fromEntries(stages.map((stage) => [stage.name, stage.time]));
  assert.deepEqual(time, {
    'components/transport/port.js': 3,
    'browser: called by scripts': 2,
    'benchmark: app-page.js': 1,
    '@some/library': 1,
    'browser: outside of scripts': 1,
    'browser: garbage collection': 1,
  });
  assert.deepEqual(stages[0].functions, [{name: 'send :1', time: 3}]);
  assert.deepEqual(
    stages.find(({name}) => name === 'browser: called by scripts').functions.map(({name}) => name),
    ['postMessage, by components/transport/port.js send :1'],
  );
});

test('the longest stage comes first, and idle time is in none', async () => {
  const times = (await profileOf()).map(({time}) => time);
  assert.deepEqual(
    times,
    [...times].sort((one, other) => other - one),
  );
  assert.equal(
    times.reduce((sum, time) => sum + time),
    9,
  );
});

test('stages are added up by whose they are', async () => {
  assert.deepEqual(Object.fromEntries(byOwner(await profileOf())), {
    'this kit': 3,
    libraries: 1,
    'the benchmark’s own pages': 1,
    'the browser': 4,
  });
});
