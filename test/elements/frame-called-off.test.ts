import {expect} from '@open-wc/testing';
import {frameWith, iframeIn, reach, record} from '../support/elements.js';
import {ask, launchRaw, request} from '../support/launches.js';
import {remoteIn, remotePage, sameSite} from '../support/remote.js';

describe('<smart-app-frame> and a launch that is due', () => {
  for (const end of ['close', 'revokeHandle'] as const) {
    for (const due of ['reload', 'src'] as const) {
      it(`does not launch after ${due} and ${end}() in one task`, async () => {
        const {frame} = await launchRaw({frame: {launchMode: 'query'}});
        const states = record(frame, 'smart-state-change');
        if (due === 'reload') frame.reload();
        else frame.src = remotePage(sameSite, {another: '1'});
        frame[end]();
        await frame.updateComplete;
        expect(frame.state).to.equal('closed');
        expect(iframeIn(frame)).not.to.exist;
        expect(states.map(({detail}) => detail.state)).to.deep.equal(['closed']);
      });
    }

    it(`launches what was set after ${end}() in the same task`, async () => {
      const {frame} = await launchRaw();
      frame.label = 'Another';
      frame.src = remotePage(sameSite, {overtaken: '1'});
      frame[end]();
      frame.src = remotePage(sameSite, {wanted: '1'});
      await reach(frame, 'connecting');
      expect(iframeIn(frame)?.src).to.contain('wanted=1');
    });

    it(`launches again by reload() after ${end}() in the same task`, async () => {
      const {frame} = await launchRaw();
      frame.src = remotePage(sameSite, {wanted: '1'});
      frame[end]();
      frame.reload();
      await reach(frame, 'connecting');
      expect(iframeIn(frame)?.src).to.contain('wanted=1');
    });
  }

  it('is launched at once by focus(), also after a launch by a transport that throws', async () => {
    const frame = await frameWith({});
    frame.transport = {
      send: () => undefined,
      listen: () => {
        throw new Error('no way there');
      },
    };
    const errors = record(frame, 'smart-error');
    await reach(frame, 'unresponsive');
    expect(errors[0]!.detail.error.cause).to.have.property('message', 'no way there');
    Object.assign(frame, {transport: undefined, src: remotePage(sameSite, {next: '1'})});
    frame.focus();
    expect(iframeIn(frame)?.src).to.contain('next=1');
  });

  it('is launched later by the next setting', async () => {
    const {frame} = await launchRaw();
    frame.src = remotePage(sameSite, {overtaken: '1'});
    frame.close();
    await frame.updateComplete;
    frame.launchMode = 'none';
    await reach(frame, 'connecting');
    expect(iframeIn(frame)?.src).to.contain('overtaken=1');
  });

  it('is launched once when a listener moves the focus while the app before is ended', async () => {
    const {frame} = await launchRaw({frame: {connectTimeout: 1500}});
    const errors = record(frame, 'smart-error');
    frame.addEventListener('smart-disconnect', () => frame.focus(), {once: true});
    frame.src = remotePage(sameSite, {next: '1'});
    await frame.updateComplete;
    const app = await remoteIn(frame, sameSite);
    await ask(app, request('status.handshake'));
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect([frame.state, errors]).to.deep.equal(['connected', []]);
  });

  it('does not stay called off when the element is put elsewhere', async () => {
    const frame = await frameWith({src: remotePage(sameSite)});
    await reach(frame, 'connecting');
    const place = frame.parentElement!;
    frame.reload();
    frame.close();
    frame.remove();
    place.append(frame);
    await reach(frame, 'connecting');
  });
});
