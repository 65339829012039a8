import {expect} from '@open-wc/testing';
import {record} from '../support/elements.js';
import {eventually} from '../support/eventually.js';
import {handle, launch, marker, plainFrame, reports, say} from '../support/launches.js';
import {otherSite} from '../support/remote.js';
import {answer, asked, hostileApp} from './support/attacks.js';
import {guardPage} from './support/page-state.js';

describe('an answer with a guessed id', () => {
  const guard = guardPage();

  it('is none, however near the guess is, and the request waits for its own', async () => {
    const {frame, app} = await hostileApp();
    const response = frame.request<string, object>('my.thing', {});
    const {messageId} = await asked(app, 'my.thing');
    const guesses = [
      messageId.toUpperCase(),
      ` ${messageId}`,
      `${messageId}\0`,
      messageId.slice(0, -1),
      messageId.replaceAll('-', ''),
      [messageId],
      {messageId},
      Object(messageId) as unknown,
      '__proto__',
      'constructor',
      ...Array.from({length: 100}, () => crypto.randomUUID()),
    ];
    const responses = record(frame, 'smart-response');
    await say(app, ...guesses.map((guess) => answer(guess, {guessed: true})));
    await marker(app);
    expect(responses).to.deep.equal([]);
    await say(app, answer(messageId, {guessed: false}));
    expect(await response).to.deep.equal({guessed: false});
  });

  it('to the request of another app is not that app’s answer, even where the guess is right', async () => {
    const hostile = await hostileApp({frame: {limits: {maxRefusals: 150}}});
    const response = guard.innocent.frame.request<string, object>('my.thing', {});
    const {messageId} = await asked(guard.innocent.app, 'my.thing');
    const guesses = Array.from({length: 200}, () => crypto.randomUUID());
    await say(hostile.app, ...[messageId, ...guesses].map((guess) => answer(guess, {by: 'the hostile app'})));
    await eventually('the hostile app is not heard any more', () => hostile.frame.quarantined);
    await say(guard.innocent.app, answer(messageId, {by: 'the innocent app'}));
    expect(await response).to.deep.equal({by: 'the innocent app'});
  });

  it('of a stranger is reported to nobody as the innocent app’s fault, however many there are', async () => {
    const {frame, app} = guard.innocent;
    const response = frame.request<string, object>('my.thing', {});
    const {messageId} = await asked(app, 'my.thing');
    const stranger = await plainFrame(otherSite);
    const told = reports(frame);
    const forged = answer(messageId, {by: 'a stranger'}, {messagingHandle: 'innocent'});
    await stranger.run(
      (forged, ehr) => {
        for (let number = 0; number < 6000; number++) parent.postMessage(forged, ehr);
      },
      forged,
      location.origin,
    );
    await stranger.run(() => undefined);
    expect(frame.quarantined).to.equal(false);
    expect(new Set(told.map(({reason}) => reason))).to.deep.equal(new Set(['source']));
    expect(told.length).to.be.below(1500);
    await say(app, answer(messageId, {by: 'the innocent app'}));
    expect(await response).to.deep.equal({by: 'the innocent app'});
  });

  it('that is a request as well is one of the two only', async () => {
    const {frame, app} = await hostileApp();
    const requests = record(frame, 'smart-request');
    const response = frame.request<string, object>('my.thing', {});
    const {messageId} = await asked(app, 'my.thing');
    const both = {messagingHandle: handle, messageType: 'ui.done'};
    await say(app, answer('guessed', {}, both), answer(messageId, {answered: true}, both));
    expect(await response).to.deep.equal({answered: true});
    await marker(app);
    expect(requests.map(({detail}) => detail.messageType)).to.deep.equal(['test.marker']);
    expect(frame.state).to.equal('connected');
  });

  it('that is the EHR’s own request, sent back to it, is a request of the app’s and answers nothing', async () => {
    const {frame, app} = await hostileApp();
    const response = frame.request<string, object>('my.thing', {secret: true});
    const question = await asked(app, 'my.thing');
    const responses = record(frame, 'smart-response');
    await say(app, question, {...question, messageType: 'status.handshake'});
    await marker(app);
    expect(responses).to.deep.equal([]);
    await say(app, answer(question.messageId, {}));
    expect(await response).to.deep.equal({});
  });

  it('to a handshake that was answered before is refused like any other, and counts', async () => {
    const {frame, app} = await launch({origin: otherSite, frame: {limits: {maxRefusals: 50}}});
    const {messageId} = await asked(app, 'status.handshake');
    await say(app, answer(messageId, {}));
    expect(frame.state).to.equal('connected');
    const told = reports(frame);
    await say(app, ...Array.from({length: 80}, () => answer(messageId, {application: {name: 'another'}})));
    await app.run(() => undefined);
    expect(told[0]).to.include({outcome: 'rejected', reason: 'unmatched'});
    expect([frame.quarantined, frame.peerHandshake]).to.deep.equal([true, {}]);
  });
});
