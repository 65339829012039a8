// Writes what is generated and committed: custom-elements.json from the sources; from it the types for frameworks, the
// data for editors and the README's tables; from the benchmark's results more tables, and their chart; the listings of
// the guides that exist as files.
// With --check nothing is written; it fails when something is out of date.
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, relative} from 'node:path';
import {customData, webTypes} from './editor-data.mjs';
import {frameworkTypes} from './framework-types.mjs';
import {
  budgetsTable,
  chart,
  conditions,
  disturbedNote,
  framesTable,
  percentilesTable,
  scratchpadTable,
  sizeTable,
  summaryTable,
} from '../test/bench/report.mjs';
import {guides} from './guides.mjs';

const check = process.argv.includes('--check');
let outdated = false;

function publish(file, text) {
  if (readFileSync(file, {encoding: 'utf8', flag: 'a+'}) === text) return;
  if (check) console.error(`${file} is out of date. Run: npm run generate`);
  else writeFileSync(file, text);
  outdated = true;
}

function analyze() {
  const folder = mkdtempSync(join(tmpdir(), 'manifest-'));
  try {
    const args = ['cem', 'analyze', '--quiet', '--config', '.ci/custom-elements-manifest.config.mjs', '--outdir'];
    execFileSync('npx', [...args, relative('.', folder)], {stdio: ['ignore', 'ignore', 'inherit']});
    return readFileSync(join(folder, 'custom-elements.json'), 'utf8');
  } finally {
    rmSync(folder, {recursive: true});
  }
}

const cell = (text = '') => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim();
const code = (text) => (text ? `\`${cell(text)}\`` : '');
const row = (...cells) => `| ${cells.join(' | ')} |`;
const table = (head, rows) => [row(...head), row(...head.map(() => '---')), ...rows, ''].join('\n');

function tables({
  attributes = [],
  members = [],
  events = [],
  slots = [],
  cssParts = [],
  cssProperties = [],
  cssStates = [],
}) {
  const attributeOf = new Map(attributes.map(({name, fieldName}) => [fieldName, name]));
  const fields = members.filter(({kind}) => kind === 'field');
  const methods = members.filter(({kind}) => kind === 'method');
  const signature = ({name, parameters = [], return: result}) =>
    `${name}(${parameters.map((parameter) => `${parameter.name}${parameter.optional ? '?' : ''}`).join(', ')}): ${result?.type?.text ?? 'void'}`;
  const named = (list) => list.map(({name, description}) => row(name ? code(name) : '(default)', cell(description)));
  return [
    table(
      ['attribute', 'property', 'type', 'meaning'],
      fields.map(({name, type, description}) =>
        row(code(attributeOf.get(name)), code(name), code(type?.text), cell(description)),
      ),
    ),
    methods.length > 0 &&
      table(
        ['method', 'meaning'],
        methods.map((method) => row(code(signature(method)), cell(method.description))),
      ),
    events.length > 0 &&
      table(
        ['event', 'type', 'when'],
        events.map(({name, type, description}) => row(code(name), code(type?.text), cell(description))),
      ),
    cssStates.length > 0 && table(['state, in CSS `:state(…)`', 'meaning'], named(cssStates)),
    slots.length > 0 && table(['slot', 'meaning'], named(slots)),
    cssParts.length > 0 && table(['CSS part', 'meaning'], named(cssParts)),
    cssProperties.length > 0 && table(['CSS custom property', 'meaning'], named(cssProperties)),
  ]
    .filter(Boolean)
    .join('\n');
}

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

const text = analyze();
publish('custom-elements.json', text);

const manifest = JSON.parse(text);
publish('types/elements.d.ts', frameworkTypes(manifest));
publish('vscode.html-custom-data.json', json(customData(manifest)));
publish('web-types.json', json(webTypes(manifest, JSON.parse(readFileSync('package.json', 'utf8')))));

const elements = manifest.modules.flatMap(({declarations = []}) => declarations.filter(({tagName}) => tagName));
const results = JSON.parse(readFileSync('test/bench/results.json', 'utf8'));
publish('test/bench/chart.svg', chart(results));

const sections = new Map([
  ...elements.map((element) => [element.tagName, `${tables(element)}\n`]),
  ['budgets', `${conditions(results)}.\n\n${disturbedNote(results)}${budgetsTable(results)}\n`],
  ['speed', `${summaryTable(results)}\n`],
  ['percentiles', `${percentilesTable(results)}\n`],
  ['frames', `${framesTable(results)}\n`],
  ['scratchpad-speed', `${scratchpadTable(results)}\n`],
  ['sizes', `${sizeTable(results)}\n`],
]);
publish(
  'README.md',
  [...sections].reduce(
    (readme, [name, content]) =>
      readme.replace(
        new RegExp(`(<!-- begin ${name} -->\n)[^]*?(<!-- end ${name} -->)`),
        (_, begin, end) => `${begin}\n${content}\n${end}`,
      ),
    readFileSync('README.md', 'utf8'),
  ),
);

for (const [file, text] of await guides()) publish(file, text);

if (check && outdated) process.exit(1);
