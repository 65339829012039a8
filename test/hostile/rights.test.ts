import {expect} from '@open-wc/testing';
import {record} from '../support/elements.js';
import {rejection} from '../support/rejection.js';
import {eventually} from '../support/eventually.js';
import {
  answersTo,
  ask,
  heard,
  launch,
  launchRaw,
  marker,
  plainFrame,
  reports,
  request,
  say,
} from '../support/launches.js';
import type {Launched, RawRequest} from '../support/launches.js';
import {otherSite} from '../support/remote.js';

const types = ['ui.done', 'ui.launchActivity', 'scratchpad.create', 'scratchpad.read', 'fhir.http', 'my.thing'];

/** The types that are served, out of `types`. */
async function servedWith(scope: string | undefined): Promise<string[]> {
  const {frame, app} = await launchRaw({frame: {scope}});
  const served: string[] = [];
  frame.addEventListener('smart-request', (event) => {
    served.push(event.detail.messageType);
    event.respondWith({status: 'success'});
  });
  const payload = {activityType: 'urn:example:activity', activityParameters: {}};
  for (const type of types) await ask(app, request(type, payload));
  return served;
}

describe('scopes (section 6)', () => {
  for (const [scope, served] of [
    [undefined, []],
    ['', []],
    ['openid launch patient/*.read', []],
    ['messaging/ui', ['ui.done', 'ui.launchActivity']],
    ['messaging/ui.done', ['ui.done']],
    ['messaging/ui.launch', []],
    ['messaging/u messaging/ messaging/.* messaging *', []],
    ['xmessaging/ui messaging/uix', []],
    ['messaging/scratchpad.* openid', ['scratchpad.create', 'scratchpad.read']],
    ['messaging/scratchpad.read messaging/fhir', ['scratchpad.read', 'fhir.http']],
    ['messaging/*', types],
  ] as const) {
    it(`serve ${served.length > 0 ? served.join(', ') : 'nothing'} when ${JSON.stringify(scope)} is granted`, async () => {
      expect(await servedWith(scope)).to.deep.equal(served);
    });
  }

  it('that are missing leave the scratchpad as it is and the app where it is', async () => {
    const {frame, app} = await launchRaw({frame: {scope: 'messaging/scratchpad.read'}});
    const refused = reports(frame);
    const {payload} = await ask(app, request('scratchpad.create', {resource: {resourceType: 'Condition'}}));
    await ask(app, request('ui.done'));
    expect(payload).to.have.property('status', '403 Forbidden');
    expect(await frame.scratchpad.list()).to.deep.equal([]);
    expect(frame.state).to.equal('connected');
    expect(refused.filter(({direction}) => direction === 'in').map(({reason}) => reason)).to.deep.equal([
      'scope',
      'scope',
    ]);
  });
});

describe('an id that is used again (section 7)', () => {
  it('gets the first answer again, and nothing is done twice', async () => {
    const {frame, app} = await launchRaw();
    const rejected = reports(frame);
    const create = request('scratchpad.create', {resource: {resourceType: 'Condition'}});
    const first = await ask(app, create);
    const again = await ask(app, create);
    const changed = await ask(app, {...create, messageType: 'scratchpad.read', payload: {}});
    expect(again).to.deep.equal(first);
    expect(changed).to.deep.equal(first);
    expect(await frame.scratchpad.list()).to.have.length(1);
    expect(rejected.map(({reason}) => reason).filter(Boolean)).to.deep.equal(['duplicate', 'duplicate']);
  });

  it('is answered once while the first request with it is being answered', async () => {
    const {frame, app} = await launchRaw();
    let answer!: (payload: object) => void;
    let asked = 0;
    frame.addEventListener('smart-ui-done', (event) => {
      asked++;
      event.respondWith(new Promise<object>((resolve) => (answer = resolve)));
    });
    const done = request('ui.done');
    await say(app, done, done, done);
    await marker(app);
    answer({status: 'success'});
    await marker(app);
    expect(asked).to.equal(1);
    expect(await answersTo(app, done)).to.have.length(1);
  });
});

/** The request that the EHR makes of the app, and its outcome. */
async function pendingRequest({frame, app}: Launched): Promise<{asked: RawRequest; response: Promise<object>}> {
  const response = frame.request<string, object>('my.thing', {});
  response.catch(() => undefined);
  const find = async (): Promise<RawRequest | undefined> =>
    (await heard(app)).map(({data}) => data as RawRequest).find(({messageType}) => messageType === 'my.thing');
  await eventually('the app is asked', find);
  return {asked: (await find())!, response};
}

const answer = ({messageId}: RawRequest, by: string): object => ({
  messageId: crypto.randomUUID(),
  responseToMessageId: messageId,
  payload: {by},
});

describe('an answer to somebody else’s request', () => {
  it('is dropped and reported by the frame whose app gave it, and the request waits for its own', async () => {
    const own = await launchRaw();
    const other = await launchRaw();
    const {asked, response} = await pendingRequest(own);
    const {response: ofOther} = await pendingRequest(other);
    const rejected = reports(other.frame);
    await say(other.app, answer(asked, 'the other app'));
    await marker(other.app);
    expect(rejected.filter(({reason}) => reason === 'unmatched')).to.have.length(1);
    await say(own.app, answer(asked, 'the app'));
    expect(await response).to.deep.equal({by: 'the app'});
    other.frame.close();
    expect((await rejection(ofOther)).code).to.equal('disconnected');
  });

  it('is not taken from a window that belongs to nobody', async () => {
    const own = await launchRaw({origin: otherSite});
    const {asked, response} = await pendingRequest(own);
    const stranger = await plainFrame(otherSite);
    await say(stranger, answer(asked, 'a stranger'));
    await stranger.run(() => undefined);
    await say(own.app, answer(asked, 'the app'));
    expect(await response).to.deep.equal({by: 'the app'});
  });

  it('is dropped when it comes a second time, or to a request that was never made', async () => {
    const own = await launchRaw();
    const {asked, response} = await pendingRequest(own);
    const rejected = reports(own.frame);
    const responses = record(own.frame, 'smart-response');
    await say(own.app, answer(asked, 'the app'), answer(asked, 'the app'), answer(request('x'), 'the app'));
    await marker(own.app);
    expect(await response).to.deep.equal({by: 'the app'});
    expect(responses).to.have.length(1);
    expect(rejected.filter(({reason}) => reason === 'unmatched')).to.have.length(2);
  });

  it('connects nobody', async () => {
    const {frame, app} = await launch();
    await say(app, answer(request('x'), 'the app'));
    await app.run(() => undefined);
    expect(frame.state).not.to.equal('connected');
  });
});
