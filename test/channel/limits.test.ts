import {expect} from '@open-wc/testing';
import {type Channel, type ChannelLimits} from '../../components/channel/index.js';
import {mergeLimits} from '../../components/channel/limits.js';
import {defaultLimits} from '../../components/channel/types.js';
import type {ScriptedApp} from '../../components/testing/index.js';
import {connectedFrame} from '../support/elements.js';
import {memoryBench} from '../support/memory-bench.js';
import {warningsDuring} from '../support/warnings.js';

describe('the limits of a channel', () => {
  it('are the defaults where nothing is given', () => {
    for (const given of [undefined, null, {}, {ofType: undefined}, {backlog: undefined, ofType: null}]) {
      expect(mergeLimits(given)).to.deep.equal(defaultLimits);
    }
  });

  it('change only where they are given, in ofType, too', () => {
    const given = {backlog: 5, maxQueued: 0, ofType: {'lab.thing': 2, 'ui.done': 3}};
    expect(mergeLimits(given)).to.deep.equal({
      ...defaultLimits,
      backlog: 5,
      maxQueued: 0,
      ofType: {...defaultLimits.ofType, 'lab.thing': 2, 'ui.done': 3},
    });
  });

  it('may be Infinity, and then hold nothing up', async () => {
    const bench = memoryBench();
    const all = Object.fromEntries(Object.keys(defaultLimits).map((name) => [name, Infinity]));
    const limits: object = {...all, ofType: {'lab.thing': Infinity}};
    const {app} = await bench.connected({limits, serve: () => ({ok: true})});
    expect(await app.request('lab.thing', {})).to.deep.equal({ok: true});
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    expect(await app.request('lab.thing', cyclic)).to.have.property('outcome');
    await bench.dispose();
  });

  it('take no name that an object has of its own for one of theirs', () => {
    const {ofType} = mergeLimits(JSON.parse('{"ofType": {"__proto__": 1, "constructor": 2}}'));
    expect(Object.getPrototypeOf(ofType)).to.equal(Object.prototype);
    expect(ofType['constructor']).to.equal(2);
  });

  for (const [name, given] of Object.entries({
    'limits.inFlight': {inFlight: NaN},
    'limits.backlog': {backlog: -1},
    'limits.maxRefusals': {maxRefusals: '1000'},
    'limits.maxDepth': {maxDepth: {}},
    'limits.burst': {burst: 1},
    'limits.ofType["ui.done"]': {ofType: {'ui.done': NaN}},
    'limits.ofType["ui.launchActivity"]': {ofType: {'ui.launchActivity': {burst: 7}}},
    'limits.ofType': {ofType: 'ui.done'},
    limits: [1],
  })) {
    it(`are the defaults where ${name} is nonsense, and an element warns of it once`, async () => {
      expect(mergeLimits(given)).to.deep.equal(defaultLimits);
      const told = await warningsDuring(async () => {
        const {frame} = await connectedFrame({limits: given as object});
        frame.limits = structuredClone(given) as object;
        frame.label = 'Another';
        await frame.updateComplete;
      });
      expect(told).to.have.lengthOf(1);
      const start = `<smart-app-frame> ${name} is no `.replaceAll(/[.[\]]/g, '\\$&');
      expect(told[0]).to.match(new RegExp(`^${start}.*the defaults? holds?\\. (Set|There are) `));
    });
  }

  it('keep the protection of ui.done when another type is limited, in a channel and in an element', async () => {
    const limits: Partial<ChannelLimits> = {ofType: {'lab.thing': 1}, backlog: undefined};
    const flood = async (app: Channel | ScriptedApp): Promise<number> => {
      const asked = Array.from({length: 250}, () => app.request('ui.launchActivity', activity));
      return (await Promise.all(asked)).filter(({status}) => status === 'success').length;
    };
    const activity = {activityType: 'urn:example:activity', activityParameters: {}};
    const serve = (): object => ({status: 'success'});
    const bench = memoryBench();
    const {app} = await bench.connected({limits, serve});
    expect(await flood(app)).to.be.within(200, 210);
    await bench.dispose();
    const {frame, app: framed} = await connectedFrame({limits});
    frame.addEventListener('smart-request', (event) => event.respondWith(serve()));
    expect(await flood(framed)).to.be.within(200, 210);
  });
});
