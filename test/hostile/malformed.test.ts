import {expect} from '@open-wc/testing';
import type {MessageReport} from '../../components/index.js';
import {record} from '../support/elements.js';
import {makeExoticValues} from '../support/exotic-values.js';
import {ask, handle, heard, launchRaw, marker, reports, request} from '../support/launches.js';
import type {RawAnswer} from '../support/launches.js';
import type {Remote} from '../support/remote.js';

/**
 * Has the app post each exotic value, put into a copy of a message at a path; resolves with the payloads of the answers
 * to each, by the value's name.
 */
function postExotics(app: Remote, message: object, path: string[]): Promise<Record<string, object[]>> {
  return app.run(
    async (message, path, ehr, handle) => {
      const put = (target: unknown, [name, ...rest]: string[], value: unknown): unknown =>
        name === undefined
          ? value
          : {...(target as object), [name]: put((target as Record<string, unknown>)[name], rest, value)};
      const ids = new Map<string, string>();
      for (const [name, value] of Object.entries(window.exotic)) {
        const messageId = `${path.join('.')} ${name}`;
        ids.set(name, messageId);
        parent.postMessage(put({...message, messageId}, path, value), ehr);
      }
      // Those that come in one turn may be answered behind the first marker, but before the second.
      for (const messageId of [crypto.randomUUID(), crypto.randomUUID()]) {
        const marked = window.answerTo(messageId);
        parent.postMessage({messagingHandle: handle, messageId, messageType: 'test.marker', payload: {}}, ehr);
        await marked;
      }
      const answers = window.received.map(({data}) => data as {responseToMessageId?: string; payload: object});
      return Object.fromEntries(
        Array.from(ids, ([name, id]) => [
          name,
          answers.filter(({responseToMessageId}) => responseToMessageId === id).map(({payload}) => payload),
        ]),
      );
    },
    message,
    path,
    location.origin,
    handle,
  );
}

const nested = (levels: number): object => (levels > 1 ? [nested(levels - 1)] : {});

/** How many messages are reported as none of the protocol's; those of the last second may still be missing. */
const reportedAsForeign = (reports: MessageReport[]): number =>
  reports.filter(({reason}) => reason === 'shape').reduce((sum, {count = 1}) => sum + count, 0);

const names = (answers: Record<string, object[]>, count: number): string[] =>
  Object.keys(answers).filter((name) => answers[name]!.length === count);

describe('malformed messages of the app', () => {
  it('that are no requests are dropped without an answer and reported by their shape', async () => {
    const {frame, app} = await launchRaw();
    await app.run(makeExoticValues);
    const rejected = reports(frame);
    const answers = await postExotics(app, {}, []);
    expect(names(answers, 0)).to.deep.equal(Object.keys(answers));
    expect(Object.keys(answers)).to.have.length.above(40);
    expect(reportedAsForeign(rejected)).to.be.within(1, Object.keys(answers).length);
  });

  for (const property of ['messageId', 'messageType']) {
    it(`are dropped without an answer where ${property} is not a string of usable length`, async () => {
      const {frame, app} = await launchRaw();
      await app.run(makeExoticValues);
      const rejected = reports(frame);
      const before = (await heard(app)).length;
      const answers = await postExotics(app, request('scratchpad.read'), [property]);
      const served = ['string', 'lone surrogate'];
      expect(reportedAsForeign(rejected)).to.be.within(1, Object.keys(answers).length - served.length);
      expect((await heard(app)).length - before).to.equal(served.length + 2);
    });
  }

  it('are refused once each where the handle is anything else', async () => {
    const {app} = await launchRaw();
    await app.run(makeExoticValues);
    const answers = await postExotics(app, request('scratchpad.read'), ['messagingHandle']);
    expect(names(answers, 1)).to.deep.equal(Object.keys(answers));
    for (const [name, [payload]] of Object.entries(answers)) {
      expect(payload, name).to.have.nested.property('outcome.issue[0].code', 'security');
    }
  });

  it('are refused once each where the payload is no object, and served where it is one', async () => {
    const {frame, app} = await launchRaw();
    await app.run(makeExoticValues);
    const rejected = reports(frame);
    const served = record(frame, 'smart-scratchpad-create');
    const answers = await postExotics(app, request('scratchpad.create'), ['payload']);
    expect(names(answers, 1)).to.deep.equal(Object.keys(answers));
    for (const [name, [payload]] of Object.entries(answers)) {
      expect((payload as {status: string}).status, name).to.match(/^4(00|29) /);
    }
    expect(rejected.filter(({reason}) => reason === 'shape')).to.have.length.of.at.least(14);
    expect(served.every(({detail}) => typeof detail.payload === 'object' && !Array.isArray(detail.payload))).to.equal(
      true,
    );
  });

  for (const [type, path, payload] of [
    ['scratchpad.create', ['resource'], {}],
    ['scratchpad.create', ['resource', 'resourceType'], {resource: {}}],
    ['scratchpad.update', ['resource', 'id'], {resource: {resourceType: 'Condition'}}],
    ['scratchpad.delete', ['location'], {}],
  ] as const) {
    it(`are refused once each where ${path.join('.')} of a ${type} is anything else`, async () => {
      const {frame, app} = await launchRaw();
      await app.run(makeExoticValues);
      const answers = await postExotics(app, request(type, payload), ['payload', ...path]);
      expect(names(answers, 1)).to.deep.equal(Object.keys(answers));
      for (const [name, [answer]] of Object.entries(answers)) {
        expect((answer as {status: string}).status, name).to.match(
          type === 'scratchpad.update' ? /^4(00|04|29) / : /^4(00|29) /,
        );
      }
      expect(await frame.scratchpad.list()).to.deep.equal([]);
    });
  }

  it('never put on the scratchpad what JSON cannot hold', async () => {
    const {frame, app} = await launchRaw();
    await app.run(makeExoticValues);
    const create = request('scratchpad.create', {resource: {resourceType: 'Condition'}});
    const answers = await postExotics(app, create, ['payload', 'resource', 'note']);
    expect(names(answers, 1)).to.deep.equal(Object.keys(answers));
    const stored = Object.keys(answers).filter((name) =>
      (answers[name]![0] as {status: string}).status.startsWith('201'),
    );
    expect(stored).to.include.members(['null', 'true', 'number', 'string', 'array', 'empty object', 'own __proto__']);
    for (const name of [
      'NaN',
      'bigint',
      'sparse array',
      'Map',
      'Date',
      'Blob',
      'Error',
      'cycle',
      'parts shared 2^60 times',
    ]) {
      expect(stored).not.to.include(name);
    }
    expect(await frame.scratchpad.list()).to.have.length(stored.length);
  });

  it('are answered once each where a payload of any other type has them', async () => {
    const {app} = await launchRaw({
      frame: {fhirBaseUrl: 'https://ehr.example.org', fhirFetch: () => Promise.reject(new Error())},
    });
    await app.run(makeExoticValues);
    for (const [type, path] of [
      ['scratchpad.read', ['location']],
      ['fhir.http', ['bundle']],
      ['ui.launchActivity', ['activityType']],
      ['ui.launchActivity', ['activityParameters']],
      ['status.handshake', ['extension']],
      ['sdc.ui.changedFocus', ['linkId']],
      ['my.thing', ['anything']],
    ] as const) {
      const answers = await postExotics(app, request(type, {}), ['payload', ...path]);
      expect(names(answers, 1), type).to.deep.equal(Object.keys(answers));
    }
  });

  it('change no prototype and reach no inherited property', async () => {
    const {frame, app} = await launchRaw();
    const {payload} = await ask(app, request('scratchpad.read'));
    expect(payload).to.deep.equal({scratchpad: []});
    for (const type of [
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      'ui.__proto__',
      'scratchpad.constructor',
    ]) {
      expect(JSON.stringify((await ask(app, request(type))).payload)).to.include(`${type} is not supported`);
    }
    const created = await app.run(
      async (handle, ehr) => {
        const text = `{"messagingHandle": "${handle}", "messageId": "p", "messageType": "scratchpad.create", "payload":
          {"resource": {"resourceType": "Condition", "__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}},
           "__proto__": {"polluted": 1}}, "__proto__": {"polluted": 1}}`;
        const answer = window.answerTo('p');
        parent.postMessage(JSON.parse(text), ehr);
        return (await answer).data;
      },
      handle,
      location.origin,
    );
    expect((created as RawAnswer).payload).to.have.property('status', '201 Created');
    expect({}).not.to.have.property('polluted');
    const [stored] = await frame.scratchpad.list();
    expect(Object.getPrototypeOf(stored)).to.equal(Object.prototype);
    expect(Object.hasOwn(stored!, '__proto__')).to.equal(true);
  });

  it('gain nothing from properties that stand on their __proto__', async () => {
    const {frame, app} = await launchRaw();
    const rejected = reports(frame);
    await app.run(
      (message, ehr) => parent.postMessage(JSON.parse(`{"__proto__": ${JSON.stringify(message)}}`), ehr),
      request('scratchpad.create', {resource: {resourceType: 'Condition'}}),
      location.origin,
    );
    await marker(app);
    expect(rejected.filter(({reason}) => reason === 'shape')).to.have.length(1);
    expect(await frame.scratchpad.list()).to.deep.equal([]);
  });

  for (const depth of [101, 1000]) {
    it(`nested ${depth} levels deep are refused`, async () => {
      const {app} = await launchRaw();
      const answer = await ask(app, request('scratchpad.create', {resource: nested(depth - 1)}));
      expect(answer.payload).to.have.property('status', '429 Too Many Requests');
    });
  }

  it('nested deeper than the browser carries do not stop the frame', async () => {
    const {frame, app} = await launchRaw();
    const served = reports(frame);
    await app.run(
      (message, ehr) => {
        let payload: object = {};
        for (let level = 1; level < 5000; level++) {
          payload = {payload};
          if (level % 500 > 0) continue;
          try {
            parent.postMessage({...message, messageId: `${level}`, payload}, ehr);
          } catch {
            break; // What this browser does not even send.
          }
        }
      },
      request('scratchpad.create'),
      location.origin,
    );
    await marker(app);
    const incoming = served.filter(({direction, reason}) => direction === 'in' && reason !== undefined);
    expect(incoming).to.have.length.above(0);
    // Where the browser could not read a message back it arrives as null.
    expect(incoming.every(({reason, message}) => reason === 'limit' || message === null)).to.equal(true);
    expect(frame.state).to.equal('connected');
  });

  it('nested 100 levels deep are served', async () => {
    const {frame, app} = await launchRaw();
    const resource = {resourceType: 'Condition', note: nested(98)};
    expect((await ask(app, request('scratchpad.create', {resource}))).payload).to.have.property(
      'status',
      '201 Created',
    );
    expect(await frame.scratchpad.list()).to.have.length(1);
  });
});
