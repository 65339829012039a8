import {expect} from '@open-wc/testing';
import {SmartMessagingError} from '../../components/index.js';
import type {SmartMessageInspector} from '../../components/smart-message-inspector/define.js';
import {replayTranscript, type Transcript} from '../../components/testing/index.js';
import {connectedContext, connectedFrame, contextWith, frameWith} from '../support/elements.js';
import {answer, inspectorWith, request} from '../support/inspector.js';
import {rejection} from '../support/rejection.js';

const order = {resourceType: 'ServiceRequest', status: 'draft', intent: 'order', note: [{text: 'For Amy V. Baxter'}]};

/** What an app and a real frame have said to each other. */
async function recordFrame(redact: SmartMessageInspector['redact']): Promise<Transcript> {
  const {frame, app} = await connectedFrame(
    {scope: 'messaging/ui messaging/scratchpad messaging/lab'},
    {
      answers: {
        'sdc.configure': {status: 'success'},
        'lab.progress': async function* () {
          yield {step: 'first'};
          return {step: 'last'};
        },
        'lab.never': () => new Promise<object>(() => undefined),
      },
    },
  );
  const inspector = await inspectorWith({target: frame, redact});
  frame.addEventListener('smart-lab-watch' as 'smart-request', (event) => {
    event.respondWith(
      (async function* () {
        yield {value: 1};
        yield {value: 2};
        return {value: 3};
      })(),
    );
  });
  const {location} = await app.request('scratchpad.create', {resource: order});
  await app.request('scratchpad.update', {resource: {...order, id: location!.split('/')[1]!, status: 'active'}});
  await app.request('scratchpad.read', {location: location!});
  await app.request('lab.watch', {}, {onPartial: () => undefined});
  await app.request('fhir.http', {bundle: {resourceType: 'Bundle', type: 'batch'}});
  await frame.request('sdc.configure', {});
  await frame.request('lab.progress', {});
  frame.request('lab.never', {}).catch(() => undefined);
  await app.request('scratchpad.delete', {location: location!});
  const transcript = inspector.exportTranscript();
  frame.remove();
  return JSON.parse(JSON.stringify(transcript)) as Transcript;
}

const expectedTypes = [
  'scratchpad.create',
  'scratchpad.update',
  'scratchpad.read',
  'lab.watch',
  'fhir.http',
  'scratchpad.delete',
];

describe('replayTranscript() to a real <smart-app-frame>', () => {
  for (const redact of ['off', 'on'] as const) {
    it(`asks what the app asked, and gets what it got, redaction ${redact}`, async () => {
      const transcript = await recordFrame(redact);
      const frame = await frameWith({scope: 'messaging/scratchpad messaging/lab'});
      frame.addEventListener('smart-lab-watch' as 'smart-request', (event) => event.respondWith({value: 'other'}));
      const {requests, peer} = await replayTranscript(transcript, frame, {origin: 'https://app.example.org'});
      expect(frame.state).to.equal('connected');
      expect(requests.map(({messageType}) => messageType)).to.deep.equal(expectedTypes);
      const statuses = (list: object[][]): Array<string | undefined> =>
        list.map((answers) => (answers.at(-1) as {status?: string}).status?.slice(0, 3));
      expect(statuses(requests.map(({answers}) => answers))).to.deep.equal([
        '201',
        '200',
        undefined,
        undefined,
        undefined,
        '200',
      ]);
      expect(statuses(requests.map(({recorded}) => recorded))).to.deep.equal(
        statuses(requests.map(({answers}) => answers)),
      );
      expect(requests[3]!.recorded.length).to.equal(3);
      expect(requests[3]!.answers).to.deep.equal([{value: 'other'}]);
      expect(requests[4]!.answers[0]).to.have.nested.property('outcome.issue[0].code', 'forbidden');
      expect(await frame.scratchpad.list()).to.deep.equal([]);
      peer.close();
    });
  }

  it('follows the store where it gives other ids than it did then', async () => {
    const transcript = await recordFrame('off');
    const frame = await frameWith({scope: 'messaging/scratchpad'});
    const {requests, peer} = await replayTranscript(transcript, frame);
    const then = (requests[0]!.recorded[0] as {location: string}).location;
    const now = (requests[0]!.answers[0] as {location: string}).location;
    expect(now).not.to.equal(then);
    expect(requests[1]!.payload).to.have.nested.property('resource.id', now.split('/')[1]);
    expect(requests[2]!.payload).to.deep.equal({location: now});
    expect(JSON.stringify(requests[2]!.answers)).to.include('For Amy V. Baxter');
    peer.close();
  });

  it('answers what the frame asks as it was answered then, and says so when there is no more', async () => {
    const transcript = await recordFrame('off');
    const frame = await frameWith({});
    const {peer} = await replayTranscript(transcript, frame);
    expect(await frame.request('sdc.configure', {})).to.deep.equal({status: 'success'});
    const partials: object[] = [];
    const last = await frame.request('lab.progress', {}, {onPartial: (partial) => partials.push(partial)});
    expect([...partials, last]).to.deep.equal([{step: 'first'}, {step: 'last'}]);
    const unanswered = await rejection(frame.request('lab.never', {}, {timeout: 20}));
    expect(unanswered.code).to.equal('timeout');
    const more = await frame.request('sdc.configure', {});
    expect(more).to.have.nested.property('outcome.issue[0].code', 'not-supported');
    expect(peer.requests.map(({messageType}) => messageType)).to.include('sdc.configure');
    peer.close();
  });

  it('does not wait for answers that never came', async () => {
    const frame = await frameWith({scope: 'messaging/lab'});
    frame.addEventListener('smart-lab-slow' as 'smart-request', (event) =>
      event.respondWith(new Promise(() => undefined)),
    );
    const {requests, peer} = await replayTranscript(
      {
        format: 'smart-web-messaging-transcript',
        version: 1,
        redacted: false,
        sources: [{side: 'ehr'}],
        messages: [{time: 0, source: 0, from: 'app', outcome: 'delivered', message: request('1', 'lab.slow')}],
      },
      frame,
    );
    expect(requests.map(({answers, error}) => [answers.length, error?.code])).to.deep.equal([[0, 'aborted']]);
    peer.close();
  });

  it('tells of an answer that was recorded and does not come now', async () => {
    const frame = await frameWith({scope: 'messaging/lab'});
    frame.addEventListener('smart-lab-slow' as 'smart-request', (event) =>
      event.respondWith(new Promise(() => undefined)),
    );
    const message = {time: 0, source: 0, outcome: 'delivered'} as const;
    const {requests, peer} = await replayTranscript(
      {
        format: 'smart-web-messaging-transcript',
        version: 1,
        redacted: false,
        sources: [{side: 'app'}, {side: 'ehr'}],
        messages: [
          {...message, source: 1, from: 'app', message: request('1', 'lab.slow')},
          {...message, source: 1, from: 'ehr', message: answer('1')},
          {...message, source: 0, from: 'app', message: request('2', 'lab.of.another.source')},
        ],
      },
      frame,
      {timeout: 20},
    );
    expect(requests.map(({messageType, error}) => [messageType, error?.code])).to.deep.equal([['lab.slow', 'timeout']]);
    peer.close();
  });
});

describe('replayTranscript() to a real <smart-messaging-context>', () => {
  const introduction = {application: {name: 'EHR'}, capabilities: {extraction: true}};
  const ofItsDocument = {url: 'urn:smart-web-messaging-elements:document', valueString: 'document-1'};
  const ofItsOwn = {url: 'https://ehr.example.org/extension', valueBoolean: true};

  async function recordContext(): Promise<Transcript> {
    const {context, ehr} = await connectedContext(
      {},
      {
        answers: {'ui.launchActivity': {status: 'failure', statusDetail: {text: 'Not now.'}}},
      },
    );
    const inspector = await inspectorWith({target: context, redact: 'off'});
    await context.ui.launchActivity('urn:example', {}).catch((error: unknown) => {
      expect((error as SmartMessagingError).code).to.equal('refused');
    });
    await context.scratchpad.create(order);
    await ehr.request('lab.result', {value: 1});
    const {messages, ...transcript} = inspector.exportTranscript();
    context.remove();
    const handshake = {time: 0, source: 0, outcome: 'delivered'} as const;
    return {
      ...transcript,
      messages: [
        {...handshake, from: 'app', message: request('h', 'status.handshake')},
        {
          ...handshake,
          from: 'ehr',
          message: answer('h', {...introduction, extension: [ofItsDocument, ofItsOwn]}),
        },
        ...messages,
      ] as Transcript['messages'],
    };
  }

  it('shakes hands, asks and answers as the EHR did', async () => {
    const transcript = await recordContext();
    const context = await contextWith({});
    context.addEventListener('smart-lab-result' as 'smart-request', (event) => event.respondWith({seen: true}));
    const {requests, peer} = await replayTranscript(transcript, context, {origin: 'https://ehr.example.org'});
    expect(context.peerHandshake).to.deep.equal({...introduction, extension: [ofItsOwn]});
    expect(requests.map(({messageType, payload, answers}) => ({messageType, payload, answers}))).to.deep.equal([
      {messageType: 'lab.result', payload: {value: 1}, answers: [{seen: true}]},
    ]);
    const refused = await rejection(context.ui.launchActivity('urn:example', {}));
    expect(refused.code).to.equal('refused');
    expect(await context.scratchpad.create(order)).to.have.property('status', '201 Created');
    peer.close();
  });

  for (const [what, give] of [
    ['no transcript', () => Promise.resolve({})],
    ['a transcript of the other side', () => recordFrame('on')],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const context = await contextWith({});
      const error = await rejection(replayTranscript(await give(), context));
      expect(error).to.be.instanceOf(SmartMessagingError);
      expect(error.code).to.equal('invalid-request');
      expect(error.message).to.match(/(Give|Record it there)/);
    });
  }
});
