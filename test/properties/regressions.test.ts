import type {Step} from './support/steps.js';
import {World} from './support/world.js';

describe('what the properties have found', () => {
  /** A lane that waits ten seconds for an app that is not there any more is no reason to be without a connection so long. */
  const within = 5000;

  for (const [name, steps] of Object.entries<Step[]>({
    'an app that says it has a port which the EHR has given up is not taken to have the next one': [
      {do: 'connect', side: 'app'},
      {do: 'deliver', way: 'toEhr', count: 1},
      {do: 'deliver', way: 'toApp', count: 1},
      {do: 'wait', time: 12_000},
      {do: 'changeHandle'},
      {do: 'learnHandle'},
      {do: 'removeApp'},
    ],
    'a new document behind a lane that was half entered, and whose handle has changed, does not wait for that lane': [
      {do: 'connect', side: 'app'},
      {do: 'deliver', way: 'toEhr', count: 1},
      {do: 'deliver', way: 'toApp', count: 1},
      {do: 'changeHandle'},
      {do: 'reload', lost: false},
    ],
  })) {
    it(name, async () => {
      const world = new World('ports');
      try {
        for (const step of steps) await world.run(step);
        await world.finish({within});
      } finally {
        await world.dispose();
      }
    });
  }
});
