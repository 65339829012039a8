import {expect} from '@open-wc/testing';
import {sendReply} from '../../components/channel/reply.js';
import type {Reply} from '../../components/channel/types.js';
import {Gate} from '../support/gate.js';
import {rejection} from '../support/rejection.js';
import {ResourceCount} from '../support/resources.js';

const never = new AbortController().signal;

async function sentFor(reply: Reply, signal = never): Promise<Array<[object, boolean]>> {
  const sent: Array<[object, boolean]> = [];
  const send = (payload: object, more: boolean): boolean => {
    sent.push([payload, more]);
    return more;
  };
  await sendReply(reply, send, signal);
  return sent;
}

describe('sendReply', () => {
  it('sends a payload as the last answer', async () => {
    expect(await sentFor({a: 1})).to.deep.equal([[{a: 1}, false]]);
  });

  it('sends a payload at once, and returns no promise', () => {
    const sent: object[] = [];
    const send = (payload: object): boolean => sent.push(payload) < 0;
    expect(sendReply({a: 1}, send, never)).to.equal(undefined);
    expect(sent).to.deep.equal([{a: 1}]);
  });

  it('ends the iterator and asks for nothing more when nothing may follow', async () => {
    const steps: string[] = [];
    const reply = (async function* () {
      try {
        yield {part: 1};
        steps.push('went on');
        yield {part: 2};
      } finally {
        steps.push('cleaned up');
      }
    })();
    await sendReply(reply, () => false, never);
    expect(steps).to.deep.equal(['cleaned up']);
  });

  it('sends {} for nothing, and for a promise of nothing', async () => {
    expect(await sentFor(undefined)).to.deep.equal([[{}, false]]);
    expect(await sentFor(Promise.resolve())).to.deep.equal([[{}, false]]);
  });

  it('sends nothing when the peer left while the promise was awaited', async () => {
    const controller = new AbortController();
    const gate = new Gate();
    const sent = sentFor(
      gate.opened.then(() => ({})),
      controller.signal,
    );
    controller.abort();
    gate.open();
    expect(await sent).to.deep.equal([]);
  });

  it('sends each value as it comes and the return value as the last (SWM-5)', async () => {
    const reply = (async function* () {
      yield {part: 1};
      yield {part: 2};
      return {last: true};
    })();
    expect(await sentFor(reply)).to.deep.equal([
      [{part: 1}, true],
      [{part: 2}, true],
      [{last: true}, false],
    ]);
  });

  it('takes an iterator without return()', async () => {
    const values = [{part: 1}];
    const reply: AsyncIterable<object> = {
      [Symbol.asyncIterator]: () => ({
        next: () =>
          Promise.resolve(values.length ? {done: false, value: values.pop() ?? {}} : {done: true, value: undefined}),
      }),
    };
    expect(await sentFor(reply)).to.deep.equal([
      [{part: 1}, true],
      [{}, false],
    ]);
  });

  it('ends the iterator and sends nothing more when the peer leaves', async () => {
    const controller = new AbortController();
    const steps: string[] = [];
    const reply = (async function* () {
      try {
        yield {part: 1};
        yield {part: 2};
      } finally {
        steps.push('cleaned up');
      }
    })();
    await sendReply(
      reply,
      () => {
        steps.push('sent');
        controller.abort();
        return true;
      },
      controller.signal,
    );
    expect(steps).to.deep.equal(['sent', 'cleaned up']);
  });

  it('ends the iterator when sending fails, and tells why', async () => {
    let cleanedUp = false;
    const reply = (async function* () {
      try {
        yield {part: 1};
      } finally {
        cleanedUp = true;
      }
    })();
    const sending = sendReply(
      reply,
      () => {
        throw new Error('cannot send');
      },
      never,
    );
    expect((await rejection(sending!)).message).to.equal('cannot send');
    expect(cleanedUp).to.equal(true);
  });

  it('does not mind an iterator whose clean-up fails', async () => {
    const controller = new AbortController();
    const reply: AsyncIterable<object> = {
      [Symbol.asyncIterator]: () => ({
        next: () => Promise.resolve({done: false, value: {}}),
        return: () => Promise.reject(new Error('clean-up failed')),
      }),
    };
    const leave = (): boolean => {
      controller.abort();
      return true;
    };
    await sendReply(reply, leave, controller.signal);
    expect(controller.signal.aborted).to.equal(true);
  });

  it('leaves no listener at the signal', async () => {
    const {signal} = new AbortController();
    const count = new ResourceCount([signal]);
    const reply = (async function* () {
      yield {};
    })();
    await sentFor(reply, signal);
    count.restore();
    expect(count.listeners).to.equal(0);
  });
});
