import {expect, fixture, html} from '@open-wc/testing';
import type {SmartAppFrame} from '../../components/index.js';
import {contextWith, frameWith, once} from '../support/elements.js';
import {rejection} from '../support/rejection.js';
import {openedByEhr, type RemoteWindow} from '../support/ehr-window.js';
import {handle, launch, type Launched} from '../support/launches.js';
import {otherSite, remotePage, sameSite} from '../support/remote.js';
import {warningsDuring} from '../support/warnings.js';

/** An app that asks for a handshake with that handle. */
async function speaking(messagingHandle: string, frame: Partial<SmartAppFrame>): Promise<Launched> {
  const launched = await launch({origin: otherSite, frame: {connectTimeout: 1000, ...frame}});
  await launched.app.run(
    (ehr, messagingHandle) => {
      const message = {messagingHandle, messageId: '1', messageType: 'status.handshake', payload: {}};
      parent.postMessage(message, ehr);
    },
    location.origin,
    messagingHandle,
  );
  return launched;
}

describe('What is wrong with a launch', () => {
  let ehr: RemoteWindow | undefined;

  afterEach(() => ehr?.close());

  it('names the origin that an app speaks from, and those that may, when it has not connected (SWM-6)', async () => {
    let message = '';
    const told = await warningsDuring(async () => {
      const {frame} = await speaking(handle, {appOrigin: sameSite});
      const {detail} = await once(frame, 'smart-error');
      expect(detail.error).to.deep.include({code: 'timeout', messageType: 'status.handshake'});
      ({message} = detail.error);
    });
    expect(message).to.contain(`Messages came from ${otherSite}, but only ${sameSite} is allowed.`);
    expect(told).to.deep.equal([`<smart-app-frame> ${message}`]);
  });

  it('says that an app speaks with another handle, and tells neither', async () => {
    let message = '';
    const told = await warningsDuring(async () => {
      const {frame} = await speaking('the-handle-of-another', {});
      ({message} = (await once(frame, 'smart-error')).detail.error);
    });
    expect(message).to.contain('Messages came with another handle.').and.not.contain('the-handle');
    expect(told).to.deep.equal([`<smart-app-frame> ${message}`]);
  });

  it('names the origin that an EHR speaks from to an app that was told of another', async () => {
    let message = '';
    const told = await warningsDuring(async () => {
      ehr = await openedByEhr();
      const context = await contextWith({messagingHandle: 'h1', messagingOrigin: sameSite, connectTimeout: 1000});
      await ehr.remote.run((app) => {
        parent.postMessage({messagingHandle: 'h1', messageId: '1', messageType: 'status.handshake', payload: {}}, app);
      }, location.origin);
      ({message} = await rejection(context.ready));
    });
    expect(message).to.contain(`Messages came from ${otherSite}, but only ${sameSite} is allowed.`);
    expect(told).to.deep.equal([`<smart-messaging-context> ${message}`]);
  });

  it('says so in the console, too, where a setting cannot be', async () => {
    ehr = await openedByEhr();
    const told = await warningsDuring(async () => {
      await frameWith({src: 'https://app.example.org', appOrigin: '*'});
      await contextWith({messagingHandle: 'h1', messagingOrigin: '*'});
    });
    expect(told).to.have.lengthOf(2);
    expect(told[0]).to.match(/^<smart-app-frame> app-origin .*never \*/);
    expect(told[1]).to.match(/^<smart-messaging-context> messaging-origin .*never \*/);
  });

  it('says what to check when nothing came from an app, once, without the query of its address', async () => {
    const messages: string[] = [];
    const told = await warningsDuring(async () => {
      const {frame} = await launch({origin: otherSite, frame: {connectTimeout: 1500, launchMode: 'query'}});
      messages.push((await once(frame, 'smart-error')).detail.error.message);
      frame.reload();
      messages.push((await once(frame, 'smart-error')).detail.error.message);
    });
    expect(messages[0]).to.contain('Nothing came from the app.').and.contain(`Open ${otherSite}/remote.html in a tab.`);
    expect(messages[0]).not.to.contain(handle);
    expect(messages[1]).to.equal(messages[0]);
    expect(told).to.deep.equal([`<smart-app-frame> ${messages[0]}`]);
  });

  it('says that other messages came when none is of SMART Web Messaging', async () => {
    const {frame, app} = await launch({origin: otherSite, frame: {connectTimeout: 1000}});
    await app.run((ehr) => parent.postMessage({type: 'hello'}, ehr), location.origin);
    expect((await once(frame, 'smart-error')).detail.error.message).to.contain(
      `Messages came from ${otherSite}, but none of SMART Web Messaging.`,
    );
  });

  it('is another origin rather than messages of another protocol, where both came', async () => {
    const {frame, app} = await speaking(handle, {appOrigin: sameSite});
    frame.appOrigin = `${sameSite} ${otherSite}`;
    await app.run((ehr) => parent.postMessage({type: 'hello'}, ehr), location.origin);
    await frame.updateComplete;
    expect((await once(frame, 'smart-error')).detail.error.message).to.contain('is allowed');
  });

  const silent = {src: remotePage(otherSite), connectTimeout: 1000, label: 'Dosing'};

  for (const [what, properties, isRead] of [
    ['nobody has read the handle', {}, false],
    ['the page has read the handle', {}, true],
    ['the page has set the handle', {messagingHandle: handle}, false],
    ['the address has the handle', {launchMode: 'query'}, false],
  ] as const) {
    const lacks = what === 'nobody has read the handle';
    it(`is ${lacks ? '' : 'not '}that the app can have no handle when ${what}`, async () => {
      const frame = Object.assign(document.createElement('smart-app-frame'), silent, properties);
      const failed = once(frame, 'smart-error');
      await fixture(html`${frame}`);
      if (isRead) expect(frame.messagingHandle).to.match(/^[0-9a-f]{64}$/);
      const {message} = (await failed).detail.error;
      expect(message.includes('The app has no handle')).to.equal(lacks);
      frame.remove();
    });
  }

  it('is named by a request that was never sent', async () => {
    ehr = await openedByEhr();
    const context = await contextWith({requestTimeout: 50});
    const error = await rejection(context.ui.done());
    expect(error.code).to.equal('timeout');
    expect(error.message).to.match(
      /^ui\.done was not sent: no connection in 50 ms\. The EHR gave the app no handle and no origin\./,
    );
  });
});
