import {expect} from '@open-wc/testing';
import {MemoryScratchpad, type Scratchpad, type SmartAppFrame} from '../../components/index.js';
import type {ScriptedApp} from '../../components/testing/index.js';
import {connectedFrame, frameWith, record, withUncaughtErrors} from '../support/elements.js';

const order = {resourceType: 'ServiceRequest', status: 'draft'};

describe('<smart-app-frame> scratchpad.*', () => {
  let frame: SmartAppFrame;
  let app: ScriptedApp;

  beforeEach(async () => {
    ({frame, app} = await connectedFrame());
  });

  const create = async (): Promise<string> => (await app.request('scratchpad.create', {resource: order})).location!;

  it('creates a resource under an id of its own and answers 201 Created with the location', async () => {
    const answer = await app.request('scratchpad.create', {resource: {...order, id: 'chosen-by-app'}});
    const [stored] = await frame.scratchpad.list();
    expect(stored).to.include(order).and.not.to.have.property('id', 'chosen-by-app');
    expect(answer).to.deep.equal({status: '201 Created', location: `ServiceRequest/${stored!.id}`});
  });

  it('reads one resource, and the resource only', async () => {
    const location = await create();
    const id = location.split('/')[1];
    expect(await app.request('scratchpad.read', {location})).to.deep.equal({resource: {...order, id}});
  });

  it('reads everything, and the list only', async () => {
    const location = await create();
    const id = location.split('/')[1];
    expect(await app.request('scratchpad.read', {})).to.deep.equal({scratchpad: [{...order, id}]});
  });

  it('reads an empty scratchpad as an empty list, also with location: null', async () => {
    expect(await app.request('scratchpad.read', {})).to.deep.equal({scratchpad: []});
    const answer = await app.request('scratchpad.read', {location: null as unknown as string});
    expect(answer).to.deep.equal({scratchpad: []});
  });

  for (const payload of [
    {id: '1'},
    {_location: 'x'},
    {locations: ['x']},
    {resource: order},
    {location: null, Location: 'x'},
  ]) {
    it(`does not take ${JSON.stringify(payload)} for a read of everything`, async () => {
      await create();
      const answer = await app.request<string, object>('scratchpad.read', payload);
      expect(answer).to.have.all.keys('outcome');
      expect(answer).to.have.nested.property('outcome.issue[0].code', 'invalid');
      expect(answer)
        .to.have.nested.property('outcome.issue[0].diagnostics')
        .that.matches(/unknown property/);
    });
  }

  it('reads with extensions, and with properties that have no value (SWM-7)', async () => {
    const extension = [{url: 'https://example.org/x', valueString: 'x'}];
    for (const more of [{extension}, {modifierExtension: extension}, {id: undefined}, {id: null}]) {
      expect(await app.request<string, object>('scratchpad.read', more)).to.deep.equal({scratchpad: []});
    }
    const location = await create();
    expect(await app.request<string, object>('scratchpad.read', {location, mood: 'good'})).to.have.key('resource');
  });

  it('updates a resource and answers 200 OK', async () => {
    const id = (await create()).split('/')[1]!;
    const resource = {...order, id, status: 'active'};
    expect(await app.request('scratchpad.update', {resource})).to.deep.equal({status: '200 OK'});
    expect(await frame.scratchpad.list()).to.deep.equal([resource]);
  });

  it('deletes a resource and answers 200 OK', async () => {
    const location = await create();
    expect(await app.request('scratchpad.delete', {location})).to.deep.equal({status: '200 OK'});
    expect(await frame.scratchpad.list()).to.be.empty;
  });

  for (const [type, payload, status] of [
    ['scratchpad.create', {}, '400 Bad Request'],
    ['scratchpad.create', {resource: 'order'}, '400 Bad Request'],
    ['scratchpad.create', {resource: {status: 'draft'}}, '400 Bad Request'],
    ['scratchpad.create', {resource: {resourceType: '../x'}}, '400 Bad Request'],
    ['scratchpad.create', {resource: {...order, date: new Date(0)}}, '400 Bad Request'],
    ['scratchpad.update', {}, '400 Bad Request'],
    ['scratchpad.update', {resource: order}, '400 Bad Request'],
    ['scratchpad.update', {resource: {...order, id: 'a/b'}}, '400 Bad Request'],
    ['scratchpad.update', {resource: {...order, id: 'unknown'}}, '404 Not Found'],
    ['scratchpad.delete', {}, '400 Bad Request'],
    ['scratchpad.delete', {location: 'unknown'}, '400 Bad Request'],
    ['scratchpad.delete', {location: ['ServiceRequest/1']}, '400 Bad Request'],
    ['scratchpad.delete', {location: 'ServiceRequest/unknown'}, '404 Not Found'],
  ] as const) {
    it(`answers ${type} ${JSON.stringify(payload)} with ${status}`, async () => {
      const answer = await app.request<string, object>(type, payload);
      expect(answer).to.have.property('status', status);
      expect(answer).to.have.nested.property('outcome.issue[0].diagnostics').that.is.a('string');
      expect(await frame.scratchpad.list()).to.be.empty;
    });
  }

  for (const [location, code] of [
    ['ServiceRequest/unknown', 'not-found'],
    ['unknown', 'invalid'],
    [1, 'invalid'],
    ['', 'invalid'],
  ] as const) {
    it(`answers a read of ${JSON.stringify(location)} with an outcome only, code ${code}`, async () => {
      const answer = await app.request('scratchpad.read', {location} as {location: string});
      expect(answer).to.have.all.keys('outcome').and.to.have.nested.property('outcome.issue[0].code', code);
    });
  }

  it('answers 429 Too Many Requests when the scratchpad is full', async () => {
    frame.scratchpad = new MemoryScratchpad({entries: 1});
    await create();
    expect(await app.request('scratchpad.create', {resource: order})).to.have.property(
      'status',
      '429 Too Many Requests',
    );
  });

  it('answers 500 Internal Server Error and tells the page when a scratchpad of its own breaks', async () => {
    const cause = new Error('no database');
    frame.scratchpad = Object.assign(new MemoryScratchpad(), {create: () => Promise.reject(cause)});
    const errors = record(frame, 'smart-error');
    const uncaught = await withUncaughtErrors(async () => {
      const answer = await app.request('scratchpad.create', {resource: order});
      expect(answer.status).to.equal('500 Internal Server Error');
      expect(JSON.stringify(answer)).not.to.contain('no database');
    });
    expect(errors.map(({detail}) => detail.error.cause)).to.deep.equal([cause]);
    expect(uncaught).to.deep.equal([cause]);
  });
});

describe('<smart-app-frame> smart-scratchpad-change', () => {
  it('tells of what the app does, with what was there before', async () => {
    const {frame, app} = await connectedFrame();
    const changes = record(frame, 'smart-scratchpad-change');
    const location = (await app.request('scratchpad.create', {resource: order})).location!;
    const created = {...order, id: location.split('/')[1]!};
    const updated = {...created, status: 'active'};
    await app.request('scratchpad.update', {resource: updated});
    await app.request('scratchpad.delete', {location});
    expect(changes.map(({detail}) => detail)).to.deep.equal([
      {action: 'create', location, resource: created},
      {action: 'update', location, resource: updated, previous: created},
      {action: 'delete', location, previous: updated},
    ]);
  });

  it("tells of the EHR's own writes, in every frame that shares the scratchpad", async () => {
    const scratchpad = new MemoryScratchpad();
    const frames = await Promise.all([frameWith({scratchpad}), frameWith({scratchpad}), frameWith({})]);
    const changes = frames.map((frame) => record(frame, 'smart-scratchpad-change'));
    await scratchpad.create(order);
    expect(changes.map(({length}) => length)).to.deep.equal([1, 1, 0]);
  });

  it('lets one app read what another one stored when they share the scratchpad', async () => {
    const scratchpad = new MemoryScratchpad();
    const [first, second] = await Promise.all([connectedFrame({scratchpad}), connectedFrame({scratchpad})]);
    const {location} = await first.app.request('scratchpad.create', {resource: order});
    const answer = await second.app.request('scratchpad.read', {location: location!});
    expect(answer.resource).to.include(order);
  });

  it('listens to the next scratchpad and no longer to the last when it is replaced', async () => {
    const [last, next] = [new MemoryScratchpad(), new MemoryScratchpad()];
    const frame = await frameWith({scratchpad: last});
    frame.scratchpad = next;
    await frame.updateComplete;
    const changes = record(frame, 'smart-scratchpad-change');
    await last.create(order);
    expect(changes).to.be.empty;
    await next.create(order);
    expect(changes).to.have.lengthOf(1);
  });

  it('no longer listens once it has left the page, and does again when it is back', async () => {
    const scratchpad: Scratchpad & MemoryScratchpad = new MemoryScratchpad();
    const frame = await frameWith({scratchpad});
    const parent = frame.parentElement!;
    const changes = record(frame, 'smart-scratchpad-change');
    frame.remove();
    await scratchpad.create(order);
    expect(changes).to.be.empty;
    parent.append(frame);
    await frame.updateComplete;
    await scratchpad.create(order);
    expect(changes).to.have.lengthOf(1);
  });
});
