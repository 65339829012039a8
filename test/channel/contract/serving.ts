import {expect} from '@open-wc/testing';
import {until, type Bench} from '../../support/bench.js';
import {Gate} from '../../support/gate.js';

export function servingContract(bench: () => Bench): void {
  describe("the peer's requests", () => {
    it('are served without a handshake before them', async () => {
      bench().ehr({serve: () => ({ok: true})});
      expect((await bench().rawApp().ask('custom.thing')).payload).to.deep.equal({ok: true});
    });

    it('reach the server with type, id, payload and origin', async () => {
      const served: object[] = [];
      bench().ehr({
        serve: ({messageType, messageId, payload, origin}) => {
          served.push({messageType, messageId, payload, origin});
        },
      });
      await bench().rawApp().ask('custom.thing', {a: 1}, {messageId: 'id-1'});
      const {origin} = bench().pair.app;
      expect(served).to.deep.equal([{messageType: 'custom.thing', messageId: 'id-1', payload: {a: 1}, origin}]);
    });

    it("are answered with an id, the request's id and a payload only (SWM-4)", async () => {
      bench().ehr({serve: () => ({ok: true})});
      const answer = await bench().rawApp().ask('custom.thing');
      expect(answer).to.have.all.keys('messageId', 'responseToMessageId', 'payload');
      expect(answer.messageId).to.be.a('string').that.is.not.equal(answer.responseToMessageId);
    });

    it('are answered with what a promise brings', async () => {
      bench().ehr({serve: () => Promise.resolve({later: true})});
      expect((await bench().rawApp().ask('custom.thing')).payload).to.deep.equal({later: true});
    });

    it('are answered with {} when the server returns nothing', async () => {
      bench().ehr({serve: () => undefined});
      expect((await bench().rawApp().ask('custom.thing')).payload).to.deep.equal({});
    });

    it('are answered piece by piece from an async iterable (SWM-5)', async () => {
      bench().ehr({
        serve: async function* () {
          yield {part: 1};
          yield {part: 2};
        },
      });
      const app = bench().rawApp();
      const id = app.request('custom.stream');
      const answers = [await app.answerTo(id), await app.answerTo(id), await app.answerTo(id)];
      expect(answers.map(({payload}) => payload)).to.deep.equal([{part: 1}, {part: 2}, {}]);
      expect(answers.map(({additionalResponsesExpected}) => additionalResponsesExpected)).to.deep.equal([
        true,
        true,
        undefined,
      ]);
    });

    it('are refused as not supported where nobody serves', async () => {
      bench().ehr();
      const {payload} = await bench().rawApp().ask('scratchpad.create');
      expect(payload['status']).to.equal('501 Not Implemented');
    });

    it('are answered once as failed when the server throws', async () => {
      bench().ehr({
        serve: () => {
          throw new Error('secret');
        },
      });
      const app = bench().rawApp();
      const answer = await app.ask('scratchpad.update');
      expect(answer.payload['status']).to.equal('500 Internal Server Error');
      expect(JSON.stringify(answer)).not.to.contain('secret');
      expect(bench().told).to.include('ehr error: handler-failed');
    });

    it('are answered once as failed when the promise rejects', async () => {
      const causes: unknown[] = [];
      const cause = new Error('no luck');
      bench().ehr({serve: () => Promise.reject(cause), onError: (error) => causes.push(error.cause)});
      expect((await bench().rawApp().ask('ui.done')).payload['status']).to.equal('failure');
      expect(causes).to.deep.equal([cause]);
    });

    it('are answered once as failed when an iterable throws half-way', async () => {
      bench().ehr({
        serve: async function* () {
          yield {part: 1};
          throw new Error('broken');
        },
      });
      const app = bench().rawApp();
      const id = app.request('fhir.http');
      expect((await app.answerTo(id)).payload).to.deep.equal({part: 1});
      const last = await app.answerTo(id);
      expect(last.additionalResponsesExpected).to.equal(undefined);
      expect(last.payload).to.have.nested.property('outcome.issue[0].code', 'exception');
    });

    it('are answered once as failed when the answer cannot be cloned, and the next is served', async () => {
      bench().ehr({serve: ({messageType}) => (messageType === 'custom.bad' ? {f: () => undefined} : {ok: true})});
      const app = bench().rawApp();
      expect((await app.ask('custom.bad')).payload).to.have.nested.property('outcome.issue[0].code', 'exception');
      expect(bench().told).to.include('ehr error: not-cloneable');
      expect((await app.ask('custom.good')).payload).to.deep.equal({ok: true});
      expect(app.received).to.deep.equal([]);
    });

    it('let an iterable clean up when one of its values cannot be cloned', async () => {
      const cleanedUp = new Gate();
      bench().ehr({
        serve: async function* () {
          try {
            yield {f: () => undefined};
          } finally {
            cleanedUp.open();
          }
        },
      });
      await bench().rawApp().ask('custom.stream');
      await cleanedUp.opened;
      expect(bench().told).to.include('ehr error: not-cloneable');
    });

    for (const value of ['text', 7, [1], true]) {
      it(`are answered once as failed when the answer is ${JSON.stringify(value)}`, async () => {
        bench().ehr({serve: () => Promise.resolve(value as unknown as object)});
        const {payload} = await bench().rawApp().ask('custom.thing');
        expect(payload).to.have.nested.property('outcome.issue[0].code', 'exception');
        expect(bench().told).to.include('ehr error: invalid-response');
      });
    }

    it('read a missing or null payload as {}', async () => {
      bench().ehr({serve: ({payload}) => ({payload})});
      const app = bench().rawApp();
      expect((await app.ask('custom.thing', undefined, {payload: undefined})).payload).to.deep.equal({payload: {}});
      expect((await app.ask('custom.thing', null)).payload).to.deep.equal({payload: {}});
    });

    it('may have responseToMessageId: undefined and other properties', async () => {
      bench().ehr({serve: () => ({ok: true})});
      const changes = {responseToMessageId: undefined, additionalResponsesExpected: false, other: {}};
      expect((await bench().rawApp().ask('custom.thing', {}, changes)).payload).to.deep.equal({ok: true});
    });

    for (const payload of ['text', 7, true, [1], 7n]) {
      it(`with ${typeof payload} ${String(payload)} for a payload are refused as malformed`, async () => {
        bench().ehr({serve: () => ({ok: true})});
        const answer = await bench().rawApp().ask('scratchpad.create', payload);
        expect(answer.payload['status']).to.equal('400 Bad Request');
        expect(bench().ehrReports[0]).to.include({outcome: 'rejected', reason: 'shape'});
      });
    }

    it('outside the granted scopes are refused, in the form of their group', async () => {
      const served: string[] = [];
      bench().ehr({
        authorize: (messageType) => messageType.startsWith('ui.'),
        serve: ({messageType}) => void served.push(messageType),
      });
      const app = bench().rawApp();
      expect((await app.ask('scratchpad.delete')).payload['status']).to.equal('403 Forbidden');
      expect((await app.ask('scratchpad.read')).payload).to.have.nested.property('outcome.issue[0].code', 'forbidden');
      await app.ask('ui.done');
      expect(served).to.deep.equal(['ui.done']);
      expect(bench().ehrReports[0]).to.include({outcome: 'rejected', reason: 'scope'});
    });

    describe('handle', () => {
      for (const messagingHandle of ['another', '', undefined, null, 7, {}, ['x']]) {
        it(`${JSON.stringify(messagingHandle)} is refused with security (SWM-6, SWM-8)`, async () => {
          bench().ehr({serve: () => ({ok: true})});
          const answer = await bench().rawApp().ask('scratchpad.create', {}, {messagingHandle});
          expect(answer.payload['status']).to.equal('403 Forbidden');
          expect(answer.payload).to.have.nested.property('outcome.issue[0].code', 'security');
          expect(bench().ehrReports[0]).to.include({outcome: 'rejected', reason: 'handle'});
        });
      }

      it('is never echoed, neither the right one nor the wrong one', async () => {
        bench().ehr();
        const answer = await bench().rawApp().ask('custom.thing', {}, {messagingHandle: 'a wrong one'});
        expect(JSON.stringify(answer)).not.to.contain('a wrong one').and.not.to.contain(bench().messagingHandle);
      });

      it('that is wrong poisons nothing: the same id is served with the right one', async () => {
        bench().ehr({serve: () => ({ok: true})});
        const app = bench().rawApp();
        await app.ask('custom.thing', {}, {messageId: 'id-1', messagingHandle: 'another'});
        expect((await app.ask('custom.thing', {}, {messageId: 'id-1'})).payload).to.deep.equal({ok: true});
      });
    });

    describe('repeated', () => {
      it('while the first is being answered are done once and answered once', async () => {
        const gate = new Gate();
        let served = 0;
        bench().ehr({
          serve: async () => {
            served++;
            await gate.opened;
            return {ok: true};
          },
        });
        const app = bench().rawApp();
        const id = app.request('custom.thing', {}, {messageId: 'id-1'});
        app.request('custom.thing', {}, {messageId: 'id-1'});
        await until(() => bench().ehrReports.some(({reason}) => reason === 'duplicate'));
        gate.open();
        expect((await app.answerTo(id)).payload).to.deep.equal({ok: true});
        await app.ask('custom.last');
        expect([served, app.received]).to.deep.equal([2, []]);
      });

      it('after the answer get the first answer again, its id included', async () => {
        let served = 0;
        bench().ehr({serve: () => ({served: ++served})});
        const app = bench().rawApp();
        const first = await app.ask('custom.thing', {}, {messageId: 'id-1'});
        expect(await app.ask('custom.thing', {other: true}, {messageId: 'id-1'})).to.deep.equal(first);
        expect(served).to.equal(1);
      });

      it('get a refusal for lack of scope again though the scope has been granted since', async () => {
        let granted = false;
        bench().ehr({authorize: () => granted, serve: () => ({ok: true})});
        const app = bench().rawApp();
        const first = await app.ask('custom.thing', {}, {messageId: 'id-1'});
        granted = true;
        expect(await app.ask('custom.thing', {}, {messageId: 'id-1'})).to.deep.equal(first);
      });

      it('of a handshake get the first answer again', async () => {
        bench().ehr();
        const app = bench().rawApp();
        const first = await app.ask('status.handshake', {}, {messageId: 'id-1'});
        expect(await app.ask('status.handshake', {}, {messageId: 'id-1'})).to.deep.equal(first);
      });

      it('whose large answer is no longer kept get 409, and nothing is done twice', async () => {
        let served = 0;
        const text = 'x'.repeat(2_000_000);
        bench().ehr({serve: () => ({text, served: ++served})});
        const app = bench().rawApp();
        for (let number = 0; number < 9; number++) await app.ask('custom.thing', {}, {messageId: `id-${number}`});
        expect((await app.ask('custom.thing', {}, {messageId: 'id-8'})).payload['served']).to.equal(9);
        const {payload} = await app.ask('scratchpad.update', {}, {messageId: 'id-0'});
        expect(payload['status']).to.equal('409 Conflict');
        expect(served).to.equal(9);
      });

      it('with a wrong handle get no other answer than the first one', async () => {
        bench().ehr({serve: () => ({ok: true})});
        const app = bench().rawApp();
        const messageId = 'asked before';
        await app.ask('custom.thing', {}, {messageId});
        app.request('custom.thing', {}, {messageId, messagingHandle: 'guess'});
        await app.ask('custom.last');
        expect(app.received).to.deep.equal([]);
        expect(bench().ehrReports.some(({reason}) => reason === 'handle')).to.equal(true);
      });
    });

    describe('limit', () => {
      it('of a message type refuses with 429', async () => {
        bench().ehr({limits: {ofType: {'ui.done': 2}}, serve: () => ({status: 'success'})});
        const app = bench().rawApp();
        for (let number = 0; number < 3; number++) app.request('ui.done', {}, {messageId: `id-${number}`});
        const {payload} = await app.answerTo('id-2');
        expect(payload).to.have.property('status', 'failure');
        expect(payload)
          .to.have.nested.property('statusDetail.text')
          .that.matches(/^429 Too Many Requests/);
        expect(bench().ehrReports.some(({reason}) => reason === 'limit')).to.equal(true);
        expect((await app.ask('scratchpad.delete')).payload).to.have.property('status', 'success');
      });

      it('of the requests being answered refuses with 429 until one is', async () => {
        const gate = new Gate();
        bench().ehr({limits: {inFlight: 1}, serve: () => gate.opened.then(() => ({ok: true}))});
        const app = bench().rawApp();
        const first = app.request('custom.thing');
        expect((await app.ask('scratchpad.create')).payload['status']).to.equal('429 Too Many Requests');
        gate.open();
        await app.answerTo(first);
        expect((await app.ask('custom.thing')).payload).to.deep.equal({ok: true});
      });

      it('of nesting lets 100 levels through and refuses 101', async () => {
        bench().ehr({serve: () => ({ok: true})});
        const nested = (levels: number): object => (levels === 1 ? {} : {a: nested(levels - 1)});
        const app = bench().rawApp();
        expect((await app.ask('custom.thing', nested(100))).payload).to.deep.equal({ok: true});
        expect((await app.ask('scratchpad.create', nested(101))).payload['status']).to.equal('429 Too Many Requests');
      });

      it('of nesting refuses what is part of itself', async () => {
        bench().ehr({serve: () => ({ok: true})});
        const payload: {list: object[]} = {list: []};
        payload.list.push(payload);
        const answer = await bench().rawApp().ask('scratchpad.create', payload);
        expect(answer.payload['status']).to.equal('429 Too Many Requests');
      });
    });
  });
}
