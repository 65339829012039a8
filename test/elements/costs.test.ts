import {aTimeout, expect} from '@open-wc/testing';
import type {RequestPayload, ResponsePayload} from '../../components/index.js';
import type {ScriptedApp} from '../../components/testing/index.js';
import {connectedFrame} from '../support/elements.js';

const payload: RequestPayload<'scratchpad.delete'> = {location: 'Task/1'};

/** Keeps the page busy. */
function block(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/** The status lines of so many requests in one go. */
const statuses = async (app: ScriptedApp, number: number): Promise<unknown[]> => {
  const answers: Array<Promise<ResponsePayload<'scratchpad.delete'>>> = [];
  for (let count = 0; count < number; count++) answers.push(app.request('scratchpad.delete', payload));
  return (await Promise.all(answers)).map(({status}) => status);
};

describe('<smart-app-frame> with listeners that take long', () => {
  for (const name of ['smart-request', 'smart-scratchpad-delete'] as const) {
    it(`refuses nothing for the time that a listener of ${name} takes, and lets the page by in between`, async () => {
      const {frame, app} = await connectedFrame();
      let turns = 0;
      const page = setInterval(() => turns++);
      frame.addEventListener(name, (event) => {
        block(60);
        event.respondWith({status: '200 OK'});
      });
      const found = await statuses(app, 12);
      clearInterval(page);
      expect(found).to.deep.equal(Array(12).fill('200 OK'));
      expect(turns).to.be.above(5);
    });
  }

  it('serves the next requests at once after one that took three seconds', async () => {
    const {frame, app} = await connectedFrame();
    let isFirst = true;
    frame.addEventListener('smart-scratchpad-delete', (event) => {
      if (isFirst) block(3000);
      isFirst = false;
      event.respondWith({status: '200 OK'});
    });
    frame.addEventListener('smart-ui-launch-activity', (event) => event.respondWith({status: 'success'}));
    expect(await statuses(app, 1)).to.deep.equal(['200 OK']);
    const begin = performance.now();
    expect(await statuses(app, 1)).to.deep.equal(['200 OK']);
    const activity = {activityType: 'urn:example:activity', activityParameters: {}};
    expect(await app.request('ui.launchActivity', activity)).to.deep.equal({status: 'success'});
    expect(performance.now() - begin).to.be.below(500);
  });

  it('refuses nothing for the time that a promise takes', async () => {
    const {frame, app} = await connectedFrame();
    frame.addEventListener('smart-request', (event) =>
      event.respondWith(aTimeout(60).then(() => ({status: '200 OK'}))),
    );
    expect(await statuses(app, 12)).to.deep.equal(Array(12).fill('200 OK'));
  });
});
