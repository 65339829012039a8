import {expect, fixture, html} from '@open-wc/testing';
import {Channel, createTransportPair, type SmartMessagingContext} from '../../components/index.js';
import {connectedContext, contextWith, ehrOrigin, reach, record} from '../support/elements.js';
import {rejection, rejectionCode} from '../support/rejection.js';
import {answerEverything, openedByEhr, type RemoteWindow} from '../support/ehr-window.js';
import {otherSite} from '../support/remote.js';

const states = ['idle', 'connecting', 'connected', 'unavailable', 'closed'];

const marked = (element: Element): string[] => states.filter((state) => element.matches(`:state(${state})`));

/** A context with its end of a connection whose other end nobody holds yet. */
async function contextWithoutEhr(properties: Partial<SmartMessagingContext> = {}) {
  const [own, transport] = createTransportPair([ehrOrigin, '']);
  const context = await contextWith({messagingHandle: 'h1', transport, ...properties});
  return {context, own};
}

describe('<smart-messaging-context> states', () => {
  it('goes from idle over connecting to connected, one :state() at a time', async () => {
    const [own, transport] = createTransportPair();
    new Channel(own, {messagingHandle: 'h1'});
    const context = document.createElement('smart-messaging-context');
    const seen: string[] = [];
    context.addEventListener('smart-state-change', ({detail}) => {
      expect(marked(context)).to.deep.equal([context.state]);
      seen.push(`${detail.previousState} → ${detail.state}`);
    });
    expect(marked(context)).to.deep.equal(['idle']);
    Object.assign(context, {messagingHandle: 'h1', transport});
    document.body.append(context);
    await reach(context, 'connected');
    context.remove();
    expect(seen).to.deep.equal(['idle → connecting', 'connecting → connected', 'connected → closed']);
  });

  it("tells by smart-connect what the EHR's handshake said, once, and keeps it in peerHandshake", async () => {
    const handshakePayload = {application: {name: 'EHR'}};
    const [own, transport] = createTransportPair([ehrOrigin, '']);
    const channel = new Channel(own, {messagingHandle: 'h1', handshakePayload: () => handshakePayload});
    const context = document.createElement('smart-messaging-context');
    const connects = record(context, 'smart-connect');
    Object.assign(context, {messagingHandle: 'h1', transport});
    document.body.append(context);
    await reach(context, 'connected');
    await channel.connect();
    expect(connects.map(({detail}) => detail)).to.deep.equal([
      {peerHandshake: handshakePayload, capabilities: undefined, origin: ehrOrigin},
    ]);
    expect(context.peerHandshake).to.deep.equal(handshakePayload);
    context.remove();
    expect(context.peerHandshake).to.deep.equal({});
  });

  it('sends nothing unasked once it is connected', async () => {
    const {context} = await connectedContext({connectTimeout: 60_000});
    const messages = record(context, 'smart-message');
    const {context: other} = await contextWithoutEhr({connectTimeout: 500});
    await reach(other, 'unavailable');
    expect(messages).to.be.empty;
  });

  it("is connected by the EHR's handshake as well as by its own (SWM-12)", async () => {
    const {context, own} = await contextWithoutEhr({connectTimeout: 0});
    await reach(context, 'unavailable');
    await new Channel(own, {messagingHandle: 'h1'}).connect();
    expect(context.state).to.equal('connected');
  });

  it('is unavailable with code timeout when nobody answers within connect-timeout', async () => {
    const {context} = await contextWithoutEhr({connectTimeout: 50});
    const errors = record(context, 'smart-error');
    expect(await rejectionCode(context.ready)).to.equal('timeout');
    expect(context.state).to.equal('unavailable');
    expect(errors.map(({detail}) => detail.error.code)).to.deep.equal(['timeout']);
  });

  it('fails what waits, and what is asked later, with unavailable after the time-out', async () => {
    const {context} = await contextWithoutEhr({connectTimeout: 50});
    expect(await rejectionCode(context.ui.done())).to.equal('unavailable');
    expect(await rejectionCode(context.ui.done())).to.equal('unavailable');
  });

  it('connects after all when the EHR shakes hands later, with a new promise', async () => {
    const {context, own} = await contextWithoutEhr({connectTimeout: 0});
    const {ready} = context;
    await rejection(ready);
    const channel = new Channel(own, {messagingHandle: 'h1', serve: () => ({status: 'success'})});
    await channel.connect();
    expect(context.ready).not.to.equal(ready);
    await context.ready;
    expect(await context.ui.done()).to.deep.equal({status: 'success'});
  });

  it('is unavailable with code refused when the handshake is answered with an error (SWM-11)', async () => {
    for (const refusal of [{payload: {error: {code: 'security'}}}, {payload: {}, error: {code: 'security'}}]) {
      const [own, transport] = createTransportPair();
      own.listen(
        ({data}) =>
          own.send({messageId: '1', responseToMessageId: (data as {messageId: string}).messageId, ...refusal}),
        {signal: new AbortController().signal},
      );
      const context = document.createElement('smart-messaging-context');
      const errors = record(context, 'smart-error');
      Object.assign(context, {messagingHandle: 'h1', transport});
      document.body.append(context);
      expect(await rejectionCode(context.ready)).to.equal('refused');
      expect(context.state).to.equal('unavailable');
      expect(errors.map(({detail}) => detail.error.code)).to.deep.equal(['refused']);
      context.remove();
    }
  });
});

describe('<smart-messaging-context> outside an EHR', () => {
  it('is unavailable at once, and says so', async () => {
    const context = document.createElement('smart-messaging-context');
    const errors = record(context, 'smart-error');
    document.body.append(context);
    await context.updateComplete;
    expect(context.state).to.equal('unavailable');
    expect(errors.map(({detail}) => detail.error.code)).to.deep.equal(['unavailable']);
    expect(errors[0]!.detail.error.message).to.contain('not opened by an EHR');
    expect(await rejectionCode(context.ready)).to.equal('unavailable');
    context.remove();
  });

  it('fails requests with unavailable, those made before it was on the page too', async () => {
    const context = await fixture<SmartMessagingContext>(html`<smart-messaging-context></smart-messaging-context>`);
    expect(await rejectionCode(context.ui.done())).to.equal('unavailable');
    expect(await rejectionCode(document.createElement('smart-messaging-context').ui.done())).to.equal('unavailable');
  });

  it('connects when a transport is given later', async () => {
    const context = await contextWith({messagingHandle: 'h1'});
    await reach(context, 'unavailable');
    const [own, transport] = createTransportPair();
    new Channel(own, {messagingHandle: 'h1'});
    context.transport = transport;
    await reach(context, 'connected');
    await context.ready;
  });
});

describe('<smart-messaging-context> in a window that an EHR has opened', () => {
  let ehr: RemoteWindow;

  beforeEach(async () => {
    ehr = await openedByEhr();
  });

  afterEach(() => ehr.close());

  it('stays idle without launch parameters, and delivers what waits when tokenResponse brings them', async () => {
    const context = await contextWith({});
    expect(context.state).to.equal('idle');
    const answer = context.ui.done();
    await ehr.remote.run(answerEverything, {status: 'success'});
    context.tokenResponse = {smart_web_messaging_handle: 'h1', smart_web_messaging_origin: otherSite};
    expect(await answer).to.deep.equal({status: 'success'});
    expect(context.state).to.equal('connected');
  });

  it('keeps the promise that was given out while it was idle', async () => {
    const context = await contextWith({});
    const {ready} = context;
    await ehr.remote.run(answerEverything, {});
    context.tokenResponse = {smart_web_messaging_handle: 'h1', smart_web_messaging_origin: otherSite};
    await ready;
    expect(context.ready).to.equal(ready);
  });

  it("ends with reason lost, and fails with unavailable, when the EHR's window has been closed", async () => {
    const context = await contextWith({messagingHandle: 'h1', messagingOrigin: otherSite});
    await ehr.remote.run(answerEverything, {status: 'success'});
    await reach(context, 'connected');
    const ends = record(context, 'smart-disconnect');
    ehr.close();
    expect(await rejectionCode(context.ui.done())).to.equal('unavailable');
    expect(ends.map(({detail}) => detail.reason)).to.deep.equal(['lost']);
    expect(context.state).to.equal('closed');
  });

  it('connects anew when the handle changes', async () => {
    const context = await contextWith({messagingHandle: 'h1', messagingOrigin: otherSite});
    await ehr.remote.run(answerEverything, {});
    await reach(context, 'connected');
    const ends = record(context, 'smart-disconnect');
    const {ready} = context;
    context.messagingHandle = 'h2';
    await reach(context, 'connecting');
    await reach(context, 'connected');
    expect(ends).to.have.lengthOf(1);
    expect(context.ready).not.to.equal(ready);
  });

  it('is idle again when the launch parameters are taken away', async () => {
    const context = await contextWith({messagingHandle: 'h1', messagingOrigin: otherSite});
    context.messagingHandle = undefined;
    await context.updateComplete;
    expect(context.state).to.equal('idle');
  });
});
