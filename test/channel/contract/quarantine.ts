import {expect} from '@open-wc/testing';
import {Channel, type SmartMessagingError} from '../../../components/channel/index.js';
import {until, type Bench} from '../../support/bench.js';
import {rejection} from '../../support/rejection.js';
import type {RawEnd} from '../../support/raw-end.js';

const maxRefusals = 10;

export function quarantineContract(bench: () => Bench): void {
  describe('a peer that goes on though it is refused', () => {
    /** An app that has just done what brings it into quarantine, and what was told of it. */
    async function flooded(
      flood: (app: RawEnd) => void,
      refusals = maxRefusals + 1,
    ): Promise<{ehr: Channel; app: RawEnd; served: string[]; told: Array<boolean | SmartMessagingError>}> {
      const served: string[] = [];
      const told: Array<boolean | SmartMessagingError> = [];
      const {ehr, app} = await bench().connectedRawApp({
        limits: {maxRefusals},
        authorize: (messageType) => messageType !== 'custom.forbidden',
        serve: ({messageType}) => void served.push(messageType),
        onQuarantine: (quarantined) => told.push(quarantined),
        onError: (error) => told.push(error),
      });
      flood(app);
      await until(() => rejected().length >= refusals);
      await bench().pair.settled();
      return {ehr, app, served, told};
    }

    const rejected = (): unknown[] => bench().ehrReports.filter(({outcome}) => outcome === 'rejected');

    const times = (count: number, work: (number: number) => void): void => {
      for (let number = 0; number < count; number++) work(number);
    };

    for (const [what, flood] of Object.entries<(app: RawEnd) => void>({
      'with requests that are not allowed': (app) => times(maxRefusals + 1, () => app.request('custom.forbidden')),
      'with guessed handles': (app) =>
        times(maxRefusals + 1, () => app.request('custom.thing', {}, {messagingHandle: 'x'})),
      'with the same request again and again': (app) =>
        times(maxRefusals + 2, () => app.request('custom.first', {}, {messageId: 'same'})),
      'with answers that nobody waits for': (app) =>
        times(maxRefusals + 1, (number) => app.answer({messageId: `guess ${number}`}, {})),
    })) {
      it(`${what} is heard no more, until resume()`, async () => {
        const {ehr, app, served, told} = await flooded(flood);
        expect(ehr.quarantined).to.equal(true);
        expect(told[0]).to.equal(true);
        expect(told[1]).to.include({code: 'limit'});
        const before = [...served];
        const received = app.received.length;
        app.request('custom.thing');
        await bench().pair.settled();
        expect(served).to.deep.equal(before);
        expect(app.received).to.have.length(received);
        expect(rejected()).to.have.length(maxRefusals + 1);
        ehr.resume();
        expect([ehr.quarantined, told.at(-1)]).to.deep.equal([false, false]);
        await app.ask('custom.thing');
        expect(served).to.deep.equal([...before, 'custom.thing']);
      });
    }

    it('is still heard where it sends what is no message of this protocol, which is reported once a second', async () => {
      const {ehr, app} = await flooded((app) => times(500, () => app.send({nothing: true})), 1);
      expect([ehr.quarantined, rejected().length]).to.deep.equal([false, 1]);
      await app.ask('custom.thing');
    });

    it('is still heard after fewer refusals than that', async () => {
      const {ehr, app} = await flooded(
        (app) => times(maxRefusals, () => app.request('custom.thing', {}, {messagingHandle: 'x'})),
        maxRefusals,
      );
      expect(ehr.quarantined).to.equal(false);
      await app.ask('custom.thing');
    });

    it('is asked nothing any more: what waits fails with limit, and what is asked then, too', async () => {
      const {ehr, app} = await flooded(() => undefined, 0);
      const waiting = rejection(ehr.request('custom.question', {}));
      times(maxRefusals + 1, () => app.request('custom.thing', {}, {messagingHandle: 'x'}));
      expect((await waiting).code).to.equal('limit');
      expect((await rejection(ehr.request('custom.question', {}))).code).to.equal('limit');
      ehr.resume();
      await bench().pair.settled();
      const question = ehr.request('custom.question', {});
      app.answer(await app.nextRequest('custom.question').then(() => app.nextRequest('custom.question')), {
        again: true,
      });
      expect(await question).to.deep.equal({again: true});
    });

    it('gets no second chance by another document of its own', async () => {
      const {ehr, app, served} = await flooded((app) =>
        times(maxRefusals + 1, () => app.request('custom.thing', {}, {messagingHandle: 'x'})),
      );
      ehr.peerLoaded();
      ehr.peerLoaded();
      app.request('custom.thing');
      await bench().pair.settled();
      expect([ehr.quarantined, served]).to.deep.equal([true, []]);
    });
  });

  describe('limits of a message type', () => {
    it('refuse what is too much of it, and serve the others', async () => {
      const served: string[] = [];
      const ofType = {'ui.launchActivity': 3};
      const {app} = await bench().connectedRawApp({
        limits: {ofType},
        serve: ({messageType}) => void served.push(messageType),
      });
      const answers = [];
      for (let number = 0; number < 5; number++) answers.push(await app.ask('ui.launchActivity'));
      expect(answers.filter(({payload}) => payload['status'] === 'failure')).to.have.length(2);
      await app.ask('custom.thing');
      expect(served).to.deep.equal([...Array<string>(3).fill('ui.launchActivity'), 'custom.thing']);
    });

    it('tell of it once a second, not with every refusal', async () => {
      const {app} = await bench().connectedRawApp({limits: {ofType: {'custom.thing': 2}}, serve: () => ({})});
      for (let number = 0; number < 5; number++) await app.ask('custom.thing');
      expect(bench().told.filter((text) => text === 'ehr error: limit')).to.have.length(1);
    });
  });
}
