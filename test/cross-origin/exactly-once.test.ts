import {expect} from '@open-wc/testing';
import {record} from '../support/elements.js';
import {eventually} from '../support/eventually.js';
import {answersTo, ask, handle, heard, launch, launchKit, launchRaw, marker} from '../support/launches.js';
import {mountContext, onBothWays, reports, request, say, type RawRequest} from '../support/launches.js';
import {rawEhr, shakesHands} from '../support/raw-ehr.js';
import {kitModule, otherSite} from '../support/remote.js';

const handshakesAmong = (messages: unknown[]): RawRequest[] =>
  (messages as RawRequest[]).filter(({messageType}) => messageType === 'status.handshake');

onBothWays('exactly once', () => {
  it('300 requests posted in one task are answered once each and done once each', async () => {
    const {frame, app} = await launchRaw({origin: otherSite});
    const creates = Array.from({length: 300}, (_, index) =>
      request('scratchpad.create', {resource: {resourceType: 'Condition', note: index}}),
    );
    await say(app, ...creates);
    await marker(app);
    const answered = (await heard(app)).map(({data}) => (data as {responseToMessageId?: string}).responseToMessageId);
    for (const {messageId} of creates) expect(answered.filter((id) => id === messageId)).to.have.length(1);
    const notes = (await frame.scratchpad.list()).map((resource) => (resource as {note?: unknown}).note);
    expect(notes).to.deep.equal(creates.map((_, index) => index));
  });

  it('300 requests of the kit’s app side at once get an answer of their own each', async () => {
    const {frame, app} = await launchKit({origin: otherSite});
    const asked = record(frame, 'smart-request');
    frame.addEventListener('smart-request', (event) =>
      event.respondWith({index: (event.detail.payload as {index: number}).index}),
    );
    const indices = await app.run(async () => {
      const responses = Array.from({length: 300}, (_, index) => window.app.request('my.thing', {index}));
      return (await Promise.all(responses)).map((response) => (response as {index: number}).index);
    });
    expect(indices).to.deep.equal(Array.from({length: 300}, (_, index) => index));
    expect(asked).to.have.length(300);
  });

  it('a repeated id after the answer gets the same answer', async () => {
    const {frame, app} = await launchRaw();
    const create = request('scratchpad.create', {resource: {resourceType: 'Condition'}});
    const first = await ask(app, create);
    for (let repetition = 0; repetition < 3; repetition++) expect(await ask(app, create)).to.deep.equal(first);
    expect(await frame.scratchpad.list()).to.have.length(1);
  });

  it('a refused request that is repeated gets the same refusal', async () => {
    const {frame, app} = await launchRaw({frame: {scope: ''}});
    const done = request('ui.done');
    const first = await ask(app, done);
    frame.scope = 'messaging/*';
    expect(await ask(app, done)).to.deep.equal(first);
    expect(frame.state).to.equal('connected');
  });

  it('a repeated handshake gets the same answer', async () => {
    const {app} = await launchRaw();
    const handshake = request('status.handshake');
    expect(await ask(app, handshake)).to.deep.equal(await ask(app, handshake));
  });

  it('handshakes of both sides at the same time make one connection', async () => {
    const {frame, app} = await launch({origin: otherSite, page: {kit: kitModule}});
    const connects = record(frame, 'smart-connect');
    const disconnects = record(frame, 'smart-disconnect');
    await mountContext(app);
    await app.run(() => window.app.ready);
    await app.run(() => window.app.scratchpad.read());
    expect(connects).to.have.length(1);
    expect(disconnects).to.deep.equal([]);
    const told = await app.run(() => window.facts.map(({type}) => type).filter((type) => type.endsWith('connect')));
    expect(told).to.deep.equal(['smart-connect']);
  });

  it('a further handshake of the same document makes no second connection', async () => {
    const {frame, app} = await launchRaw();
    const connects = record(frame, 'smart-connect');
    const disconnects = record(frame, 'smart-disconnect');
    await ask(app, request('status.handshake'));
    await ask(app, request('status.handshake', {application: {name: 'Dosing'}}));
    expect([...connects, ...disconnects]).to.deep.equal([]);
    expect(frame.peerHandshake).to.deep.equal({application: {name: 'Dosing'}});
  });

  it('the EHR side sends nothing unasked once it is connected', async () => {
    const {frame, app} = await launchRaw({page: {hold: '1'}});
    await eventually('the page has loaded', () => app.run(() => document.readyState === 'complete'));
    const sent = reports(frame);
    const before = (await heard(app)).length;
    await app.run(() => new Promise((resolve) => setTimeout(resolve, 600)));
    await marker(app);
    expect(sent.filter(({direction}) => direction === 'out')).to.have.length(1);
    expect((await heard(app)).length - before).to.equal(1);
  });

  it('the app side sends nothing unasked once it is connected', async () => {
    const ehr = await rawEhr(shakesHands);
    await mountContext(ehr.app);
    await ehr.app.run(() => window.app.ready);
    const before = ehr.received.length;
    await ehr.app.run(() => new Promise((resolve) => setTimeout(resolve, 600)));
    await ehr.ask('my.thing');
    expect(ehr.received.length - before).to.equal(1);
    expect(handshakesAmong(ehr.received)).to.have.length(1);
  });

  it('a handshake of the peer ends one’s own', async () => {
    const ehr = await rawEhr({});
    await mountContext(ehr.app);
    await ehr.ask('status.handshake');
    const before = handshakesAmong(ehr.received).length;
    await ehr.app.run(() => new Promise((resolve) => setTimeout(resolve, 600)));
    await ehr.ask('my.thing');
    expect(handshakesAmong(ehr.received).length).to.equal(before);
  });

  it('answers of two frames do not mix, though their apps use the same ids', async () => {
    const apps = [await launchRaw(), await launchRaw()] as const;
    const create = {...request('scratchpad.create', {resource: {resourceType: 'Condition'}}), messagingHandle: handle};
    await Promise.all(apps.map(({app}) => ask(app, create)));
    for (const {frame, app} of apps) {
      expect(await frame.scratchpad.list()).to.have.length(1);
      expect(await answersTo(app, create)).to.have.length(1);
    }
  });
});
