import {expect, fixture, html, oneEvent} from '@open-wc/testing';
import {Channel, type SmartAppFrame, type SmartMessagingContext} from '../../components/index.js';
import '../../components/define.js';
import {createTransportPair, ScriptedApp, ScriptedEhr} from '../../components/testing/index.js';
import {rejection} from '../support/rejection.js';

const order = {resourceType: 'MedicationRequest', status: 'draft'};

describe('ScriptedEhr', () => {
  const connectedTo = async (ehr: ScriptedEhr): Promise<Channel> => {
    const channel = new Channel(ehr.transport, {messagingHandle: ehr.messagingHandle});
    await channel.connect();
    return channel;
  };

  it('says success to ui.*', async () => {
    const channel = await connectedTo(new ScriptedEhr());
    expect(await channel.request('ui.done', {})).to.deep.equal({status: 'success'});
  });

  it('keeps a scratchpad that the test can look into', async () => {
    const ehr = new ScriptedEhr();
    const channel = await connectedTo(ehr);
    const {status, location} = await channel.request('scratchpad.create', {resource: order});
    expect(status).to.equal('201 Created');
    const [stored] = await ehr.scratchpad.list();
    expect(location).to.equal(`MedicationRequest/${stored?.id}`);
    expect(await channel.request('scratchpad.read', {location})).to.deep.equal({resource: stored});
  });

  it('answers by its script before that, with a payload or with what a function makes of the request', async () => {
    const ehr = new ScriptedEhr({
      answers: {
        'ui.done': {status: 'failure'},
        'custom.double': ({n}: {n: number}, {messageType}) => ({twice: 2 * n, messageType}),
        'custom.stream': async function* () {
          yield {part: 1};
          return {last: true};
        },
      },
    });
    const channel = await connectedTo(ehr);
    const parts: object[] = [];
    expect(await channel.request('ui.done', {})).to.deep.equal({status: 'failure'});
    expect(await channel.request('custom.double', {n: 4})).to.deep.equal({twice: 8, messageType: 'custom.double'});
    expect(await channel.request('custom.stream', {}, {onPartial: (part) => parts.push(part)})).to.deep.equal({
      last: true,
    });
    expect(parts).to.deep.equal([{part: 1}]);
  });

  it("refuses what neither knows, also names of Object's own properties", async () => {
    const channel = await connectedTo(new ScriptedEhr());
    for (const messageType of ['custom.thing', 'constructor', 'scratchpad.other', '__proto__']) {
      const answer = await channel.request(messageType, {});
      expect(answer).to.have.nested.property('outcome.issue[0].code', 'not-supported');
    }
  });

  it('takes another script while it runs, without changing the one that it was given', async () => {
    const answers = {'custom.thing': {n: 1}};
    const ehr = new ScriptedEhr({answers});
    const channel = await connectedTo(ehr);
    ehr.answers['custom.thing'] = {n: 2};
    expect(await channel.request('custom.thing', {})).to.deep.equal({n: 2});
    expect(answers).to.deep.equal({'custom.thing': {n: 1}});
  });

  it('remembers what it was asked, in order', async () => {
    const ehr = new ScriptedEhr();
    const channel = await connectedTo(ehr);
    await channel.request('ui.done', {});
    await channel.request('custom.thing', {n: 1});
    expect(ehr.requests.map(({messageType, payload}) => [messageType, payload])).to.deep.equal([
      ['ui.done', {}],
      ['custom.thing', {n: 1}],
    ]);
  });

  it('has a handle of its own, or the given one', () => {
    expect(new ScriptedEhr().messagingHandle).to.match(/^[0-9a-f]{32}$/);
    expect(new ScriptedEhr({messagingHandle: 'given'}).messagingHandle).to.equal('given');
  });

  it('is seen at its origin and says of itself what it is given to say', async () => {
    const ehr = new ScriptedEhr({origin: 'https://ehr.example.org', handshakePayload: () => ({fhirVersion: '4.0'})});
    const origins: string[] = [];
    const channel = new Channel(ehr.transport, {
      messagingHandle: ehr.messagingHandle,
      onConnect: (_, origin) => origins.push(origin),
    });
    expect(await channel.connect()).to.deep.equal({fhirVersion: '4.0'});
    expect(origins).to.deep.equal(['https://ehr.example.org']);
  });

  it('answers no more once it is closed', async () => {
    const ehr = new ScriptedEhr();
    const channel = await connectedTo(ehr);
    ehr.close();
    expect((await rejection(channel.request('ui.done', {}, {timeout: 10}))).code).to.equal('timeout');
  });

  it('serves a <smart-messaging-context> through its transport property', async () => {
    const ehr = new ScriptedEhr({answers: {'ui.launchActivity': {status: 'failure', statusDetail: {text: 'No.'}}}});
    const context = await fixture<SmartMessagingContext>(html`
      <smart-messaging-context
        .transport=${ehr.transport}
        messaging-handle=${ehr.messagingHandle}
      ></smart-messaging-context>
    `);
    await context.ready;
    const {location} = await context.scratchpad.create(order);
    expect(await context.scratchpad.read(location)).to.include(order);
    expect(await context.ui.done()).to.deep.equal({status: 'success'});
    expect((await rejection(context.ui.launchActivity('custom', {}))).code).to.equal('refused');
  });

  it('can ask a <smart-messaging-context>', async () => {
    const ehr = new ScriptedEhr();
    const context = await fixture<SmartMessagingContext>(html`
      <smart-messaging-context
        .transport=${ehr.transport}
        messaging-handle=${ehr.messagingHandle}
      ></smart-messaging-context>
    `);
    context.addEventListener('smart-request', (event) => event.respondWith({asked: event.detail.messageType}));
    await context.ready;
    expect(await ehr.request('custom.thing', {})).to.deep.equal({asked: 'custom.thing'});
  });
});

describe('ScriptedApp', () => {
  const frameWith = (app: ScriptedApp): Promise<SmartAppFrame> =>
    fixture<SmartAppFrame>(html`
      <smart-app-frame
        label="App"
        scope="messaging/ui messaging/scratchpad"
        .transport=${app.transport}
        messaging-handle=${app.messagingHandle}
      ></smart-app-frame>
    `);

  it('shakes hands with a <smart-app-frame> and asks it', async () => {
    const app = new ScriptedApp();
    const frame = await frameWith(app);
    await app.connect();
    expect(frame.state).to.equal('connected');
    const {location} = await app.request('scratchpad.create', {resource: order});
    expect(location).to.match(/^MedicationRequest\//);
    const closed = oneEvent(frame, 'smart-disconnect');
    expect(await app.request('ui.done', {})).to.deep.equal({status: 'success'});
    expect((await closed).detail).to.deep.equal({reason: 'closed'});
  });

  it('answers a <smart-app-frame> by its script', async () => {
    const app = new ScriptedApp({answers: {'sdc.configure': {status: 'success'}}});
    const frame = await frameWith(app);
    expect(await frame.request('sdc.configure', {})).to.deep.equal({status: 'success'});
    expect(await frame.request('ui.done', {})).to.have.property('status', 'failure');
  });

  it('fails to connect with the wrong handle', async () => {
    const [own] = createTransportPair();
    expect(own).to.respondTo('send');
    const app = new ScriptedApp({messagingHandle: 'right'});
    new Channel(app.transport, {messagingHandle: 'wrong'});
    expect((await rejection(app.connect())).code).to.equal('refused');
  });
});
