// `npm run test:lighthouse`: performance, accessibility and best practices of the demo's pages, on a phone and a desktop.
// Fails below 95. --paths / (comma-separated), --runs 3, --out folder (for the reports as HTML). Needs no internet but for
// the first installation.
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import puppeteer from 'puppeteer-core';
import {installPackages} from '../../.ci/install.mjs';
import {startDemo} from '../../demo/server.mjs';
import {browserArguments, findBrowser} from '../support/browser.mjs';

installPackages(fileURLToPath(new URL('.', import.meta.url)), 'Installing Lighthouse.', {runScripts: false});
const {audit, categories, losses, median, presets, score} = await import('./audit.mjs');

const least = 95;

const {values} = parseArgs({
  options: {
    paths: {type: 'string', default: '/'},
    runs: {type: 'string', default: '3'},
    out: {type: 'string'},
  },
});

function print(path, preset, runs) {
  const middle = median(runs);
  for (const category of categories) {
    const of = score(middle, category);
    const all = runs.map((run) => score(run, category)).join(', ');
    console.log(`${of < least ? '✖' : '✔'} ${path} ${preset} ${category}: ${of} (${all})`);
    if (of < 100) for (const loss of losses(middle, category)) console.log(`    ${loss}`);
  }
  return categories.every((category) => score(middle, category) >= least);
}

const demo = await startDemo();
const browser = await puppeteer.launch({executablePath: findBrowser(), args: browserArguments});
try {
  if (values.out) mkdirSync(values.out, {recursive: true});
  for (const path of values.paths.split(',')) {
    const url = new URL(path, demo.ehrUrl).href;
    await fetch(url); // the first request of all waits for the server's own start
    for (const preset of Object.keys(presets)) {
      const runs = [];
      while (runs.length < Number(values.runs)) runs.push(await audit(browser, url, preset));
      if (!print(path, preset, runs)) process.exitCode = 1;
      const name = `${path.replaceAll(/\W+/g, '-')}${preset}.html`;
      if (values.out) writeFileSync(join(values.out, name), median(runs).report);
    }
  }
} finally {
  await browser.close();
  await demo.close();
}
