import {expect} from '@open-wc/testing';
import {frameWith, once, part, reach, record} from '../support/elements.js';
import {rejection} from '../support/rejection.js';
import {eventually} from '../support/eventually.js';
import {ask, closeWindows, handle, heard, mountContext, openWindow, request} from '../support/launches.js';
import {kitModule, otherSite, remotePage, sameSite} from '../support/remote.js';
import type {Launch, Launched, RawRequest} from '../support/launches.js';

async function connectedWindow(options: Launch = {}): Promise<Launched> {
  const launched = await openWindow({...options, page: {kit: kitModule}});
  await launched.app.ready();
  await mountContext(launched.app);
  await reach(launched.frame, 'connected');
  return launched;
}

describe('an app in a window of its own', () => {
  afterEach(closeWindows);

  for (const origin of [otherSite, sameSite]) {
    it(`connects with ${origin === otherSite ? 'another site' : 'the same site'} and serves its requests`, async () => {
      const {frame, app} = await connectedWindow({origin});
      const {location} = await app.run(() => window.app.scratchpad.create({resourceType: 'Condition'}));
      expect((await frame.scratchpad.list()).map(({id}) => `Condition/${id}`)).to.deep.equal([location]);
      expect(await frame.request('my.thing', {})).to.have.property('outcome');
    });
  }

  it('serves a hand-written app that looks for its opener', async () => {
    const {app} = await openWindow();
    await app.ready();
    expect((await ask(app, request('scratchpad.read'))).payload).to.deep.equal({scratchpad: []});
  });

  it('is not opened before open() is called', async () => {
    const frame = await frameWith({target: 'window', src: remotePage(sameSite)});
    expect(frame.state).to.equal('idle');
    expect(part(frame, 'frame') === null).to.equal(true);
  });

  it('answers ui.done before the window closes', async () => {
    const {frame, app} = await connectedWindow();
    expect(await app.run(() => window.app.ui.done())).to.deep.equal({status: 'success'});
    await reach(frame, 'closed');
    await eventually('the window is closed', () => app.window.closed);
    expect(part(frame, 'error')?.hidden).to.equal(true);
  });

  it('is brought to the front, not opened twice, by a second open()', async () => {
    const {frame} = await connectedWindow();
    const {open} = window;
    let opened = 0;
    window.open = () => {
      opened++;
      return null;
    };
    expect(frame.open()).to.equal(true);
    window.open = open;
    expect(opened).to.equal(0);
    expect(frame.state).to.equal('connected');
  });

  it('returns false from open() and shows what to do when the browser blocks it', async () => {
    const frame = await frameWith({target: 'window', label: 'Dosing', src: remotePage(sameSite)});
    const errors = record(frame, 'smart-error');
    const {open} = window;
    window.open = () => null;
    expect(frame.open()).to.equal(false);
    window.open = open;
    await frame.updateComplete;
    expect(part(frame, 'error')?.hidden).to.equal(false);
    expect(part(frame, 'error')?.textContent).to.include('blocked the window of Dosing');
    expect(errors.map(({detail}) => detail.error.code)).to.deep.equal(['unavailable']);
  });

  it('ends the connection when the window is closed, and fails what is pending', async () => {
    const {frame, app} = await connectedWindow();
    await app.run(() =>
      window.app.addEventListener('smart-request', ((event: {respondWith(reply: unknown): void}) =>
        event.respondWith(new Promise(() => undefined))) as unknown as EventListener),
    );
    const pending = rejection(frame.request('my.thing', {}));
    const disconnect = once(frame, 'smart-disconnect');
    app.window.close();
    expect((await disconnect).detail.reason).to.equal('closed');
    expect((await pending).code).to.equal('disconnected');
    expect(frame.state).to.equal('closed');
  });

  it('says so when the window is closed before the app connected', async () => {
    const {frame, app} = await openWindow();
    await app.ready();
    const error = once(frame, 'smart-error');
    app.window.close();
    expect((await error).detail.error.code).to.equal('unavailable');
    await reach(frame, 'closed');
    expect(part(frame, 'error')?.hidden).to.equal(false);
  });

  it('explains a window that Cross-Origin-Opener-Policy cut off', async () => {
    const page = {'header-cross-origin-opener-policy': 'same-origin', leave: '3000'};
    const {frame, app} = await openWindow({page, frame: {label: 'Dosing'}});
    const {detail} = await once(frame, 'smart-error');
    expect(app.window.closed).to.equal(true);
    expect(detail.error.code).to.equal('unavailable');
    expect(detail.error.message).to.include('Cross-Origin-Opener-Policy');
    await frame.updateComplete;
    expect(part(frame, 'error')?.hidden).to.equal(false);
    expect(part(frame, 'error')?.textContent).to.include('The window of Dosing');
  });

  it('opens again from the notice’s button after its window was closed', async () => {
    const {frame, app} = await openWindow();
    await app.ready();
    app.window.close();
    await once(frame, 'smart-error');
    await frame.updateComplete;
    const {open} = window;
    let address: unknown;
    window.open = (url) => {
      address = url;
      return null;
    };
    part(frame, 'error')?.querySelector('button')?.click();
    window.open = open;
    expect(address).to.equal(frame.src);
  });

  it('is recognised as another document after a reload of its own (SWM-8)', async () => {
    const {frame, app} = await connectedWindow();
    await app.run(() =>
      window.app.addEventListener('smart-request', ((event: {respondWith(reply: unknown): void}) =>
        event.respondWith(new Promise(() => undefined))) as unknown as EventListener),
    );
    const pending = rejection(frame.request('my.thing', {}));
    const facts: string[] = [];
    frame.addEventListener('smart-disconnect', ({detail}) => facts.push(detail.reason));
    frame.addEventListener('smart-connect', () => facts.push('connect'));
    const ready = app.ready();
    await app.run(() => location.reload());
    await ready;
    await mountContext(app);
    await app.run(() => window.app.ready);
    expect(facts).to.deep.equal(['reload', 'connect']);
    expect((await pending).code).to.equal('disconnected');
    expect(await app.run(() => window.app.scratchpad.read())).to.deep.equal([]);
  });

  it('is sent to its address again by reload(), in the same window', async () => {
    const {frame, app} = await connectedWindow();
    const disconnect = once(frame, 'smart-disconnect');
    const ready = app.ready();
    frame.reload();
    expect((await disconnect).detail.reason).to.equal('reload');
    await ready;
    await mountContext(app);
    await reach(frame, 'connected');
    expect(app.window.closed).to.equal(false);
  });

  it('is closed by close()', async () => {
    const {frame, app} = await connectedWindow();
    frame.close();
    expect(frame.state).to.equal('closed');
    await eventually('the window is closed', () => app.window.closed);
  });

  it('stays open, but is served no more, when the element leaves the page', async () => {
    const {frame, app} = await connectedWindow();
    const disconnect = once(frame, 'smart-disconnect');
    frame.remove();
    expect((await disconnect).detail.reason).to.equal('removed');
    const failure = await app.run(() => window.app.request('my.thing', {}, {timeout: 100}).catch(window.codeOf));
    expect(failure).to.equal('timeout');
    expect(app.window.closed).to.equal(false);
  });

  it('is asked for a handshake with the new handle when that changes', async () => {
    const {frame, app} = await openWindow();
    await app.ready();
    const hears = (messagingHandle: string): Promise<void> =>
      eventually(`the app hears of ${messagingHandle}`, async () =>
        (await heard(app)).some(({data}) => (data as RawRequest).messagingHandle === messagingHandle),
      );
    await hears(handle);
    frame.messagingHandle = 'another-handle';
    await hears('another-handle');
  });
});
