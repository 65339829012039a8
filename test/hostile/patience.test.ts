import {expect} from '@open-wc/testing';
import {ask, handle, launchRaw, request, say} from '../support/launches.js';
import {otherSite, sameSite, type Remote} from '../support/remote.js';
import {rejection} from '../support/rejection.js';
import {answer, asked, hostileApp} from './support/attacks.js';

/** Asks the EHR for as long as something goes on. Resolves with the milliseconds that each answer took. */
async function askMeanwhile(app: Remote, work: Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  const over = work.then(() => true);
  const isOver = (): Promise<boolean> =>
    Promise.race([over, new Promise<false>((resolve) => setTimeout(resolve, 20, false))]);
  while (!(await isOver())) {
    const begin = performance.now();
    await ask(app, request('scratchpad.read', {}, {messagingHandle: 'innocent'}));
    took.push(performance.now() - begin);
  }
  return took;
}

const innocentApp = async (): Promise<Remote> =>
  (await launchRaw({origin: sameSite, frame: {messagingHandle: 'innocent'}})).app;

describe('an app with a session recorder, a mouse forwarder and other scripts that post messages of their own', () => {
  it('stays, connected and served', async function () {
    const seconds = window.longTests ? 60 : 4;
    this.timeout(seconds * 1000 + 20_000);
    const {frame, app} = await hostileApp();
    const rejected: Array<number | undefined> = [];
    frame.addEventListener('smart-message', ({detail}) => detail.reason && rejected.push(detail.count));
    await say(app, ...Array.from({length: 1100}, (_, number) => `recorded ${number}`));
    await app.run(
      async (end, ehr) => {
        for (let sent = 0; performance.now() < end; sent++) {
          parent.postMessage({type: 'mousemove', x: sent, y: sent, events: Array<number>(20).fill(sent)}, ehr);
          if (sent % 22 === 0) await new Promise((resolve) => setTimeout(resolve, 100));
        }
      },
      seconds * 1000,
      location.origin,
    );
    expect((await ask(app, request('scratchpad.read'))).payload).to.deep.equal({scratchpad: []});
    expect([frame.state, frame.quarantined]).to.deep.equal(['connected', false]);
    expect(rejected.length).to.be.within(2, seconds + 3);
    expect(rejected.reduce<number>((sum, count = 0) => sum + count, 0)).to.be.above(1000);
  });
});

describe('an app that sends what takes the page long', () => {
  /** Partial answers; each takes the page some hundredths of a second to read. */
  const most = window.longTests ? 150 : 40;

  it('has its partial answers taken in turns, while the other app is answered', async function () {
    this.timeout(60_000);
    const {frame, app} = await hostileApp();
    const other = await innocentApp();
    let parts = 0;
    const answered = frame.request('my.thing', {}, {onPartial: () => parts++, timeout: 50_000});
    const {messageId} = await asked(app, 'my.thing');
    const posted = app.run(
      (part, last, most, ehr) => {
        const objects = Array.from({length: 20_000}, (_, number) => ({number}));
        for (let sent = 0; sent < most; sent++)
          parent.postMessage({...part, messageId: crypto.randomUUID(), payload: {objects}}, ehr);
        parent.postMessage(last, ehr);
      },
      answer(messageId, {}, {additionalResponsesExpected: true}),
      answer(messageId, {status: 'success'}),
      most,
      location.origin,
    );
    const took = await askMeanwhile(other, answered);
    await posted;
    expect(await answered).to.deep.equal({status: 'success'});
    expect(parts).to.equal(most);
    expect(took.length).to.be.above(most / 50);
    expect(Math.max(...took)).to.be.below(4000);
  });

  it('is refused what would take too much memory while a person is asked, and served what does not', async function () {
    this.timeout(60_000);
    const {frame, app} = await hostileApp();
    const other = await innocentApp();
    const waiting: Array<(reply: object) => void> = [];
    frame.addEventListener('smart-scratchpad-create', (event) => {
      event.respondWith(new Promise<object>((resolve) => waiting.push(resolve)));
    });
    const sent = app.run(
      async (messagingHandle, ehr) => {
        const resource = {resourceType: 'Basic', text: 'x'.repeat(8 * 1024 * 1024)};
        const last = window.answerTo('large-11');
        for (let number = 0; number < 12; number++) {
          const message = {messageType: 'scratchpad.create', payload: {resource}};
          parent.postMessage({messagingHandle, messageId: `large-${number}`, ...message}, ehr);
          await new Promise((resolve) => setTimeout(resolve));
        }
        await last;
      },
      handle,
      location.origin,
    );
    await askMeanwhile(other, sent);
    expect(waiting).to.have.length(5);
    for (const answer of waiting) answer({status: '201 Created'});
    await app.run(() => window.answerTo('large-0').then(() => undefined));
    expect(frame.quarantined).to.equal(false);
  });

  it('fails its own requests with limit where so much comes that some of it is not read', async () => {
    const {frame, app} = await hostileApp({origin: otherSite, frame: {limits: {backlog: 2}}});
    frame.addEventListener('smart-request', () => {
      const end = performance.now() + 700;
      while (performance.now() < end);
    });
    const failed = rejection(frame.request('my.thing', {}));
    await asked(app, 'my.thing');
    await say(app, ...Array.from({length: 6}, () => request('scratchpad.read')));
    expect((await failed).code).to.equal('limit');
  });
});
