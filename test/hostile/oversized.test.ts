import {expect} from '@open-wc/testing';
import {record} from '../support/elements.js';
import {rejection} from '../support/rejection.js';
import {eventually} from '../support/eventually.js';
import {makeExoticValues} from '../support/exotic-values.js';
import {ask, handle, launch, marker, reports, request, say} from '../support/launches.js';
import {otherSite, type Remote} from '../support/remote.js';
import {answer, asked, hostileApp} from './support/attacks.js';
import {guardPage} from './support/page-state.js';

/** Has the app make a message over there, where it is large, and post it. */
const sayLarge = (app: Remote, message: object, path: 'payload' | 'messageId' | 'messageType', size: number) =>
  app.run(
    (message, path, size, ehr) => {
      const text = 'x'.repeat(size);
      const large = path === 'payload' ? {resource: {resourceType: 'Basic', text}, application: {name: text}} : text;
      parent.postMessage({...message, [path]: large}, ehr);
    },
    message,
    path,
    size,
    location.origin,
  );

describe('what is too large', () => {
  guardPage();

  it('is refused by the scratchpad, and leaves room for what is not', async () => {
    const {frame, app} = await hostileApp();
    const told = reports(frame);
    await sayLarge(app, request('scratchpad.create'), 'payload', 17 * 1024 * 1024);
    await marker(app);
    const answers = told.filter(({direction}) => direction === 'out').map(({message}) => message as {payload: object});
    expect(answers[0]!.payload).to.have.property('status', '429 Too Many Requests');
    expect(await frame.scratchpad.list()).to.deep.equal([]);
    const create = request('scratchpad.create', {resource: {resourceType: 'Basic'}});
    expect((await ask(app, create)).payload).to.have.property('status', '201 Created');
  });

  for (const path of ['messageId', 'messageType'] as const) {
    it(`is dropped where it is a name: ${path}`, async () => {
      const {frame, app} = await hostileApp();
      const told = reports(frame);
      await sayLarge(app, request('my.thing'), path, 5_000_000);
      await marker(app);
      expect(told[0]).to.include({outcome: 'rejected', reason: 'shape'});
      expect(told.filter(({direction}) => direction === 'out')).to.have.length(1);
    });
  }

  it('is no reason not to answer a handshake, and gone with its document', async () => {
    const {frame, app} = await launch({origin: otherSite});
    await sayLarge(app, request('status.handshake'), 'payload', 5_000_000);
    await marker(app);
    expect(frame.state).to.equal('connected');
    expect(frame.peerHandshake.application?.name).to.have.length(5_000_000);
    frame.reload();
    await frame.updateComplete;
    expect(frame.peerHandshake).to.deep.equal({});
  });
});

describe('what goes round in circles, or is nearly all holes, or deep', () => {
  guardPage();

  for (const name of ['cycle', 'sparse array', 'nested']) {
    it(`is no answer to the EHR: ${name}`, async () => {
      const {frame, app} = await hostileApp();
      await app.run(makeExoticValues);
      const errors = record(frame, 'smart-error');
      const failure = rejection(frame.request('my.thing', {}));
      const {messageId} = await asked(app, 'my.thing');
      const told = reports(frame);
      await app.run(
        (message, name, ehr) => {
          let payload: unknown = {value: window.exotic[name]};
          for (let level = 0; name === 'nested' && level < 150; level++) payload = {payload};
          parent.postMessage({...message, payload}, ehr);
        },
        answer(messageId, {}),
        name,
        location.origin,
      );
      expect((await failure).code).to.equal('invalid-response');
      expect(told[0]).to.include({direction: 'in', outcome: 'rejected', reason: 'limit'});
      expect(errors.map(({detail}) => detail.error.code)).to.include('invalid-response');
      await marker(app);
      expect(frame.state).to.equal('connected');
    });

    it(`is nothing that an app can do: ${name} in the answer to a handshake`, async () => {
      const {frame, app} = await launch({origin: otherSite});
      await app.run(makeExoticValues);
      const {messageId} = await asked(app, 'status.handshake');
      await app.run(
        (message, name, ehr) => {
          let capabilities: unknown = window.exotic[name];
          for (let level = 0; name === 'nested' && level < 150; level++) capabilities = {capabilities};
          parent.postMessage({...message, payload: {capabilities}}, ehr);
        },
        answer(messageId, {}),
        name,
        location.origin,
      );
      await marker(app);
      expect([frame.state, frame.peerHandshake]).to.deep.equal(['connected', {}]);
    });
  }

  it('is walked in little time where its parts are shared 2^60 times', async () => {
    const {frame, app} = await hostileApp();
    await app.run(makeExoticValues);
    const response = frame.request<string, object>('my.thing', {});
    const {messageId} = await asked(app, 'my.thing');
    const started = performance.now();
    await app.run(
      (message, ehr, handle) => {
        const payload = {value: window.exotic['parts shared 2^60 times']};
        parent.postMessage({...message, payload}, ehr);
        const more = {messagingHandle: handle, messageId: 'shared', messageType: 'my.thing', payload};
        parent.postMessage(more, ehr);
      },
      answer(messageId, {}),
      location.origin,
      handle,
    );
    expect(await response).to.have.property('value');
    await marker(app);
    expect(performance.now() - started).to.be.below(5000);
  });
});

describe('an app that answers in parts without end', () => {
  guardPage();

  /** Has the app post partial answers to a question. */
  const partials = (app: Remote, messageId: string, count: number): Promise<void> =>
    app.run(
      (message, count, ehr) => {
        for (let part = 0; part < count; part++) {
          const messageId = crypto.randomUUID();
          parent.postMessage({...message, messageId, payload: {part}}, ehr);
        }
      },
      answer(messageId, {}, {additionalResponsesExpected: true}),
      count,
      location.origin,
    );

  it('has the question fail with limit after 10,000, and what comes then answers nothing', async function () {
    this.timeout(60_000); // ten thousand messages between processes, on whatever machine
    const {frame, app} = await hostileApp();
    let parts = 0;
    const failure = rejection(frame.request('my.thing', {}, {onPartial: () => parts++}));
    const {messageId} = await asked(app, 'my.thing');
    await partials(app, messageId, 10_500);
    expect((await failure).code).to.equal('limit');
    await marker(app);
    // Where the machine is slow so much waits that some of it is dropped unread: that fails the question, too.
    expect(parts).to.be.within(1, 10_000);
    expect(frame.quarantined).to.equal(false);
  });

  it('is not heard any more when it goes on after that', async () => {
    const {frame, app} = await hostileApp({frame: {limits: {maxPartialResponses: 20, maxRefusals: 50}}});
    const failure = rejection(frame.request('my.thing', {}));
    const {messageId} = await asked(app, 'my.thing');
    await partials(app, messageId, 100);
    expect((await failure).code).to.equal('limit');
    await eventually('the app is in quarantine', () => frame.quarantined);
    expect(frame.state).to.equal('connected');
  });

  it('is left by whoever asked, with a signal, and what comes then answers nothing', async () => {
    const {frame, app} = await hostileApp();
    const controller = new AbortController();
    let parts = 0;
    const failure = rejection(
      frame.request('my.thing', {}, {timeout: 500, signal: controller.signal, onPartial: () => parts++}),
    );
    const {messageId} = await asked(app, 'my.thing');
    const drip = app.run(
      async (message, ehr) => {
        for (let part = 0; part < 20; part++) {
          parent.postMessage({...message, messageId: crypto.randomUUID()}, ehr);
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      },
      answer(messageId, {}, {additionalResponsesExpected: true}),
      location.origin,
    );
    await eventually('some parts have come', () => parts > 3);
    controller.abort();
    expect((await failure).code).to.equal('aborted');
    const before = parts;
    await drip;
    await say(app, answer(messageId, {last: true}));
    expect(parts).to.equal(before);
  });
});
