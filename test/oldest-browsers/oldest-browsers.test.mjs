// What the README names as the oldest browsers holds: no newer syntax, APIs or CSS, by esbuild's and MDN's data.
import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {transform} from 'esbuild';
import {installPackages} from '../../.ci/install.mjs';
import {oldestBrowsers, targets} from '../../.ci/oldest-browsers.mjs';

installPackages(fileURLToPath(new URL('.', import.meta.url)), 'Installing the data of browsers.', {runScripts: false});
const {missingIn, usedApis, usedCss} = await import('./features.mjs');

/** Newer APIs that the sources use with a guard: what happens without them. */
const guardedApis = {
  'ElementInternals.states': 'attributes data-state-… are set instead',
  'Navigator.userActivation': 'a window that is used again is emptied, as without a click',
  'UserActivation.isActive': 'the same',
  'KeyboardEvent.repeat': 'there; of several held keys the latest may begin once as new before Chrome 137',
};

/** Newer CSS whose absence takes nothing away. */
const harmlessCss = {
  ':state': 'the rule for attributes data-state-… follows',
  'overflow-anchor': 'the list keeps its place by itself',
  'scrollbar-gutter': 'the header is as wide as the list without a scroll bar',
  'field-sizing': 'a filter is as wide as its longest choice',
};

const filesIn = (folder, ending) =>
  readdirSync(folder, {recursive: true})
    .map((file) => join(folder, file))
    .filter((file) => file.endsWith(ending));

test('the build has no newer syntax', async () => {
  const files = filesIn('dist', '.js');
  assert.ok(files.length > 50);
  for (const file of files) {
    const source = readFileSync(file, 'utf8');
    const [latest, oldest] = await Promise.all(
      ['esnext', targets].map(async (target) => (await transform(source, {target})).code),
    );
    assert.equal(oldest, latest, file);
  }
});

test('the sources use no newer APIs without a guard', () => {
  const uses = [...usedApis()];
  assert.ok(new Set(uses.map(({api}) => api)).size > 200);
  const newer = uses
    .map(({api, file, feature}) => ({api, file, browsers: missingIn(feature)}))
    .filter(({browsers}) => browsers.length > 0);
  const unguarded = newer.filter(({api}) => !Object.hasOwn(guardedApis, api));
  assert.deepEqual(unguarded, []);
  assert.deepEqual([...new Set(newer.map(({api}) => api))].sort(), Object.keys(guardedApis).sort());
});

test('the style sheets use no newer CSS without a fallback', () => {
  const sheets = filesIn('components', '.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/css`([^`]*)`/g)].map(([, text]) => ({file, text})),
  );
  sheets.push({file: 'dist/ssr.css', text: readFileSync('dist/ssr.css', 'utf8')});
  assert.ok(sheets.length > 5);
  const newer = sheets.flatMap(({file, text}) =>
    [...usedCss(text)]
      .map(({css, feature}) => ({css, file, browsers: missingIn(feature)}))
      .filter(({css, browsers}) => browsers.length > 0 && !Object.hasOwn(harmlessCss, css)),
  );
  assert.deepEqual(newer, []);
});

test('the check notices newer APIs and CSS', () => {
  const file = fileURLToPath(new URL('newer-apis.ts', import.meta.url));
  const newer = [...usedApis([file])].filter(({feature}) => missingIn(feature).length > 0).map(({api}) => api);
  assert.deepEqual(newer.sort(), ['AbortSignal.any', 'Array.toSorted', 'Element.checkVisibility', 'URL.canParse']);
  const sheet = `:host { color: light-dark(red, blue); & p { text-wrap: balance; } } p:has(b) { background: color-mix(in srgb, red, blue); }
    @supports (color: light-dark(red, red)) { p { color: light-dark(red, red); } } p { color: red; color: light-dark(red, blue); }`;
  const found = [...usedCss(sheet)].filter(({feature}) => missingIn(feature).length > 0).map(({css}) => css);
  assert.deepEqual(found.sort(), [':has', 'color-mix()', 'light-dark()', 'nesting', 'text-wrap'].sort());
});

test('the README names these browsers', () => {
  const {chrome, edge, firefox, safari} = oldestBrowsers;
  assert.equal(chrome, edge);
  const text = readFileSync('README.md', 'utf8');
  assert.ok(text.includes(`Chrome and Edge ${chrome}, Firefox ${firefox} (ESR), Safari ${safari}`));
});
