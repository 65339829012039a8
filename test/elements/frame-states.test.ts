import {expect} from '@open-wc/testing';
import {frameWith, iframeIn, reach, record, once} from '../support/elements.js';
import {otherSite, remoteIn, remotePage} from '../support/remote.js';

const src = remotePage(otherSite);
const states = ['idle', 'loading', 'connecting', 'connected', 'unresponsive', 'closed'];

const marked = (element: Element): string[] => states.filter((state) => element.matches(`:state(${state})`));

/** What an app says, in the app's window. */
function say(messageType: string, messagingHandle: string, ehrOrigin: string): void {
  const message = {messagingHandle, messageId: crypto.randomUUID(), messageType, payload: {}};
  window.parent.postMessage(message, ehrOrigin);
}

describe('<smart-app-frame> states', () => {
  it('goes from idle over loading and connecting to connected, one :state() at a time', async () => {
    const frame = document.createElement('smart-app-frame');
    const seen: string[] = [];
    frame.addEventListener('smart-state-change', ({detail}) => {
      expect(marked(frame)).to.deep.equal([frame.state]);
      expect(detail.state).to.equal(frame.state);
      seen.push(`${detail.previousState} → ${detail.state}`);
    });
    expect(marked(frame)).to.deep.equal(['idle']);
    Object.assign(frame, {label: 'App', src, messagingHandle: 'h1'});
    document.body.append(frame);
    const app = await remoteIn(frame, otherSite);
    await reach(frame, 'connecting');
    await app.run(say, 'status.handshake', 'h1', location.origin);
    await reach(frame, 'connected');
    expect(seen).to.deep.equal(['idle → loading', 'loading → connecting', 'connecting → connected']);
    frame.remove();
  });

  it('is loading until the document has loaded', async () => {
    const frame = await frameWith({src: remotePage(otherSite, {delay: '1000'})});
    expect(frame.state).to.equal('loading');
    await once(frame, 'smart-state-change');
    expect(frame.state).to.equal('connecting');
  });

  it('is connected without a handshake by any message with the right handle', async () => {
    const frame = await frameWith({src, messagingHandle: 'h1'});
    const app = await remoteIn(frame, otherSite);
    await app.run(say, 'ui.done', 'h1', location.origin);
    await reach(frame, 'connected');
  });

  it('is not connected by a message with another handle', async () => {
    const frame = await frameWith({src, messagingHandle: 'h1'});
    const app = await remoteIn(frame, otherSite);
    await reach(frame, 'connecting');
    const connected = record(frame, 'smart-connect');
    const rejected = new Promise<string | undefined>((resolve) => {
      frame.addEventListener('smart-message', ({detail}) => detail.outcome === 'rejected' && resolve(detail.reason));
    });
    await app.run(say, 'status.handshake', 'h2', location.origin);
    expect(await rejected).to.equal('handle');
    expect(connected).to.be.empty;
    expect(frame.state).to.equal('connecting');
  });

  it('is unresponsive when the app says nothing within connect-timeout, and tells with code timeout', async () => {
    const frame = document.createElement('smart-app-frame');
    const errors = record(frame, 'smart-error');
    Object.assign(frame, {label: 'App', src, connectTimeout: 400});
    document.body.append(frame);
    await reach(frame, 'connecting');
    await reach(frame, 'unresponsive');
    frame.remove();
    expect(errors.map(({detail}) => detail.error.code)).to.deep.equal(['timeout']);
  });

  it('is connected after all when an unresponsive app speaks', async () => {
    const frame = await frameWith({src, messagingHandle: 'h1', connectTimeout: 0});
    const app = await remoteIn(frame, otherSite);
    await reach(frame, 'unresponsive');
    await app.run(say, 'my.thing', 'h1', location.origin);
    await reach(frame, 'connected');
  });

  it('is unresponsive when the document does not come within connect-timeout, and connecting when it does', async () => {
    const frame = await frameWith({src: remotePage(otherSite, {delay: '600'}), connectTimeout: 100});
    await reach(frame, 'unresponsive');
    await reach(frame, 'connecting');
  });

  it('tells with code timeout that the document does not come within connect-timeout', async () => {
    const frame = document.createElement('smart-app-frame');
    const errors = record(frame, 'smart-error');
    Object.assign(frame, {label: 'App', src: remotePage(otherSite, {delay: '2000'}), connectTimeout: 100});
    document.body.append(frame);
    const error = once(frame, 'smart-error');
    await reach(frame, 'unresponsive');
    await error;
    frame.remove();
    expect(errors.map(({detail}) => detail.error.code)).to.deep.equal(['timeout']);
    expect(errors[0]!.detail.error.message).to.match(/did not load/);
  });

  it('is connected by a handshake that is nested too deep', async () => {
    const frame = await frameWith({src, messagingHandle: 'h1'});
    const app = await remoteIn(frame, otherSite);
    await app.run((ehrOrigin) => {
      let extension: unknown[] = [];
      for (let level = 0; level < 200; level++) extension = [extension];
      const message = {messagingHandle: 'h1', messageId: 'id-1', messageType: 'status.handshake', payload: {extension}};
      window.parent.postMessage(message, ehrOrigin);
    }, location.origin);
    await reach(frame, 'connected');
    expect(frame.peerHandshake).to.deep.equal({});
  });

  it('is connected by the answer to its handshake that is nested too deep', async () => {
    const frame = await frameWith({src, messagingHandle: 'h1'});
    const app = await remoteIn(frame, otherSite);
    await reach(frame, 'connecting');
    await app.run(async (ehrOrigin) => {
      let extension: unknown[] = [];
      for (let level = 0; level < 200; level++) extension = [extension];
      while (!window.received.length) await new Promise((resolve) => setTimeout(resolve, 10));
      const {messageId} = window.received[0]!.data as {messageId: string};
      const message = {messageId: 'id-1', responseToMessageId: messageId, payload: {extension}};
      window.parent.postMessage(message, ehrOrigin);
    }, location.origin);
    await reach(frame, 'connected');
    expect(frame.peerHandshake).to.deep.equal({});
  });

  it('waits without end for a lazy frame that is not yet in view', async () => {
    const spacer = Object.assign(document.createElement('div'), {style: 'height: 20000px'});
    document.body.append(spacer);
    const lazy = document.createElement('smart-app-frame');
    Object.assign(lazy, {label: 'App', src, loading: 'lazy', connectTimeout: 50});
    spacer.after(lazy);
    const eager = await frameWith({src: remotePage(otherSite, {delay: '500'}), connectTimeout: 100});
    await reach(eager, 'unresponsive');
    expect(lazy.state).to.equal('loading');
    lazy.remove();
    spacer.remove();
  });

  it('takes a connect-timeout beyond what timers can do for a long time', async () => {
    const frame = await frameWith({src: remotePage(otherSite, {delay: '1000'}), connectTimeout: Infinity});
    expect(frame.state).to.equal('loading');
    await once(frame, 'smart-state-change');
    expect(frame.state).to.equal('connecting');
  });

  it('is closed when it leaves the page, and loads again when it comes back', async () => {
    const frame = await frameWith({src});
    const parent = frame.parentElement!;
    const first = iframeIn(frame);
    frame.remove();
    expect(frame.state).to.equal('closed');
    parent.append(frame);
    await frame.updateComplete;
    expect(frame.state).to.equal('loading');
    expect(iframeIn(frame) === first).to.equal(false);
  });

  it('dispatches facts that bubble, are composed and cannot be cancelled', async () => {
    const frame = document.createElement('smart-app-frame');
    const change = once(frame, 'smart-state-change');
    Object.assign(frame, {label: 'App', src});
    document.body.append(frame);
    const {bubbles, composed, cancelable} = await change;
    frame.remove();
    expect({bubbles, composed, cancelable}).to.deep.equal({bubbles: true, composed: true, cancelable: false});
  });
});
