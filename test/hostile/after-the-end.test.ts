import {expect} from '@open-wc/testing';
import type {SmartAppFrame} from '../../components/index.js';
import {once, record} from '../support/elements.js';
import {rejection} from '../support/rejection.js';
import {eventually} from '../support/eventually.js';
import {
  closeWindows,
  handle,
  heard,
  marker,
  openWindow,
  reports,
  request,
  say,
  type Launched,
} from '../support/launches.js';
import {otherSite, type Remote} from '../support/remote.js';
import {answer, asked, hostileApp} from './support/attacks.js';
import {guardPage} from './support/page-state.js';
import {askByPort, heardByPort, sayByPort, takePort} from './support/ports.js';

const names = ['smart-request', 'smart-response', 'smart-connect', 'smart-message', 'smart-scratchpad-change'] as const;

const allEvents = (frame: SmartAppFrame): Event[][] => names.map((name) => record(frame, name));

const create = (): ReturnType<typeof request> => request('scratchpad.create', {resource: {resourceType: 'Condition'}});

/** Has the app post partial answers and requests in turn, as fast as it can, for as long as it is there. */
const postForEver = (app: Remote, messageId: string, byPort: boolean): Promise<void> =>
  app.run(
    (answer, handle, byPort, ehr) => {
      const host = (window.opener as Window | null) ?? parent;
      const post = (message: object): void => {
        if (byPort) window.stolenPort!.postMessage(message);
        else host.postMessage(message, ehr);
      };
      setInterval(() => {
        for (const messageType of ['scratchpad.create', 'ui.done', 'status.handshake']) {
          const payload = {resource: {resourceType: 'Condition'}};
          post({messagingHandle: handle, messageId: crypto.randomUUID(), messageType, payload});
        }
        post({...answer, messageId: crypto.randomUUID()});
      });
    },
    answer(messageId, {}, {additionalResponsesExpected: true}),
    handle,
    byPort,
    location.origin,
  );

const endings: Record<string, (frame: SmartAppFrame) => void> = {
  'close()': (frame) => frame.close(),
  'revokeHandle()': (frame) => frame.revokeHandle(),
  'its removal': (frame) => frame.remove(),
};

for (const byPort of [false, true]) {
  describe(`what an app posts without a pause, by ${byPort ? 'its port' : 'its window'}`, () => {
    guardPage();

    afterEach(closeWindows);

    for (const [how, end] of Object.entries(endings)) {
      for (const [where, open] of Object.entries<() => Promise<Launched>>({
        'a frame': () => hostileApp(),
        'a window of its own': async () => {
          const launched = await openWindow({origin: otherSite});
          await launched.app.ready();
          return launched;
        },
      })) {
        if (byPort && where !== 'a frame') continue; // a window of its own has no port
        it(`does nothing more after ${how}, in ${where}`, async () => {
          const {frame, app} = await open();
          if (byPort) {
            await takePort(app);
            await askByPort(app, request('scratchpad.read'));
          } else {
            await say(app, request('status.handshake'));
          }
          frame.addEventListener('smart-ui-done', (event) => event.refuse());
          let parts = 0;
          const question = once(frame, 'smart-message');
          const failure = rejection(frame.request('my.thing', {}, {onPartial: () => parts++}));
          const {messageId} = (await question).detail.message as {messageId: string};
          await postForEver(app, messageId, byPort);
          await eventually('some of it has come', () => parts > 3);
          end(frame);
          const events = allEvents(frame);
          const stored = await frame.scratchpad.list();
          const before = parts;
          expect((await failure).code).to.equal('disconnected');
          await new Promise((resolve) => setTimeout(resolve, 300));
          expect(events.flat()).to.deep.equal([]);
          expect(await frame.scratchpad.list()).to.deep.equal(stored);
          expect([before > 3, parts]).to.deep.equal([true, before]);
          expect(frame.state).to.equal('closed');
        });
      }
    }
  });
}

describe('an answer that comes too late', () => {
  guardPage();

  afterEach(closeWindows);

  it('from the window of an app whose frame has left the page, is heard by nobody', async () => {
    const {frame, app} = await openWindow({origin: otherSite});
    await app.ready();
    await say(app, request('status.handshake'));
    const failure = rejection(frame.request('my.thing', {}));
    const {messageId} = await asked(app, 'my.thing');
    frame.remove();
    expect((await failure).code).to.equal('disconnected');
    const events = allEvents(frame);
    const before = (await heard(app)).length;
    await say(app, answer(messageId, {late: true}), create(), request('status.handshake'));
    expect((await heard(app)).slice(before)).to.deep.equal([]);
    expect(events.flat()).to.deep.equal([]);
    expect(await frame.scratchpad.list()).to.deep.equal([]);
  });

  for (const [how, end, code] of [
    ['timed out', () => undefined, 'timeout'],
    ['been aborted', (_frame: SmartAppFrame, controller: AbortController) => controller.abort(), 'aborted'],
    [
      'ended with its handle',
      (frame: SmartAppFrame) => {
        frame.messagingHandle = 'the next';
      },
      'disconnected',
    ],
  ] as const) {
    it(`to a request that has ${how}, is dropped and reported`, async () => {
      const {frame, app} = await hostileApp();
      const controller = new AbortController();
      const {signal} = controller;
      const failure = rejection(frame.request('my.thing', {}, {timeout: 300, signal}));
      const {messageId} = await asked(app, 'my.thing');
      end(frame, controller);
      expect((await failure).code).to.equal(code);
      const responses = record(frame, 'smart-response');
      const told = reports(frame);
      await say(app, answer(messageId, {late: true}), answer(messageId, {late: true}, {messagingHandle: handle}));
      await marker(app);
      const late = told.filter(({message}) => JSON.stringify(message).includes('late'));
      expect(late.map(({outcome, reason}) => [outcome, reason])).to.deep.equal(
        Array(2).fill(['rejected', 'unmatched']),
      );
      expect(responses).to.deep.equal([]);
    });
  }
});

describe('an answer of the EHR that comes too late', () => {
  guardPage();

  it('goes nowhere once the handle is another one, by the window or by the port', async () => {
    const {frame, app} = await hostileApp();
    await takePort(app);
    const answers: Array<(payload: object) => void> = [];
    frame.addEventListener('smart-ui-launch-activity', (event) =>
      event.respondWith(new Promise<object>((resolve) => answers.push(resolve))),
    );
    const question = (): ReturnType<typeof request> =>
      request('ui.launchActivity', {activityType: 'urn:example:activity', activityParameters: {}});
    const [byPort, byWindow] = [question(), question()];
    await sayByPort(app, byPort);
    await eventually('the first is asked', () => answers.length === 1);
    await say(app, byWindow);
    await marker(app);
    frame.messagingHandle = 'the next';
    await frame.updateComplete;
    for (const answerLate of answers) answerLate({status: 'success'});
    await marker(app);
    const messages = [...(await heard(app)).map(({data}) => data), ...(await heardByPort(app))];
    const answered = messages.map((data) => (data as {responseToMessageId?: string}).responseToMessageId);
    expect(answers).to.have.length(2);
    expect(answered).not.to.include(byPort.messageId);
    expect(answered).not.to.include(byWindow.messageId);
  });
});
