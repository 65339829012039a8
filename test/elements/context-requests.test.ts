import {expect} from '@open-wc/testing';
import {SmartRequestEvent, type SmartMessagingContext} from '../../components/index.js';
import type {Script, ScriptedEhr} from '../../components/testing/index.js';
import {connectedContext, ehrOrigin, record} from '../support/elements.js';
import {rejection} from '../support/rejection.js';

const order = {resourceType: 'ServiceRequest', status: 'draft'};
const outcome = {resourceType: 'OperationOutcome', issue: [{severity: 'error', code: 'forbidden'}]};
const bundle = {resourceType: 'Bundle', type: 'batch'} as const;
const result = {resourceType: 'Bundle', type: 'batch-response'};

type Ask = (context: SmartMessagingContext) => Promise<unknown>;

/** Method, type, what the EHR is to be asked, an answer, and what the method makes of it. */
const methods: Array<{name: string; ask: Ask; type: string; payload: object; answer: object; value: unknown}> = [
  {
    name: 'ui.done()',
    ask: ({ui}) => ui.done(),
    type: 'ui.done',
    payload: {},
    answer: {status: 'success'},
    value: {status: 'success'},
  },
  {
    name: 'ui.launchActivity()',
    ask: ({ui}) => ui.launchActivity('order-review', {draftOrderLocations: ['ServiceRequest/1']}),
    type: 'ui.launchActivity',
    payload: {activityType: 'order-review', activityParameters: {draftOrderLocations: ['ServiceRequest/1']}},
    answer: {status: 'success'},
    value: {status: 'success'},
  },
  {
    name: 'scratchpad.create()',
    ask: ({scratchpad}) => scratchpad.create(order),
    type: 'scratchpad.create',
    payload: {resource: order},
    answer: {status: '201 Created', location: 'ServiceRequest/1'},
    value: {status: '201 Created', location: 'ServiceRequest/1'},
  },
  {
    name: 'scratchpad.read(location)',
    ask: ({scratchpad}) => scratchpad.read('ServiceRequest/1'),
    type: 'scratchpad.read',
    payload: {location: 'ServiceRequest/1'},
    answer: {resource: {...order, id: '1'}},
    value: {...order, id: '1'},
  },
  {
    name: 'scratchpad.read()',
    ask: ({scratchpad}) => scratchpad.read(),
    type: 'scratchpad.read',
    payload: {},
    answer: {scratchpad: [{...order, id: '1'}]},
    value: [{...order, id: '1'}],
  },
  {
    name: 'scratchpad.update()',
    ask: ({scratchpad}) => scratchpad.update({...order, id: '1'}),
    type: 'scratchpad.update',
    payload: {resource: {...order, id: '1'}},
    answer: {status: '200 OK'},
    value: {status: '200 OK'},
  },
  {
    name: 'scratchpad.delete()',
    ask: ({scratchpad}) => scratchpad.delete('ServiceRequest/1'),
    type: 'scratchpad.delete',
    payload: {location: 'ServiceRequest/1'},
    answer: {status: '200 OK'},
    value: {status: '200 OK'},
  },
  {
    name: 'fhir.http()',
    ask: ({fhir}) => fhir.http(bundle),
    type: 'fhir.http',
    payload: {bundle},
    answer: {bundle: result},
    value: result,
  },
];

const connected = (answers: Script): Promise<{context: SmartMessagingContext; ehr: ScriptedEhr}> =>
  connectedContext({}, {answers});

describe('<smart-messaging-context> named requests', () => {
  for (const {name, ask, type, payload, answer, value} of methods) {
    it(`${name} asks ${type} and resolves with what one wants`, async () => {
      const {context, ehr} = await connected({[type]: answer});
      const responses = record(context, 'smart-response');
      expect(await ask(context)).to.deep.equal(value);
      expect(ehr.requests.map(({messageType, payload: asked}) => [messageType, asked])).to.deep.equal([
        [type, payload],
      ]);
      expect(responses.map(({detail}) => [detail.messageType, detail.payload])).to.deep.equal([[type, answer]]);
    });

    const refused = type.startsWith('ui.') ? {status: 'failure'} : {status: '403 Forbidden', outcome};

    it(`${name} rejects with refused when the EHR refuses, with the answer in the error`, async () => {
      const {context} = await connected({[type]: refused});
      const errors = record(context, 'smart-error');
      const error = await rejection(ask(context));
      expect(error).to.include({code: 'refused', messageType: type});
      expect(error.payload).to.deep.equal(refused);
      expect(errors.map(({detail}) => detail.error)).to.deep.equal([error]);
    });

    it(`${name} rejects with invalid-response when the answer is not one to ${type}`, async () => {
      const {context} = await connected({[type]: {nonsense: true}});
      const error = await rejection(ask(context));
      expect(error.code).to.equal('invalid-response');
      expect(error.payload).to.deep.equal({nonsense: true});
    });

    it(`${name} fails with timeout when the EHR does not answer`, async () => {
      const {context} = await connected({[type]: () => new Promise(() => undefined)});
      context.requestTimeout = 20;
      expect((await rejection(ask(context))).code).to.equal('timeout');
    });
  }

  for (const [what, parameters] of [
    ['order-review without draftOrderLocations', ['order-review', {}]],
    ['problem-review without problemLocation', ['problem-review', {}]],
    ['appointment-book without a Bundle', ['appointment-book', {appointmentLocations: []}]],
    ['an empty activity type', ['', {}]],
    ['parameters that are no object', ['my-activity', undefined]],
  ] as const) {
    it(`ui.launchActivity() rejects with invalid-request and sends nothing for ${what}`, async () => {
      const {context, ehr} = await connected({});
      const errors = record(context, 'smart-error');
      const [activityType, activityParameters] = parameters as unknown as [string, object];
      const error = await rejection(context.ui.launchActivity(activityType, activityParameters));
      expect(error).to.include({code: 'invalid-request', messageType: 'ui.launchActivity'});
      expect(errors.map(({detail}) => detail.error)).to.deep.equal([error]);
      expect(ehr.requests).to.be.empty;
    });
  }

  it("launches activities of names of one's own", async () => {
    const {context} = await connected({});
    expect(await context.ui.launchActivity('https://ehr.example.org/activity', {a: 1})).to.have.property(
      'status',
      'success',
    );
  });

  it('works with the scratchpad of a scripted EHR from one end to the other', async () => {
    const {context} = await connected({});
    const {location} = await context.scratchpad.create(order);
    const stored = await context.scratchpad.read(location);
    await context.scratchpad.update({...stored, status: 'active'} as typeof stored);
    expect(await context.scratchpad.read()).to.deep.equal([{...stored, status: 'active'}]);
    await context.scratchpad.delete(location);
    expect(await context.scratchpad.read()).to.deep.equal([]);
    expect((await rejection(context.scratchpad.read(location))).code).to.equal('refused');
  });
});

describe('<smart-messaging-context> request()', () => {
  it('resolves with the last payload as it came, refusals too, and passes partial ones on', async () => {
    async function* answers(): AsyncGenerator<object, object> {
      yield {part: 1};
      return {status: 'failure'};
    }
    const {context} = await connected({'ui.done': () => answers()});
    const errors = record(context, 'smart-error');
    const partials: object[] = [];
    const answer = await context.request('ui.done', {}, {onPartial: (payload) => partials.push(payload)});
    expect(answer).to.deep.equal({status: 'failure'});
    expect(partials).to.deep.equal([{part: 1}]);
    expect(errors).to.be.empty;
  });

  it('fails with aborted by its signal, which smart-error does not tell', async () => {
    const {context} = await connected({});
    const errors = record(context, 'smart-error');
    const error = await rejection(context.request('my.thing', {}, {signal: AbortSignal.abort('no')}));
    expect(error).to.include({code: 'aborted', cause: 'no'});
    expect(errors).to.be.empty;
  });

  it('fails with limit beyond the limits', async () => {
    const {context} = await connectedContext({limits: {inFlight: 0}});
    expect((await rejection(context.request('my.thing', {}))).code).to.equal('limit');
  });
});

describe('<smart-messaging-context> requests of the EHR', () => {
  it('arrive as smart-request and then as the event of their own, and are answered by respondWith', async () => {
    const {context, ehr} = await connected({});
    const specific = new Promise<unknown>((resolve) => context.addEventListener('smart-sdc-configure', resolve));
    const requests = record(context, 'smart-request');
    context.addEventListener('smart-sdc-configure', (event) => {
      if (event instanceof SmartRequestEvent) event.respondWith({status: 'success'});
    });
    expect(await ehr.request('sdc.configure', {dataServer: 'x'})).to.deep.equal({status: 'success'});
    expect(requests[0]!.detail).to.deep.include({payload: {dataServer: 'x'}, origin: ehrOrigin});
    expect(await specific).to.be.instanceOf(Event);
  });

  it('are answered as not supported when nobody takes them, with no built-in behaviour', async () => {
    const {ehr} = await connected({});
    expect(await ehr.request('sdc.configure', {})).to.deep.include({status: 'error'});
    expect(await ehr.request('scratchpad.create', {resource: order})).to.have.property('status', '501 Not Implemented');
    expect(await ehr.request('ui.done', {})).to.have.property('status', 'failure');
    expect(await ehr.request('my.thing', {})).to.have.nested.property('outcome.issue[0].code', 'not-supported');
  });

  it('are refused by refuse()', async () => {
    const {context, ehr} = await connected({});
    context.addEventListener('smart-request', (event) => event.refuse());
    expect(await ehr.request('my.thing', {})).to.have.nested.property('outcome.issue[0].code', 'forbidden');
  });
});
