import {expect} from '@open-wc/testing';
import {until, type Bench} from '../../support/bench.js';
import {rejection} from '../../support/rejection.js';

export function handshakeContract(bench: () => Bench): void {
  describe('handshake', () => {
    it('connects both when the app starts it (SWM-10)', async () => {
      const ehr = bench().ehr();
      const app = bench().app();
      await app.connect();
      expect([ehr.connected, app.connected]).to.deep.equal([true, true]);
    });

    it('connects both when the EHR starts it (SWM-10)', async () => {
      const ehr = bench().ehr();
      const app = bench().app();
      await ehr.connect();
      expect([ehr.connected, app.connected]).to.deep.equal([true, true]);
    });

    it('connects each side once when both start at once (SWM-12)', async () => {
      const {ehr, app} = {ehr: bench().ehr(), app: bench().app()};
      await Promise.all([ehr.connect(), app.connect()]);
      await Promise.all([ehr.request('custom.last', {}), app.request('custom.last', {})]);
      expect(bench().told.sort()).to.deep.equal(['app connected', 'ehr connected']);
    });

    it('answers exactly once, with an empty object (SWM-11)', async () => {
      bench().ehr();
      const app = bench().rawApp();
      const answer = await app.ask('status.handshake');
      expect(answer.payload).to.deep.equal({});
      await app.ask('status.handshake');
      expect(app.received).to.deep.equal([]);
    });

    it('tells each side what the other one said of itself (SWM-13)', async () => {
      const ehr = bench().ehr({handshakePayload: () => ({application: {name: 'EHR'}, fhirVersion: '4.0'})});
      const app = bench().app({handshakePayload: () => ({capabilities: {extraction: true}})});
      const {pair} = bench();
      const port = {extension: [{url: 'urn:smart-web-messaging-elements:message-port', valueBoolean: true}]};
      expect(await app.connect()).to.deep.equal({
        application: {name: 'EHR'},
        fhirVersion: '4.0',
        ...(pair.ehr.messagePort && port),
      });
      expect(app.peerHandshake.application).to.deep.equal({name: 'EHR'});
      expect(ehr.peerHandshake).to.deep.equal({capabilities: {extraction: true}, ...(pair.app.messagePort && port)});
    });

    it('sends nothing but its own payload in a handshake (SWM-10)', async () => {
      void bench()
        .ehr({handshakePayload: () => ({protocolVersion: '1.0'})})
        .connect();
      const {messagingHandle, messageType, payload} = await bench().rawApp().nextRequest();
      expect({messagingHandle, messageType, payload}).to.deep.equal({
        messagingHandle: bench().messagingHandle,
        messageType: 'status.handshake',
        payload: {protocolVersion: '1.0'},
      });
    });

    it('asks again until the peer listens (SWM-12)', async () => {
      const app = bench().app();
      const connected = app.connect();
      await until(() => bench().appReports.length >= 2);
      bench().ehr();
      await connected;
      expect(bench().told).to.include('app connected');
    });

    it('uses an id of its own for every attempt (SWM-2)', async () => {
      void bench().app().connect();
      const ehr = bench().rawEhr();
      const ids = [(await ehr.nextRequest())['messageId'], (await ehr.nextRequest())['messageId']];
      expect(new Set(ids).size).to.equal(2);
    });

    it('gives up with timeout, and says so once, when nobody answers', async () => {
      const app = bench().app({connectTimeout: 20});
      const [first, second] = [app.connect(), app.connect()];
      expect((await rejection(first)).code).to.equal('timeout');
      expect((await rejection(second)).messageType).to.equal('status.handshake');
      expect(bench().told).to.deep.equal(['app unavailable: timeout']);
    });

    it('connects after all when its handshake is answered late', async () => {
      const app = bench().app({connectTimeout: 20});
      const ehr = bench().rawEhr();
      const failed = rejection(app.connect());
      const handshake = await ehr.nextRequest();
      await failed;
      ehr.answer(handshake, {application: {name: 'Late'}});
      await until(() => app.connected);
      expect(app.peerHandshake).to.deep.equal({application: {name: 'Late'}});
      expect(await app.connect()).to.deep.equal({application: {name: 'Late'}});
    });

    it('connects after all when the peer shakes hands late', async () => {
      const app = bench().app({connectTimeout: 20});
      await rejection(app.connect());
      await bench().ehr().connect();
      await until(() => app.connected);
    });

    it('can be asked again after it gave up', async () => {
      const app = bench().app({connectTimeout: 20});
      await rejection(app.connect());
      bench().ehr();
      const again = app.connect();
      await again;
      expect(app.connected).to.equal(true);
    });

    it('takes an error in the payload for a refusal (SWM-11)', async () => {
      const app = bench().app();
      const ehr = bench().rawEhr();
      const failed = rejection(app.connect());
      ehr.answer(await ehr.nextRequest(), {error: {code: 'security'}});
      const error = await failed;
      expect([error.code, error.payload]).to.deep.equal(['refused', {error: {code: 'security'}}]);
      expect(bench().told).to.deep.equal(['app unavailable: refused']);
    });

    it('takes an error beside the payload for a refusal (SWM-11)', async () => {
      const app = bench().app();
      const ehr = bench().rawEhr();
      const failed = rejection(app.connect());
      ehr.answer(await ehr.nextRequest(), {}, {error: {code: 'security'}});
      expect((await failed).code).to.equal('refused');
    });

    for (const payload of [
      {status: 'error'},
      {outcome: {resourceType: 'OperationOutcome'}},
      {error: null},
      undefined,
      7,
    ]) {
      it(`does not take ${JSON.stringify(payload)} for a refusal (SWM-11)`, async () => {
        const app = bench().app();
        const ehr = bench().rawEhr();
        const connected = app.connect();
        ehr.answer(await ehr.nextRequest(), payload);
        await connected;
        expect(app.connected).to.equal(true);
      });
    }

    it('stays connected when a later answer to another attempt refuses', async () => {
      const app = bench().app();
      const ehr = bench().rawEhr();
      const connected = app.connect();
      const [first, second] = [await ehr.nextRequest(), await ehr.nextRequest()];
      ehr.answer(first, {});
      await connected;
      ehr.answer(second, {error: {code: 'security'}});
      await ehr.ask('custom.last');
      expect(app.connected).to.equal(true);
    });

    it('refuses the wrong handle with a Coding of code security (SWM-8, SWM-11)', async () => {
      bench().ehr();
      const failed = rejection(bench().app({messagingHandle: 'another'}).connect());
      const {code, payload} = await failed;
      expect(code).to.equal('refused');
      expect(payload).to.have.nested.property('error.code', 'security');
    });

    it('resolves at once when it is connected already', async () => {
      const {app} = await bench().connected();
      const before = bench().appReports.length;
      await app.connect();
      expect(bench().appReports.length).to.equal(before);
    });

    it('counts any request with the right handle as a sign of life (SWM-12)', async () => {
      const ehr = bench().ehr();
      await bench().rawApp().ask('custom.thing');
      expect(ehr.connected).to.equal(true);
    });

    it('does not count a request with a wrong handle as a sign of life', async () => {
      const ehr = bench().ehr();
      await bench().rawApp().ask('custom.thing', {}, {messagingHandle: 'another'});
      expect(ehr.connected).to.equal(false);
    });

    it('counts an answer to a request as a sign of life', async () => {
      const app = bench().app({skipHandshake: true});
      const ehr = bench().rawEhr();
      const answered = app.request('custom.thing', {});
      ehr.answer(await ehr.nextRequest(), {});
      await answered;
      expect(bench().told).to.deep.equal(['app connected']);
    });

    it('rejects with unavailable when it is closed before it is made', async () => {
      const app = bench().app();
      const failed = rejection(app.connect());
      app.close();
      expect((await failed).code).to.equal('unavailable');
    });

    it('rejects with unavailable when it is asked for after the end', async () => {
      const {app} = await bench().connected();
      app.close();
      expect((await rejection(app.connect())).code).to.equal('unavailable');
    });
  });
}
