import {expect} from '@open-wc/testing';
import {eventually} from '../support/eventually.js';
import {ask, handle, launchKit, launchRaw, marker, request} from '../support/launches.js';
import type {Remote} from '../support/remote.js';

/** Has the app post requests in one task; resolves with the number of answers to each, and how many were refusals. */
function burst(app: Remote, count: number, messageType: string): Promise<{answered: number[]; refused: number}> {
  return app.run(
    async (count, messageType, handle, ehr) => {
      const answers = new Map<string, number>();
      let refused = 0;
      let done!: () => void;
      const all = new Promise<void>((resolve) => (done = resolve));
      addEventListener('message', ({data}: MessageEvent<{responseToMessageId?: string; payload?: object}>) => {
        const id = data.responseToMessageId;
        if (!id?.startsWith(messageType)) return;
        answers.set(id, (answers.get(id) ?? 0) + 1);
        if (JSON.stringify(data.payload).includes('throttled')) refused++;
        if (answers.size === count) done();
      });
      for (let index = 0; index < count; index++) {
        const messageId = `${messageType} ${index}`;
        parent.postMessage({messagingHandle: handle, messageId, messageType, payload: {}}, ehr);
      }
      await all;
      return {answered: [...new Set(answers.values())], refused};
    },
    count,
    messageType,
    handle,
    location.origin,
  );
}

describe('more than is reasonable', () => {
  it('10,000 requests in a burst are answered once each, and the frame goes on', async function () {
    this.timeout(90_000); // ten thousand messages between processes, on whatever machine
    const {frame, app} = await launchRaw();
    const {answered} = await burst(app, 10_000, 'scratchpad.read');
    expect(answered).to.deep.equal([1]);
    expect(frame.state).to.equal('connected');
    await eventually(
      'there is room again',
      async () => 'scratchpad' in (await ask(app, request('scratchpad.read'))).payload,
    );
  });

  it('requests of a type past those that are allowed are refused', async () => {
    const {app} = await launchRaw({frame: {limits: {ofType: {'scratchpad.read': 20}}}});
    expect(await burst(app, 200, 'scratchpad.read')).to.deep.equal({answered: [1], refused: 180});
    expect((await ask(app, request('scratchpad.delete'))).payload).to.have.property('status', '400 Bad Request');
  });

  it('requests past those being answered are refused, and the others still get their answers', async () => {
    const {frame, app} = await launchRaw({frame: {limits: {inFlight: 10}}});
    const answers: Array<(payload: object) => void> = [];
    frame.addEventListener('smart-request', (event) => {
      if (event.detail.messageType === 'my.slow') {
        event.respondWith(new Promise<object>((resolve) => answers.push(resolve)));
      }
    });
    const bursting = burst(app, 30, 'my.slow');
    await marker(app);
    expect(answers).to.have.length(10);
    for (const answer of answers) answer({status: 'success'});
    expect(await bursting).to.deep.equal({answered: [1], refused: 20});
    expect((await ask(app, request('scratchpad.read'))).payload).to.deep.equal({scratchpad: []});
  });

  it('4,096 requests are being answered at one time, and not one more', async () => {
    const {frame, app} = await launchRaw();
    const answers: Array<(payload: object) => void> = [];
    frame.addEventListener('smart-request', (event) =>
      event.respondWith(new Promise<object>((resolve) => answers.push(resolve))),
    );
    const bursting = burst(app, 4100, 'my.slow');
    await eventually('all are in flight', () => answers.length === 4096);
    // Sent after all the others, so that they have been looked at when it is answered.
    await ask(app, request('status.handshake'));
    expect(answers).to.have.length(4096);
    for (const answer of answers) answer({});
    expect(await bursting).to.deep.equal({answered: [1], refused: 4});
  });

  it('an app that asks more than it may gets a typed refusal', async () => {
    const {app} = await launchKit({frame: {limits: {ofType: {'scratchpad.read': 5}}}});
    const codes = await app.run(async () => {
      const done = Array.from({length: 10}, () => window.app.scratchpad.read().then(() => 'read', window.codeOf));
      return Promise.all(done);
    });
    expect(new Set(codes)).to.deep.equal(new Set(['read', 'refused']));
  });

  it('requests of the app wait for the connection in a queue that has an end', async () => {
    const {app} = await launchKit();
    const codes = await app.run(async () => {
      const context = document.createElement('smart-messaging-context');
      context.messagingHandle = 'another';
      context.messagingOrigin = 'https://ehr.example.org';
      document.body.append(context);
      const asked = Array.from({length: 300}, () => context.request('my.thing', {}).catch(window.codeOf));
      const first = await Promise.race(asked);
      context.remove();
      return [first, await Promise.all(asked)] as const;
    });
    expect(codes[0]).to.equal('limit');
    expect(codes[1].filter((code) => code === 'limit')).to.have.length(44);
    expect(codes[1].filter((code) => code === 'disconnected')).to.have.length(256);
  });
});
