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
    for (const given of [undefined, null, {}, {ofType: undefined}, {burst: undefined, ofType: null}]) {
      expect(mergeLimits(given)).to.deep.equal(defaultLimits);
    }
  });

  it('change only where they are given, in ofType, too', () => {
    const given = {burst: 5, maxQueued: 0, ofType: {'lab.thing': {perSecond: 1, burst: 2}, 'ui.done': {burst: 3}}};
    expect(mergeLimits(given)).to.deep.equal({
      ...defaultLimits,
      burst: 5,
      maxQueued: 0,
      ofType: {...defaultLimits.ofType, 'lab.thing': {perSecond: 1, burst: 2}, 'ui.done': {perSecond: 20, burst: 3}},
    });
  });

  it('of a type of one’s own are those of all types where they are not given', () => {
    expect(mergeLimits({burst: 5, ofType: {'lab.thing': {perSecond: 1}}}).ofType['lab.thing']).to.deep.equal({
      perSecond: 1,
      burst: 5,
    });
  });

  it('may be Infinity, and then hold nothing up', async () => {
    const bench = memoryBench();
    const all = Object.fromEntries(Object.keys(defaultLimits).map((name) => [name, Infinity]));
    const limits: object = {...all, ofType: {'lab.thing': {perSecond: Infinity, burst: Infinity}}};
    const {app} = await bench.connected({limits, serve: () => ({ok: true})});
    expect(await app.request('lab.thing', {})).to.deep.equal({ok: true});
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    expect(await app.request('lab.thing', cyclic)).to.have.property('outcome');
    await bench.dispose();
  });

  it('take no name that an object has of its own for one of theirs', () => {
    const {ofType} = mergeLimits(JSON.parse('{"ofType": {"__proto__": {"burst": 1}, "constructor": {"burst": 2}}}'));
    expect(Object.getPrototypeOf(ofType)).to.equal(Object.prototype);
    expect(ofType['constructor']).to.deep.equal({perSecond: 2000, burst: 2});
  });

  for (const [name, given] of Object.entries({
    'limits.atOnce': {atOnce: NaN},
    'limits.backlog': {backlog: -1},
    'limits.maxRefusals': {maxRefusals: '1000'},
    'limits.maxDepth': {maxDepth: {}},
    'limits.brust': {brust: 1},
    'limits.ofType["ui.done"].burst': {ofType: {'ui.done': {burst: NaN}}},
    'limits.ofType["ui.launchActivity"]': {ofType: {'ui.launchActivity': 7}},
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
    const limits: Partial<ChannelLimits> = {ofType: {'lab.thing': {perSecond: 1, burst: 1}}, burst: undefined};
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
