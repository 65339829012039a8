import {Channel} from '../../components/channel/index.js';
import {createTransportPair} from '../../components/testing/index.js';
import {Bench} from './bench.js';
import {settleMicrotasks} from './clock.js';

export const origins = {app: 'https://app.example.org', ehr: 'https://ehr.example.org'};

/** An EHR and an app in one page, linked by memory. */
export function memoryBench(): Bench {
  const [app, ehr] = createTransportPair([origins.app, origins.ehr]);
  return new Bench({
    app: {Channel, transport: app, origin: origins.app},
    ehr: {Channel, transport: ehr, origin: origins.ehr},
    settled: settleMicrotasks,
    dispose: settleMicrotasks,
  });
}
