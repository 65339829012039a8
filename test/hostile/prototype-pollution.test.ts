import {expect} from '@open-wc/testing';
import {record} from '../support/elements.js';
import {answersTo, ask, mountContext, request, say, type RawRequest} from '../support/launches.js';
import {rawEhr} from '../support/raw-ehr.js';
import {answer, asked, hostileApp} from './support/attacks.js';
import {guardPage} from './support/page-state.js';

/** An object as only JSON makes one: its `__proto__` is a property of its own, like any other. */
const poisoned = (properties = ''): object =>
  JSON.parse(`{"__proto__": {"polluted": true, "toString": 1, "status": "success", "error": {"code": "x"}},
    "constructor": {"prototype": {"polluted": true}}, "prototype": {"polluted": true}, "toString": null,
    "hasOwnProperty": null, "valueOf": null, "then": null, "toJSON": null ${properties && ', '} ${properties}}`) as object;

const inherited = ['polluted', 'status', 'error'];

/** Nothing that was put on a `__proto__` is inherited by what has come of it. */
function expectClean(value: unknown): void {
  expect(Object.getPrototypeOf(value)).to.equal(Object.prototype);
  for (const name of inherited) expect(name in (value as object)).to.equal(false);
}

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__', 'then'];
const types = names.flatMap((name) => [
  name,
  `${name}.x`,
  `${name}.prototype`,
  ...['ui', 'scratchpad', 'fhir', 'sdc', 'status'].map((group) => `${group}.${name}`),
]);

describe('names that stand on prototypes', () => {
  guardPage();

  it('are message types like any other that nobody serves', async () => {
    const {frame, app} = await hostileApp();
    const requests = record(frame, 'smart-request');
    for (const type of types) {
      const question = request(type, poisoned(), {messageId: type});
      expect(JSON.stringify((await ask(app, question)).payload), type).to.include(`${type} is not supported`);
      expect(await answersTo(app, question)).to.have.length(1);
    }
    expect(requests.map(({detail}) => detail.messageType)).to.deep.equal(types);
    for (const {detail} of requests) expectClean(detail.payload);
  });

  it('are ids like any other, of requests and of those that are answered', async () => {
    const {frame, app} = await hostileApp();
    const response = frame.request<string, object>('my.thing', {});
    const {messageId} = await asked(app, 'my.thing');
    for (const name of names) {
      const create = request('scratchpad.create', {resource: {resourceType: 'Condition'}}, {messageId: name});
      expect(await ask(app, create)).to.deep.equal(await ask(app, create));
    }
    await say(app, ...names.map((name) => answer(name, {by: name})), answer(messageId, {by: 'its id'}));
    expect(await response).to.deep.equal({by: 'its id'});
    expect(await frame.scratchpad.list()).to.have.length(names.length);
  });

  it('open no scope', async () => {
    const {frame, app} = await hostileApp({frame: {scope: names.map((name) => `messaging/${name}.x`).join(' ')}});
    const requests = record(frame, 'smart-request');
    for (const type of ['ui.done', 'scratchpad.read', 'constructor.y', 'x.constructor', 'my.thing']) {
      expect(JSON.stringify((await ask(app, request(type))).payload)).to.include('do not allow');
    }
    expect(requests).to.deep.equal([]);
  });

  for (const location of ['__proto__/x', 'constructor/prototype', 'Object/prototype', 'toString/x', '__proto__']) {
    it(`are no places on the scratchpad: ${location}`, async () => {
      const {frame, app} = await hostileApp();
      const read = await ask(app, request('scratchpad.read', {location}));
      expect(read.payload).to.have.nested.property('outcome.issue[0].code').that.is.oneOf(['not-found', 'invalid']);
      const [resourceType, id] = location.split('/');
      for (const change of [
        request('scratchpad.delete', {location}),
        request('scratchpad.update', {resource: {resourceType, id, polluted: true}}),
      ]) {
        expect((await ask(app, change)).payload['status']).to.match(/^40[04] /);
      }
      expect(await frame.scratchpad.list()).to.deep.equal([]);
    });
  }
});

describe('values that bring a __proto__ of their own', () => {
  const guard = guardPage();

  it('are resources like any other, through all that happens to them', async () => {
    const {frame, app} = await hostileApp();
    const changes = record(frame, 'smart-scratchpad-change');
    const create = request('scratchpad.create', {resource: poisoned('"resourceType": "Condition"')});
    const {location} = (await ask(app, create)).payload as {location: string};
    const id = location.split('/')[1]!;
    const update = poisoned(`"resourceType": "Condition", "id": "${id}", "note": [{"__proto__": {"polluted": true}}]`);
    expect((await ask(app, request('scratchpad.update', {resource: update}))).payload).to.deep.equal({
      status: '200 OK',
    });
    expectClean(await frame.scratchpad.read(location));
    const {payload} = await ask(app, request('scratchpad.read', {location}));
    expect(JSON.stringify(payload['resource'])).to.equal(JSON.stringify(update));
    await ask(app, request('scratchpad.delete', {location}));
    expect(changes).to.have.length(3);
    for (const {detail} of changes)
      for (const state of [detail.resource, detail.previous]) if (state) expectClean(state);
  });

  it('are what a handshake says, and nothing is inherited from it', async () => {
    const {frame, app} = await hostileApp();
    const disconnects = record(frame, 'smart-disconnect');
    const sign = '"url": "urn:smart-web-messaging-elements:document", "valueString": "x"';
    const handshake =
      poisoned(`"application": {"__proto__": {"name": "x"}}, "capabilities": {"__proto__": {"extraction": true}},
      "extension": [{"__proto__": {${sign}}}, {"__proto__": null, "constructor": {${sign}}}]`);
    await ask(app, request('status.handshake', handshake));
    expect(frame.state).to.equal('connected');
    expect(disconnects).to.deep.equal([]);
    const {peerHandshake, capabilities} = frame;
    expectClean(peerHandshake);
    expect(peerHandshake.application?.name).to.equal(undefined);
    expect((capabilities as {extraction?: unknown}).extraction).to.equal(undefined);
  });

  it('are answers to the EHR, last and partial ones', async () => {
    const {frame, app} = await hostileApp();
    const partials: object[] = [];
    const response = frame.request<string, object>('my.thing', {}, {onPartial: (partial) => partials.push(partial)});
    const {messageId} = await asked(app, 'my.thing');
    await say(
      app,
      answer(messageId, poisoned(), {additionalResponsesExpected: true}),
      JSON.parse(`{"__proto__": {"additionalResponsesExpected": true}, "messageId": "x",
        "responseToMessageId": "${messageId}", "payload": {"__proto__": {"polluted": true}}}`),
    );
    for (const payload of [...partials, await response]) expectClean(payload);
    expect(partials).to.have.length(1);
  });

  it('stay on the other side of the EHR’s own server', async () => {
    const bodies: string[] = [];
    const fhirFetch: typeof fetch = (_url, init) => {
      bodies.push(init?.body as string);
      const text = '{"resourceType": "Bundle", "type": "batch-response", "__proto__": {"polluted": true}}';
      return Promise.resolve(new Response(text));
    };
    const {app} = await hostileApp({frame: {fhirBaseUrl: 'https://ehr.example.org/fhir', fhirFetch}});
    const entry = '"entry": [{"request": {"method": "GET", "url": "Patient"}, "__proto__": {"polluted": true}}]';
    const bundle = poisoned(`"resourceType": "Bundle", "type": "batch", ${entry}`);
    const {payload} = await ask(app, request('fhir.http', {bundle}));
    expect(payload).to.have.nested.property('bundle.type', 'batch-response');
    expect(bodies).to.deep.equal([JSON.stringify(bundle)]);
    const inherits = '{"__proto__": {"bundle": {"resourceType": "Bundle", "type": "batch"}}}';
    const without = await ask(app, request('fhir.http', JSON.parse(inherits)));
    expect(without.payload).to.have.nested.property('outcome.issue[0].code', 'invalid');
    expect(bodies).to.have.length(1);
  });

  it('are what an EHR says to an app, and change nothing there either', async () => {
    const location = 'Condition/1';
    const ehr = await rawEhr({
      'status.handshake': poisoned('"capabilities": {"__proto__": {"extraction": true}}'),
      'scratchpad.read': ({payload}: RawRequest) =>
        (payload as {location?: string}).location
          ? {resource: poisoned('"resourceType": "Condition"')}
          : {scratchpad: poisoned('"Condition/1": {"resourceType": "Condition", "__proto__": {"id": "2"}}')},
    });
    guard.remember(); // this EHR is the test's own
    await mountContext(ehr.app);
    const found = await ehr.app.run(async (location) => {
      const keys = (): string =>
        [Object.prototype, Object, Array.prototype].map((o) => Reflect.ownKeys(o).map(String)).join();
      const before = keys();
      await window.app.ready;
      const one = await window.app.scratchpad.read(location);
      const all = await window.app.scratchpad.read();
      const {capabilities} = window.app.peerHandshake as {capabilities: {extraction?: boolean}};
      return {
        same: keys() === before,
        inherited: [{}, one, ...all, window.app.peerHandshake].filter((value) => 'polluted' in value).length,
        capability: capabilities.extraction,
        ids: [one, ...all].map(({id}) => id),
      };
    }, location);
    expect(found).to.deep.equal({same: true, inherited: 0, capability: undefined, ids: ['1', '1']});
  });
});
