import {expect} from '@open-wc/testing';
import type {MessageReport} from '../../../components/channel/index.js';
import type {Bench} from '../../support/bench.js';

export function reportContract(bench: () => Bench): void {
  describe('reports', () => {
    it('tell of every message both ways', async () => {
      const {app} = await bench().connected({serve: () => ({ok: true})});
      await app.request('custom.thing', {});
      const summary = ({direction, outcome, message}: MessageReport): string =>
        `${direction} ${outcome} ${(message as {messageType?: string}).messageType ?? 'answer'}`;
      expect(bench().appReports.map(summary)).to.deep.equal([
        'out sent status.handshake',
        'in delivered answer',
        'out sent custom.thing',
        'in delivered answer',
      ]);
      expect(bench().ehrReports.map(summary)).to.deep.equal([
        'in delivered status.handshake',
        'out sent answer',
        'in delivered custom.thing',
        'out sent answer',
      ]);
    });

    it('mask the handle and leave the rest as it travelled', async () => {
      bench().ehr();
      await bench().rawApp().ask('custom.thing', {a: 1}, {messageId: 'id-1', extra: true});
      expect(bench().ehrReports[0]?.message).to.deep.equal({
        messagingHandle: '***',
        messageId: 'id-1',
        messageType: 'custom.thing',
        payload: {a: 1},
        extra: true,
      });
    });

    it('show an answer with a handle as it travelled, but for the handle (section 7)', async () => {
      const ehr = bench().ehr({skipHandshake: true});
      const app = bench().rawApp();
      const answered = ehr.request('custom.thing', {});
      const asked = await app.nextRequest('custom.thing');
      app.answer(asked, {ok: true}, {messageId: 'id-1', messagingHandle: bench().messagingHandle});
      await answered;
      expect(bench().ehrReports.at(-1)?.message).to.deep.equal({
        messagingHandle: '***',
        messageId: 'id-1',
        responseToMessageId: asked['messageId'],
        payload: {ok: true},
      });
    });

    it('never hold the handle, whatever came of the message (SWM-8)', async () => {
      const {app} = await bench().connected({authorize: (messageType) => messageType !== 'custom.no'});
      await app.request('custom.no', {});
      await app.request('custom.yes', {});
      app.close();
      const raw = bench().rawApp();
      await raw.ask('custom.thing', {}, {messagingHandle: 'wrong'});
      raw.request('', {});
      raw.send({responseToMessageId: 'x', messagingHandle: bench().messagingHandle});
      await raw.ask('custom.last');
      expect(JSON.stringify([bench().ehrReports, bench().appReports])).not.to.contain(bench().messagingHandle);
    });

    it('name the origin of what came', async () => {
      bench().ehr();
      await bench().rawApp().ask('custom.thing');
      expect(bench().ehrReports[0]).to.have.property('origin', bench().pair.app.origin);
    });

    it('tell how long an answer took, on both sides', async () => {
      const {app} = await bench().connected({serve: () => ({ok: true})});
      await app.request('custom.thing', {});
      for (const report of [bench().ehrReports.at(-1), bench().appReports.at(-1)]) {
        expect(report).to.have.property('elapsed').that.is.a('number').and.is.at.least(0);
      }
    });
  });
}
