import {Channel} from '../../components/channel/index.js';
import {createTransportPair} from '../../components/testing/index.js';
import {settleMicrotasks} from '../support/clock.js';
import {channelContract} from './channel-contract.js';

const origins = {app: 'https://app.example.org', ehr: 'https://ehr.example.org'};

channelContract('memory', async () => {
  const [app, ehr] = createTransportPair([origins.app, origins.ehr]);
  return {
    app: {Channel, transport: app, origin: origins.app},
    ehr: {Channel, transport: ehr, origin: origins.ehr},
    settled: settleMicrotasks,
    dispose: settleMicrotasks,
  };
});
