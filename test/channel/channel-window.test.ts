import {Channel, WindowTransport} from '../../components/channel/index.js';
import {closeFarWindow, openFarWindow, settleMessages, type FarWindow} from '../support/far-window.js';
import {channelContract} from './channel-contract.js';

let far: FarWindow;

before(async () => {
  far = await openFarWindow();
});

after(() => closeFarWindow(far));

channelContract('windows', async () => {
  const origins = [location.origin];
  return {
    app: {
      Channel: far.kit.Channel,
      transport: new far.kit.WindowTransport(window, {origins}),
      origin: location.origin,
    },
    ehr: {Channel, transport: new WindowTransport(far, {origins}), origin: location.origin},
    dispose: () => settleMessages(far),
  };
});
