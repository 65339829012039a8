import {expect} from '@open-wc/testing';
import {Channel} from '../../../components/channel/index.js';
import type {Bench} from '../../support/bench.js';
import {ResourceCount} from '../../support/resources.js';

export function resourceContract(bench: () => Bench): void {
  describe('resources', () => {
    it('are all given back after 1,000 connections', async () => {
      const {app, ehr} = bench().pair;
      const messagingHandle = 'handle';
      const caller = new AbortController();
      const connectOnce = async (): Promise<void> => {
        const ends = [
          new Channel(ehr.transport, {messagingHandle, messagePort: ehr.messagePort, serve: () => ({ok: true})}),
          new app.Channel(app.transport, {messagingHandle, messagePort: app.messagePort}),
        ];
        await ends[1]?.connect();
        await ends[1]?.request('custom.thing', {}, {signal: caller.signal});
        ends[0]?.request('custom.unanswered', {}, {signal: caller.signal}).catch(() => undefined);
        for (const end of ends) end.close();
      };
      await connectOnce();
      const count = new ResourceCount([window, caller.signal]);
      try {
        for (let cycle = 0; cycle < 1000; cycle++) await connectOnce();
        expect({timers: count.timers, listeners: count.listeners}).to.deep.equal({timers: 0, listeners: 0});
      } finally {
        count.restore();
      }
    });
  });
}
