import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {batches, handle} from './support/envelopes.js';
import {deepOf} from './support/values.js';
import {expectAnswers, expectChanges, expectReports} from './support/expect-protocol.js';
import {runHostile} from './support/hostile-run.js';
import {PageHarm} from '../support/page-harm.js';
import {check, shareOfRuns} from '../support/properties.js';

const groups = ['ui', 'scratchpad', 'custom', 'fhir', 'sdc', '__proto__', 'constructor'];

describe('a channel that is sent thousands of messages, valid, nearly valid and of any other kind', () => {
  let harm: PageHarm;
  beforeEach(() => (harm = new PageHarm()));
  afterEach(() => {
    harm.stop();
    harm.check();
  });

  it('does what it is allowed to do, answers once what can be answered, and goes on', async function () {
    this.timeout(150_000);
    let sent = 0;
    const complete = await check('envelopes', {
      runs: 820 * shareOfRuns,
      input: fc.record({granted: fc.subarray(groups, {minLength: 3}), batch: batches(300)}),
      holds: async ({granted, batch}) => {
        const run = await runHostile(granted, batch);
        expect(run.served).to.deep.equal(run.model.served);
        expect(run.outcomes).to.deep.equal(run.model.outcomes);
        expect(run.connected).to.equal(run.model.connected);
        expectAnswers(run);
        expectChanges(run);
        expectReports(run, batch.length);
        harm.check();
        sent += batch.length;
      },
    });
    console.log(`envelopes: ${sent} sent`);
    if (complete) expect(sent).to.be.least(60_000 * shareOfRuns);
  });

  it('refuses a payload that nests too deep in a named property of an array, like any other', async () => {
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
});

function cyclicProperty(): object {
  const value: {more?: object} = {};
  value.more = value;
  return value;
}
