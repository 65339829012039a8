import {Bench, type MakePair} from '../support/bench.js';
import {epochContract} from './contract/epochs.js';
import {handshakeContract} from './contract/handshake.js';
import {hostileContract} from './contract/hostile.js';
import {quarantineContract} from './contract/quarantine.js';
import {reportContract} from './contract/reports.js';
import {requestContract} from './contract/requests.js';
import {resourceContract} from './contract/resources.js';
import {servingContract} from './contract/serving.js';

/** What holds for a channel over every transport; `oneDocument` where it leads to one document and never to the next. */
export function channelContract(name: string, makePair: MakePair, {oneDocument = false} = {}): void {
  describe(`Channel over ${name}`, () => {
    let current: Bench;
    const bench = (): Bench => current;

    beforeEach(async () => {
      current = new Bench(await makePair());
    });

    afterEach(() => current.dispose());

    handshakeContract(bench);
    requestContract(bench);
    servingContract(bench);
    hostileContract(bench);
    epochContract(bench, {oneDocument});
    reportContract(bench);
    quarantineContract(bench);
    resourceContract(bench);
  });
}
