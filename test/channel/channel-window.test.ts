import {Channel, WindowTransport, type Transport} from '../../components/channel/index.js';
import type {Pair} from '../support/bench.js';
import {engine} from '../support/engine.js';
import {settleMicrotasks} from '../support/clock.js';
import {closeFarWindow, openFarWindow, settleMessages, type FarWindow} from '../support/far-window.js';
import {channelContract} from './channel-contract.js';

let far: FarWindow;

before(async () => {
  far = await openFarWindow();
});

after(() => closeFarWindow(far));

function windows(): Pair {
  const origins = [location.origin];
  return {
    app: {
      Channel: far.kit.Channel,
      transport: new far.kit.WindowTransport(window, {origins}),
      origin: location.origin,
    },
    ehr: {Channel, transport: new WindowTransport(far, {origins}), origin: location.origin},
    settled: () => settleMessages(far),
    dispose: () => settleMessages(far),
  };
}

/** Two ends that speak through a port from the start, hand-written ones included. */
async function ports(): Promise<Pair> {
  const {app, ehr, dispose} = windows();
  const releases = [app, ehr].map(({transport}) => holdOpen(transport));
  app.transport.send({first: 'message'});
  ehr.transport.send({first: 'message'});
  await settleMessages(far);
  const port = ehr.transport.offerPort?.('by hand');
  if (!port) throw new Error('No port was offered.');
  app.transport.acceptPort?.(port, 'by hand');
  await settleMessages(far);
  return {
    app,
    ehr,
    settled: async () => {
      await settleMessages(far);
      // Nothing tells that a port is empty: Chromium has delivered by then, the others take a few turns.
      await new Promise((resolve) => setTimeout(resolve, engine === 'chromium' ? 0 : 50));
      await settleMicrotasks();
    },
    dispose: () => {
      for (const release of releases) release();
      return dispose();
    },
  };
}

/** Listens until somebody else does, for a lane ends with the last listener. Returns the means to stop before that. */
function holdOpen(transport: Transport): () => void {
  const ending = new AbortController();
  const {listen} = transport;
  listen.call(transport, () => undefined, {signal: ending.signal});
  transport.listen = (...parameters) => {
    listen.apply(transport, parameters);
    ending.abort();
  };
  return () => ending.abort();
}

channelContract('windows', async () => windows());

channelContract('windows that agree on a MessagePort', async () => {
  const {app, ehr, settled, dispose} = windows();
  return {app: {...app, messagePort: 'accept'}, ehr: {...ehr, messagePort: 'offer'}, settled, dispose};
});

channelContract('a MessagePort', ports, {oneDocument: true});
