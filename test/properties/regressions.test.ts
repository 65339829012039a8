import {expect} from '@open-wc/testing';
import {handle} from './support/envelopes.js';
import {expectAnswers} from './support/expect-protocol.js';
import {runHostile} from './support/hostile-run.js';
import type {Step} from './support/steps.js';
import {deepOf} from './support/values.js';
import {World} from './support/world.js';

describe('what the properties have found', () => {
  it('a payload that nests too deep in a named property of an array is refused, like any other', async () => {
    for (const [messageId, payload] of [
      ['deep', {list: Object.assign([], {more: deepOf(200)})}],
      ['cyclic', {list: Object.assign([1], cyclicProperty())}],
    ] as const) {
      const message = {messagingHandle: handle, messageId, messageType: 'custom.echo', payload};
      const run = await runHostile(['custom'], [{message, rested: false}]);
      expect(run.served).to.deep.equal([]);
      expectAnswers(run);
    }
  });

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

function cyclicProperty(): object {
  const value: {more?: object} = {};
  value.more = value;
  return value;
}
