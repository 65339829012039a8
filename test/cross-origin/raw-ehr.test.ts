import {expect} from '@open-wc/testing';
import {eventually} from '../support/eventually.js';
import {handle, heard, mountContext, plainFrame, request} from '../support/launches.js';
import {rawEhr, shakesHands, type RawEhr} from '../support/raw-ehr.js';
import {kitModule, sameSite} from '../support/remote.js';

const stateOf = (ehr: RawEhr): Promise<string> => ehr.app.run(() => window.app.state);

const readiness = (ehr: RawEhr): Promise<string> =>
  ehr.app.run(() => window.app.ready.then(() => 'ready', window.codeOf));

describe('<smart-messaging-context> in an EHR written by hand from the specification', () => {
  it('connects by the EHR’s answer to its handshake (SWM-12)', async () => {
    const ehr = await rawEhr();
    await mountContext(ehr.app);
    expect(await readiness(ehr)).to.equal('ready');
  });

  it('connects by its answer to the EHR’s handshake, given once (SWM-11, SWM-12)', async () => {
    const ehr = await rawEhr({});
    await mountContext(ehr.app);
    const answer = await ehr.ask('status.handshake');
    expect(answer).to.have.all.keys('messageId', 'responseToMessageId', 'payload');
    expect(answer.payload).to.have.all.keys('extension');
    expect(await readiness(ehr)).to.equal('ready');
  });

  it('posts requests with exactly the properties that the specification names (SWM-1)', async () => {
    const ehr = await rawEhr({...shakesHands, 'ui.launchActivity': {status: 'success'}});
    await mountContext(ehr.app);
    await ehr.app.run(() => window.app.ui.launchActivity('problem-review', {problemLocation: 'Condition/1'}));
    const [asked] = ehr.requests('ui.launchActivity');
    expect(asked).to.have.all.keys('messagingHandle', 'messageId', 'messageType', 'payload');
    expect(asked).to.deep.include({
      messagingHandle: handle,
      payload: {activityType: 'problem-review', activityParameters: {problemLocation: 'Condition/1'}},
    });
  });

  it('posts the payloads of section 4 and reads the specification’s answers', async () => {
    const location = 'ServiceRequest/456';
    const resource = {resourceType: 'ServiceRequest', id: '456'};
    const ehr = await rawEhr({
      ...shakesHands,
      'scratchpad.create': {status: '201 Created', location},
      'scratchpad.read': ({payload}) =>
        (payload as {location?: string}).location ? {resource} : {scratchpad: [resource]},
      'scratchpad.update': {status: '200 OK'},
      'scratchpad.delete': {status: '200 OK'},
      'fhir.http': {bundle: {resourceType: 'Bundle', type: 'batch-response'}},
      'ui.done': {status: 'success', statusDetail: {text: 'Closing.'}},
    });
    await mountContext(ehr.app);
    const results = await ehr.app.run(
      async (resource, location) => {
        const {scratchpad, fhir, ui} = window.app;
        return [
          await scratchpad.create({resourceType: 'ServiceRequest'}),
          await scratchpad.read(location),
          await scratchpad.read(),
          await scratchpad.update(resource),
          await scratchpad.delete(location),
          await fhir.http({resourceType: 'Bundle', type: 'batch'}),
          await ui.done(),
        ];
      },
      resource,
      location,
    );
    expect(results).to.deep.equal([
      {status: '201 Created', location},
      resource,
      [resource],
      {status: '200 OK'},
      {status: '200 OK'},
      {resourceType: 'Bundle', type: 'batch-response'},
      {status: 'success', statusDetail: {text: 'Closing.'}},
    ]);
    const payloads = (ehr.received as Array<{messageType: string; payload: object}>)
      .filter(({messageType}) => messageType !== 'status.handshake')
      .map(({messageType, payload}) => [messageType, payload]);
    expect(payloads).to.deep.equal([
      ['scratchpad.create', {resource: {resourceType: 'ServiceRequest'}}],
      ['scratchpad.read', {location}],
      ['scratchpad.read', {}],
      ['scratchpad.update', {resource}],
      ['scratchpad.delete', {location}],
      ['fhir.http', {bundle: {resourceType: 'Bundle', type: 'batch'}}],
      ['ui.done', {}],
    ]);
  });

  it('is refused by a handshake answered with an error, wherever that stands (SWM-11)', async () => {
    for (const refusal of [{payload: {error: {code: 'security'}}}, {payload: {}, error: {code: 'security'}}]) {
      const ehr = await rawEhr({
        'status.handshake': ({messageId}) => ehr.post({messageId: 'r', responseToMessageId: messageId, ...refusal}),
      });
      await mountContext(ehr.app);
      expect(await readiness(ehr)).to.equal('refused');
      expect(await stateOf(ehr)).to.equal('unavailable');
    }
  });

  it('sends requests to an EHR that never answers handshakes where handshake is optional', async () => {
    const ehr = await rawEhr({'ui.done': {status: 'success'}});
    await mountContext(ehr.app, {
      'messaging-handle': handle,
      'messaging-origin': location.origin,
      handshake: 'optional',
    });
    expect(await ehr.app.run(() => window.app.ui.done())).to.deep.equal({status: 'success'});
    expect(await stateOf(ehr)).to.equal('connected');
  });

  it('is unavailable where nobody answers its handshake, and connects after all when the EHR shakes hands', async () => {
    const ehr = await rawEhr({});
    await mountContext(ehr.app, {
      'messaging-handle': handle,
      'messaging-origin': location.origin,
      'connect-timeout': '150',
    });
    const waiting = ehr.app.run(() => window.app.ui.done().catch(window.codeOf));
    expect(await readiness(ehr)).to.equal('timeout');
    expect(await stateOf(ehr)).to.equal('unavailable');
    expect(await waiting).to.equal('unavailable');
    await ehr.ask('status.handshake');
    expect(await stateOf(ehr)).to.equal('connected');
  });

  it('answers what the EHR asks and nobody there takes as not supported', async () => {
    const ehr = await rawEhr();
    await mountContext(ehr.app);
    await readiness(ehr);
    expect((await ehr.ask('sdc.configure')).payload).to.have.property('status', 'error');
    expect((await ehr.ask('my.thing')).payload).to.have.nested.property('outcome.issue[0].code', 'not-supported');
  });

  it('answers an EHR with the wrong handle as a matter of security, without giving it away (section 6)', async () => {
    const ehr = await rawEhr();
    await mountContext(ehr.app);
    await readiness(ehr);
    ehr.post({...request('my.thing'), messagingHandle: 'guessed'});
    await ehr.ask('my.thing');
    const refusals = JSON.stringify(ehr.received.filter((data) => 'responseToMessageId' in (data as object)));
    expect(refusals).to.include('security');
    expect(refusals).not.to.include('guessed');
    expect(refusals).not.to.include(handle);
  });

  it('gives a window that is not the EHR’s silence, and reports it as source', async () => {
    const ehr = await rawEhr();
    await mountContext(ehr.app);
    await readiness(ehr);
    const stranger = await plainFrame(sameSite);
    await stranger.run((message) => {
      const frames = Array.from({length: parent.length}, (_, index) => parent[index]!);
      for (const frame of frames) frame.postMessage(message, '*');
    }, request('my.thing'));
    await eventually('the stranger is reported', () =>
      ehr.app.run(() => window.facts.some(({detail}) => (detail as {reason?: string}).reason === 'source')),
    );
    expect((await heard(stranger)).filter(({data}) => 'responseToMessageId' in (data as object))).to.deep.equal([]);
  });

  it('does not listen to an EHR on another origin than the launch named, and says which came', async () => {
    const ehr = await rawEhr();
    await mountContext(ehr.app, {
      'messaging-handle': handle,
      'messaging-origin': 'https://ehr.example.org',
      'connect-timeout': '100',
    });
    ehr.post(request('status.handshake'));
    expect(await readiness(ehr)).to.equal('timeout');
    const rejected = await ehr.app.run(() =>
      window.facts.map(({detail}) => detail as {reason?: string}).find(({reason}) => reason === 'origin'),
    );
    expect(rejected).to.include({origin: location.origin});
    expect(rejected).to.deep.include({expected: ['https://ehr.example.org']});
    expect(ehr.received).to.deep.equal([]);
  });
});

describe('the launch parameters of <smart-messaging-context>', () => {
  const token = {smart_web_messaging_handle: 'from-token', smart_web_messaging_origin: location.origin};
  const query = {messaging_handle: 'from-query', messaging_origin: location.origin};
  const own = {'messaging-handle': 'from-attributes', 'messaging-origin': location.origin};

  for (const [source, page, attributes, tokenResponse] of [
    ['attributes', query, own, token],
    ['token', query, {}, token],
    ['query', query, {}, undefined],
    ['query', {smart_web_messaging_handle: 'from-query', smart_web_messaging_origin: location.origin}, {}, {}],
  ] as const) {
    it(`are taken from the ${source}, out of ${Object.keys({...attributes, ...tokenResponse, ...page}).join(', ')}`, async () => {
      const ehr = await rawEhr(shakesHands, page);
      await mountContext(ehr.app, attributes, tokenResponse && {tokenResponse});
      expect(await readiness(ehr)).to.equal('ready');
      expect(ehr.requests('status.handshake')[0]!['messagingHandle']).to.equal(`from-${source}`);
    });
  }

  it('are waited for in the state idle, and used when a token response brings them later', async () => {
    const ehr = await rawEhr(shakesHands, {kit: kitModule});
    await mountContext(ehr.app, {});
    await ehr.app.run(() => window.app.updateComplete);
    expect(await stateOf(ehr)).to.equal('idle');
    await ehr.app.run((token) => void (window.app.tokenResponse = token), token);
    expect(await readiness(ehr)).to.equal('ready');
    expect(ehr.requests('status.handshake').map((asked) => asked.messagingHandle)).to.include('from-token');
  });
});
