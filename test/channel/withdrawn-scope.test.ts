import {expect} from '@open-wc/testing';
import type {SmartMessagingError} from '../../components/index.js';
import type {Bench} from '../support/bench.js';
import {connectedFrame, record} from '../support/elements.js';
import {Gate} from '../support/gate.js';
import {memoryBench} from '../support/memory-bench.js';
import {warningsDuring} from '../support/warnings.js';

describe('a scope that is withdrawn while a request is served', () => {
  let bench: Bench;
  let granted = true;
  beforeEach(() => {
    bench = memoryBench();
    granted = true;
  });
  afterEach(() => bench.dispose());

  it('has the request refused, and no data sent', async () => {
    const gate = new Gate();
    const serve = async (): Promise<object> => {
      await gate.opened;
      return {secret: true};
    };
    const {app} = await bench.connectedRawApp({authorize: () => granted, serve});
    const id = app.request('fhir.http', {});
    granted = false;
    gate.open();
    const {payload} = await app.answerTo(id);
    expect(payload).to.have.all.keys('outcome');
    expect(payload).to.have.nested.property('outcome.issue[0].code', 'forbidden');
    expect((await app.ask('fhir.http', {}, {messageId: id})).payload).to.deep.equal(payload);
  });

  it('has the request refused where it fails, too: once', async () => {
    const gate = new Gate();
    const serve = (): Promise<object> => gate.opened.then(() => Promise.reject(new Error('secret')));
    const {app} = await bench.connectedRawApp({authorize: () => granted, serve});
    const id = app.request('fhir.http', {});
    granted = false;
    gate.open();
    expect(JSON.stringify((await app.answerTo(id)).payload)).not.to.include('secret');
    await app.ask('custom.last');
    expect(app.received).to.be.empty;
  });

  it('ends a stream of partial answers with the refusal, and lets it clean up', async () => {
    let ended = false;
    const gate = new Gate();
    async function* serve(): AsyncGenerator<object, object> {
      try {
        yield {part: 1};
        await gate.opened;
        yield {part: 2};
        yield {part: 3};
        return {last: true};
      } finally {
        ended = true;
      }
    }
    const {app} = await bench.connectedRawApp({authorize: () => granted, serve});
    const id = app.request('lab.watch', {});
    expect(await app.answerTo(id)).to.deep.include({payload: {part: 1}, additionalResponsesExpected: true});
    granted = false;
    gate.open();
    const last = await app.answerTo(id);
    expect(last).not.to.have.property('additionalResponsesExpected');
    expect(last.payload).to.have.nested.property('outcome.issue[0].code', 'forbidden');
    await app.ask('custom.last');
    expect(app.received).to.be.empty;
    expect(ended).to.equal(true);
  });

  it('has a fhir.http of the frame refused', async () => {
    const gate = new Gate();
    const fhirFetch = async (): Promise<Response> => {
      await gate.opened;
      return Response.json({resourceType: 'Bundle', type: 'batch-response'});
    };
    const {frame, app} = await connectedFrame({fhirBaseUrl: 'https://ehr.example.org/fhir', fhirFetch});
    const answer = app.request('fhir.http', {bundle: {resourceType: 'Bundle', type: 'batch'}});
    frame.scope = 'messaging/ui';
    gate.open();
    expect(await answer).to.have.nested.property('outcome.issue[0].code', 'forbidden');
  });
});

describe('authorize', () => {
  let bench: Bench;
  beforeEach(() => (bench = memoryBench()));
  afterEach(() => bench.dispose());

  for (const [what, returned] of Object.entries({
    'a promise': Promise.resolve(true),
    nothing: undefined,
    'a text': 'yes',
  })) {
    it(`that returns ${what} allows nothing`, async () => {
      const {app} = await bench.connectedRawApp({authorize: () => returned as never, serve: () => ({ok: true})});
      expect((await app.ask('scratchpad.create')).payload).to.have.property('status', '403 Forbidden');
    });
  }

  it('that throws allows nothing, says so, and the request is answered', async () => {
    const errors: SmartMessagingError[] = [];
    const cause = new TypeError('scope.split is not a function');
    const authorize = (): never => {
      throw cause;
    };
    const onError = (error: SmartMessagingError): void => void errors.push(error);
    const {app} = await bench.connectedRawApp({authorize, onError, serve: () => ({ok: true})});
    expect((await app.ask('scratchpad.create')).payload).to.have.property('status', '403 Forbidden');
    expect(errors.at(-1)).to.include({messageType: 'scratchpad.create', cause});
  });
});

describe('<smart-app-frame> scope that is no string', () => {
  for (const scope of [['messaging/ui', 'messaging/scratchpad'], {scope: 'messaging/ui'}, 7, true]) {
    it(`${JSON.stringify(scope)} allows nothing but status.*, and says so once`, async () => {
      let errors: string[] = [];
      const told = await warningsDuring(async () => {
        const {frame, app} = await connectedFrame({scope: scope as unknown as string});
        const list = record(frame, 'smart-error');
        for (const id of [1, 2]) {
          const payload = {resource: {resourceType: 'Basic', id: String(id)}};
          expect(await app.request('scratchpad.create', payload)).to.have.property('status', '403 Forbidden');
        }
        expect(await app.request('status.handshake', {})).not.to.have.property('error');
        errors = list.map(({detail}) => detail.error.code);
      });
      expect(errors).to.deep.equal(['invalid-request']);
      expect(told.filter((text) => text.includes('scope must be a string'))).to.have.lengthOf(1);
    });
  }
});
