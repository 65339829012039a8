import {expect} from '@open-wc/testing';
import type {SmartRequestEvent} from '../../components/index.js';
import {iframeIn, record} from '../support/elements.js';
import {eventually} from '../support/eventually.js';
import {makeExoticValues} from '../support/exotic-values.js';
import {
  ask,
  handle,
  launch,
  launchAttributes,
  mountContext,
  plainFrame,
  reports,
  request,
  say,
} from '../support/launches.js';
import {rawEhr} from '../support/raw-ehr.js';
import {kitModule, otherSite, sameSite} from '../support/remote.js';
import {hostileApp} from './support/attacks.js';
import {guardPage} from './support/page-state.js';
import {askByPort, sayByPort, portExtension, portWords, takePort} from './support/ports.js';

describe('a port that an app abuses', () => {
  guardPage();

  it('carries what is no message to the same end as the window does, and the next request is served', async () => {
    const {frame, app} = await hostileApp();
    await takePort(app);
    const told = reports(frame);
    await app.run(makeExoticValues);
    const posted = await app.run((handle) => {
      const values = Object.values(window.exotic);
      for (const value of values) {
        window.stolenPort!.postMessage(value);
        window.stolenPort!.postMessage({messageId: value, messageType: value, messagingHandle: value, payload: value});
        window.stolenPort!.postMessage({responseToMessageId: 'x', messagingHandle: handle, payload: value});
      }
      return values.length;
    }, handle);
    expect(await askByPort(app, request('scratchpad.read'), 5000)).to.deep.equal({scratchpad: []});
    const rejected = told.filter(({outcome}) => outcome === 'rejected');
    expect(rejected).to.have.length.of.at.least(posted);
    expect(new Set(rejected.map(({reason}) => reason))).to.deep.equal(new Set(['shape', 'unmatched', 'handle']));
  });

  it('is closed when the app is in quarantine, and the window serves it after resume()', async () => {
    const {frame, app} = await hostileApp({frame: {limits: {maxRefusals: 20}}});
    await takePort(app);
    await app.run(() => {
      for (let number = 0; number < 30; number++)
        window.stolenPort!.postMessage({messageId: `${number}`, messageType: 'my.thing', messagingHandle: 'a guess'});
    });
    await eventually('the app is in quarantine', () => frame.quarantined);
    const requests = record(frame, 'smart-request');
    expect(await askByPort(app, request('scratchpad.read'))).to.equal(undefined);
    frame.resume();
    expect(await askByPort(app, request('scratchpad.read'))).to.equal(undefined);
    expect(requests).to.deep.equal([]);
    expect((await ask(app, request('scratchpad.read'))).payload).to.deep.equal({scratchpad: []});
  });

  it('is not begun by words for it that are not in their place', async () => {
    const {frame, app} = await hostileApp();
    const told = reports(frame);
    await say(app, portWords, `${portWords}#`, `${portWords}#guessed`, `${portWords}#guessed`);
    expect((await ask(app, request('scratchpad.read'))).payload).to.deep.equal({scratchpad: []});
    expect(told.filter(({reason}) => reason === 'shape')).to.have.length(1);
    expect(told.filter(({direction}) => direction === 'out')).to.have.length(1);
  });

  for (const [when, before] of [
    ['without a port', () => portWords],
    ['once both have gone over to it', takePort],
  ] as const) {
    it(`is begun by no flood of the words for it, and they keep nothing else from being served, ${when}`, async () => {
      const {frame, app} = await hostileApp({frame: {limits: {maxRefusals: 50}}});
      const words = await before(app);
      await say(app, ...Array<string>(80).fill(words));
      expect((await ask(app, request('scratchpad.read'))).payload).to.deep.equal({scratchpad: []});
      expect(frame.quarantined).to.equal(false);
    });
  }

  it('holds nothing more of a document once the next one is there', async () => {
    const {frame, app} = await hostileApp();
    for (let number = 0; number < 5; number++) {
      await takePort(app);
      let served = 0;
      const count = (event: SmartRequestEvent): void => {
        if (event.detail.messageType !== 'my.thing' || ++served !== 5) return;
        // One load may belong to the document that has spoken already, the other one may not.
        for (let load = 0; load < 2; load++) iframeIn(frame)!.dispatchEvent(new Event('load'));
      };
      frame.addEventListener('smart-request', count);
      await sayByPort(app, ...Array.from({length: 50}, () => request('my.thing')));
      await eventually('the first of them are served', () => served >= 5);
      await app.run(() => new Promise((resolve) => setTimeout(resolve, 200)));
      frame.removeEventListener('smart-request', count);
      expect(served).to.equal(5);
    }
  });

  it('stays one for each document, however often an app asks for it', async () => {
    const {frame, app} = await hostileApp();
    await takePort(app);
    const more = await app.run(
      async (handle, extension, ehr) => {
        let ports = 0;
        addEventListener('message', (event) => void (ports += event.ports.length));
        for (let number = 0; number < 50; number++) {
          const messageId = crypto.randomUUID();
          const answer = window.answerTo(messageId);
          const payload = {extension: [extension]};
          parent.postMessage({messagingHandle: handle, messageId, messageType: 'status.handshake', payload}, ehr);
          await answer;
        }
        return ports;
      },
      handle,
      portExtension,
      location.origin,
    );
    expect(more).to.equal(0);
    expect(frame.state).to.equal('connected');
  });
});

describe('a script on the app’s page that takes away every message with a port', () => {
  guardPage();

  it('keeps the app’s element from the port, not from the EHR', async () => {
    const {frame, app} = await launch({origin: otherSite, page: {kit: kitModule}});
    const connects = record(frame, 'smart-connect');
    await app.run(() => {
      addEventListener('message', (event) => {
        if (event.ports.length === 0) return;
        event.stopImmediatePropagation();
        window.stolenPort = event.ports[0];
        window.stolenPort!.start();
      });
    });
    await mountContext(app, launchAttributes());
    await app.run(() => window.app.ready);
    expect(await app.run(() => window.app.scratchpad.read())).to.deep.equal([]);
    await app.run(() => {
      window.app.addEventListener('smart-request', (event) => event.respondWith({by: 'the app'}));
    });
    expect(await frame.request('my.thing', {})).to.deep.equal({by: 'the app'});
    expect(connects.length).to.equal(1);
  });
});

describe('a page that answers the app’s handshake before its EHR does', () => {
  const guard = guardPage();

  for (const [where, origin] of [
    ['another origin', otherSite],
    ['the EHR’s site', sameSite],
  ] as const) {
    it(`is not taken for the EHR, and its port is not used, on ${where}`, async () => {
      const ehr = await rawEhr({});
      guard.remember(); // this EHR is the test's own
      const stranger = await plainFrame(origin);
      await mountContext(ehr.app);
      await eventually('the app asks for a handshake', () => ehr.requests('status.handshake').length > 0);
      const ids = (): string[] => ehr.requests('status.handshake').map(({messageId}) => messageId);
      const heard = await stranger.run(
        async (ids, extension, words) => {
          const {port1, port2} = new MessageChannel();
          let heard = 0;
          port1.onmessage = () => heard++;
          const app = parent[0]!;
          const ports = [port2];
          for (const responseToMessageId of ids) {
            const forged = {messageId: 'forged', responseToMessageId, payload: {extension: [extension]}};
            app.postMessage(forged, '*', ports.splice(0));
          }
          for (const id of ids) app.postMessage(`${words}#${id}`, '*');
          await new Promise((resolve) => setTimeout(resolve, 300));
          return heard;
        },
        ids(),
        portExtension,
        portWords,
      );
      expect(heard).to.equal(0);
      expect(await ehr.app.run(() => window.app.state)).to.equal('connecting');
      ehr.answers['status.handshake'] = {};
      ehr.answers['scratchpad.read'] = {scratchpad: []};
      expect(await ehr.app.run(() => window.app.scratchpad.read())).to.deep.equal([]);
    });
  }
});
