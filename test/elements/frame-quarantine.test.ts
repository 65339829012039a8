import {expect} from '@open-wc/testing';
import {connectedFrame, expectSame, iframeIn, once, part, reach, record} from '../support/elements.js';
import {eventually} from '../support/eventually.js';
import {ask, guesses, launchRaw, request, say} from '../support/launches.js';
import {otherSite} from '../support/remote.js';

const limits = {maxRefusals: 5};

describe('<smart-app-frame> with an app in quarantine', () => {
  it('says so beside the app, by smart-error and by :state(quarantined)', async () => {
    const {frame, app} = await launchRaw({origin: otherSite, frame: {limits}});
    const error = once(frame, 'smart-error');
    await say(app, ...guesses(10));
    expect((await error).detail.error.code).to.equal('limit');
    await frame.updateComplete;
    expect([frame.quarantined, frame.state, frame.matches(':state(quarantined)')]).to.deep.equal([
      true,
      'connected',
      true,
    ]);
    const notice = part(frame, 'error')!;
    expect(notice.getAttribute('role')).to.equal('alert');
    expect(notice.innerText).to.contain('has sent far too many messages and is paused');
    expect(notice.getBoundingClientRect().bottom).to.be.at.most(iframeIn(frame)!.getBoundingClientRect().top + 0.5);
    await expect(frame).to.be.accessible();
  });

  it('hears it again once somebody resumes, and leaves the focus in the app', async () => {
    const {frame, app} = await launchRaw({origin: otherSite, frame: {limits}});
    await say(app, ...guesses(10));
    await eventually('the app is in quarantine', () => frame.quarantined);
    await frame.updateComplete;
    const buttons = [...part(frame, 'error')!.querySelectorAll('button')].filter((button) => button.checkVisibility());
    expect(buttons.map((button) => button.innerText)).to.deep.equal(['Resume']);
    buttons[0]!.focus();
    buttons[0]!.click();
    await frame.updateComplete;
    expect([frame.quarantined, frame.matches(':state(quarantined)')]).to.deep.equal([false, false]);
    expect(part(frame, 'error')!.checkVisibility()).to.equal(false);
    expectSame((frame.renderRoot as ShadowRoot).activeElement, iframeIn(frame));
    expect((await ask(app, request('scratchpad.read'))).payload).to.deep.equal({scratchpad: []});
  });

  it('does not hear another document of it before that', async () => {
    const {frame, app} = await launchRaw({origin: otherSite, frame: {limits}});
    await say(app, ...guesses(10));
    await eventually('the app is in quarantine', () => frame.quarantined);
    const states = record(frame, 'smart-connect');
    const ready = app.ready();
    await app.run(() => location.reload());
    await ready;
    await say(app, request('status.handshake'));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect([frame.quarantined, states]).to.deep.equal([true, []]);
    frame.resume();
    await ask(app, request('status.handshake'));
    expect(states).to.have.length(1);
  });

  it('takes it off the page when it goes on as if nothing was, and says so', async () => {
    const {frame, app} = await launchRaw({origin: otherSite, frame: {limits}});
    const errors = record(frame, 'smart-error');
    await say(app, ...guesses(80));
    await reach(frame, 'closed');
    expect([frame.quarantined, frame.matches(':state(failed)'), iframeIn(frame)]).to.deep.equal([false, true, null]);
    expect(part(frame, 'error')!.innerText).to.contain('was closed: it kept the page busy');
    expect(errors.map(({detail}) => detail.error.code)).to.deep.equal(['limit', 'limit']);
    frame.reload();
    await reach(frame, 'connecting');
    expect(frame.quarantined).to.equal(false);
  });

  it('begins afresh with another launch', async () => {
    const {frame, app} = await launchRaw({origin: otherSite, frame: {limits}});
    await say(app, ...guesses(10));
    await eventually('the app is in quarantine', () => frame.quarantined);
    frame.reload();
    await frame.updateComplete;
    expect([frame.quarantined, frame.matches(':state(quarantined)')]).to.deep.equal([false, false]);
  });

  it('is never one that behaves', async () => {
    const {frame, app} = await connectedFrame();
    const errors = record(frame, 'smart-error');
    for (let number = 0; number < 1500; number++) await app.request('scratchpad.read', {});
    expect([frame.quarantined, errors]).to.deep.equal([false, []]);
  });
});
