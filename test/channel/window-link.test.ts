import {expect} from '@open-wc/testing';
import {linkTo, type Endpoint} from '../../components/transport/window-link.js';
import {closeFarWindow, openFarWindow, post, settleMessages, type FarWindow} from '../support/far-window.js';
import {ResourceCount} from '../support/resources.js';

describe('window link', () => {
  let far: FarWindow;
  let other: FarWindow;
  let controller: AbortController;

  before(async () => {
    [far, other] = await Promise.all([openFarWindow(), openFarWindow()]);
  });

  beforeEach(() => {
    controller = new AbortController();
  });

  afterEach(() => controller.abort());

  after(() => {
    closeFarWindow(far);
    closeFarWindow(other);
  });

  const route = (source: Window, listener: Endpoint, messagingHandle: string | undefined, signal: AbortSignal): void =>
    linkTo(source).add(listener, messagingHandle, signal);

  const endpoint = (calls: string[], name = '', claims: (data: unknown) => boolean = () => false): Endpoint => ({
    claims,
    receive: () => calls.push(`${name} received`.trim()),
    reject: () => calls.push(`${name} rejected`.trim()),
  });

  const arrived = async (from: FarWindow, data: unknown): Promise<void> => {
    post(from, window, data);
    await settleMessages(from);
  };

  it('calls only the one endpoint among 100 that the message is for', async () => {
    const calls: string[] = [];
    const frames = Array.from({length: 99}, () => document.createElement('iframe'));
    document.body.append(...frames);
    const windows = [...frames.map((frame) => frame.contentWindow!), far];
    windows.forEach((source, index) => {
      const watched: Endpoint = {
        get claims() {
          calls.push(`${index} asked`);
          return () => true;
        },
        get receive() {
          return () => calls.push(`${index} received`);
        },
        get reject() {
          calls.push(`${index} rejected`);
          return () => undefined;
        },
      };
      route(source, watched, `handle-${index}`, controller.signal);
    });
    await arrived(far, {messagingHandle: 'handle-5'});
    for (const frame of frames) frame.remove();
    expect(calls).to.deep.equal(['99 received']);
  });

  it('counts what it drops and unpacks none of it while it is paused', () => {
    const calls: string[] = [];
    let reads = 0;
    const arrive = (): void => {
      const event = new MessageEvent('message', {source: far, origin: location.origin});
      Object.defineProperty(event, 'data', {
        get: () => {
          reads++;
          return undefined;
        },
      });
      window.dispatchEvent(event);
    };
    route(far, endpoint(calls), 'h1', controller.signal);
    arrive();
    const usual = reads;
    linkTo(far).pause(() => calls.push('dropped'));
    arrive();
    expect(reads - usual).to.be.below(usual);
    const readByTests = reads - usual;
    linkTo(far).pause(undefined);
    arrive();
    expect([usual - readByTests > 0, calls]).to.deep.equal([true, ['received', 'dropped', 'received']]);
  });

  it('gives a message to the endpoint that claims it where two listen to one window', async () => {
    const calls: string[] = [];
    route(
      far,
      endpoint(calls, 'first', (data) => data === 'one'),
      'h1',
      controller.signal,
    );
    route(
      far,
      endpoint(calls, 'second', (data) => data === 'two'),
      'h2',
      controller.signal,
    );
    await arrived(far, 'two');
    await arrived(far, 'one');
    expect(calls).to.deep.equal(['second received', 'first received']);
  });

  it("gives a message that nobody claims to the first of the window's endpoints", async () => {
    const calls: string[] = [];
    route(far, endpoint(calls, 'first'), 'h1', controller.signal);
    route(far, endpoint(calls, 'second'), 'h2', controller.signal);
    await arrived(far, 'other');
    expect(calls).to.deep.equal(['first received']);
  });

  it('lets the other endpoint of a window go on when one ends', async () => {
    const calls: string[] = [];
    const ending = new AbortController();
    route(far, endpoint(calls, 'first'), 'h1', ending.signal);
    route(far, endpoint(calls, 'second'), 'h2', controller.signal);
    ending.abort();
    await arrived(far, 'x');
    expect(calls).to.deep.equal(['second received']);
  });

  it('tells of a known handle from a foreign window only the endpoint that has it', async () => {
    const calls: string[] = [];
    route(far, endpoint(calls, 'first'), 'h1', controller.signal);
    route(far, endpoint(calls, 'second'), 'h2', controller.signal);
    await arrived(other, {messagingHandle: 'h2'});
    expect(calls).to.deep.equal(['second rejected']);
  });

  for (const data of [{messagingHandle: 'unknown'}, {messagingHandle: 7}, {}, 'h1', null]) {
    it(`tells nobody of ${JSON.stringify(data)} from a foreign window`, async () => {
      const calls: string[] = [];
      route(far, endpoint(calls), 'h1', controller.signal);
      await arrived(other, data);
      expect(calls).to.deep.equal([]);
    });
  }

  it('does not know a handle any more when its endpoint has ended', async () => {
    const calls: string[] = [];
    const ending = new AbortController();
    route(far, endpoint(calls, 'first'), 'h1', ending.signal);
    route(far, endpoint(calls, 'second'), undefined, controller.signal);
    ending.abort();
    await arrived(other, {messagingHandle: 'h1'});
    expect(calls).to.deep.equal([]);
  });

  it('keeps a handle for the endpoint that took it over', async () => {
    const calls: string[] = [];
    const ending = new AbortController();
    route(far, endpoint(calls, 'before'), 'h1', ending.signal);
    route(far, endpoint(calls, 'after'), 'h1', controller.signal);
    ending.abort();
    await arrived(other, {messagingHandle: 'h1'});
    expect(calls).to.deep.equal(['after rejected']);
  });

  it('listens with one listener for all, and with none for none', () => {
    const count = new ResourceCount([window]);
    try {
      const seen: number[] = [];
      const [first, second] = [new AbortController(), new AbortController()];
      route(far, endpoint([]), 'h1', first.signal);
      route(other, endpoint([]), 'h2', second.signal);
      seen.push(count.listeners);
      first.abort();
      seen.push(count.listeners);
      second.abort();
      seen.push(count.listeners);
      expect(seen).to.deep.equal([1, 1, 0]);
    } finally {
      count.restore();
    }
  });
});
