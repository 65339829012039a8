import {expect} from '@open-wc/testing';
import {Channel, WindowTransport, type MessageReport, type Rejected} from '../../components/channel/index.js';
import {closeFarWindow, openFarWindow, post, settleMessages, type FarWindow} from '../support/far-window.js';

const request = (messagingHandle: string) => ({
  messagingHandle,
  messageId: 'id-1',
  messageType: 'custom.thing',
  payload: {},
});

/** Records what is posted to it. */
class RecordingWindow {
  readonly posted: unknown[] = [];

  postMessage(_message: unknown, origin: unknown): void {
    this.posted.push(origin);
  }

  asWindow(): Window {
    return this as unknown as Window;
  }
}

describe('WindowTransport', () => {
  let far: FarWindow;
  let controller: AbortController;

  beforeEach(async () => {
    far = await openFarWindow();
    controller = new AbortController();
  });

  afterEach(() => {
    controller.abort();
    closeFarWindow(far);
  });

  it('meets another origin with silence and reports it with the origins it wants (SWM-6)', async () => {
    const rejected: Rejected[] = [];
    const heard: unknown[] = [];
    const origins = ['https://app.example.org'];
    const onRejected = (message: Rejected) => rejected.push(message);
    new WindowTransport(far, {origins}).listen((incoming) => heard.push(incoming), {
      signal: controller.signal,
      onRejected,
    });
    post(far, window, {a: 1});
    await settleMessages(far);
    expect(heard).to.deep.equal([]);
    expect(rejected).to.deep.equal([{data: {a: 1}, origin: location.origin, reason: 'origin', expected: origins}]);
  });

  it('does not need anybody to report to', async () => {
    const heard: unknown[] = [];
    const transport = new WindowTransport(far, {origins: ['https://app.example.org']});
    transport.listen((incoming) => heard.push(incoming), {signal: controller.signal});
    post(far, window, 'x');
    await settleMessages(far);
    expect(heard).to.deep.equal([]);
  });

  it('lets a channel answer nothing to a foreign window that knows its handle (SWM-6, SWM-8)', async () => {
    const stranger = await openFarWindow();
    const answers: unknown[] = [];
    stranger.addEventListener('message', ({data}) => answers.push(data));
    const reports: MessageReport[] = [];
    const transport = new WindowTransport(far, {origins: [location.origin], messagingHandle: 'known'});
    const channel = new Channel(transport, {messagingHandle: 'known', onMessage: (report) => reports.push(report)});
    post(stranger, window, request('known'));
    await settleMessages(stranger);
    expect(reports.map(({reason}) => reason)).to.deep.equal(['source']);
    expect(answers).to.deep.equal([]);
    channel.close();
    closeFarWindow(stranger);
  });

  it('posts to the origin that has spoken, never to * (SWM-3)', async () => {
    const heard: unknown[] = [];
    const transport = new WindowTransport(far, {origins: ['https://elsewhere.example.org', location.origin]});
    transport.listen(() => heard.push('heard'), {signal: controller.signal});
    const received: unknown[] = [];
    far.addEventListener('message', ({data}) => received.push(data));
    post(far, window, 'x');
    await settleMessages(far);
    transport.send({n: 1});
    transport.send({n: 2});
    await settleMessages(far);
    expect(received).to.deep.equal([{n: 1}, {n: 2}]);
  });

  it('goes round the allowed origins until one has spoken (SWM-3)', () => {
    const peer = new RecordingWindow();
    const transport = new WindowTransport(peer.asWindow(), {origins: ['https://a.example', 'https://b.example']});
    for (let count = 0; count < 3; count++) transport.send({});
    expect(peer.posted).to.deep.equal(['https://a.example', 'https://b.example', 'https://a.example']);
  });

  it('goes round again when the document has been replaced', async () => {
    const peer = new RecordingWindow();
    const transport = new WindowTransport(peer.asWindow(), {origins: ['https://a.example', 'https://b.example']});
    transport.send({});
    transport.renew(undefined);
    transport.send({});
    expect(peer.posted).to.deep.equal(['https://a.example', 'https://a.example']);
  });

  it('posts nothing while no origin is allowed', () => {
    const peer = new RecordingWindow();
    new WindowTransport(peer.asWindow(), {origins: []}).send({});
    expect(peer.posted).to.deep.equal([]);
  });

  it('neither hears nor posts to an origin that is allowed no more (SWM-3, SWM-6)', async () => {
    const heard: unknown[] = [];
    const received: unknown[] = [];
    far.addEventListener('message', ({data}) => received.push(data));
    const transport = new WindowTransport(far, {origins: [location.origin]});
    transport.listen(({data}) => heard.push(data), {signal: controller.signal});
    post(far, window, 'before');
    await settleMessages(far);
    transport.origins = [`${location.origin.replace(/\d+$/, '')}1`];
    post(far, window, 'after');
    transport.send({secret: true});
    await settleMessages(far);
    expect([heard, received]).to.deep.equal([['before'], []]);
  });

  it('tells two channels on one window apart by their handles', async () => {
    const options = {origins: [location.origin]};
    const served: string[] = [];
    const channels = ['one', 'two'].map(
      (messagingHandle) =>
        new Channel(new WindowTransport(far, {...options, messagingHandle}), {
          messagingHandle,
          serve: () => void served.push(messagingHandle),
        }),
    );
    const transport = new far.kit.WindowTransport(window, options);
    const app = new far.kit.Channel(transport, {messagingHandle: 'two'});
    await app.connect();
    await app.request('custom.thing', {});
    expect(served).to.deep.equal(['two']);
    for (const channel of [...channels, app]) channel.close();
  });
});
