import {expect} from '@open-wc/testing';
import {SmartMessagingError, type SmartAppFrame, type SmartRequestEvent} from '../../components/index.js';
import type {ScriptedApp} from '../../components/testing/index.js';
import {connectedFrame, record, withUncaughtErrors} from '../support/elements.js';

const resource = {resourceType: 'Task', id: '1'};

/** Message type, payload, and what shows that it was refused with this HTTP status (protocol section 6). */
const groups: Array<[type: string, payload: object, check: (answer: object, status: 403 | 500) => void]> = [
  ['ui.done', {}, expectFailure],
  ['ui.launchActivity', {activityType: 'x', activityParameters: {}}, expectFailure],
  ['scratchpad.create', {resource}, expectStatus],
  ['scratchpad.update', {resource}, expectStatus],
  ['scratchpad.delete', {location: 'Task/1'}, expectStatus],
  ['scratchpad.read', {}, expectOutcome],
  ['fhir.http', {bundle: {resourceType: 'Bundle', type: 'batch'}}, expectOutcome],
  [
    'sdc.ui.changedFocus',
    {linkId: '1'},
    (answer, status) => {
      expect(answer).to.have.property('status', 'error');
      expectOutcome({outcome: (answer as {outcome: object}).outcome}, status);
    },
  ],
  ['my.thing', {}, expectOutcome],
  ['urn:example:thing', {}, expectOutcome],
];

function expectFailure(answer: object): void {
  expect(answer).to.have.all.keys('status', 'statusDetail').and.to.have.property('status', 'failure');
  expect(answer).to.have.nested.property('statusDetail.text').that.is.a('string');
}

function expectStatus(answer: object, status: 403 | 500): void {
  expect(answer).to.have.property('status', status === 403 ? '403 Forbidden' : '500 Internal Server Error');
  expect(answer).to.have.nested.property('outcome.resourceType', 'OperationOutcome');
}

function expectOutcome(answer: object, status: 403 | 500): void {
  expect(answer).to.have.all.keys('outcome');
  expect(answer).to.have.nested.property('outcome.issue[0].code', status === 403 ? 'forbidden' : 'exception');
}

describe('<smart-app-frame> requests that are refused or fail', () => {
  let frame: SmartAppFrame;
  let app: ScriptedApp;

  beforeEach(async () => {
    ({frame, app} = await connectedFrame());
  });

  for (const [type, payload, check] of groups) {
    it(`answers ${type} as refused, in its group's form, after refuse()`, async () => {
      frame.addEventListener('smart-request', (event) => event.refuse());
      check(await app.request(type, payload), 403);
      expect(await frame.scratchpad.list()).to.be.empty;
      expect(frame.state).to.equal('connected');
    });

    it(`answers ${type} as failed, in its group's form, when the promise rejects`, async () => {
      frame.addEventListener('smart-request', (event) => event.respondWith(Promise.reject(new Error('no database'))));
      await withUncaughtErrors(async () => check(await app.request(type, payload), 500));
    });
  }

  it('refuse() on the specific event refuses as well, with a reason for people', async () => {
    frame.addEventListener('smart-ui-done', (event) => event.refuse('Sign the orders first.'));
    const answer = await app.request('ui.done', {});
    expectFailure(answer);
    expect(answer).to.have.nested.property('statusDetail.text', 'Sign the orders first.');
    expect(frame.state).to.equal('connected');
  });

  it('preventDefault() refuses nothing: frameworks call it for a handler whose value is false', async () => {
    frame.addEventListener('smart-request', (event) => event.preventDefault());
    frame.addEventListener('smart-scratchpad-create', (event) => event.preventDefault());
    expect(await app.request('scratchpad.create', {resource})).to.have.property('status', '201 Created');
    expect(await frame.scratchpad.list()).to.have.lengthOf(1);
  });

  for (const name of ['smart-request', 'smart-scratchpad-create'] as const) {
    it(`answers once, as failed, when a listener of ${name} throws, and does nothing itself`, async () => {
      const thrown = new Error('a listener broke');
      frame.addEventListener(name, () => {
        throw thrown;
      });
      const errors = record(frame, 'smart-error');
      const messages = record(frame, 'smart-message');
      const uncaught = await withUncaughtErrors(async () => {
        expectStatus(await app.request('scratchpad.create', {resource}), 500);
      });
      expect(uncaught).to.deep.equal([thrown]);
      expect(messages.filter(({detail}) => detail.direction === 'out')).to.have.lengthOf(1);
      expect(await frame.scratchpad.list()).to.be.empty;
      expect(errors.map(({detail}) => [detail.error.code, detail.error.cause])).to.deep.equal([
        ['handler-failed', thrown],
      ]);
      expect(errors[0]!.detail.error.messageType).to.equal('scratchpad.create');
    });
  }

  it('notices a throwing listener on an ancestor too', async () => {
    const parent = frame.parentElement!;
    const listener = (): never => {
      throw new Error('a listener broke');
    };
    parent.addEventListener('smart-request', listener);
    await withUncaughtErrors(async () => expectFailure(await app.request('ui.done', {})));
    parent.removeEventListener('smart-request', listener);
    expect(frame.state).to.equal('connected');
  });

  it('lets the answer of one listener stand when another throws', async () => {
    frame.addEventListener('smart-ui-done', (event) => event.respondWith({status: 'success'}));
    frame.addEventListener('smart-ui-done', () => {
      throw new Error('a listener broke');
    });
    await withUncaughtErrors(async () => {
      expect(await app.request('ui.done', {})).to.deep.equal({status: 'success'});
    });
  });

  it('reports a rejected promise once by smart-error, as handler-failed, and once as an error of the page', async () => {
    const cause = new Error('no database');
    const errors = record(frame, 'smart-error');
    frame.addEventListener('smart-ui-done', (event) => event.respondWith(Promise.reject(cause)));
    const uncaught = await withUncaughtErrors(async () => {
      await app.request('ui.done', {});
    });
    expect(uncaught).to.deep.equal([cause]);
    expect(errors.map(({detail: {error}}) => [error.code, error.messageType, error.cause])).to.deep.equal([
      ['handler-failed', 'ui.done', cause],
    ]);
    expect(errors[0]!.detail.error.message).to.match(/Mend it/);
    expect(frame.state).to.equal('connected');
  });

  it('takes an error of this kit that a promise was rejected with for a failure of the page', async () => {
    const cause = new SmartMessagingError('timeout', 'Another request was not answered.');
    const errors = record(frame, 'smart-error');
    frame.addEventListener('smart-ui-done', (event) => event.respondWith(Promise.reject(cause)));
    await withUncaughtErrors(async () => expectFailure(await app.request('ui.done', {})));
    expect(errors.map(({detail: {error}}) => [error.code, error.cause])).to.deep.equal([['handler-failed', cause]]);
  });

  it('reports a scratchpad of the page that fails as handler-failed', async () => {
    const cause = new Error('no disk');
    frame.scratchpad.create = () => Promise.reject(cause);
    const errors = record(frame, 'smart-error');
    await withUncaughtErrors(async () => expectStatus(await app.request('scratchpad.create', {resource}), 500));
    expect(errors.map(({detail: {error}}) => [error.code, error.cause])).to.deep.equal([['handler-failed', cause]]);
  });

  it('ends with a failure what an async iterable that throws half-way has begun', async () => {
    async function* answers(): AsyncGenerator<object> {
      yield {part: 1};
      throw new Error('half-way');
    }
    frame.addEventListener('smart-request', (event) => event.respondWith(answers()));
    const errors = record(frame, 'smart-error');
    const messages = record(frame, 'smart-message');
    const partials: object[] = [];
    let answer = {};
    await withUncaughtErrors(async () => {
      answer = await app.request('my.thing', {}, {onPartial: (payload) => partials.push(payload)});
    });
    expect(partials).to.deep.equal([{part: 1}]);
    expectOutcome(answer, 500);
    expect(messages.filter(({detail}) => detail.direction === 'out')).to.have.lengthOf(2);
    expect(errors).to.have.lengthOf(1);
  });

  it('tells with not-cloneable of an answer that cannot be sent, and answers as failed', async () => {
    const errors = record(frame, 'smart-error');
    frame.addEventListener('smart-request', (event) => event.respondWith({callback: () => undefined}));
    expectOutcome(await app.request('my.thing', {}), 500);
    expect(errors.map(({detail}) => detail.error.code)).to.deep.equal(['not-cloneable']);
  });

  it('answers as failed when a listener answers with something else than an object', async () => {
    const errors = record(frame, 'smart-error');
    frame.addEventListener('smart-request', (event: SmartRequestEvent) =>
      event.respondWith('yes' as unknown as object),
    );
    expectOutcome(await app.request('my.thing', {}), 500);
    expect(errors.map(({detail}) => detail.error.code)).to.deep.equal(['invalid-response']);
  });
});
