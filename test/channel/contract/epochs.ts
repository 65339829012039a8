import {expect} from '@open-wc/testing';
import {until, type Bench} from '../../support/bench.js';
import {Gate} from '../../support/gate.js';
import {rejection} from '../../support/rejection.js';

const sign = (id: string, loading = false): object => ({
  extension: [
    {url: 'urn:smart-web-messaging-elements:document', valueString: id},
    ...(loading ? [{url: 'urn:smart-web-messaging-elements:loading', valueBoolean: true}] : []),
  ],
});

export function epochContract(bench: () => Bench, {oneDocument}: {oneDocument: boolean}): void {
  describe('documents of the peer', () => {
    it('begin with the first load event, which ends nothing', async () => {
      const {ehr} = await bench().connectedRawApp();
      expect(ehr.peerLoaded()).to.equal(false);
      expect(ehr.connected).to.equal(true);
    });

    it('follow each other by every further load event', async () => {
      const {ehr} = await bench().connectedRawApp();
      ehr.peerLoaded();
      expect(ehr.peerLoaded()).to.equal(true);
      expect(ehr.connected).to.equal(false);
      expect(bench().told).to.deep.equal(['ehr connected', 'ehr disconnected: navigation']);
    });

    if (!oneDocument) {
      it('are told apart by their ids', async () => {
        const {ehr, app} = await bench().connectedRawApp();
        await app.ask('status.handshake', sign('one'));
        await app.ask('status.handshake', sign('one'));
        expect(bench().told).to.deep.equal(['ehr connected']);
        await app.ask('status.handshake', sign('two'));
        expect(bench().told).to.deep.equal(['ehr connected', 'ehr disconnected: reload', 'ehr connected']);
        expect(ehr.connected).to.equal(true);
      });

      it('settle what was asked of the one before with disconnected', async () => {
        const {ehr, app} = await bench().connectedRawApp();
        const failed = rejection(ehr.request('custom.thing', {}));
        const asked = await app.nextRequest();
        await app.ask('status.handshake', sign('one'));
        await app.ask('status.handshake', sign('two'));
        expect(await failed).to.include({code: 'disconnected', messageType: 'custom.thing'});
        app.answer(asked, {late: true});
        await app.ask('custom.last');
        expect(bench().ehrReports.some(({reason}) => reason === 'unmatched')).to.equal(true);
      });
    }

    it('are told apart by the id in the answer to a handshake, too', async () => {
      const ehr = bench().ehr({connectTimeout: 5000});
      const app = bench().rawApp();
      const connected = ehr.connect();
      const asked = [await app.nextRequest(), await app.nextRequest()];
      app.answer(asked[0] ?? {}, sign('one'));
      await connected;
      app.answer(asked[1] ?? {}, sign('two'));
      await until(() => bench().told.length === 3);
      expect(bench().told).to.deep.equal(['ehr connected', 'ehr disconnected: reload', 'ehr connected']);
    });

    it('that say they are loading are new where the load event has been', async () => {
      const ehr = bench().ehr();
      const app = bench().rawApp();
      await app.ask('custom.thing');
      ehr.peerLoaded();
      await bench().pair.settled(); // without an id it has no port from here on
      await app.ask('status.handshake', sign('one', true));
      expect(bench().told).to.deep.equal(['ehr connected', 'ehr disconnected: reload', 'ehr connected']);
      expect(ehr.peerLoaded()).to.equal(false);
      expect(ehr.peerLoaded()).to.equal(true);
    });

    it('that say they are loading are the present one where the load event is still to come', async () => {
      const ehr = bench().ehr();
      await bench().rawApp().ask('status.handshake', sign('one', true));
      expect(ehr.peerLoaded()).to.equal(false);
      expect(bench().told).to.deep.equal(['ehr connected']);
    });

    it('get what was waiting to be sent, though it was made for the one before', async () => {
      const ehr = bench().ehr();
      const app = bench().rawApp();
      ehr.peerLoaded();
      const answered = ehr.request('custom.thing', {n: 1});
      expect(ehr.peerLoaded()).to.equal(true);
      await bench().pair.settled();
      app.request('status.handshake');
      app.answer(await app.nextRequest('custom.thing'), {ok: true});
      expect(await answered).to.deep.equal({ok: true});
    });

    it('never get the late answers to the one before', async () => {
      const gate = new Gate();
      const {ehr, app} = await bench().connectedRawApp({serve: () => gate.opened.then(() => ({late: true}))});
      ehr.peerLoaded();
      await bench().pair.settled();
      app.request('custom.slow');
      await until(() =>
        bench().ehrReports.some(({message}) => (message as {messageType?: string}).messageType === 'custom.slow'),
      );
      ehr.peerLoaded();
      gate.open();
      await bench().pair.settled();
      await app.ask('status.handshake');
      expect(app.received).to.deep.equal([]);
      expect(bench().told).not.to.include('ehr error: handler-failed');
    });

    it('are not connected by the late answer to a handshake with the one before', async () => {
      const ehr = bench().ehr();
      const app = bench().rawApp();
      void ehr.connect();
      const asked = await app.nextRequest('status.handshake');
      ehr.peerLoaded();
      ehr.peerLoaded();
      await bench().pair.settled();
      app.answer(asked, {application: {name: 'Gone'}});
      await until(() => bench().ehrReports.some(({direction}) => direction === 'in'));
      expect(ehr.connected).to.equal(false);
      expect(bench().ehrReports.at(-1)).to.include({outcome: 'rejected', reason: 'unmatched'});
    });

    it('make the same message id a new request', async () => {
      let served = 0;
      const {ehr, app} = await bench().connectedRawApp({serve: () => ({served: ++served})});
      await app.ask('custom.thing', {}, {messageId: 'id-1'});
      ehr.peerLoaded();
      ehr.peerLoaded();
      await bench().pair.settled();
      expect((await app.ask('custom.thing', {}, {messageId: 'id-1'})).payload).to.deep.equal({served: 2});
    });

    it('abort the signal of what the one before asked', async () => {
      const aborted = new Gate();
      const {ehr, app} = await bench().connectedRawApp({
        serve: ({signal}) => {
          signal.addEventListener('abort', () => aborted.open());
          return new Promise(() => undefined);
        },
      });
      app.request('custom.slow');
      await until(() => bench().ehrReports.length > 2);
      ehr.peerLoaded();
      ehr.peerLoaded();
      await aborted.opened;
      expect(ehr.connected).to.equal(false);
    });

    it('let the iterable that answers the one before clean up', async () => {
      const cleanedUp = new Gate();
      const {ehr, app} = await bench().connectedRawApp({
        serve: async function* () {
          try {
            for (let part = 0; ; part++) {
              yield {part};
              await new Promise((resolve) => setTimeout(resolve));
            }
          } finally {
            cleanedUp.open();
          }
        },
      });
      await app.answerTo(app.request('custom.stream'));
      ehr.close();
      await cleanedUp.opened;
      expect(bench().told).to.deep.equal(['ehr connected', 'ehr disconnected: closed']);
    });

    it('do not inherit what the one before said of itself', async () => {
      const ehr = bench().ehr();
      await bench()
        .rawApp()
        .ask('status.handshake', {application: {name: 'First'}});
      ehr.peerLoaded();
      ehr.peerLoaded();
      expect(ehr.peerHandshake).to.deep.equal({});
    });
  });

  describe('the end', () => {
    it('settles what is pending and what is waiting with disconnected', async () => {
      const {app} = await bench().connected({serve: () => new Promise(() => undefined)});
      const pending = rejection(app.request('custom.thing', {}));
      app.close();
      expect((await pending).code).to.equal('disconnected');
    });

    it('settles what is waiting to be sent with disconnected', async () => {
      const app = bench().app();
      const waiting = rejection(app.request('custom.thing', {}));
      app.close('removed');
      expect((await waiting).code).to.equal('disconnected');
    });

    it('is told once, with its reason, however often it is asked for', async () => {
      const {app} = await bench().connected();
      app.close('revoked');
      app.close('removed');
      expect(bench().told.filter((text) => text.startsWith('app dis'))).to.deep.equal(['app disconnected: revoked']);
      expect([app.closed, app.connected]).to.deep.equal([true, false]);
    });

    it('is not told where there was no connection', () => {
      bench().app().close();
      expect(bench().told).to.deep.equal([]);
    });

    it('means that nothing is served or answered any more', async () => {
      const served: string[] = [];
      const ehr = bench().ehr({serve: ({messageType}) => void served.push(messageType)});
      const app = bench().rawApp();
      await app.ask('custom.first');
      ehr.close();
      app.request('custom.second');
      const next = bench().ehr({serve: () => ({next: true})});
      expect((await app.ask('custom.third')).payload).to.deep.equal({next: true});
      expect(served).to.deep.equal(['custom.first']);
      expect(next.connected).to.equal(true);
    });

    it('takes no answer that was still being made', async () => {
      const gate = new Gate();
      const ehr = bench().ehr({serve: () => gate.opened.then(() => Promise.reject(new Error('late')))});
      const app = bench().rawApp();
      app.request('custom.slow');
      await until(() => ehr.connected);
      ehr.close();
      gate.open();
      await bench().pair.settled();
      bench().ehr();
      await app.ask('status.handshake');
      expect(app.received).to.deep.equal([]);
      expect(bench().told).not.to.include('ehr error: handler-failed');
    });

    it('ignores a load event after it', () => {
      const ehr = bench().ehr();
      ehr.close();
      ehr.peerLoaded();
      ehr.peerLoaded();
      expect(bench().told).to.deep.equal([]);
    });

    it('fails what waits with unavailable when the connection is given up', async () => {
      const app = bench().app({connectTimeout: 10});
      const waiting = rejection(app.request('custom.thing', {}));
      app.failWaiting(await rejection(app.connect()));
      expect(await waiting).to.include({code: 'unavailable'});
    });
  });
}
