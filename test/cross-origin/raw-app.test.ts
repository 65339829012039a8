import {expect} from '@open-wc/testing';
import {once, part, reach, record} from '../support/elements.js';
import {rejection} from '../support/rejection.js';
import {eventually} from '../support/eventually.js';
import {ask, heard, launch, launchRaw, request, say, type RawRequest} from '../support/launches.js';
import {otherSite, remoteIn, remotePage, sameSite, type Remote} from '../support/remote.js';
import {frameWith} from '../support/elements.js';

/** The next request of a type that comes to the app. */
async function nextRequest(app: Remote, messageType: string): Promise<RawRequest> {
  const find = async (): Promise<RawRequest | undefined> =>
    (await heard(app)).map(({data}) => data as RawRequest).findLast((data) => data.messageType === messageType);
  await eventually(`the app hears ${messageType}`, find);
  return (await find())!;
}

const answer = ({messageId}: RawRequest, payload: unknown, more: object = {}): object => ({
  messageId: crypto.randomUUID(),
  responseToMessageId: messageId,
  payload,
  ...more,
});

describe('<smart-app-frame> with an app written by hand from the specification', () => {
  it('asks for a handshake with nothing but what a request has (SWM-1, SWM-10)', async () => {
    const {app} = await launch();
    const handshake = await nextRequest(app, 'status.handshake');
    expect(handshake).to.have.all.keys('messagingHandle', 'messageId', 'messageType', 'payload');
    expect(handshake).to.deep.include({messagingHandle: 'the-handle-of-this-launch', payload: {}});
  });

  it('uses another messageId for each request (SWM-2)', async () => {
    const {app} = await launch();
    await eventually('some retries have come', async () => (await heard(app)).length >= 3);
    const ids = (await heard(app)).map(({data}) => (data as RawRequest).messageId);
    expect(new Set(ids).size).to.equal(ids.length);
  });

  it('is connected when the app answers its handshake (SWM-12)', async () => {
    const {frame, app} = await launch();
    await say(app, answer(await nextRequest(app, 'status.handshake'), {}));
    await reach(frame, 'connected');
  });

  it('answers the app’s handshake once, with an empty payload and nothing more (SWM-4, SWM-11)', async () => {
    const {frame, app} = await launch();
    const handshake = request('status.handshake');
    const response = await ask(app, handshake);
    expect(response).to.have.all.keys('messageId', 'responseToMessageId', 'payload');
    expect(response.responseToMessageId).to.equal(handshake.messageId);
    expect(response.messageId).to.be.a('string').that.is.not.equal(handshake.messageId);
    expect(response.payload).to.deep.equal({});
    expect(frame.state).to.equal('connected');
  });

  it('counts a handshake answered with an error as refused, wherever the error stands (SWM-11)', async () => {
    for (const refusal of [{payload: {error: {code: 'security'}}}, {payload: {}, error: {code: 'security'}}]) {
      const {frame, app} = await launch();
      const error = once(frame, 'smart-error');
      await say(app, answer(await nextRequest(app, 'status.handshake'), {}, refusal));
      const {detail} = await error;
      expect(detail.error.code).to.equal('refused');
      await reach(frame, 'unresponsive');
    }
  });

  it('serves an app that never shakes hands, and counts its first request as its being there', async () => {
    const {frame, app} = await launch();
    const connect = once(frame, 'smart-connect');
    const resource = {resourceType: 'ServiceRequest', status: 'draft'};
    const created = await ask(app, request('scratchpad.create', {resource}));
    expect(created.payload).to.have.all.keys('status', 'location');
    expect(created.payload['status']).to.equal('201 Created');
    expect((await connect).detail).to.deep.equal({
      peerHandshake: {},
      capabilities: undefined,
      origin: sameSite,
    });
    const {location} = created.payload as {location: string};
    const id = location.split('/')[1];
    expect((await ask(app, request('scratchpad.read', {location}))).payload).to.deep.equal({
      resource: {...resource, id},
    });
    expect((await ask(app, request('scratchpad.read'))).payload).to.deep.equal({scratchpad: [{...resource, id}]});
    const update = request('scratchpad.update', {resource: {...resource, id, status: 'active'}});
    expect((await ask(app, update)).payload).to.deep.equal({status: '200 OK'});
    expect((await ask(app, request('scratchpad.delete', {location}))).payload).to.deep.equal({status: '200 OK'});
    expect((await ask(app, request('scratchpad.delete', {location}))).payload).to.have.property(
      'status',
      '404 Not Found',
    );
  });

  it('answers ui.done and only then takes the app away', async () => {
    const {frame, app} = await launchRaw();
    expect((await ask(app, request('ui.done'))).payload).to.deep.equal({status: 'success'});
    await reach(frame, 'closed');
  });

  it('ignores what is prohibited on a ui.done', async () => {
    const {app} = await launchRaw();
    const done = request('ui.done', {activityType: 'problem-review', activityParameters: {}});
    expect((await ask(app, done)).payload).to.deep.equal({status: 'success'});
  });

  it('says in words what a ui.launchActivity lacks', async () => {
    const {app} = await launchRaw();
    for (const [payload, missing] of [
      [{activityParameters: {}}, 'activityType'],
      [{activityType: 'my-activity'}, 'activityParameters'],
      [{activityType: 'problem-review', activityParameters: {}}, 'problemLocation'],
      [{activityType: 'order-review', activityParameters: {draftOrderLocations: 'x'}}, 'draftOrderLocations'],
      [{activityType: 'appointment-book', activityParameters: {}}, 'appointmentLocations'],
    ] as const) {
      const {payload: refusal} = await ask(app, request('ui.launchActivity', payload));
      expect(refusal['status']).to.equal('failure');
      expect((refusal['statusDetail'] as {text: string}).text).to.include(missing);
    }
  });

  it('passes the app’s partial answers on and resolves with the last one (SWM-5)', async () => {
    const {frame, app} = await launchRaw();
    const partials: object[] = [];
    const response = frame.request('my.thing', {question: 1}, {onPartial: (partial) => partials.push(partial)});
    const asked = await nextRequest(app, 'my.thing');
    await say(
      app,
      answer(asked, {part: 1}, {additionalResponsesExpected: true}),
      answer(asked, {part: 2}, {additionalResponsesExpected: true}),
      answer(asked, {part: 3}, {additionalResponsesExpected: false}),
    );
    expect(await response).to.deep.equal({part: 3});
    expect(partials).to.deep.equal([{part: 1}, {part: 2}]);
  });

  it('answers what an app asks before the iframe’s load, and stays connected when that comes', async () => {
    const {frame, app} = await launch({page: {hold: '3000'}});
    const disconnects = record(frame, 'smart-disconnect');
    const load = new Promise((resolve) => part(frame, 'frame')!.addEventListener('load', resolve, {once: true}));
    expect((await ask(app, request('scratchpad.read'))).payload).to.deep.equal({scratchpad: []});
    expect(frame.state).to.equal('connected');
    await load;
    expect((await ask(app, request('scratchpad.read'))).payload).to.deep.equal({scratchpad: []});
    expect(frame.state).to.equal('connected');
    expect(disconnects).to.deep.equal([]);
  });

  it('sends nothing to an origin that is not the app’s (SWM-3)', async () => {
    const src = remotePage(sameSite, {redirect: remotePage(otherSite)});
    const frame = await frameWith({src, appOrigin: sameSite, scope: 'messaging/*'});
    const app = await remoteIn(frame, otherSite);
    await reach(frame, 'connecting');
    const attempts = record(frame, 'smart-message');
    await eventually('the frame has tried again', () => attempts.length >= 2);
    expect(await heard(app)).to.deep.equal([]);
  });

  it('fails a request whose answer has no usable payload with invalid-response', async () => {
    const {frame, app} = await launchRaw();
    for (const payload of ['text', 5, true, [], ['x']]) {
      const failure = rejection(frame.request('my.thing', {payload}));
      await say(app, answer(await nextRequest(app, 'my.thing'), payload));
      expect((await failure).code).to.equal('invalid-response');
      await app.run(() => void window.received.splice(0));
    }
  });

  it('gives the app the launch parameters of each launch mode', async () => {
    const search = async (properties: Parameters<typeof frameWith>[0]): Promise<Record<string, string>> => {
      const {app} = await launch({frame: properties});
      return app.run(() => Object.fromEntries(new URLSearchParams(location.search)));
    };
    const smart = {iss: 'https://ehr.example.org/fhir', launch: 'xyz123'};
    expect(await search(smart)).to.deep.equal(smart);
    expect(await search({...smart, launchMode: 'none'})).to.deep.equal({});
    expect(await search({launchMode: 'query', messagingHandle: 'h-1'})).to.deep.equal({
      messaging_handle: 'h-1',
      messaging_origin: location.origin,
    });
  });
});
