import {expect} from '@open-wc/testing';
import type {SmartAppFrame} from '../../components/index.js';
import {record} from '../support/elements.js';
import {rejection} from '../support/rejection.js';
import {answersTo, ask, launch, marker, request, say, type Launched} from '../support/launches.js';
import {otherSite} from '../support/remote.js';
import {hostileApp} from './support/attacks.js';
import {guardPage} from './support/page-state.js';

const fails = (): never => {
  throw new Error('a trap of the page’s own');
};

const throwingGetter = (name: string): object => Object.defineProperty({}, name, {get: fails, enumerable: true});

const traps = {get: fails, has: fails, ownKeys: fails, getPrototypeOf: fails, getOwnPropertyDescriptor: fails};

const revoked = (): object => {
  const {proxy, revoke} = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

/** Rejects with anything at all, as a library may. */
const rejected = (reason: unknown): Promise<object> =>
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- such an answer is what is being tried
  new Promise((_resolve, reject: (reason: unknown) => void) => reject(reason));

/** What a listener may give to respondWith(), by mistake or led astray by what an app sent: each is made afresh. */
const treacherous: Record<string, () => unknown> = {
  'an object with a getter that throws': () => throwingGetter('status'),
  'an object with such a getter deep inside': () => ({outcome: [{issue: throwingGetter('code')}]}),
  'a proxy that throws at every touch': () => new Proxy({}, traps),
  'a proxy that does not throw': () => new Proxy({status: 'success'}, {}),
  'an object with such a proxy inside': () => ({outcome: new Proxy({}, traps)}),
  'a proxy that has been revoked': revoked,
  'an object whose then is a getter that throws': () => throwingGetter('then'),
  'an object whose then() throws': () => ({then: fails}),
  'a promise of an object with a getter that throws': () => Promise.resolve(throwingGetter('status')),
  'a promise of a proxy that was revoked inside': () => Promise.resolve({inside: revoked()}),
  'a promise rejected with nothing': () => rejected(undefined),
  'an object whose iterator is a getter that throws': () =>
    Object.defineProperty({}, Symbol.asyncIterator, {get: fails, enumerable: true}),
  'an iterable whose iterator() throws': () => ({[Symbol.asyncIterator]: fails}),
  'an iterable whose next() throws': () => ({[Symbol.asyncIterator]: () => ({next: fails})}),
  'an iterable whose next() gives nothing': () => ({[Symbol.asyncIterator]: () => ({next: () => undefined})}),
  'an iterable whose next() and return() throw': () => ({[Symbol.asyncIterator]: () => ({next: fails, return: fails})}),
  'an iterable of objects with getters that throw': async function* () {
    yield throwingGetter('status');
  },
};

/** What a promise may be rejected with, or a listener may throw. */
const treacherousReasons: Record<string, () => unknown> = {
  'an object whose name is a getter that throws': () => throwingGetter('name'),
  'a proxy that throws at every touch': () => new Proxy({}, traps),
  'a proxy that has been revoked': revoked,
};

/** One that is well when it is read for the first time, and throws ever after. */
function wellOnce(): object {
  let read = 0;
  return {
    get status() {
      if (read++ > 0) fails();
      return 'success';
    },
  };
}

const answerWith = (frame: SmartAppFrame, value: () => unknown): void => {
  frame.addEventListener('smart-request', (event) => {
    if (event.detail.messageType === 'my.thing') event.respondWith(value() as object);
  });
};

/** The one answer to a question that fails on the EHR's side, and the error that tells of it. */
async function expectFailure({frame, app}: Launched): Promise<void> {
  const errors = record(frame, 'smart-error');
  const question = request('my.thing');
  expect((await ask(app, question)).payload).to.have.nested.property('outcome.issue[0].code', 'exception');
  await marker(app);
  expect(await answersTo(app, question)).to.have.length(1);
  expect(errors).to.have.length(1);
  expect(frame.state).to.equal('connected');
}

describe('an answer of the EHR’s listener that is a trap', () => {
  const guard = guardPage();

  for (const [what, make] of Object.entries(treacherous)) {
    it(`fails once, is told by smart-error, and stops nothing: ${what}`, async () => {
      const launched = await hostileApp();
      answerWith(launched.frame, make);
      await expectFailure(launched);
      expect(guard.takeUncaught()).to.have.length.at.most(1); // the page's own error, reported where its code threw
    });
  }

  for (const [what, make] of Object.entries(treacherousReasons)) {
    it(`fails once and is told by smart-error: a promise rejected with ${what}`, async () => {
      const launched = await hostileApp();
      answerWith(launched.frame, () => rejected(make()));
      await expectFailure(launched);
      expect(guard.takeUncaught()).to.have.length(1); // the page's own error, reported for its developers
    });

    it(`fails once and is told by smart-error: a listener that throws ${what}`, async () => {
      const launched = await hostileApp();
      launched.frame.addEventListener('smart-my-thing' as 'smart-request', () => {
        throw make();
      });
      await expectFailure(launched);
      expect(guard.takeUncaught()).to.have.length(1); // the listener's own, as the browser tells it
    });
  }

  it('is sent once where it can be read once only', async () => {
    const {frame, app} = await hostileApp();
    answerWith(frame, wellOnce);
    const question = request('my.thing');
    await ask(app, question);
    await marker(app);
    expect((await answersTo(app, question)).map(({payload}) => payload)).to.deep.equal([{status: 'success'}]);
  });

  it('is a conflict to an app that repeats itself when it cannot be read any more', async () => {
    const {frame, app} = await hostileApp();
    let spoilt = false;
    answerWith(frame, () => ({
      get status() {
        return spoilt ? fails() : 'success';
      },
    }));
    const question = request('my.thing');
    await ask(app, question);
    spoilt = true;
    await say(app, question);
    await marker(app);
    const [, repeated] = await answersTo(app, question);
    expect(repeated?.payload).to.have.nested.property('outcome.issue[0].code', 'duplicate');
  });

  it('throws nothing onto the page when the app leaves in its midst and its clean-up throws', async () => {
    const {frame, app} = await hostileApp();
    answerWith(frame, () => ({
      [Symbol.asyncIterator]: () => ({next: () => new Promise(() => undefined), return: fails}),
    }));
    await say(app, request('my.thing'));
    frame.close();
    expect(guard.takeUncaught()).to.deep.equal([]);
  });
});

describe('a setting of the EHR’s page that is a trap', () => {
  const guard = guardPage();

  for (const [what, handshakePayload] of Object.entries({
    'a getter that throws': throwingGetter('application'),
    'a function, which no message carries': {application: () => 'EHR'},
    'a proxy that throws at every touch': new Proxy({}, traps),
  })) {
    it(`leaves no handshake of the app unanswered: handshakePayload with ${what}`, async () => {
      const {frame, app} = await launch({origin: otherSite, frame: {handshakePayload: handshakePayload}});
      const errors = record(frame, 'smart-error');
      const question = request('status.handshake');
      await say(app, question);
      expect((await ask(app, request('scratchpad.read'))).payload).to.deep.equal({scratchpad: []});
      expect(await answersTo(app, question)).to.have.length(1);
      expect(errors).not.to.deep.equal([]);
      expect(guard.takeUncaught()).to.deep.equal([]);
    });
  }

  for (const [what, make] of Object.entries({
    'a getter that throws': () => throwingGetter('a'),
    'a proxy that throws at every touch': () => new Proxy({}, traps),
    'a proxy inside': () => ({a: new Proxy({}, {})}),
  })) {
    it(`fails the EHR’s own request with a typed error, and no other: a payload with ${what}`, async () => {
      const {frame, app} = await hostileApp();
      const failure = await rejection(frame.request('my.thing', make()));
      expect(failure.code).to.be.oneOf(['not-cloneable', 'invalid-request']);
      await marker(app);
    });
  }
});
