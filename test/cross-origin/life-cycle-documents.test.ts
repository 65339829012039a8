import {expect, fixture, html} from '@open-wc/testing';
import {frameWith, iframeIn, once, part, reach} from '../support/elements.js';
import {rejection} from '../support/rejection.js';
import {eventually} from '../support/eventually.js';
import {answersTo, ask, goTo, handle, heard, launch, launchKit, launchRaw, marker} from '../support/launches.js';
import {mountContext, onBothWays, reloadItself, request, say, type Launched} from '../support/launches.js';
import {kitModule, otherSite, remoteIn, remotePage, sameSite} from '../support/remote.js';
import type {SmartAppFrame, SmartMessagingError} from '../../components/index.js';

/** Every connect and disconnect, in order. */
function story(frame: SmartAppFrame): string[] {
  const facts: string[] = [];
  frame.addEventListener('smart-connect', ({detail}) => facts.push(`connect ${detail.origin}`));
  frame.addEventListener('smart-disconnect', ({detail}) => facts.push(`disconnect ${detail.reason}`));
  return facts;
}

/** A request that the app was asked and will not answer. */
async function unanswered({frame, app}: Launched): Promise<{failure: Promise<SmartMessagingError>}> {
  const failure = rejection(frame.request('my.thing', {}));
  await eventually('the app was asked', async () =>
    (await heard(app)).some(({data}) => (data as {messageType?: string}).messageType === 'my.thing'),
  );
  return {failure};
}

onBothWays('another document in the app’s frame', () => {
  it('of the kit after a reload of its own is a new connection, and what was pending fails', async () => {
    const launched = await launchKit({origin: otherSite});
    const {frame, app} = launched;
    await app.run(() =>
      window.app.addEventListener('smart-request', ((event: {respondWith(reply: unknown): void}) =>
        event.respondWith(new Promise(() => undefined))) as unknown as EventListener),
    );
    const pending = rejection(frame.request('my.thing', {}));
    const facts = story(frame);
    await reloadItself(app);
    await mountContext(app);
    await app.run(() => window.app.ready);
    expect((await pending).code).to.equal('disconnected');
    expect(facts).to.have.length(2);
    expect(facts[0]).to.match(/^disconnect (reload|navigation)$/);
    expect(facts[1]).to.equal(`connect ${otherSite}`);
    expect(await app.run(() => window.app.scratchpad.read())).to.deep.equal([]);
  });

  it('of another make is noticed by its load, and what was pending fails', async () => {
    const launched = await launchRaw();
    const {frame, app} = launched;
    const facts = story(frame);
    const {failure} = await unanswered(launched);
    await reloadItself(app);
    expect((await failure).code).to.equal('disconnected');
    expect(facts).to.deep.equal(['disconnect navigation']);
    await ask(app, request('scratchpad.read'));
    expect(facts).to.deep.equal(['disconnect navigation', `connect ${sameSite}`]);
  });

  it('never gets the late answer to a request of the one before', async () => {
    const {frame, app} = await launchRaw();
    let answer!: (payload: object) => void;
    frame.addEventListener('smart-ui-launch-activity', (event) =>
      event.respondWith(new Promise<object>((resolve) => (answer = resolve))),
    );
    const asked = request('ui.launchActivity', {activityType: 'my-activity', activityParameters: {}});
    await say(app, asked);
    await marker(app);
    const disconnect = once(frame, 'smart-disconnect');
    await reloadItself(app);
    await disconnect;
    answer({status: 'success'});
    await marker(app);
    expect(await answersTo(app, asked)).to.deep.equal([]);
  });

  it('of the kit settles nothing by a late answer to the one before that comes ahead of its load and its handshake', async () => {
    const {frame, app} = await launchRaw({origin: otherSite});
    let answer!: (payload: object) => void;
    frame.addEventListener('smart-ui-launch-activity', (event) =>
      event.respondWith(new Promise<object>((resolve) => (answer = resolve))),
    );
    const asked = request('ui.launchActivity', {activityType: 'my-activity', activityParameters: {}});
    await say(app, asked);
    await marker(app);
    await goTo(app, otherSite, {kit: kitModule, hold: '60000'});
    const mounted = mountContext(app);
    const read = app.run(() => window.app.scratchpad.read());
    answer({status: 'success'});
    await mounted;
    expect(await read).to.deep.equal([]);
    expect(await answersTo(app, asked)).to.have.length(1); // it reached the document, by the window
    const facts = await app.run(() => window.facts.map(({detail}) => detail as {reason?: string}));
    expect(facts.filter(({reason}) => reason === 'unmatched')).to.have.length(1);
  });

  it('may use the ids of the one before for requests of its own', async () => {
    const {frame, app} = await launchRaw();
    const create = request('scratchpad.create', {resource: {resourceType: 'Condition'}});
    const before = await ask(app, create);
    const disconnect = once(frame, 'smart-disconnect');
    await reloadItself(app);
    await disconnect;
    const after = await ask(app, create);
    expect(after.payload).not.to.deep.equal(before.payload);
    expect(await frame.scratchpad.list()).to.have.length(2);
  });

  it('on another allowed origin is served there, and there alone', async () => {
    const {frame, app} = await launchRaw({frame: {appOrigin: `${sameSite} ${otherSite}`}});
    const facts = story(frame);
    const disconnect = once(frame, 'smart-disconnect');
    const there = await goTo(app, otherSite);
    await disconnect;
    expect((await ask(there, request('scratchpad.read'))).payload).to.deep.equal({scratchpad: []});
    expect(facts).to.deep.equal(['disconnect navigation', `connect ${otherSite}`]);
    const response = frame.request('my.thing', {});
    await eventually('the app is asked there', async () =>
      (await heard(there)).some(({data}) => (data as {messageType?: string}).messageType === 'my.thing'),
    );
    frame.close();
    await rejection(response);
  });

  it('on another allowed origin is asked for a handshake there, without having spoken', async () => {
    const {app} = await launchRaw({frame: {appOrigin: `${sameSite} ${otherSite}`}});
    const there = await goTo(app, otherSite);
    await eventually('the app is asked there', async () => (await heard(there)).length > 0);
    expect((await heard(there))[0]!.data).to.have.property('messageType', 'status.handshake');
  });

  it('on a foreign origin hears nothing, and the app is served again when it comes back', async () => {
    const {frame, app} = await launchRaw();
    const disconnect = once(frame, 'smart-disconnect');
    const elsewhere = await goTo(app, otherSite);
    await disconnect;
    const waiting = frame.request<string, object>('my.thing', {});
    expect(await heard(elsewhere)).to.deep.equal([]);
    const load = new Promise((resolve) => iframeIn(frame)!.addEventListener('load', resolve, {once: true}));
    const back = await goTo(elsewhere, sameSite);
    await load;
    await ask(back, request('status.handshake'));
    await eventually('what waited is sent', async () =>
      (await heard(back)).some(({data}) => (data as {messageType?: string}).messageType === 'my.thing'),
    );
    frame.close();
    expect((await rejection(waiting)).code).to.equal('disconnected');
  });

  it('is served after a launcher on an origin that is not the app’s', async () => {
    const {frame, app: launcher} = await launch({frame: {appOrigin: otherSite}});
    const facts = story(frame);
    await say(launcher, request('status.handshake'));
    await launcher.run(() => undefined);
    const app = await goTo(launcher, otherSite, {kit: kitModule});
    await mountContext(app);
    await app.run(() => window.app.ready);
    expect(await app.run(() => window.app.scratchpad.read())).to.deep.equal([]);
    expect(facts).to.deep.equal([`connect ${otherSite}`]);
  });

  it('gets requests that were made before it was there', async () => {
    const {frame, app} = await launch({page: {kit: kitModule}});
    const response = frame.request('my.thing', {});
    await mountContext(app);
    expect(await response).to.have.property('outcome');
  });

  it('is launched by reload() with the same handle, and the one before is gone', async () => {
    const launched = await launchRaw();
    const {frame, app} = launched;
    const {failure} = await unanswered(launched);
    const facts = story(frame);
    const before = iframeIn(frame);
    frame.reload();
    const next = await remoteIn(frame, sameSite);
    expect((await failure).code).to.equal('disconnected');
    expect(iframeIn(frame) === before).to.equal(false);
    expect(next.window === app.window).to.equal(false);
    expect(facts).to.deep.equal(['disconnect reload']);
    await ask(next, request('status.handshake'));
    expect(facts).to.deep.equal(['disconnect reload', `connect ${sameSite}`]);
  });
});

describe('an app that is slow or silent', () => {
  it('is loading until its document is there, then connecting', async () => {
    const {frame, states} = await slowFrame('300', 5000);
    await reach(frame, 'connecting');
    expect(states).to.deep.equal(['loading', 'connecting']);
  });

  it('is unresponsive after connect-timeout while its server is still thinking, and connects after all', async () => {
    const {frame, states} = await slowFrame('700', 150);
    const ready = remoteIn(frame, sameSite);
    await reach(frame, 'unresponsive');
    expect(part(frame, 'error')?.hidden).to.equal(false);
    await ask(await ready, request('status.handshake'));
    await reach(frame, 'connected');
    expect(part(frame, 'error')?.hidden).to.equal(true);
    expect(states[0]).to.equal('loading');
  });

  it('is unresponsive when it never answers, told with a typed error, and recovers when it speaks late', async () => {
    const {frame, app} = await launch({frame: {connectTimeout: 150}});
    const {detail} = await once(frame, 'smart-error');
    expect(detail.error.code).to.equal('timeout');
    await reach(frame, 'unresponsive');
    expect(iframeIn(frame)?.hidden).to.equal(false);
    expect((await ask(app, request('scratchpad.read'))).payload).to.deep.equal({scratchpad: []});
    await reach(frame, 'connected');
    expect(part(frame, 'error')?.hidden).to.equal(true);
  });

  it('is connected though it begins with the element only long after its load', async () => {
    const {frame, app} = await launch({page: {kit: kitModule}, frame: {connectTimeout: 150}});
    await reach(frame, 'unresponsive');
    const facts = story(frame);
    await mountContext(app);
    await app.run(() => window.app.ready);
    expect(facts).to.deep.equal([`connect ${sameSite}`]);
  });

  it('is connected once though the kit’s handshake comes before the iframe’s load', async () => {
    const {frame, app} = await launch({page: {kit: kitModule, hold: '3000'}});
    const facts = story(frame);
    const load = new Promise((resolve) => iframeIn(frame)!.addEventListener('load', resolve, {once: true}));
    await mountContext(app);
    await app.run(() => window.app.ready);
    expect(facts).to.deep.equal([`connect ${sameSite}`]);
    await load;
    await app.run(() => window.app.scratchpad.read());
    expect(facts).to.deep.equal([`connect ${sameSite}`]);
  });

  it('keeps its connection over a load that comes late after a reload', async () => {
    const {frame, app} = await launchKit({page: {hold: '3000'}});
    const facts = story(frame);
    await reloadItself(app);
    const load = new Promise((resolve) => iframeIn(frame)!.addEventListener('load', resolve, {once: true}));
    await mountContext(app);
    await app.run(() => window.app.ready);
    await load;
    await app.run(() => window.app.scratchpad.read());
    expect(facts).to.deep.equal(['disconnect reload', `connect ${sameSite}`]);
  });

  it('is unresponsive, not connected, where its server refuses to be framed', async () => {
    const src = remotePage(otherSite, {'header-x-frame-options': 'DENY'});
    const frame = await frameWith({src, connectTimeout: 200});
    await reach(frame, 'unresponsive');
    expect(part(frame, 'error')?.hidden).to.equal(false);
  });

  it('fails requests to it with timeout', async () => {
    const {frame} = await launch();
    const failure = await rejection(frame.request('my.thing', {}, {timeout: 100}));
    expect(failure).to.include({code: 'timeout', messageType: 'my.thing'});
    expect(failure.elapsed).to.be.within(90, 5000);
  });
});

/** A frame around a slow server, and every state that it has been in. */
async function slowFrame(delay: string, connectTimeout: number): Promise<{frame: SmartAppFrame; states: string[]}> {
  const frame = document.createElement('smart-app-frame');
  const states: string[] = [];
  frame.addEventListener('smart-state-change', ({detail}) => states.push(detail.state));
  Object.assign(frame, {label: 'Slow', messagingHandle: handle, scope: 'messaging/*', connectTimeout});
  frame.src = remotePage(sameSite, {delay});
  await fixture(html`${frame}`);
  return {frame, states};
}
