import {expect} from '@open-wc/testing';
import type {SmartAppFrame} from '../../components/index.js';
import type {ScriptedApp} from '../../components/testing/index.js';
import {connectedFrame, record, withUncaughtErrors} from '../support/elements.js';

const resource = {resourceType: 'MedicationRequest'};

describe('<smart-app-frame answers>', () => {
  let frame: SmartAppFrame;
  let app: ScriptedApp;

  async function expectRefusal(): Promise<void> {
    const errors = record(frame, 'smart-error');
    const answer = await app.request('scratchpad.create', {resource});
    expect(answer).to.have.property('status', '403 Forbidden');
    expect(await frame.scratchpad.list()).to.be.empty;
    expect(errors.map(({detail: {error}}) => [error.code, error.messageType])).to.deep.equal([
      ['handler-failed', 'scratchpad.create'],
    ]);
    expect(errors[0]!.detail.error.message).to.contain('respondWith()').and.to.contain('"answers"');
  }

  beforeEach(async () => {
    ({frame, app} = await connectedFrame({answers: 'ui.launchActivity scratchpad.create'}));
  });

  it('refuses a listed type without an answer, and runs nothing built in', expectRefusal);

  it('refuses when a framework swallows what the listener throws, as Vue does', async () => {
    frame.addEventListener('smart-scratchpad-create', () => {
      try {
        throw new Error('The order check failed.');
      } catch {
        // Vue hands it to app.config.errorHandler.
      }
    });
    await expectRefusal();
  });

  it('refuses when a listener of the window stops the error event before the frame sees it', async () => {
    const stopped: unknown[] = [];
    const stop = (event: ErrorEvent): void => {
      stopped.push(event.error);
      event.stopImmediatePropagation();
    };
    const thrown = new Error('The order check failed.');
    frame.remove(); // so that the page's listener comes first
    addEventListener('error', stop, true);
    try {
      ({frame, app} = await connectedFrame({answers: 'scratchpad.create'}));
      frame.addEventListener('smart-scratchpad-create', () => {
        throw thrown;
      });
      await withUncaughtErrors(expectRefusal);
    } finally {
      removeEventListener('error', stop, true);
    }
    expect(stopped).to.deep.equal([thrown]);
  });

  it('refuses when an async listener rejects before it has answered', async () => {
    const rejected = new Promise<PromiseRejectionEvent>((resolve) =>
      addEventListener('unhandledrejection', resolve, {once: true}),
    );
    frame.addEventListener('smart-scratchpad-create', () => void check());
    async function check(): Promise<void> {
      await Promise.resolve();
      throw new Error('The order check failed.');
    }
    addEventListener('unhandledrejection', (event) => event.preventDefault(), {once: true});
    await expectRefusal();
    await rejected;
  });

  it('takes the answer of a listener', async () => {
    frame.addEventListener('smart-scratchpad-create', (event) => event.respondWith({status: '202 Accepted'}));
    expect(await app.request('scratchpad.create', {resource})).to.deep.equal({status: '202 Accepted'});
  });

  it('takes refuse(), without an error', async () => {
    const errors = record(frame, 'smart-error');
    frame.addEventListener('smart-scratchpad-create', (event) => event.refuse('The order check failed.'));
    expect(await app.request('scratchpad.create', {resource}))
      .to.have.nested.property('outcome.issue[0].diagnostics')
      .that.equals('The order check failed.');
    expect(errors).to.be.empty;
  });

  it('answers as failed when a listener throws and the browser reports it', async () => {
    frame.addEventListener('smart-scratchpad-create', () => {
      throw new Error('The order check failed.');
    });
    await withUncaughtErrors(async () => {
      expect(await app.request('scratchpad.create', {resource})).to.have.property(
        'status',
        '500 Internal Server Error',
      );
    });
    expect(await frame.scratchpad.list()).to.be.empty;
  });

  it('leaves other types to the built-in behaviour', async () => {
    expect(await app.request('scratchpad.read', {})).to.deep.equal({scratchpad: []});
  });

  it('may change at any time, and takes commas for spaces', async () => {
    frame.answers = 'ui.done,scratchpad.read';
    expect(await app.request('scratchpad.create', {resource})).to.have.property('status', '201 Created');
    expect(await app.request('scratchpad.read', {})).to.have.nested.property('outcome.issue[0].code', 'forbidden');
    expect(await app.request('ui.done', {})).to.have.property('status', 'failure');
    expect(frame.state).to.equal('connected');
  });

  for (const answers of [
    'scratchpad',
    'scratchpad.*',
    '*',
    'smart-scratchpad-create',
    'Scratchpad.create',
    'scratchpad.create;scratchpad.update',
    '"scratchpad.create"',
    ['ui.done', 'scratchpad.create'],
    new Set(['scratchpad.create']),
    {create: true},
    true,
  ]) {
    const written = answers instanceof Set ? 'a Set' : JSON.stringify(answers);
    it(`takes ${written} for a list that names scratchpad.create`, async () => {
      frame.answers = answers as string;
      await expectRefusal();
    });
  }

  for (const answers of ['scratchpad.read', 'scratch', 'scratchpad.creat', '', null, false]) {
    it(`takes ${JSON.stringify(answers)} for a list that does not name scratchpad.create`, async () => {
      frame.answers = answers as string;
      expect(await app.request('scratchpad.create', {resource})).to.have.property('status', '201 Created');
    });
  }

  it('is an attribute', () => {
    frame.setAttribute('answers', 'fhir.http');
    expect(frame.answers).to.equal('fhir.http');
  });
});
