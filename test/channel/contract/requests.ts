import {expect} from '@open-wc/testing';
import {until, type Bench} from '../../support/bench.js';
import {rejection} from '../../support/rejection.js';

const unsendable = {callback: () => undefined};

export function requestContract(bench: () => Bench): void {
  describe("requests of one's own", () => {
    it('resolve with the payload as it came', async () => {
      const {app} = await bench().connected({serve: ({payload}) => ({echo: payload})});
      expect(await app.request('custom.echo', {a: [1, null, {b: 'c'}]})).to.deep.equal({
        echo: {a: [1, null, {b: 'c'}]},
      });
    });

    it('go both ways', async () => {
      const {app, ehr} = await bench().connected({serve: () => ({from: 'ehr'})}, {serve: () => ({from: 'app'})});
      expect(await app.request('custom.ask', {})).to.deep.equal({from: 'ehr'});
      expect(await ehr.request('custom.ask', {})).to.deep.equal({from: 'app'});
    });

    it('resolve with a refusal as it came', async () => {
      const {app} = await bench().connected();
      expect(await app.request('ui.done', {})).to.have.property('status', 'failure');
    });

    it('have the four properties of a request and no other (SWM-1)', async () => {
      const app = bench().app({skipHandshake: true});
      const ehr = bench().rawEhr();
      app.request('custom.thing', {value: 1}).catch(() => undefined);
      const message = await ehr.nextRequest();
      expect(message).to.have.all.keys('messagingHandle', 'messageId', 'messageType', 'payload');
      expect([message['messageType'], message['payload']]).to.deep.equal(['custom.thing', {value: 1}]);
    });

    it('pass FHIR extensions untouched both ways (SWM-7)', async () => {
      const extension = [{url: 'https://example.org/ext', valueCode: 'x'}];
      const {app} = await bench().connected({serve: ({payload}) => payload});
      expect(await app.request('custom.echo', {extension, nested: {extension}})).to.deep.equal({
        extension,
        nested: {extension},
      });
    });

    it('wait for the connection and are then sent in order', async () => {
      const ehr = bench().rawEhr();
      const app = bench().app();
      for (const number of [1, 2, 3]) app.request('custom.thing', {number}).catch(() => undefined);
      ehr.request('status.handshake');
      const payloads = [];
      for (let count = 0; count < 3; count++) payloads.push((await ehr.nextRequest())['payload']);
      expect(payloads).to.deep.equal([{number: 1}, {number: 2}, {number: 3}]);
    });

    it('that wait are sent as they were when they were made', async () => {
      const ehr = bench().rawEhr();
      const app = bench().app();
      const payload = {text: 'then'};
      app.request('custom.thing', payload).catch(() => undefined);
      payload.text = 'now';
      ehr.request('status.handshake');
      expect((await ehr.nextRequest())['payload']).to.deep.equal({text: 'then'});
    });

    it('do not wait for a handshake when it is to be skipped', async () => {
      bench().ehr({serve: () => ({done: true})});
      expect(await bench().app({skipHandshake: true}).request('custom.thing', {})).to.deep.equal({done: true});
    });

    it('take partial answers in order and resolve with the last (SWM-5)', async () => {
      const {app} = await bench().connected({
        serve: async function* () {
          yield {part: 1};
          yield {part: 2};
          return {part: 'last'};
        },
      });
      const parts: object[] = [];
      expect(await app.request('custom.stream', {}, {onPartial: (part) => parts.push(part)})).to.deep.equal({
        part: 'last',
      });
      expect(parts).to.deep.equal([{part: 1}, {part: 2}]);
    });

    it('understand the misspelt additionalResponseExpected', async () => {
      const app = bench().app({skipHandshake: true});
      const ehr = bench().rawEhr();
      const parts: object[] = [];
      const answered = app.request('custom.thing', {}, {onPartial: (part) => parts.push(part)});
      const asked = await ehr.nextRequest();
      ehr.answer(asked, {part: 1}, {additionalResponseExpected: true});
      ehr.answer(asked, {part: 2});
      expect(await answered).to.deep.equal({part: 2});
      expect(parts).to.deep.equal([{part: 1}]);
    });

    it('read a missing payload of an answer as {}', async () => {
      const app = bench().app({skipHandshake: true});
      const ehr = bench().rawEhr();
      const answered = app.request('custom.thing', {});
      ehr.answer(await ehr.nextRequest(), undefined);
      expect(await answered).to.deep.equal({});
    });

    it('tolerate type, handle and other properties on an answer (SWM-4)', async () => {
      const app = bench().app({skipHandshake: true});
      const ehr = bench().rawEhr();
      const answered = app.request('custom.thing', {});
      ehr.answer(await ehr.nextRequest(), {ok: true}, {messageType: 'custom.thing', messagingHandle: 'any', other: 1});
      expect(await answered).to.deep.equal({ok: true});
    });

    for (const payload of ['text', 7, true, [1], 7n]) {
      it(`fail with invalid-response when the payload of the answer is ${typeof payload} ${String(payload)}`, async () => {
        const app = bench().app({skipHandshake: true});
        const ehr = bench().rawEhr();
        const failed = rejection(app.request('custom.thing', {}));
        ehr.answer(await ehr.nextRequest(), payload);
        expect((await failed).code).to.equal('invalid-response');
        expect(bench().appReports.at(-1)).to.include({outcome: 'rejected', reason: 'shape'});
      });
    }

    it('fail with invalid-response when the answer is part of itself', async () => {
      const app = bench().app({skipHandshake: true});
      const ehr = bench().rawEhr();
      const failed = rejection(app.request('custom.thing', {}));
      const payload: {self?: object} = {};
      payload.self = payload;
      ehr.answer(await ehr.nextRequest(), payload);
      expect((await failed).code).to.equal('invalid-response');
      expect(bench().appReports.at(-1)).to.include({outcome: 'rejected', reason: 'limit'});
    });

    it('report a last answer with type, id, payload and elapsed time', async () => {
      const responses: object[] = [];
      const {app} = await bench().connected(
        {serve: () => ({x: 1})},
        {onResponse: (response) => responses.push(response)},
      );
      await app.request('custom.thing', {});
      expect(responses).to.have.length(1);
      expect(responses[0]).to.deep.include({messageType: 'custom.thing', payload: {x: 1}});
      expect(responses[0]).to.have.property('elapsed').that.is.at.least(0);
    });

    it('drop the answer to no request and report it as unmatched', async () => {
      const app = bench().app();
      const ehr = bench().rawEhr();
      ehr.answer({messageId: 'never asked'}, {});
      await ehr.ask('custom.last');
      expect(bench().appReports[0]).to.include({direction: 'in', outcome: 'rejected', reason: 'unmatched'});
      expect(app.connected).to.equal(true);
    });

    it('drop a second last answer and report it as unmatched', async () => {
      const app = bench().app({skipHandshake: true});
      const ehr = bench().rawEhr();
      const answered = app.request('custom.thing', {});
      const asked = await ehr.nextRequest();
      ehr.answer(asked, {first: true});
      ehr.answer(asked, {first: false});
      expect(await answered).to.deep.equal({first: true});
      await ehr.ask('custom.last');
      expect(bench().appReports.some(({reason}) => reason === 'unmatched')).to.equal(true);
    });

    describe('time-out', () => {
      it("is the request's own before the channel's", async () => {
        const app = bench().app({skipHandshake: true, requestTimeout: 60_000});
        const error = await rejection(app.request('custom.thing', {}, {timeout: 10}));
        expect(error).to.include({code: 'timeout', messageType: 'custom.thing'});
        expect(error.elapsed).to.be.at.least(9);
        expect(error.messageId).to.be.a('string');
      });

      it('counts from the call while the request waits for the connection', async () => {
        const app = bench().app({requestTimeout: 10});
        expect((await rejection(app.request('custom.thing', {}))).code).to.equal('timeout');
        const ehr = bench().rawEhr();
        await ehr.ask('status.handshake');
        await ehr.ask('custom.last');
        expect(ehr.received).to.deep.equal([]);
      });

      it('starts anew with each partial answer', async () => {
        const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
        const {app} = await bench().connected({
          serve: async function* () {
            for (let part = 0; part < 4; part++) {
              await pause(120);
              yield {part};
            }
            return {whole: true};
          },
        });
        expect(await app.request('custom.slow', {}, {timeout: 300})).to.deep.equal({whole: true});
      });
    });

    describe('abort', () => {
      it('before the call sends nothing', async () => {
        const app = bench().app({skipHandshake: true});
        const error = await rejection(app.request('custom.thing', {}, {signal: AbortSignal.abort('reason')}));
        expect(error).to.include({code: 'aborted', cause: 'reason', messageType: 'custom.thing'});
        expect(bench().appReports).to.deep.equal([]);
      });

      it('while the request waits for the connection takes it out of the queue', async () => {
        const app = bench().app();
        const controller = new AbortController();
        const failed = rejection(app.request('custom.thing', {}, {signal: controller.signal}));
        controller.abort('reason');
        expect(await failed).to.include({code: 'aborted', cause: 'reason'});
        const ehr = bench().rawEhr();
        await ehr.ask('status.handshake');
        await ehr.ask('custom.last');
        expect(ehr.received).to.deep.equal([]);
      });

      it('while the answer is awaited makes the late answer unmatched', async () => {
        const app = bench().app({skipHandshake: true});
        const ehr = bench().rawEhr();
        const controller = new AbortController();
        const failed = rejection(app.request('custom.thing', {}, {signal: controller.signal}));
        const asked = await ehr.nextRequest();
        controller.abort();
        expect((await failed).code).to.equal('aborted');
        ehr.answer(asked, {});
        await ehr.ask('custom.last');
        expect(bench().appReports.some(({reason}) => reason === 'unmatched')).to.equal(true);
      });

      it('after the answer changes nothing', async () => {
        const {app} = await bench().connected({serve: () => ({ok: true})});
        const controller = new AbortController();
        const answered = app.request('custom.thing', {}, {signal: controller.signal});
        await answered;
        controller.abort();
        expect(await answered).to.deep.equal({ok: true});
      });
    });

    it('that cannot be cloned fail with not-cloneable and leave nothing behind', async () => {
      const {app} = await bench().connected({serve: () => ({ok: true})}, {limits: {inFlight: 1}});
      const before = bench().appReports.length;
      const error = await rejection(app.request('custom.thing', unsendable));
      expect([error.code, (error.cause as Error).name]).to.deep.equal(['not-cloneable', 'DataCloneError']);
      expect(bench().appReports.length).to.equal(before);
      expect(await app.request('custom.thing', {})).to.deep.equal({ok: true});
    });

    it('that cannot be cloned fail at once while there is no connection', async () => {
      const app = bench().app({limits: {maxQueued: 1}});
      expect((await rejection(app.request('custom.thing', unsendable))).code).to.equal('not-cloneable');
      const waiting = app.request('custom.thing', {});
      await bench()
        .ehr({serve: () => ({ok: true})})
        .connect();
      expect(await waiting).to.deep.equal({ok: true});
    });

    for (const payload of [null, 'text', [1], 5]) {
      it(`with ${JSON.stringify(payload)} for a payload fail with invalid-request (SWM-1)`, async () => {
        const app = bench().app({skipHandshake: true});
        expect((await rejection(app.request('custom.thing', payload as object))).code).to.equal('invalid-request');
        expect(bench().appReports).to.deep.equal([]);
      });
    }

    it('without a type fail with invalid-request (SWM-1)', async () => {
      expect((await rejection(bench().app({skipHandshake: true}).request('', {}))).code).to.equal('invalid-request');
    });

    it('past the limit of the queue fail with limit', async () => {
      const app = bench().app({limits: {maxQueued: 2}});
      const waiting = [app.request('custom.thing', {}), app.request('custom.thing', {})];
      expect((await rejection(app.request('custom.thing', {}))).code).to.equal('limit');
      await bench()
        .ehr({serve: () => ({ok: true})})
        .connect();
      expect(await Promise.all(waiting)).to.deep.equal([{ok: true}, {ok: true}]);
    });

    it('past the limit in flight fail with limit until others are answered', async () => {
      const {app} = await bench().connected({serve: () => ({ok: true})}, {limits: {inFlight: 2}});
      const asked = [app.request('custom.thing', {}), app.request('custom.thing', {})];
      expect((await rejection(app.request('custom.thing', {}))).code).to.equal('limit');
      await Promise.all(asked);
      expect(await app.request('custom.thing', {})).to.deep.equal({ok: true});
    });

    it('with too many partial answers fail with limit', async () => {
      const app = bench().app({skipHandshake: true, limits: {maxPartialResponses: 2}});
      const ehr = bench().rawEhr();
      const failed = rejection(app.request('custom.thing', {}));
      const asked = await ehr.nextRequest();
      for (let count = 0; count < 4; count++) ehr.answer(asked, {}, {additionalResponsesExpected: true});
      expect((await failed).code).to.equal('limit');
      await until(() => bench().appReports.some(({reason}) => reason === 'unmatched'));
    });

    it('answer each of 300 made at once exactly once', async () => {
      const served: unknown[] = [];
      const {app} = await bench().connected({
        serve: ({payload}) => {
          served.push((payload as {number: number}).number);
          return payload;
        },
      });
      const numbers = Array.from({length: 300}, (_, number) => number);
      const answers = await Promise.all(numbers.map((number) => app.request('custom.echo', {number})));
      expect(answers).to.deep.equal(numbers.map((number) => ({number})));
      expect(served).to.deep.equal(numbers);
      const sent = bench().ehrReports.filter(({direction}) => direction === 'out');
      expect(sent).to.have.length(301);
    });

    it('survive 10,000 in one burst', async () => {
      const {app} = await bench().connected(
        {serve: ({payload}) => payload, limits: {inFlight: 20_000}},
        {limits: {inFlight: 20_000}},
      );
      const numbers = Array.from({length: 10_000}, (_, number) => number);
      const answers = await Promise.all(numbers.map((number) => app.request('custom.echo', {number})));
      expect(answers.every((answer, number) => (answer as {number: number}).number === number)).to.equal(true);
    });

    it('fail with unavailable after the end', async () => {
      const {app} = await bench().connected();
      app.close();
      expect((await rejection(app.request('custom.thing', {}))).code).to.equal('unavailable');
    });
  });
}
