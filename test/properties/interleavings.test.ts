import {expect} from '@open-wc/testing';
import {engine} from '../support/engine.js';
import type {Lanes} from './support/medium.js';
import {PageHarm} from '../support/page-harm.js';
import {check, shareOfEngine} from '../support/properties.js';
import {interleavings, type Interleaving} from './support/steps.js';
import {World} from './support/world.js';

const shares: Array<[lanes: Lanes, through: string, all: number]> = [
  ['memory', 'memory, where messages may be lost', 2000],
  ['windows', 'windows', 1000],
  ['ports', 'windows that agree on a MessagePort', 2000],
];

describe('an EHR and its app, whatever happens between them and in which order', () => {
  let harm: PageHarm;
  beforeEach(() => (harm = new PageHarm()));
  afterEach(() => {
    harm.stop();
    harm.check();
  });

  for (const [lanes, through, all] of shares) {
    const isSlow = lanes === 'ports' && engine === 'webkit'; // there a turn takes very long
    const runs = Math.ceil(all * (isSlow ? shareOfEngine / 3 : shareOfEngine));
    it(`settle every request once, with its own answer or a reason, and find each other again: through ${through}`, async function () {
      this.timeout(120_000);
      const seen = {steps: 0, byWindow: 0, byPort: 0, answered: 0, failed: new Map<string, number>()};
      const complete = await check(`interleavings, ${lanes}`, {
        runs,
        input: interleavings(lanes, 60),
        holds: async (interleaving) => {
          const world = await play(lanes, interleaving);
          harm.check();
          const {toEhr, toApp, portToEhr, portToApp} = world.arrived;
          seen.steps += interleaving.steps.length;
          seen.byWindow += toEhr + toApp;
          seen.byPort += portToApp + portToEhr;
          for (const {outcome} of world.witness.requests) {
            if (outcome && 'code' in outcome) seen.failed.set(outcome.code, (seen.failed.get(outcome.code) ?? 0) + 1);
            else seen.answered++;
          }
        },
      });
      console.log(`interleavings, ${lanes}: ${JSON.stringify({...seen, failed: Object.fromEntries(seen.failed)})}`);
      if (!complete) return;
      // Else nothing would have been shown.
      expect(seen.answered).to.be.above(runs);
      expect([...seen.failed.keys()]).to.include.members(['aborted', 'disconnected', 'timeout', 'unavailable']);
      if (lanes === 'ports') expect(seen.byPort).to.be.above(runs);
    });
  }
});

async function play(lanes: Lanes, {connected, steps}: Interleaving): Promise<World> {
  const world = new World(lanes);
  try {
    if (connected) {
      await world.run({do: 'connect', side: 'app'});
      await world.run({do: 'deliverAll'});
      await world.run({do: 'load'});
      await world.run({do: 'deliverAll'});
    }
    for (const step of steps) await world.run(step);
    await world.finish();
  } finally {
    await world.dispose();
  }
  return world;
}
