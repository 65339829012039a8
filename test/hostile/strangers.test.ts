import {expect} from '@open-wc/testing';
import {Channel, WindowTransport, type MessageReport} from '../../components/channel/index.js';
import {eventually} from '../support/eventually.js';
import {closeFarWindow, openFarWindow, post, settleMessages} from '../support/far-window.js';

describe('a window that knows a handle and is not the one that it was given to', () => {
  it('is reported a thousand times, and not each time after that', async () => {
    const [app, stranger] = await Promise.all([openFarWindow(), openFarWindow()]);
    const messagingHandle = 'known to others';
    const reports: MessageReport[] = [];
    const errors: string[] = [];
    const channel = new Channel(new WindowTransport(app, {origins: [location.origin], messagingHandle}), {
      messagingHandle,
      onMessage: (report) => reports.push(report),
      onError: ({code}) => errors.push(code),
    });
    try {
      for (let number = 0; number < 1200; number++) {
        post(stranger, window, {messagingHandle, messageId: `${number}`, messageType: 'ui.done', payload: {}});
      }
      await settleMessages(stranger);
      await eventually('reports of strangers', () => reports.length >= 990);
      await settleMessages(stranger);
      expect(new Set(reports.map(({reason}) => reason))).to.deep.equal(new Set(['source']));
      // Other tests' strangers may have taken a few.
      expect(reports.length).to.be.within(990, 1150);
      // What a stranger does is no reason not to hear the app any more.
      expect([channel.quarantined, errors]).to.deep.equal([false, []]);
    } finally {
      channel.close();
      closeFarWindow(app);
      closeFarWindow(stranger);
    }
  });
});
