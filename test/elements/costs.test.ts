import {aTimeout, expect} from '@open-wc/testing';
import type {RequestPayload, ResponsePayload} from '../../components/index.js';
import type {ScriptedApp} from '../../components/testing/index.js';
import {connectedFrame} from '../support/elements.js';
import {eventually} from '../support/eventually.js';

const limits = {perSecond: 100, burst: 20};

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

const refusals = (found: unknown[]): unknown[] => found.filter((status) => status === '429 Too Many Requests');

describe('<smart-app-frame> what an app may cost', () => {
  for (const name of ['smart-request', 'smart-scratchpad-delete'] as const) {
    it(`refuses with 429 soon what keeps a listener of ${name} busy, and serves it again later`, async () => {
      const {frame, app} = await connectedFrame({limits});
      let calls = 0;
      frame.addEventListener(name, (event) => {
        calls++;
        block(60);
        event.respondWith({status: '200 OK'});
      });
      const found = await statuses(app, 12);
      expect(found[0]).to.equal('200 OK');
      expect(calls).to.be.below(6);
      expect(refusals(found)).to.have.lengthOf(12 - calls);
      await eventually('it is served again', async () => {
        await aTimeout(100);
        return (await statuses(app, 1))[0] === '200 OK';
      });
    });
  }

  it('refuses none of as many requests that are quick', async () => {
    const {frame, app} = await connectedFrame({limits});
    frame.addEventListener('smart-request', (event) => event.respondWith({status: '200 OK'}));
    expect(refusals(await statuses(app, 12))).to.deep.equal([]);
  });

  it('does not charge for the time that a promise takes', async () => {
    const {frame, app} = await connectedFrame({limits});
    frame.addEventListener('smart-request', (event) =>
      event.respondWith(aTimeout(60).then(() => ({status: '200 OK'}))),
    );
    expect(refusals(await statuses(app, 12))).to.deep.equal([]);
  });

  it('charges a listener that prevents what is done by default, too', async () => {
    const {frame, app} = await connectedFrame({limits});
    frame.addEventListener('smart-request', (event) => {
      block(60);
      event.preventDefault();
    });
    expect(refusals(await statuses(app, 12))).not.to.deep.equal([]);
  });
});
