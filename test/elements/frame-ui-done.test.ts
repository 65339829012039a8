import {expect} from '@open-wc/testing';
import {connectedFrame, expectSame, frameWith, iframeIn, reach, record} from '../support/elements.js';
import {otherSite, remoteIn, remotePage, type Remote} from '../support/remote.js';

const src = remotePage(otherSite);

/** Asks as an app without this kit does, and resolves with the answer's payload. */
function ask(messageType: string, messagingHandle: string, ehrOrigin: string): Promise<object> {
  const messageId = crypto.randomUUID();
  return new Promise((resolve) => {
    addEventListener('message', ({data}: MessageEvent<{responseToMessageId?: string; payload: object}>) => {
      if (data.responseToMessageId === messageId) resolve(data.payload);
    });
    window.parent.postMessage({messagingHandle, messageId, messageType, payload: {}}, ehrOrigin);
  });
}

describe('<smart-app-frame> ui.done', () => {
  const launch = async (): Promise<{frame: Awaited<ReturnType<typeof frameWith>>; app: Remote}> => {
    const frame = await frameWith({src, scope: 'messaging/ui', messagingHandle: 'h1'});
    return {frame, app: await remoteIn(frame, otherSite)};
  };

  it('answers success before the document goes', async () => {
    const {frame, app} = await launch();
    expect(await app.run(ask, 'ui.done', 'h1', location.origin)).to.deep.equal({status: 'success'});
    await reach(frame, 'closed');
    expectSame(iframeIn(frame), null);
  });

  it('hides the app at once and removes its document afterwards', async () => {
    const {frame, app} = await launch();
    const served = new Promise<void>((resolve) => {
      frame.addEventListener('smart-message', ({detail}) => {
        if (detail.direction === 'out' && 'responseToMessageId' in (detail.message as object)) resolve();
      });
    });
    void app.run(ask, 'ui.done', 'h1', location.origin);
    await served;
    await frame.updateComplete;
    expect(getComputedStyle(iframeIn(frame)!).display).to.equal('none');
    await reach(frame, 'closed');
    expectSame(iframeIn(frame), null);
    expect(frame.getBoundingClientRect().height).to.equal(0);
  });

  it('tells of the end with smart-disconnect, reason closed', async () => {
    const {frame, app} = await connectedFrame();
    const ends = record(frame, 'smart-disconnect');
    await app.request('ui.done', {});
    await reach(frame, 'closed');
    expect(ends.map(({detail}) => detail.reason)).to.deep.equal(['closed']);
  });

  it('serves a second ui.done in the meantime and closes once', async () => {
    const {frame, app} = await connectedFrame();
    const states = record(frame, 'smart-state-change');
    expect(await Promise.all([app.request('ui.done', {}), app.request('ui.done', {})])).to.deep.equal([
      {status: 'success'},
      {status: 'success'},
    ]);
    await reach(frame, 'closed');
    expect(states.map(({detail}) => detail.state)).to.deep.equal(['closed']);
  });

  it('ignores the properties that are prohibited on it', async () => {
    const {frame, app} = await connectedFrame();
    const answer = await app.request('ui.done', {activityType: 'x', activityParameters: {}});
    expect(answer).to.deep.equal({status: 'success'});
    await reach(frame, 'closed');
  });

  it('keeps the app when a listener answers instead', async () => {
    const {frame, app} = await connectedFrame();
    frame.addEventListener('smart-ui-done', (event) => event.respondWith({status: 'failure'}));
    expect(await app.request('ui.done', {})).to.deep.equal({status: 'failure'});
    expect(frame.state).to.equal('connected');
  });

  it('gives an app that is launched while the last one leaves its full time', async () => {
    const {frame, app} = await launch();
    await app.run(ask, 'ui.done', 'h1', location.origin);
    frame.reload();
    await reach(frame, 'connecting');
    expect(iframeIn(frame)!.hidden).to.equal(false);
    await frameWith({src: remotePage(otherSite, {delay: '300'})}).then((other) => reach(other, 'connecting'));
    expect(iframeIn(frame)!.isConnected).to.equal(true);
    expect(frame.state).to.equal('connecting');
  });

  it('can be launched again afterwards', async () => {
    const {frame, app} = await launch();
    await app.run(ask, 'ui.done', 'h1', location.origin);
    await reach(frame, 'closed');
    frame.reload();
    await reach(frame, 'connecting');
    expect(iframeIn(frame)!.src).to.equal(src);
  });
});

describe('<smart-app-frame> requests without built-in behaviour', () => {
  it('answers ui.launchActivity with failure and a text', async () => {
    const {app} = await connectedFrame();
    const parameters = {draftOrderLocations: ['MedicationRequest/1']};
    const answer = await app.request('ui.launchActivity', {
      activityType: 'order-review',
      activityParameters: parameters,
    });
    expect(answer.status).to.equal('failure');
    expect(answer.statusDetail?.text).to.contain('not supported');
  });

  for (const [wrong, payload, text] of [
    ['without activityType', {activityParameters: {}}, 'activityType'],
    ['without activityParameters', {activityType: 'order-review'}, 'activityParameters'],
    [
      'order-review without its locations',
      {activityType: 'order-review', activityParameters: {}},
      'draftOrderLocations',
    ],
    ['problem-review without its problem', {activityType: 'problem-review', activityParameters: {}}, 'problemLocation'],
    ['appointment-book without its Bundle', {activityType: 'appointment-book', activityParameters: {}}, 'Bundle'],
  ] as const) {
    it(`says what is wrong with a ui.launchActivity ${wrong}`, async () => {
      const {app} = await connectedFrame();
      const answer = await app.request(
        'ui.launchActivity',
        payload as {activityType: string; activityParameters: object},
      );
      expect(answer.status).to.equal('failure');
      expect(answer.statusDetail?.text).to.contain(text);
    });
  }

  for (const type of ['fhir.http', 'scratchpad.merge', 'my.thing', 'urn:example:thing', 'toString', '__proto__']) {
    it(`answers ${type} as not supported`, async () => {
      const {app} = await connectedFrame();
      const answer = await app.request(type, {});
      expect(answer).to.have.all.keys('outcome');
      expect(answer).to.have.nested.property('outcome.issue[0].code', 'not-supported');
    });
  }
});
