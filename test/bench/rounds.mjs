import {setTimeout as pause} from 'node:timers/promises';
import {bundle} from './bundle.mjs';
import {openBenchPage} from './bench-page.mjs';
import {Reports} from './reports.mjs';
import {startServers} from './servers.mjs';
import {median} from './statistics.mjs';
import {startBrowser} from './tab.mjs';

const textsOf = (scripts) => new Map([...scripts].map(([id, {text}]) => [id, text]));

/** Starts servers and browser, hands them to `use`, and ends them whatever becomes of it. */
export async function withBench({contenders, kit, minify}, use) {
  const scripts = async (side) =>
    new Map(
      await Promise.all(
        contenders.map(async (contender) => [contender.id, await bundle(side, contender, {kit, minify})]),
      ),
    );
  const reports = new Reports();
  const [ehrScripts, appScripts] = await Promise.all([scripts('ehr'), scripts('app')]);
  const servers = await startServers({
    ehrScripts: textsOf(ehrScripts),
    appScripts: textsOf(appScripts),
    onReport: reports.take,
    fineClock: true,
  });
  try {
    const browser = await startBrowser();
    const ended = new Promise((resolve) => {
      browser.process().once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
    try {
      const gone = ended.then(() => Promise.reject(new Error('Nothing can be measured without it.')));
      return await Promise.race([use({browser, servers, reports, scripts: {ehr: ehrScripts, app: appScripts}}), gone]);
    } catch (error) {
      const how = await Promise.race([ended, pause(500)]); // its connection may end a little before its process
      throw how === undefined ? error : new Error(`The browser has ended (${how}). ${error.message}`, {cause: error});
    } finally {
      await browser.close();
    }
  } finally {
    await servers.close();
  }
}

/** Another order each round, so that nobody always comes after the same one: turned on by one, and every other time back. */
export function orderOfRound(contenders, round) {
  const start = round % contenders.length;
  const turned = [...contenders.slice(start), ...contenders.slice(0, start)];
  return round % 2 === 0 ? turned : turned.reverse();
}

/** One measure of one contender on a page of its own: a median for each of the measure's rows. */
async function runOnce(bench, measure, contender, counts) {
  const page = await openBenchPage(bench, contender);
  try {
    const values = await measure.run(page, counts);
    return Object.entries(values).map(([row, list]) => [row, median(list)]);
  } catch (error) {
    throw new Error(`${contender.name} failed in ${measure.id}. ${error.message}`, {cause: error});
  } finally {
    await page.close().catch(() => {}); // where the browser has gone, that is told already
  }
}

/**
 * Runs every measure with every contender that takes part, round by round: within a round the contenders follow each
 * other closely, so that they can be compared. Returns, by row and contender, one value for each round.
 */
export async function runRounds(bench, {measures, contenders, rounds, quick}, log) {
  const values = {};
  for (let round = 0; round < rounds; round++) {
    for (const measure of measures.filter(({every = 1}) => round % every === 0)) {
      const started = performance.now();
      for (const contender of orderOfRound(contenders.filter(measure.takesPart), round)) {
        for (const [row, value] of await runOnce(bench, measure, contender, quick ? measure.quick : measure.full)) {
          ((values[row] ??= {})[contender.id] ??= []).push(value);
        }
      }
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      log(`Round ${round + 1} of ${rounds}: ${measure.id}, ${seconds} s`);
    }
  }
  return values;
}
