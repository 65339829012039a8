import {expect} from '@open-wc/testing';
import {
  createTransportPair,
  SmartRequestEvent,
  type MessageReport,
  type RequestPayload,
  type SmartAppFrame,
} from '../../components/index.js';
import type {ScriptedApp} from '../../components/testing/index.js';
import {appOrigin, connectedFrame, frameWith, once, record} from '../support/elements.js';
import {rejection} from '../support/rejection.js';

/** Listens to the event of a message type of one's own. */
function on(frame: SmartAppFrame, name: string, listener: (event: SmartRequestEvent) => void): void {
  frame.addEventListener(name, (event) => {
    if (event instanceof SmartRequestEvent) listener(event as SmartRequestEvent);
  });
}

const respond = (event: SmartRequestEvent): void => event.respondWith({answered: true});

describe('<smart-app-frame> requests as events', () => {
  let frame: SmartAppFrame;
  let app: ScriptedApp;

  beforeEach(async () => {
    ({frame, app} = await connectedFrame());
  });

  it('dispatches smart-request and then the specific event, with the request in both', async () => {
    const seen: Array<{type: string; detail: object}> = [];
    for (const name of ['smart-request', 'smart-sdc-ui-changed-focus']) {
      on(frame, name, ({type, detail}) => seen.push({type, detail}));
    }
    await app.request('sdc.ui.changedFocus', {linkId: '1.2'});
    expect(seen.map(({type}) => type)).to.deep.equal(['smart-request', 'smart-sdc-ui-changed-focus']);
    for (const {detail} of seen) {
      expect(detail)
        .to.include({messageType: 'sdc.ui.changedFocus', origin: appOrigin})
        .and.to.have.property('messageId');
      expect(detail).to.have.deep.property('payload', {linkId: '1.2'});
    }
  });

  it('dispatches both as events that bubble, are composed, and are not cancelable', async () => {
    const seen: object[] = [];
    for (const name of ['smart-request', 'smart-my-thing']) {
      on(frame, name, ({bubbles, composed, cancelable}) => seen.push({bubbles, composed, cancelable}));
    }
    await app.request('my.thing', {});
    const all = {bubbles: true, composed: true, cancelable: false};
    expect(seen).to.deep.equal([all, all]);
  });

  it('does not dispatch the specific event when smart-request was answered', async () => {
    on(frame, 'smart-my-thing', () => expect.fail('smart-my-thing was dispatched'));
    frame.addEventListener('smart-request', (event) => event.respondWith({from: 'smart-request'}));
    expect(await app.request('my.thing', {})).to.deep.equal({from: 'smart-request'});
  });

  it('does not dispatch the specific event when smart-request was refused', async () => {
    on(frame, 'smart-my-thing', () => expect.fail('smart-my-thing was dispatched'));
    frame.addEventListener('smart-request', (event) => event.refuse());
    expect(await app.request('my.thing', {})).to.have.nested.property('outcome.issue[0].code', 'forbidden');
  });

  for (const type of ['scratchpad.change', 'ui.launch.activity', 'state.change', 'urn:example:thing', 'My.thing']) {
    it(`lets ${type} arrive as smart-request only`, async () => {
      const names: string[] = [];
      const dispatch = frame.dispatchEvent.bind(frame);
      frame.dispatchEvent = (event) => {
        if ('respondWith' in event) names.push(event.type);
        return dispatch(event);
      };
      await app.request(type, {});
      expect(names).to.deep.equal(['smart-request']);
    });
  }

  it('answers with the payload given to respondWith', async () => {
    frame.addEventListener('smart-ui-launch-activity', (event) => event.respondWith({status: 'success'}));
    const answer = await app.request('ui.launchActivity', {activityType: 'x', activityParameters: {}});
    expect(answer).to.deep.equal({status: 'success'});
  });

  it('answers with {} for respondWith(undefined)', async () => {
    on(frame, 'smart-my-thing', (event) => event.respondWith(undefined));
    expect(await app.request('my.thing', {})).to.deep.equal({});
  });

  it('answers with what a promise given to respondWith brings', async () => {
    on(frame, 'smart-my-thing', (event) => event.respondWith(Promise.resolve({late: true})));
    expect(await app.request('my.thing', {})).to.deep.equal({late: true});
  });

  it('sends each value of an async iterable at once, and what it returns as the last (SWM-5)', async () => {
    const gate = new Promise<void>((resolve) => on(frame, 'smart-go-on', () => resolve()));
    async function* answers(): AsyncGenerator<object, object> {
      yield {part: 1};
      await gate;
      yield {part: 2};
      return {total: 2};
    }
    on(frame, 'smart-my-thing', (event) => event.respondWith(answers()));
    const partials: object[] = [];
    const answer = await app.request(
      'my.thing',
      {},
      {
        onPartial(payload) {
          partials.push(payload);
          if (partials.length === 1) void app.request('go.on', {});
        },
      },
    );
    expect(partials).to.deep.equal([{part: 1}, {part: 2}]);
    expect(answer).to.deep.equal({total: 2});
  });

  it('ends an async iterable that returns nothing with {}', async () => {
    async function* answers(): AsyncGenerator<object> {
      yield {part: 1};
    }
    on(frame, 'smart-my-thing', (event) => event.respondWith(answers()));
    expect(await app.request('my.thing', {})).to.deep.equal({});
  });

  it('throws InvalidStateError at a second respondWith and answers with the first', async () => {
    let error: unknown;
    on(frame, 'smart-my-thing', (event) => {
      event.respondWith({first: true});
      try {
        event.respondWith({second: true});
      } catch (thrown) {
        error = thrown;
      }
    });
    expect(await app.request('my.thing', {})).to.deep.equal({first: true});
    expect(error).to.be.instanceOf(DOMException).with.property('name', 'InvalidStateError');
  });

  it('throws InvalidStateError when respondWith comes after the dispatch', async () => {
    const request = once(frame, 'smart-request');
    await app.request('my.thing', {});
    const event = await request;
    expect(() => event.respondWith({late: true}))
      .to.throw(DOMException)
      .with.property('name', 'InvalidStateError');
  });

  for (const [first, second] of [
    ['refuse', 'respondWith'],
    ['respondWith', 'refuse'],
  ] as const) {
    it(`lets ${first}() stand when ${second}() comes after it, which throws InvalidStateError`, async () => {
      let error: unknown;
      const answer = {refuse: (event: SmartRequestEvent) => event.refuse(), respondWith: respond};
      on(frame, 'smart-my-thing', (event) => {
        answer[first](event);
        try {
          answer[second](event);
        } catch (thrown) {
          error = thrown;
        }
      });
      const payload = await app.request('my.thing', {});
      if (first === 'respondWith') expect(payload).to.deep.equal({answered: true});
      else expect(payload).to.have.nested.property('outcome.issue[0].code', 'forbidden');
      expect(error).to.be.instanceOf(DOMException).with.property('name', 'InvalidStateError');
    });
  }

  it('throws InvalidStateError when refuse() comes after the dispatch', async () => {
    const request = once(frame, 'smart-request');
    await app.request('my.thing', {});
    const event = await request;
    expect(() => event.refuse())
      .to.throw(DOMException)
      .with.property('name', 'InvalidStateError');
  });

  it('refuses with a text of its own when the reason is no text', async () => {
    on(frame, 'smart-my-thing', (event) => event.refuse(event as unknown as string));
    expect(await app.request('my.thing', {})).to.have.nested.property(
      'outcome.issue[0].diagnostics',
      'my.thing was refused.',
    );
  });

  it('does nothing itself when a listener answers', async () => {
    frame.addEventListener('smart-scratchpad-create', (event) => event.respondWith({status: '202 Accepted'}));
    await app.request('scratchpad.create', {resource: {resourceType: 'Task'}});
    expect(await frame.scratchpad.list()).to.be.empty;
  });

  it('reports a request of the app and the answer to it as messages, the handle masked', async () => {
    const messages = record(frame, 'smart-message');
    await app.request('my.thing', {a: 1});
    expect(messages.map(({detail}) => `${detail.direction} ${detail.outcome}`)).to.deep.equal([
      'in delivered',
      'out sent',
    ]);
    expect(messages[0]!.detail.message).to.include({messagingHandle: '***', messageType: 'my.thing'});
    expect(JSON.stringify(messages.map(({detail}) => detail))).not.to.contain(app.messagingHandle);
    expect(messages[1]!.detail.elapsed).to.be.a('number');
  });

  it('dispatches nothing for a request that the scopes do not allow', async () => {
    frame.scope = 'messaging/scratchpad';
    const requests = record(frame, 'smart-request');
    expect(await app.request('ui.done', {})).to.have.property('status', 'failure');
    expect(requests).to.be.empty;
  });

  it("lets a partial answer wait for no one: the request fails when the app's end closes", async () => {
    on(frame, 'smart-my-thing', (event) => event.respondWith(new Promise(() => undefined)));
    const failed = rejection<Error & {code: string}>(app.request('my.thing', {}));
    app.close();
    expect((await failed).code).to.equal('disconnected');
  });

  it('dispatches a type whose first word has capitals as smart-request only: its event would be that of another', async () => {
    const seen: string[] = [];
    for (const name of ['smart-request', 'smart-status-board-publish']) {
      on(frame, name, ({type, detail}) => seen.push(`${type}: ${detail.messageType}`));
    }
    await app.request('statusBoard.publish', {});
    await app.request('status.boardPublish', {});
    expect(seen).to.deep.equal([
      'smart-request: statusBoard.publish',
      'smart-request: status.boardPublish',
      'smart-status-board-publish: status.boardPublish',
    ]);
  });

  const incomplete: Array<[what: string, payload: object]> = [
    ['without a type', {activityParameters: {}}],
    ['without parameters', {activityType: 'order-review'}],
    ['without the one that order-review needs', {activityType: 'order-review', activityParameters: {}}],
    ['without the one that problem-review needs', {activityType: 'problem-review', activityParameters: {}}],
    ['without the one that appointment-book needs', {activityType: 'appointment-book', activityParameters: {}}],
    [
      'with a required parameter of another kind',
      {activityType: 'order-review', activityParameters: {draftOrderLocations: 'Task/1'}},
    ],
  ];
  for (const [what, payload] of incomplete) {
    it(`answers failure to ui.launchActivity ${what}, whoever listens`, async () => {
      const seen: string[] = [];
      for (const name of ['smart-request', 'smart-ui-launch-activity']) {
        on(frame, name, (event) => {
          seen.push(name);
          event.respondWith({status: 'success'});
        });
      }
      const answer = await app.request('ui.launchActivity', payload as RequestPayload<'ui.launchActivity'>);
      expect(answer).to.have.property('status', 'failure');
      expect(answer).to.have.property('statusDetail');
      expect(seen).to.be.empty;
    });
  }

  const others: Array<[what: string, make: (handle: string) => unknown]> = [
    ['a string', (messagingHandle) => JSON.stringify({messagingHandle})],
    ['an array', (messagingHandle) => [{messagingHandle}]],
  ];
  for (const [what, make] of others) {
    it(`does not show ${what} that is no message: it may hold the handle anywhere`, async () => {
      const [own, transport] = createTransportPair([appOrigin, '']);
      const {messagingHandle} = app;
      const other = await frameWith({transport, messagingHandle, scope: 'messaging/*'});
      const reported = new Promise<MessageReport>((resolve) => {
        other.addEventListener('smart-message', ({detail}) => detail.direction === 'in' && resolve(detail));
      });
      own.send(make(messagingHandle) as object);
      const report = await reported;
      expect(report).to.include({outcome: 'rejected', reason: 'shape'});
      expect(JSON.stringify(report)).not.to.contain(messagingHandle);
      expect(report.message).to.match(/not shown/);
    });
  }
});
