import {expect} from '@open-wc/testing';
import {eventually} from '../support/eventually.js';
import {ask, heard, launchRaw, mountContext, request, say, type RawRequest} from '../support/launches.js';
import {rawEhr, shakesHands, type RawEhr} from '../support/raw-ehr.js';

/** What a named method of the app makes of an EHR's answer: its result, or the code of its error. */
async function outcomes(ehr: RawEhr, method: string, payloads: ReadonlyArray<object | undefined>): Promise<unknown[]> {
  const [group = '', name = ''] = method.split('.');
  const rest = [...payloads];
  ehr.answers[method] = ({messageId}) =>
    ehr.post({messageId: crypto.randomUUID(), responseToMessageId: messageId, payload: rest.shift()});
  return ehr.app.run(
    async (group, name, count) => {
      const results: unknown[] = [];
      const methods = window.app[group as 'scratchpad'] as unknown as Record<
        string,
        (value: unknown) => Promise<unknown>
      >;
      const parameters: Record<string, unknown> = {
        create: {resourceType: 'Condition'},
        update: {resourceType: 'Condition', id: '1'},
        delete: 'Condition/1',
        read: 'Condition/1',
        http: {resourceType: 'Bundle', type: 'batch'},
      };
      for (let index = 0; index < count; index++) {
        results.push(await methods[name]!(parameters[name]).catch(window.codeOf));
      }
      return results;
    },
    group,
    name,
    payloads.length,
  );
}

async function connectedEhr(): Promise<RawEhr> {
  const ehr = await rawEhr({...shakesHands});
  await mountContext(ehr.app);
  await ehr.app.run(() => window.app.ready);
  return ehr;
}

describe('variations of live EHRs that the app side tolerates (section 7)', () => {
  it('reads every form of the status of ui.*', async () => {
    const success = [{status: 'success'}, {success: true}, {status: 200}, {status: '200 OK'}];
    const failure = [{status: 'failure'}, {status: 'error'}, {success: false, details: 'No.'}, {status: 403}];
    const ehr = await connectedEhr();
    expect(await outcomes(ehr, 'ui.done', success)).to.deep.equal(success);
    expect(await outcomes(ehr, 'ui.done', failure)).to.deep.equal(failure.map(() => 'refused'));
    expect(await outcomes(ehr, 'ui.done', [{}, undefined])).to.deep.equal(['invalid-response', 'invalid-response']);
  });

  it('reads every form of the status of scratchpad writes', async () => {
    const ehr = await connectedEhr();
    const written = [
      {status: '200 OK'},
      {status: 200},
      {status: '200'},
      {success: true},
      {status: 200, outcome: 'none'},
    ];
    expect(await outcomes(ehr, 'scratchpad.update', written)).to.deep.equal(written);
    const created = [
      {status: '200 OK', location: 'Condition/1'},
      {status: 201, location: 'Condition/1'},
    ];
    expect(await outcomes(ehr, 'scratchpad.create', created)).to.deep.equal(created);
    const not = [
      {status: 404},
      {status: '403 Forbidden'},
      {success: false},
      {outcome: {resourceType: 'OperationOutcome'}},
    ];
    expect(await outcomes(ehr, 'scratchpad.delete', not)).to.deep.equal(not.map(() => 'refused'));
    expect(await outcomes(ehr, 'scratchpad.create', [{status: '201 Created'}])).to.deep.equal(['invalid-response']);
  });

  it('finds the resource of a read in every form that EHRs give it', async () => {
    const resource = {resourceType: 'Condition', id: '1'};
    const payloads = [
      {resource},
      {status: '200 OK', resource},
      {resource: {resourceType: 'Condition'}},
      {scratchpad: {'Condition/1': resource, 'Condition/2': {...resource, id: '2'}}},
      {scratchpad: {'Condition/1': {resourceType: 'Condition'}}},
      {scratchpad: [{...resource, id: '2'}, resource]},
      {scratchpad: {resourceType: 'Bundle', entry: [{resource}]}},
      {resource, outcome: 'fine'},
    ];
    const ehr = await connectedEhr();
    expect(await outcomes(ehr, 'scratchpad.read', payloads)).to.deep.equal(payloads.map(() => resource));
  });

  it('tells a refused read of one location from an answer that makes no sense', async () => {
    const ehr = await connectedEhr();
    const payloads = [
      {status: 404},
      {outcome: {resourceType: 'OperationOutcome'}},
      {scratchpad: []},
      {resource: {resourceType: 'Condition', id: '2'}},
      {},
    ];
    expect(await outcomes(ehr, 'scratchpad.read', payloads)).to.deep.equal([
      'refused',
      'refused',
      'invalid-response',
      'invalid-response',
      'invalid-response',
    ]);
  });

  it('finds everything on the scratchpad in every form that EHRs give it', async () => {
    const resource = {resourceType: 'Condition', id: '1'};
    const ehr = await connectedEhr();
    const read = (payload: object | undefined): Promise<unknown> => {
      ehr.answers['scratchpad.read'] = ({messageId}) =>
        ehr.post({messageId: 'a', responseToMessageId: messageId, payload});
      return ehr.app.run(() => window.app.scratchpad.read().catch(window.codeOf));
    };
    expect(await read({scratchpad: {'Condition/1': {resourceType: 'Condition'}}})).to.deep.equal([resource]);
    expect(await read({scratchpad: {resourceType: 'Bundle', entry: [{resource}]}})).to.deep.equal([resource]);
    expect(await read({status: 200, scratchpad: [resource]})).to.deep.equal([resource]);
    expect(await read({scratchpad: {}})).to.deep.equal([]);
    expect(await read(undefined)).to.deep.equal([]);
    expect(await read({resources: [resource]})).to.equal('invalid-response');
  });

  it('passes partial answers on that announce more in the misspelt way', async () => {
    const ehr = await connectedEhr();
    ehr.answers['my.thing'] = ({messageId}) => {
      ehr.post({messageId: 'a', responseToMessageId: messageId, additionalResponseExpected: true, payload: {part: 1}});
      ehr.post({messageId: 'b', responseToMessageId: messageId, payload: {part: 2}});
      return undefined;
    };
    const parts = await ehr.app.run(async () => {
      const parts: object[] = [];
      return [parts, await window.app.request('my.thing', {}, {onPartial: (part) => parts.push(part)})];
    });
    expect(parts).to.deep.equal([[{part: 1}], {part: 2}]);
  });

  it('takes requests and answers with properties of each other, or of nobody, for what they are', async () => {
    const ehr = await connectedEhr();
    ehr.post({...request('my.thing'), messageId: 'asked', responseToMessageId: undefined, extra: {}, version: 2});
    await eventually('the app answers', () =>
      ehr.received.some((data) => (data as {responseToMessageId?: string}).responseToMessageId === 'asked'),
    );
    ehr.answers['ui.done'] = (asked) =>
      ehr.post({
        ...asked,
        messageId: 'b',
        responseToMessageId: asked.messageId,
        payload: {status: 'success'},
        x: 1,
      });
    expect(await ehr.app.run(() => window.app.ui.done())).to.deep.equal({status: 'success'});
  });
});

describe('variations of live apps that the EHR side tolerates (section 7)', () => {
  it('serves a request with properties that the specification does not know', async () => {
    const {app} = await launchRaw();
    const odd = request(
      'scratchpad.read',
      {},
      {responseToMessageId: undefined, additionalResponsesExpected: false, x: 1},
    );
    expect((await ask(app, odd)).payload).to.deep.equal({scratchpad: []});
  });

  it('reads a missing payload as an empty one', async () => {
    const {app} = await launchRaw();
    for (const payload of [undefined, null]) {
      expect((await ask(app, request('scratchpad.read', payload))).payload).to.deep.equal({scratchpad: []});
    }
    const {payload, ...bare} = request('scratchpad.read');
    expect(payload).to.deep.equal({});
    expect((await ask(app, bare)).payload).to.deep.equal({scratchpad: []});
  });

  it('reads an answer that carries a handle and a type, or nothing but what it answers', async () => {
    const {frame, app} = await launchRaw();
    const answers: object[] = [
      {payload: {status: 'success'}, messageType: 'sdc.configure', messagingHandle: 'whatever', messageId: 'a'},
      {payload: {status: 'success'}},
    ];
    for (const more of answers) {
      const response = frame.request('sdc.configure', {});
      let asked: RawRequest | undefined;
      await eventually('the app is asked', async () => {
        const requests = (await heard(app)).map(({data}) => data as RawRequest);
        asked = requests.findLast(({messageType}) => messageType === 'sdc.configure');
        return asked;
      });
      await say(app, {...more, responseToMessageId: asked?.messageId});
      expect(await response).to.deep.equal({status: 'success'});
      await app.run(() => void window.received.splice(0));
    }
  });

  it('serves a problem-review whose location is a Reference', async () => {
    const {frame, app} = await launchRaw();
    frame.addEventListener('smart-ui-launch-activity', (event) => event.respondWith({status: 'success'}));
    const payload = {activityType: 'problem-review', activityParameters: {problemLocation: {reference: 'Condition/1'}}};
    expect((await ask(app, request('ui.launchActivity', payload))).payload).to.deep.equal({status: 'success'});
  });
});
