import {expect} from '@open-wc/testing';
import {Clock} from '../support/clock.js';
import {connectedFrame, part, reach, record} from '../support/elements.js';
import {ask, handle, launchRaw, request} from '../support/launches.js';
import {otherSite} from '../support/remote.js';

describe('<smart-app-frame handle-lifetime>', () => {
  it('revokes the handle when its time is over, takes the app off the page and says so (SWM-8)', async () => {
    const {frame} = await launchRaw({origin: otherSite, frame: {handleLifetime: 1500}});
    const disconnects = record(frame, 'smart-disconnect');
    const errors = record(frame, 'smart-error');
    await reach(frame, 'closed');
    expect(disconnects.map(({detail}) => detail.reason)).to.deep.equal(['revoked']);
    expect(errors.map(({detail}) => detail.error.code)).to.deep.equal(['unavailable']);
    expect(part(frame, 'error')?.innerText).to.contain('was closed: its session is over');
    await expect(frame).to.be.accessible();
  });

  it('begins anew, with another handle, at the next launch', async () => {
    const {frame} = await launchRaw({origin: otherSite, frame: {handleLifetime: 1000}});
    await reach(frame, 'closed');
    frame.handleLifetime = Infinity;
    frame.reload();
    await reach(frame, 'connecting');
    expect(frame.messagingHandle).not.to.equal(handle);
    expect(part(frame, 'error')?.checkVisibility()).to.equal(false);
  });

  it('begins anew with another handle while the app runs', async () => {
    const {frame, app} = await launchRaw({origin: otherSite, frame: {handleLifetime: 4000}});
    await new Promise((resolve) => setTimeout(resolve, 2500));
    frame.messagingHandle = 'the next one';
    await frame.updateComplete;
    await new Promise((resolve) => setTimeout(resolve, 2500));
    const {payload} = await ask(app, request('scratchpad.read', {}, {messagingHandle: 'the next one'}));
    expect(payload).to.deep.equal({scratchpad: []});
    await reach(frame, 'closed');
  });

  for (const days of [1, 24, 25, 60]) {
    it(`ends after ${days} days, however long that is for a timer`, async () => {
      const clock = new Clock();
      try {
        const {frame} = await connectedFrame({handleLifetime: days * 86_400_000});
        expect(Math.max(...clock.delays)).to.be.at.most(2 ** 31 - 1);
        await clock.advance(days * 86_400_000 - 1);
        expect(frame.state).to.equal('connected');
        expect(Math.max(...clock.delays)).to.be.at.most(2 ** 31 - 1);
        await clock.advance(1);
        expect(frame.state).to.equal('closed');
      } finally {
        clock.restore();
      }
    });
  }

  it('takes a property that is no number for the default, and one in a string for its number', async () => {
    const clock = new Clock();
    try {
      for (const lifetime of [NaN, 'eight hours', {}, undefined]) {
        const {frame} = await connectedFrame({handleLifetime: lifetime as number});
        await clock.advance(1000);
        expect(frame.state).to.equal('connected');
      }
      const {frame} = await connectedFrame({handleLifetime: '500' as unknown as number});
      await clock.advance(500);
      expect(frame.state).to.equal('closed');
    } finally {
      clock.restore();
    }
  });

  it('is without end by default, and where it is no number', async () => {
    const frame = document.createElement('smart-app-frame');
    expect(frame.handleLifetime).to.equal(Infinity);
    frame.setAttribute('handle-lifetime', '28800000');
    expect(frame.handleLifetime).to.equal(28_800_000);
    frame.setAttribute('handle-lifetime', 'eight hours');
    expect(frame.handleLifetime).to.equal(Infinity);
  });
});
