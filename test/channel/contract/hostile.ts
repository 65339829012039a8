import {expect} from '@open-wc/testing';
import {oddValues} from '../../support/odd-values.js';
import type {Bench} from '../../support/bench.js';

export function hostileContract(bench: () => Bench): void {
  describe('malformed messages', () => {
    for (const [name, value] of oddValues) {
      it(`that are ${name} meet silence, and the next request is served`, async () => {
        bench().ehr({serve: () => ({ok: true})});
        const app = bench().rawApp();
        app.send(value);
        expect((await app.ask('custom.last')).payload).to.deep.equal({ok: true});
        expect(app.received).to.deep.equal([]);
        expect(bench().ehrReports[0]).to.include({direction: 'in', outcome: 'rejected', reason: 'shape'});
      });

      it(`with ${name} for an id meet silence`, async () => {
        bench().ehr({serve: () => ({ok: true})});
        const app = bench().rawApp();
        app.request('custom.thing', {}, {messageId: value});
        await app.ask('custom.last');
        expect(app.received).to.deep.equal([]);
        expect(bench().ehrReports[0]).to.include({outcome: 'rejected', reason: 'shape'});
      });

      it(`with ${name} for a type meet silence`, async () => {
        bench().ehr({serve: () => ({ok: true})});
        const app = bench().rawApp();
        app.request('custom.thing', {}, {messageType: value});
        await app.ask('custom.last');
        expect(app.received).to.deep.equal([]);
        expect(bench().ehrReports[0]).to.include({outcome: 'rejected', reason: 'shape'});
      });

      it(`with ${name} for a payload are answered exactly once`, async () => {
        bench().ehr({serve: () => ({ok: true})});
        const app = bench().rawApp();
        await app.ask('custom.thing', value);
        await app.ask('custom.last');
        expect(app.received).to.deep.equal([]);
      });

      it(`with ${name} for a handle are answered once with security`, async () => {
        bench().ehr({serve: () => ({ok: true})});
        const app = bench().rawApp();
        const {payload} = await app.ask('custom.thing', {}, {messagingHandle: value});
        await app.ask('custom.last');
        expect(payload).to.have.nested.property('outcome.issue[0].code', 'security');
        expect(app.received).to.deep.equal([]);
      });

      it(`that answer ${name} are never taken for an answer`, async () => {
        const ehr = bench().ehr({serve: () => ({ok: true})});
        const app = bench().rawApp();
        app.send({messageId: 'id-1', responseToMessageId: value, payload: {}});
        await app.ask('custom.last');
        expect(app.received).to.deep.equal([]);
        expect(ehr.connected).to.equal(true);
        expect(bench().ehrReports[0]).to.have.property('outcome', 'rejected');
      });

      it(`with ${name} in a handshake are answered exactly once`, async () => {
        bench().ehr();
        const app = bench().rawApp();
        await app.ask('status.handshake', {extension: value, capabilities: value});
        await app.ask('status.handshake', {extension: [value], application: value});
        await app.ask('custom.last');
        expect(app.received).to.deep.equal([]);
      });

      it(`with ${name} in the answer to a handshake connect all the same`, async () => {
        const ehr = bench().ehr();
        const app = bench().rawApp();
        const connected = ehr.connect();
        app.answer(await app.nextRequest(), {extension: value, capabilities: [value]});
        await connected;
        expect(ehr.connected).to.equal(true);
      });
    }

    it('with a name longer than 1,024 characters meet silence', async () => {
      bench().ehr({serve: () => ({ok: true})});
      const app = bench().rawApp();
      app.request('custom.thing', {}, {messageId: 'x'.repeat(1025)});
      app.request('x'.repeat(1025));
      expect((await app.ask('x'.repeat(1024))).payload).to.deep.equal({ok: true});
      expect(app.received).to.deep.equal([]);
    });

    it('with properties named like those of Object are data like any other', async () => {
      bench().ehr({serve: ({payload}) => ({payload})});
      const payload = JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1, "toString": null}') as object;
      const answer = await bench().rawApp().ask('custom.thing', payload);
      expect(JSON.stringify(answer.payload['payload'])).to.equal(JSON.stringify(payload));
      expect({}).not.to.have.property('polluted');
    });

    it('with types named like properties of Object are refused as not supported', async () => {
      bench().ehr();
      const app = bench().rawApp();
      for (const messageType of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
        const {payload} = await app.ask(messageType, {}, {messageId: messageType});
        expect(payload).to.have.nested.property('outcome.issue[0].code', 'not-supported');
      }
    });
  });
}
