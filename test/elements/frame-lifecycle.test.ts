import {expect} from '@open-wc/testing';
import {Channel, WindowTransport, type SmartAppFrame} from '../../components/index.js';
import {connectedFrame, expectSame, frameWith, iframeIn, once, reach, record} from '../support/elements.js';
import {rejection} from '../support/rejection.js';
import {itWhereMovesKeepFrames} from '../support/engine.js';
import {otherSite, remoteIn, remotePage, sameSite} from '../support/remote.js';

const src = remotePage(otherSite);

/** Says something with a handle from within the app's window. */
function say(messagingHandle: string, ehrOrigin: string): void {
  const message = {messagingHandle, messageId: crypto.randomUUID(), messageType: 'status.handshake', payload: {}};
  window.parent.postMessage(message, ehrOrigin);
}

const reasons = (frame: SmartAppFrame): string[] => {
  const found: string[] = [];
  frame.addEventListener('smart-disconnect', ({detail}) => found.push(detail.reason));
  return found;
};

describe('<smart-app-frame> scope', () => {
  it('serves only status.* when nothing is granted', async () => {
    const {app} = await connectedFrame({scope: undefined});
    expect(await app.request('ui.done', {})).to.have.property('status', 'failure');
    expect(await app.request('scratchpad.read', {})).to.have.nested.property('outcome.issue[0].code', 'forbidden');
  });

  it('follows changes at once, without a new launch', async () => {
    const {frame, app} = await connectedFrame({scope: ''});
    const ends = reasons(frame);
    const read = (): Promise<object> => app.request('scratchpad.read', {});
    expect(await read()).to.have.property('outcome');
    frame.scope = 'messaging/scratchpad.read';
    expect(await read()).to.deep.equal({scratchpad: []});
    frame.removeAttribute('scope');
    frame.scope = undefined;
    expect(await read()).to.have.property('outcome');
    expect(ends).to.be.empty;
  });
});

describe('<smart-app-frame> close()', () => {
  it('ends the connection with reason closed and takes the app off the page', async () => {
    const frame = await frameWith({src, messagingHandle: 'h1'});
    const app = await remoteIn(frame, otherSite);
    await app.run(say, 'h1', location.origin);
    await reach(frame, 'connected');
    const ends = reasons(frame);
    frame.close();
    expect(frame.state).to.equal('closed');
    expect(ends).to.deep.equal(['closed']);
    await frame.updateComplete;
    expectSame(iframeIn(frame), null);
  });

  it('does nothing more the second time', async () => {
    const {frame} = await connectedFrame();
    frame.close();
    const changes = record(frame, 'smart-state-change');
    const ends = reasons(frame);
    frame.close();
    expect(changes).to.be.empty;
    expect(ends).to.be.empty;
  });

  it('makes requests fail with unavailable', async () => {
    const {frame} = await connectedFrame();
    frame.close();
    expect((await rejection(frame.request('my.thing', {}))).code).to.equal('unavailable');
  });
});

describe('<smart-app-frame> reload()', () => {
  it('loads the app anew, with the same handle, and connects again', async () => {
    const frame = await frameWith({src, messagingHandle: 'h1'});
    let app = await remoteIn(frame, otherSite);
    await app.run(say, 'h1', location.origin);
    await reach(frame, 'connected');
    const ends = reasons(frame);
    frame.reload();
    app = await remoteIn(frame, otherSite);
    expect(ends).to.deep.equal(['reload']);
    await app.run(say, 'h1', location.origin);
    await reach(frame, 'connected');
  });

  it('settles what is pending with disconnected', async () => {
    const {frame} = await connectedFrame({}, {answers: {'my.thing': () => new Promise(() => undefined)}});
    const failure = rejection(frame.request('my.thing', {}));
    frame.reload();
    expect((await failure).code).to.equal('disconnected');
  });

  it('connects over the same transport again', async () => {
    const {frame, app} = await connectedFrame();
    const connected = once(frame, 'smart-connect');
    frame.reload();
    await connected;
    expect(await app.request('ui.done', {})).to.deep.equal({status: 'success'});
  });
});

describe('<smart-app-frame> revokeHandle()', () => {
  it('serves nothing any more from the call on, with reason revoked', async () => {
    const {frame, app} = await connectedFrame();
    const ends = reasons(frame);
    const requests = record(frame, 'smart-request');
    frame.revokeHandle();
    const failure = rejection(app.request('ui.done', {}, {timeout: 50}));
    expect(frame.state).to.equal('closed');
    expect(ends).to.deep.equal(['revoked']);
    expect((await failure).code).to.equal('timeout');
    expect(requests).to.be.empty;
  });

  it('is followed by a new random handle at the next reload() (SWM-8)', async () => {
    const frame = await frameWith({src, launchMode: 'query', messagingHandle: 'h1'});
    frame.revokeHandle();
    frame.reload();
    await frame.updateComplete;
    expect(frame.messagingHandle).to.match(/^[0-9a-f]{64}$/);
    expect(new URL(iframeIn(frame)!.src).searchParams.get('messaging_handle')).to.equal(frame.messagingHandle);
  });

  it('is followed by a new random handle over a transport of its own, too', async () => {
    const {frame} = await connectedFrame();
    const before = frame.messagingHandle;
    frame.revokeHandle();
    frame.reload();
    await frame.updateComplete;
    expect(frame.messagingHandle).not.to.equal(before);
  });

  it('is followed by the handle that the page has set since', async () => {
    const frame = await frameWith({src, launchMode: 'query', messagingHandle: 'h1'});
    frame.revokeHandle();
    frame.messagingHandle = 'h2';
    frame.reload();
    await frame.updateComplete;
    expect(new URL(iframeIn(frame)!.src).searchParams.get('messaging_handle')).to.equal('h2');
  });

  it('never uses the revoked handle again when the frame comes back to the page', async () => {
    const frame = await frameWith({src, messagingHandle: 'h1'});
    const parent = frame.parentElement!;
    frame.revokeHandle();
    frame.remove();
    parent.append(frame);
    await frame.updateComplete;
    expect(frame.messagingHandle).not.to.equal('h1');
  });
});

describe('<smart-app-frame> changes while the app runs', () => {
  it('serves a new messaging-handle without loading the app again, and the old one no longer', async () => {
    const frame = await frameWith({src, messagingHandle: 'h1'});
    const app = await remoteIn(frame, otherSite);
    const iframe = iframeIn(frame);
    await app.run(say, 'h1', location.origin);
    await reach(frame, 'connected');
    const ends = reasons(frame);
    frame.messagingHandle = 'h2';
    await frame.updateComplete;
    expect(ends).to.deep.equal(['revoked']);
    const connects = record(frame, 'smart-connect');
    const rejected = new Promise<void>((resolve) => {
      frame.addEventListener('smart-message', ({detail}) => detail.reason === 'handle' && resolve());
    });
    await app.run(say, 'h1', location.origin);
    await rejected;
    expect(connects).to.be.empty;
    await app.run(say, 'h2', location.origin);
    await reach(frame, 'connected');
    expectSame(iframeIn(frame), iframe);
  });

  it('serves an origin from the moment that app-origin names it', async () => {
    const frame = await frameWith({src, appOrigin: sameSite, messagingHandle: 'h1', connectTimeout: 60_000});
    const app = await remoteIn(frame, otherSite);
    const stopped = new Promise<unknown>((resolve) => {
      frame.addEventListener('smart-message', ({detail}) => detail.reason === 'origin' && resolve(detail));
    });
    await app.run(say, 'h1', location.origin);
    expect(await stopped).to.deep.include({outcome: 'rejected', origin: otherSite, expected: [sameSite]});
    frame.appOrigin = `${sameSite} ${otherSite}`;
    await frame.updateComplete;
    await app.run(say, 'h1', location.origin);
    await reach(frame, 'connected');
  });

  it('ends with reason navigation when src changes', async () => {
    const frame = await frameWith({src, messagingHandle: 'h1'});
    const app = await remoteIn(frame, otherSite);
    await app.run(say, 'h1', location.origin);
    await reach(frame, 'connected');
    const ends = reasons(frame);
    frame.src = `${src}&next`;
    await frame.updateComplete;
    expect(ends).to.deep.equal(['navigation']);
  });

  it('ends with reason removed when the frame leaves the page', async () => {
    const {frame} = await connectedFrame();
    const ends = reasons(frame);
    frame.remove();
    expect(ends).to.deep.equal(['removed']);
    expect(frame.state).to.equal('closed');
  });

  itWhereMovesKeepFrames('keeps the document and the connection in a move by moveBefore()', async () => {
    const frame = await frameWith({src, messagingHandle: 'h1'});
    const app = await remoteIn(frame, otherSite);
    await app.run(say, 'h1', location.origin);
    await reach(frame, 'connected');
    const place = document.createElement('div') as HTMLElement & {moveBefore(node: Node, child: Node | null): void};
    document.body.append(place);
    const iframe = iframeIn(frame);
    place.moveBefore(frame, null);
    await frame.updateComplete;
    expect(frame.state).to.equal('connected');
    expectSame(iframeIn(frame), iframe);
    expect(await app.run(() => document.readyState)).to.equal('complete');
    place.remove();
  });

  it('lets nothing of the last document answer requests to the next', async () => {
    const frame = await frameWith({src, messagingHandle: 'h1'});
    const app = await remoteIn(frame, otherSite);
    await app.run(say, 'h1', location.origin);
    await reach(frame, 'connected');
    const failure = rejection(frame.request('my.thing', {}));
    const next = app.ready();
    await app.run(() => void setTimeout(() => window.location.reload()));
    await next;
    expect((await failure).code).to.equal('disconnected');
    expect(frame.state).to.equal('connecting');
  });

  it('shares nothing with a channel of the page on the same window but by handle', async () => {
    const frame = await frameWith({src, messagingHandle: 'h1'});
    const app = await remoteIn(frame, otherSite);
    const transport = new WindowTransport(app.window, {origins: [otherSite], messagingHandle: 'h2'});
    const channel = new Channel(transport, {messagingHandle: 'h2'});
    await app.run(say, 'h2', location.origin);
    await app.run(say, 'h1', location.origin);
    await reach(frame, 'connected');
    expect(channel.connected).to.equal(true);
    channel.close();
  });
});
