import {expect, oneEvent} from '@open-wc/testing';
import type {Bundle} from '../../components/index.js';
import {itWhereCpuIsThrottled} from '../support/engine.js';
import {launchKit, onBothWays} from '../support/launches.js';
import {throttled} from '../support/throttle.js';

/** Keeps the page busy, as a dialog of the browser's or a slow listener does. */
function block(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/** A Bundle of about two million characters, as one request's payload. */
const largePayload: {bundle: Bundle} = {
  bundle: {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: Array.from({length: 4000}, (_, number) => ({
      resource: {resourceType: 'Basic', id: `basic-${number}`, code: {text: 'x'.repeat(400)}},
      request: {method: 'PUT', url: `Basic/basic-${number}`},
    })),
  },
};

onBothWays('An EHR page that is busy', () => {
  it('serves at once what comes after a listener that took 3 seconds', async function () {
    this.timeout(20_000);
    const {frame, app} = await launchKit();
    frame.addEventListener('smart-scratchpad-read', () => block(3000), {once: true});
    const stored: string[] = [];
    frame.addEventListener('smart-scratchpad-change', ({detail}) => stored.push(detail.action));
    const [read, created, time] = await app.run(async () => {
      const {app} = window;
      const begin = performance.now();
      await app.request('scratchpad.read', {});
      const read = performance.now();
      await app.request('scratchpad.create', {resource: {resourceType: 'Basic', code: {text: 'draft'}}});
      return [read - begin, performance.now() - read, Date.now()];
    });
    expect(read).to.be.above(2900);
    expect(created).to.be.below(1000);
    const closed = oneEvent(frame, 'smart-disconnect');
    await app.run(() => void window.app.request('ui.done', {}));
    await closed;
    expect(Date.now() - time).to.be.below(1000);
    expect(stored).to.deep.equal(['create']);
  });

  itWhereCpuIsThrottled(
    'six times slower refuses no app that awaits each of twelve 2 MB transactions',
    async function () {
      this.timeout(120_000);
      const {frame, app} = await launchKit({frame: {requestTimeout: 30_000}});
      const sizes: number[] = [];
      frame.addEventListener('smart-fhir-http', (event) => {
        const {bundle} = event.detail.payload;
        sizes.push(JSON.stringify(bundle).length);
        event.respondWith({bundle: {resourceType: 'Bundle', type: 'transaction-response'}});
      });
      const answers = await throttled(6, () =>
        app.run(async (payload) => {
          const answers: unknown[] = [];
          for (let sent = 0; sent < 12; sent++)
            answers.push(await window.app.request('fhir.http', payload, {timeout: 30_000}));
          return answers;
        }, largePayload),
      );
      expect(answers).to.deep.equal(
        Array.from({length: 12}, () => ({bundle: {resourceType: 'Bundle', type: 'transaction-response'}})),
      );
      expect(Math.min(...sizes)).to.be.above(1_900_000);
      expect([frame.state, frame.quarantined]).to.deep.equal(['connected', false]);
    },
  );
});
