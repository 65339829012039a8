import {expect} from '@open-wc/testing';
import type {SmartAppFrame, SmartMessagingError} from '../../components/index.js';
import {frameWith, iframeIn, record} from '../support/elements.js';
import {eventually} from '../support/eventually.js';
import {answersTo, ask, handle, request} from '../support/launches.js';
import {otherSite, Remote} from '../support/remote.js';
import {guardPage} from './support/page-state.js';

/** Fifty with `npm run test:long`. */
const times = window.longTests ? 50 : 25;

/** A frame with an app that loads itself again so many times, and stays then. */
function stormy(settings: Partial<SmartAppFrame>, kit: boolean, times: number): Promise<SmartAppFrame> {
  const parameters = new URLSearchParams({times: String(times), ...(kit && {kit: `${otherSite}/kit.js`})});
  const src = `${otherSite}/hostile-reloads.html?${parameters}`;
  return frameWith({src, messagingHandle: handle, launchMode: 'query', scope: 'messaging/*', ...settings});
}

/** The last document is there, and the frame connected with it. */
async function calm(frame: SmartAppFrame): Promise<Remote> {
  const app = new Remote(iframeIn(frame)!.contentWindow!, otherSite);
  const left = (): Promise<unknown> =>
    Promise.race([
      app.run(() => (document.readyState === 'complete' ? window.name : 'loading')),
      new Promise((resolve) => setTimeout(resolve, 200, 'no document')),
    ]);
  await eventually('the last document is there', async () => (await left()) === 'the last', 40_000);
  await eventually('it is connected', () => frame.state === 'connected');
  return app;
}

for (const [make, kit, messagePort] of [
  ['the kit, through a MessagePort', true, 'auto'],
  ['the kit, through the windows', true, 'off'],
  ['another make', false, 'auto'],
] as const) {
  describe(`an app of ${make} that loads itself again ${times} times, as fast as it can`, () => {
    guardPage();

    it('ends connected and leaves nothing behind, and everything that it was asked is settled', async function () {
      this.timeout(90_000);
      const before = window.ledger();
      const frame = await stormy({messagePort}, kit, times);
      const [connects, disconnects] = [record(frame, 'smart-connect'), record(frame, 'smart-disconnect')];
      const outcomes: Array<Promise<string>> = [];
      const asking = setInterval(() => {
        const outcome = frame.request('my.thing', {}, {timeout: 60_000}).then(
          () => 'answered',
          (error: unknown) => (error as SmartMessagingError).code,
        );
        outcomes.push(outcome);
      }, 20);
      const app = await calm(frame);
      clearInterval(asking);

      if (kit) {
        // A question by hand, past the kit, might be answered by the port that the kit is just about to enter.
        expect(await app.run(() => window.app.scratchpad.read())).to.deep.equal([]);
      } else {
        const question = request('scratchpad.read');
        expect((await ask(app, question)).payload).to.deep.equal({scratchpad: []});
        expect(await answersTo(app, question)).to.have.length(1);
      }
      expect(disconnects.length).to.be.above(times / 5);
      expect(connects.length).to.equal(disconnects.length + 1);
      expect(frame.renderRoot.querySelectorAll('iframe')).to.have.length(1);
      expect(frame.quarantined).to.equal(false);
      // Nobody answers in a hand-written app: what the last document was asked waits until the frame is closed.
      if (!kit) frame.close();
      expect(new Set(await Promise.all(outcomes))).to.have.all.keys(
        ...(kit ? ['answered', 'disconnected'] : ['disconnected']),
      );
      expect(window.ledger().listeners.filter((name) => name === 'window message')).to.have.length(1);
      frame.remove();
      const nothingMore = (): boolean => JSON.stringify(window.ledger()) === JSON.stringify(before);
      await eventually('the page is as it was before', nothingMore);
    });
  });
}
