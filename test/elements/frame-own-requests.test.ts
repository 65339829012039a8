import {expect} from '@open-wc/testing';
import {Channel, createTransportPair} from '../../components/index.js';
import {appOrigin, connectedFrame, frameWith, reach, record} from '../support/elements.js';
import {rejection, rejectionCode} from '../support/rejection.js';

/** A frame with its end of a connection whose other end nobody holds yet. */
async function frameWithoutApp(properties: Parameters<typeof frameWith>[0] = {}) {
  const [own, transport] = createTransportPair([appOrigin, '']);
  const frame = await frameWith({messagingHandle: 'h1', transport, ...properties});
  return {frame, own};
}

describe('<smart-app-frame> request()', () => {
  it('resolves with the payload of the last answer and tells it by smart-response', async () => {
    const {frame} = await connectedFrame({}, {answers: {'my.thing': (payload: object) => ({got: payload})}});
    const responses = record(frame, 'smart-response');
    expect(await frame.request('my.thing', {a: 1})).to.deep.equal({got: {a: 1}});
    expect(responses).to.have.lengthOf(1);
    expect(responses[0]!.detail).to.deep.include({messageType: 'my.thing', payload: {got: {a: 1}}});
    expect(responses[0]!.detail.elapsed).to.be.at.least(0);
    expect(responses[0]!.detail.messageId).to.be.a('string');
  });

  it('resolves with a refusal as it came', async () => {
    const {frame} = await connectedFrame();
    const errors = record(frame, 'smart-error');
    expect(await frame.request('ui.done', {})).to.have.property('status', 'failure');
    expect(errors).to.be.empty;
  });

  it('is not held back by scopes: they govern what the app may ask', async () => {
    const {frame} = await connectedFrame({scope: undefined}, {answers: {'sdc.configure': {status: 'success'}}});
    expect(await frame.request('sdc.configure', {})).to.deep.equal({status: 'success'});
  });

  it('waits for the connection', async () => {
    const {frame, own} = await frameWithoutApp();
    const answer = frame.request('my.thing', {});
    new Channel(own, {messagingHandle: 'h1', serve: ({messageType}) => ({messageType})});
    expect(await answer).to.deep.equal({messageType: 'my.thing'});
    expect(frame.state).to.equal('connected');
  });

  it('waits for a frame that has only just been put on the page', async () => {
    const [own, transport] = createTransportPair();
    new Channel(own, {messagingHandle: 'h1', serve: () => ({ok: true})});
    const frame = Object.assign(document.createElement('smart-app-frame'), {
      label: 'App',
      messagingHandle: 'h1',
      transport,
    });
    document.body.append(frame);
    expect(await frame.request('my.thing', {})).to.deep.equal({ok: true});
    frame.remove();
  });

  it('takes partial answers (SWM-5)', async () => {
    async function* count(): AsyncGenerator<object, object> {
      yield {n: 1};
      yield {n: 2};
      return {done: true};
    }
    const {frame} = await connectedFrame({}, {answers: {'my.thing': () => count()}});
    const partials: object[] = [];
    const answer = await frame.request('my.thing', {}, {onPartial: (payload) => partials.push(payload)});
    expect(partials).to.deep.equal([{n: 1}, {n: 2}]);
    expect(answer).to.deep.equal({done: true});
  });

  it('fails with timeout after request-timeout, or its own timeout', async () => {
    const never = new Promise<object>(() => undefined);
    const {frame} = await connectedFrame({requestTimeout: 40}, {answers: {'my.thing': () => never}});
    const errors = record(frame, 'smart-error');
    expect(await rejectionCode(frame.request('my.thing', {}))).to.equal('timeout');
    frame.requestTimeout = 60_000;
    expect(await rejectionCode(frame.request('my.thing', {}, {timeout: 20}))).to.equal('timeout');
    expect(errors.map(({detail}) => detail.error.code)).to.deep.equal(['timeout', 'timeout']);
    expect(errors[0]!.detail.error).to.have.property('messageType', 'my.thing');
  });

  it('fails with aborted by its signal, which smart-error does not tell', async () => {
    const never = new Promise<object>(() => undefined);
    const {frame} = await connectedFrame({}, {answers: {'my.thing': () => never}});
    const errors = record(frame, 'smart-error');
    const controller = new AbortController();
    const error = rejection(frame.request('my.thing', {}, {signal: controller.signal}));
    controller.abort('changed my mind');
    expect(await error).to.include({code: 'aborted', cause: 'changed my mind'});
    expect(errors).to.be.empty;
  });

  it('fails with invalid-request without a type or with a payload that is no object', async () => {
    const {frame} = await connectedFrame();
    expect(await rejectionCode(frame.request('', {}))).to.equal('invalid-request');
    expect(await rejectionCode(frame.request('my.thing', [] as object))).to.equal('invalid-request');
  });

  it('fails with not-cloneable for what cannot be sent, connected or not yet', async () => {
    const {frame} = await connectedFrame();
    expect(await rejectionCode(frame.request('my.thing', {callback: () => undefined}))).to.equal('not-cloneable');
    const {frame: waiting} = await frameWithoutApp();
    expect(await rejectionCode(waiting.request('my.thing', {callback: () => undefined}))).to.equal('not-cloneable');
  });

  it('fails with unavailable when no app was launched, and says what to do', async () => {
    const frame = await frameWith({});
    const error = await rejection(frame.request('my.thing', {}));
    expect(error.code).to.equal('unavailable');
    expect(error.message).to.contain('Launch the app');
  });

  it('fails with unavailable off the page', async () => {
    const frame = document.createElement('smart-app-frame');
    expect(await rejectionCode(frame.request('my.thing', {}))).to.equal('unavailable');
  });

  it('fails with limit when more wait for the connection than limits.maxQueued', async () => {
    const {frame} = await frameWithoutApp({limits: {maxQueued: 1}});
    frame.request('my.thing', {}).catch(() => undefined);
    expect(await rejectionCode(frame.request('my.thing', {}))).to.equal('limit');
  });

  it('fails with disconnected when the app goes while it is pending or waiting', async () => {
    const {frame} = await connectedFrame({}, {answers: {'my.thing': () => new Promise(() => undefined)}});
    const {frame: waiting} = await frameWithoutApp();
    const failures = [frame, waiting].map((element) => rejectionCode(element.request('my.thing', {})));
    frame.remove();
    waiting.remove();
    expect(await Promise.all(failures)).to.deep.equal(['disconnected', 'disconnected']);
  });
});

describe('<smart-app-frame> limits', () => {
  it('refuses what the app asks beyond them with 429 Too Many Requests', async () => {
    const {app} = await connectedFrame({limits: {maxDepth: 3}});
    const resource = {resourceType: 'Task', input: [{}]};
    const answer = await app.request('scratchpad.create', {resource});
    expect(answer.status).to.equal('429 Too Many Requests');
  });

  it('refuses ui.* beyond them with failure and that text', async () => {
    const {app} = await connectedFrame({limits: {ofType: {'ui.launchActivity': 2}}});
    let answer: {status: string; statusDetail?: {text?: string}} = {status: ''};
    for (let i = 0; i < 3; i++) {
      answer = await app.request('ui.launchActivity', {activityType: 'x', activityParameters: {}});
    }
    expect(answer.status).to.equal('failure');
    expect(answer.statusDetail?.text).to.contain('429 Too Many Requests');
  });
});

describe('<smart-app-frame> handshake (SWM-10 to SWM-13)', () => {
  const handshakePayload = {
    application: {name: 'EHR'},
    protocolVersion: '1.0',
    extension: [{url: 'urn:x', valueBoolean: true}],
  };

  it("sends handshakePayload in the EHR's own handshake", async () => {
    const {own} = await frameWithoutApp({handshakePayload});
    const asked = new Promise<unknown>((resolve) => {
      own.listen(({data}) => resolve(data), {signal: new AbortController().signal});
    });
    expect(await asked).to.deep.include({
      messageType: 'status.handshake',
      messagingHandle: 'h1',
      payload: handshakePayload,
    });
  });

  it("answers the app's handshake with handshakePayload, and {} by default", async () => {
    for (const payload of [handshakePayload, {}]) {
      const [own, transport] = createTransportPair();
      const channel = new Channel(own, {messagingHandle: 'h1'});
      await frameWith({messagingHandle: 'h1', transport, handshakePayload: payload});
      const peerHandshake = await channel.connect();
      expect(peerHandshake).to.deep.equal(payload);
    }
  });

  it("shows what the app's handshake said, in smart-connect, peerHandshake and capabilities, until it is gone", async () => {
    const capabilities = {extraction: true};
    const peerHandshake = {application: {name: 'Dosing'}, capabilities};
    const [own, transport] = createTransportPair([appOrigin, '']);
    new Channel(own, {messagingHandle: 'h1', handshakePayload: () => peerHandshake});
    const frame = document.createElement('smart-app-frame');
    const connects = record(frame, 'smart-connect');
    Object.assign(frame, {label: 'App', messagingHandle: 'h1', transport});
    document.body.append(frame);
    await reach(frame, 'connected');
    expect(connects.map(({detail}) => detail)).to.deep.equal([{peerHandshake, capabilities, origin: appOrigin}]);
    expect(frame.peerHandshake).to.deep.equal(peerHandshake);
    expect(frame.capabilities).to.deep.equal(capabilities);
    frame.remove();
    expect(frame.peerHandshake).to.deep.equal({});
    expect(frame.capabilities).to.equal(undefined);
  });
});
