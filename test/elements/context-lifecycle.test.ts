import {expect, fixture, html} from '@open-wc/testing';
import {Channel, createTransportPair, type SmartMessagingContext} from '../../components/index.js';
import {connectedContext, contextWith, ehrOrigin, once, reach, record} from '../support/elements.js';
import {rejectionCode} from '../support/rejection.js';
import {itWithMoveBefore} from '../support/engine.js';

const never = new Promise<object>(() => undefined);

/** What counts as an unhandled rejection during some work; one of its own shows that they would have been noticed. */
async function unhandledRejections(work: () => Promise<void>): Promise<unknown[]> {
  const reasons: unknown[] = [];
  const control = new Error('unhandled on purpose');
  const finished = new Promise<void>((resolve) => {
    const notice = (event: PromiseRejectionEvent): void => {
      event.preventDefault();
      if (event.reason !== control) {
        reasons.push(event.reason);
        return;
      }
      removeEventListener('unhandledrejection', notice);
      resolve();
    };
    addEventListener('unhandledrejection', notice);
  });
  await work();
  void Promise.reject(control);
  await finished;
  return reasons;
}

describe('<smart-messaging-context> ready', () => {
  it('resolves when connected', async () => {
    const {context} = await connectedContext();
    expect(await context.ready).to.equal(undefined);
  });

  it('is the same promise as long as the connection is', async () => {
    const {context, ehr} = await connectedContext();
    const {ready} = context;
    await context.ui.done();
    await ehr.connect();
    expect(context.ready).to.equal(ready);
  });

  it('is pending again after the connection, and a new promise for the next', async () => {
    const {context} = await connectedContext();
    const parent = context.parentElement!;
    const first = context.ready;
    context.remove();
    const second = context.ready;
    expect(second).not.to.equal(first);
    parent.append(context);
    await reach(context, 'connected');
    await second;
  });

  it('is never an unhandled rejection, whether anybody asked for it or not', async () => {
    const reasons = await unhandledRejections(async () => {
      const outside = await fixture<SmartMessagingContext>(html`<smart-messaging-context></smart-messaging-context>`);
      await reach(outside, 'unavailable');
      const [, transport] = createTransportPair();
      const timedOut = await contextWith({messagingHandle: 'h1', transport, connectTimeout: 0});
      expect(timedOut.ready).to.be.instanceOf(Promise);
      await reach(timedOut, 'unavailable');
      const early = await contextWith({messagingHandle: 'h1', transport: createTransportPair()[1]});
      early.remove();
      const {context} = await connectedContext();
      context.remove();
    });
    expect(reasons).to.be.empty;
  });
});

describe('<smart-messaging-context> removal and return', () => {
  it('is closed, with reason removed, when it leaves the page', async () => {
    const {context} = await connectedContext();
    const ends = record(context, 'smart-disconnect');
    context.remove();
    expect(context.state).to.equal('closed');
    expect(ends.map(({detail}) => detail.reason)).to.deep.equal(['removed']);
  });

  it('settles what is pending, and what waits, with disconnected', async () => {
    const {context} = await connectedContext({}, {answers: {'ui.done': () => never}});
    const waiting = await contextWith({messagingHandle: 'h1', transport: createTransportPair()[1]});
    const failures = [context, waiting].map((element) => rejectionCode(element.ui.done()));
    context.remove();
    waiting.remove();
    expect(await Promise.all(failures)).to.deep.equal(['disconnected', 'disconnected']);
  });

  it('fails requests with unavailable while it is off the page', async () => {
    const {context} = await connectedContext();
    context.remove();
    expect(await rejectionCode(context.ui.done())).to.equal('unavailable');
  });

  it('serves nothing while it is off the page', async () => {
    const {context, ehr} = await connectedContext();
    const requests = record(context, 'smart-request');
    context.remove();
    expect(await rejectionCode(ehr.request('my.thing', {}, {timeout: 50}))).to.equal('timeout');
    expect(requests).to.be.empty;
  });

  it('connects again when it comes back, and serves once', async () => {
    const {context, ehr} = await connectedContext();
    const parent = context.parentElement!;
    context.remove();
    parent.append(context);
    await reach(context, 'connected');
    const requests = record(context, 'smart-request');
    await ehr.request('my.thing', {});
    expect(requests).to.have.lengthOf(1);
    expect(await context.ui.done()).to.deep.equal({status: 'success'});
  });

  it('may be removed and put back in one go, as frameworks do', async () => {
    const {context} = await connectedContext();
    const parent = context.parentElement!;
    const states = record(context, 'smart-state-change');
    context.remove();
    parent.append(context);
    context.remove();
    parent.append(context);
    const answer = context.ui.done();
    expect(await answer).to.deep.equal({status: 'success'});
    expect(states.map(({detail}) => detail.state).at(-1)).to.equal('connected');
  });

  itWithMoveBefore('keeps the connection in a move by moveBefore()', async () => {
    const {context} = await connectedContext();
    const place = document.createElement('div') as HTMLElement & {moveBefore(node: Node, child: Node | null): void};
    document.body.append(place);
    const states = record(context, 'smart-state-change');
    place.moveBefore(context, null);
    expect(await context.ui.done()).to.deep.equal({status: 'success'});
    expect(states).to.be.empty;
    place.remove();
  });
});

describe('<smart-messaging-context handshake="optional">', () => {
  it('sends requests to an EHR that never answers a handshake', async () => {
    const [own, transport] = createTransportPair([ehrOrigin, '']);
    own.listen(
      ({data}) => {
        const {messageId, messageType} = data as {messageId: string; messageType: string};
        if (messageType !== 'ui.done') return;
        own.send({messageId: '1', responseToMessageId: messageId, payload: {status: 'success'}});
      },
      {signal: new AbortController().signal},
    );
    const context = await contextWith({messagingHandle: 'h1', transport, handshake: 'optional'});
    expect(await context.ui.done()).to.deep.equal({status: 'success'});
    expect(context.state).to.equal('connected');
  });

  it('sends them after the time-out for a handshake, too', async () => {
    const [own, transport] = createTransportPair();
    const context = await contextWith({messagingHandle: 'h1', transport, handshake: 'optional', connectTimeout: 0});
    await reach(context, 'unavailable');
    const asked = new Promise<unknown>((resolve) => {
      own.listen(({data}) => resolve(data), {signal: new AbortController().signal});
    });
    context.ui.done().catch(() => undefined);
    expect(await asked).to.deep.include({messageType: 'ui.done'});
  });

  it('holds them back when a handshake is required', async () => {
    const [own, transport] = createTransportPair();
    const types: string[] = [];
    own.listen(({data}) => types.push((data as {messageType: string}).messageType), {
      signal: new AbortController().signal,
    });
    const context = await contextWith({messagingHandle: 'h1', transport, connectTimeout: 200});
    expect(await rejectionCode(context.ui.done())).to.equal('unavailable');
    expect(new Set(types)).to.deep.equal(new Set(['status.handshake']));
  });

  it('connects anew when it changes', async () => {
    const {context} = await connectedContext();
    const connected = once(context, 'smart-connect');
    context.handshake = 'optional';
    await connected;
    expect(context.state).to.equal('connected');
  });
});

describe('<smart-messaging-context> handshakePayload', () => {
  it('goes into its own handshakes, with the sign of the document beside the extensions of the page', async () => {
    const [own, transport] = createTransportPair();
    const channel = new Channel(own, {messagingHandle: 'h1'});
    const extension = [{url: 'urn:example', valueBoolean: true}];
    await contextWith({messagingHandle: 'h1', transport, handshakePayload: {application: {name: 'Dosing'}, extension}});
    const said = await channel.connect();
    expect(said.application).to.deep.equal({name: 'Dosing'});
    const urls = said.extension!.map(({url}) => url);
    expect(urls.slice(0, 2)).to.deep.equal(['urn:example', 'urn:smart-web-messaging-elements:document']);
  });

  it('says by an extension that the document is still loading', async () => {
    const entries = performance.getEntriesByType.bind(performance);
    const loadEventEnd = 0;
    performance.getEntriesByType = (type) => (type === 'navigation' ? [{loadEventEnd} as never] : entries(type));
    try {
      const [own, transport] = createTransportPair();
      const channel = new Channel(own, {messagingHandle: 'h1'});
      await contextWith({messagingHandle: 'h1', transport});
      const {extension} = await channel.connect();
      expect(extension!.map(({url}) => url)).to.include('urn:smart-web-messaging-elements:loading');
    } finally {
      performance.getEntriesByType = entries;
    }
  });
});
