import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {batches} from './support/envelopes.js';
import {expectAnswers, expectChanges, expectReports} from './support/expect-protocol.js';
import {runHostile} from './support/hostile-run.js';
import {PageHarm} from './support/page-harm.js';
import {check, shareOfRuns} from './support/settings.js';

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
});
