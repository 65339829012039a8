import {expect} from '@open-wc/testing';
import {frameWith, iframeIn, once, record} from '../support/elements.js';
import {rejection} from '../support/rejection.js';
import {itWhereMovesKeepFrames} from '../support/engine.js';
import {eventually} from '../support/eventually.js';
import {ask, handle, heard, launchKit, launchRaw, marker} from '../support/launches.js';
import {onBothWays, reports, request, say, type Launched} from '../support/launches.js';
import {otherSite, remoteIn, remotePage, sameSite, type Remote} from '../support/remote.js';
import type {SmartAppFrame, SmartMessagingError} from '../../components/index.js';

const reasons = (frame: SmartAppFrame): string[] => {
  const list: string[] = [];
  frame.addEventListener('smart-disconnect', ({detail}) => list.push(detail.reason));
  return list;
};

const pendingOf = ({frame}: Launched): Promise<SmartMessagingError> => rejection(frame.request('my.thing', {}));

/** The frame was put somewhere anew: there is a new document, and it is served. */
async function servesAgain(frame: SmartAppFrame, origin = sameSite): Promise<Remote> {
  const app = await remoteIn(frame, origin);
  expect((await ask(app, request('scratchpad.read'))).payload).to.have.property('scratchpad');
  expect(frame.state).to.equal('connected');
  return app;
}

onBothWays('an element on the EHR’s page', () => {
  it('that is removed ends the connection, fails what is pending, and connects anew when put back', async () => {
    const launched = await launchRaw();
    const {frame} = launched;
    const list = reasons(frame);
    const pending = pendingOf(launched);
    const place = frame.parentNode!;
    frame.remove();
    expect((await pending).code).to.equal('disconnected');
    expect(list).to.deep.equal(['removed']);
    expect(frame.state).to.equal('closed');
    place.append(frame);
    await servesAgain(frame);
    expect(frame.messagingHandle).to.equal(handle);
  });

  it('that is removed fails a request made afterwards with a typed error', async () => {
    const {frame} = await launchRaw();
    frame.remove();
    expect((await rejection(frame.request('my.thing', {}))).code).to.equal('unavailable');
  });

  it('that is moved with insertBefore() connects with its new document', async () => {
    const launched = await launchRaw();
    const {frame} = launched;
    const list = reasons(frame);
    const pending = pendingOf(launched);
    frame.parentNode!.insertBefore(frame, frame.parentNode!.firstChild);
    expect((await pending).code).to.equal('disconnected');
    expect(list).to.deep.equal(['removed']);
    await servesAgain(frame);
  });

  itWhereMovesKeepFrames(
    'that is moved with moveBefore() keeps its document, its connection and what is pending',
    async () => {
      const {frame, app} = await launchKit();
      const list = reasons(frame);
      const place = document.createElement('div');
      frame.parentElement!.append(place);
      const before = iframeIn(frame);
      const response = frame.request('my.thing', {});
      (place as Element & {moveBefore(node: Node, child: Node | null): void}).moveBefore(frame, null);
      expect(frame.parentElement === place).to.equal(true);
      expect(iframeIn(frame) === before).to.equal(true);
      expect(await response).to.have.property('outcome');
      expect(await app.run(() => window.app.scratchpad.read())).to.deep.equal([]);
      expect(list).to.deep.equal([]);
    },
  );

  it('that is mounted twice in one task launches one document', async () => {
    const frame = await frameWith({});
    const place = frame.parentNode!;
    frame.remove();
    Object.assign(frame, {messagingHandle: handle, scope: 'messaging/*', src: remotePage(sameSite)});
    place.append(frame);
    frame.remove();
    place.append(frame);
    const connects = record(frame, 'smart-connect');
    const app = await servesAgain(frame);
    await marker(app);
    expect(connects).to.have.length(1);
    expect(frame.renderRoot.querySelectorAll('iframe')).to.have.length(1);
  });

  it('that is mounted twice in one task while connected connects anew once', async () => {
    const {frame} = await launchRaw();
    const list = reasons(frame);
    const connects = record(frame, 'smart-connect');
    const place = frame.parentNode!;
    frame.remove();
    place.append(frame);
    frame.remove();
    place.append(frame);
    await servesAgain(frame);
    expect(list).to.deep.equal(['removed']);
    expect(connects).to.have.length(1);
  });

  it('that is closed takes the app away at once, and is launched again by reload()', async () => {
    const launched = await launchRaw();
    const {frame} = launched;
    const list = reasons(frame);
    const pending = pendingOf(launched);
    frame.close();
    frame.close();
    expect(frame.state).to.equal('closed');
    expect((await pending).code).to.equal('disconnected');
    await frame.updateComplete;
    expect(iframeIn(frame) === null).to.equal(true);
    expect(list).to.deep.equal(['closed']);
    frame.reload();
    await servesAgain(frame);
  });
});

onBothWays('revokeHandle() (SWM-8)', () => {
  it('ends the connection, fails what is pending and takes the app away', async () => {
    const launched = await launchRaw();
    const {frame} = launched;
    const list = reasons(frame);
    const pending = pendingOf(launched);
    frame.revokeHandle();
    expect(frame.state).to.equal('closed');
    expect(list).to.deep.equal(['revoked']);
    expect((await pending).code).to.equal('disconnected');
    await frame.updateComplete;
    expect(iframeIn(frame) === null).to.equal(true);
  });

  it('ends all service from that call on, be it in the midst of a request', async () => {
    const {frame, app} = await launchRaw();
    const other = await launchRaw();
    const asked = record(frame, 'smart-request');
    frame.addEventListener('smart-request', () => frame.revokeHandle());
    const create = (): object => request('scratchpad.create', {resource: {resourceType: 'Condition'}});
    const event = once(frame, 'smart-request');
    void say(app, create(), create(), request('ui.done'));
    await event;
    // Comes after what the app had posted already.
    await marker(other.app);
    expect(asked).to.have.length(1);
    expect(await frame.scratchpad.list()).to.deep.equal([]);
  });

  it('has the next reload() start with a handle of its own, and refuse the old one', async () => {
    const {frame} = await launchRaw();
    frame.revokeHandle();
    frame.reload();
    const app = await remoteIn(frame, sameSite);
    expect(frame.messagingHandle).to.be.a('string').with.length.of.at.least(32);
    expect(frame.messagingHandle).not.to.equal(handle);
    const old = await ask(app, request('scratchpad.read'));
    expect(old.payload).to.have.nested.property('outcome.issue[0].code', 'security');
    const {messagingHandle} = frame;
    expect((await ask(app, request('scratchpad.read', {}, {messagingHandle}))).payload).to.have.property('scratchpad');
  });

  it('lets the page set the next handle itself', async () => {
    const {frame} = await launchRaw();
    frame.revokeHandle();
    frame.messagingHandle = 'issued-by-the-server';
    frame.reload();
    const app = await remoteIn(frame, sameSite);
    const more = {messagingHandle: 'issued-by-the-server'};
    expect((await ask(app, request('scratchpad.read', {}, more))).payload).to.have.property('scratchpad');
  });
});

onBothWays('an attribute that changes while connected', () => {
  it('of scope holds for the next request', async () => {
    const {frame, app} = await launchRaw({frame: {scope: ''}});
    expect((await ask(app, request('scratchpad.read'))).payload).to.have.property('outcome');
    frame.setAttribute('scope', 'messaging/scratchpad');
    expect((await ask(app, request('scratchpad.read'))).payload).to.have.property('scratchpad');
  });

  it('of app-origin shuts out the origin that is no longer named', async () => {
    const {frame, app} = await launchRaw();
    frame.setAttribute('app-origin', otherSite);
    await frame.updateComplete;
    const rejected = reports(frame);
    await say(app, request('scratchpad.read'));
    await eventually('the frame has reported it', () => rejected.some(({reason}) => reason === 'origin'));
    expect(rejected.find(({reason}) => reason === 'origin')).to.deep.include({origin: sameSite, expected: [otherSite]});
    expect((await heard(app)).filter(({data}) => 'outcome' in (data as object))).to.deep.equal([]);
    frame.setAttribute('app-origin', `${otherSite} ${sameSite}`);
    await frame.updateComplete;
    expect((await ask(app, request('scratchpad.read'))).payload).to.have.property('scratchpad');
  });

  it('of messaging-handle revokes the old one, keeps the document and shakes hands with the new one', async () => {
    const launched = await launchRaw();
    const {frame, app} = launched;
    const list = reasons(frame);
    const before = iframeIn(frame);
    const pending = pendingOf(launched);
    frame.setAttribute('messaging-handle', 'the-next-handle');
    await frame.updateComplete;
    expect((await pending).code).to.equal('disconnected');
    expect(list).to.deep.equal(['revoked']);
    expect(iframeIn(frame) === before).to.equal(true);
    const old = await ask(app, request('scratchpad.read'));
    expect(old.payload).to.have.nested.property('outcome.issue[0].code', 'security');
    await eventually('the app hears the new handle', async () =>
      (await heard(app)).some(({data}) => (data as {messagingHandle?: string}).messagingHandle === 'the-next-handle'),
    );
    await ask(app, request('status.handshake', {}, {messagingHandle: 'the-next-handle'}));
    expect(frame.state).to.equal('connected');
  });

  it('of src launches the other app', async () => {
    const launched = await launchRaw();
    const {frame} = launched;
    const list = reasons(frame);
    const pending = pendingOf(launched);
    frame.setAttribute('src', remotePage(otherSite));
    expect((await pending).code).to.equal('disconnected');
    expect(list).to.deep.equal(['navigation']);
    await servesAgain(frame, otherSite);
  });

  it('of src that is taken away takes the app away', async () => {
    const {frame} = await launchRaw();
    const disconnect = once(frame, 'smart-disconnect');
    frame.removeAttribute('src');
    frame.src = undefined;
    expect((await disconnect).detail.reason).to.equal('navigation');
    await frame.updateComplete;
    expect(iframeIn(frame) === null).to.equal(true);
  });
});
