import {expect} from '@open-wc/testing';
import {once, reach} from '../support/elements.js';
import {rejection} from '../support/rejection.js';
import {ask, closeWindows, goTo, handle, launch, launchKit, launchRaw} from '../support/launches.js';
import {mountContext, onBothWays, openWindow, reloadItself, request, say, type Launched} from '../support/launches.js';
import {openLedger} from '../support/ledger.js';
import {kitModule, otherSite, remoteIn, remotePage, sameSite} from '../support/remote.js';
import type {SmartMessagingError} from '../../components/index.js';

const nothing = {listeners: [], timers: 0, intervals: 0};

/** Requests that nobody will answer, and that still have to end with a typed error. */
const pendingRequests = ({frame}: Launched): Array<Promise<SmartMessagingError>> =>
  Array.from({length: 3}, () => rejection(frame.request('my.thing', {}, {timeout: 60_000})));

async function expectTyped(failures: Array<Promise<SmartMessagingError>>): Promise<void> {
  for (const failure of await Promise.all(failures)) {
    expect(failure.name).to.equal('SmartMessagingError');
    expect(failure.code).to.be.oneOf(['disconnected', 'unavailable']);
  }
}

/** The listeners for messages. An element that is on the page may have others. */
const messageListeners = (): string[] => window.ledger().listeners.filter((name) => name === 'window message');

/** Of the connection nothing is left once it is over, and of the element nothing once it is off the page. */
function expectNothingOf({frame}: Launched): void {
  expect({...window.ledger(), listeners: messageListeners()}).to.deep.equal(nothing);
  frame.remove();
  expect(window.ledger()).to.deep.equal(nothing);
}

const served = async ({app}: Launched): Promise<unknown> => (await ask(app, request('scratchpad.read'))).payload;

const endings: Record<string, (launched: Launched) => unknown> = {
  'by removal': ({frame}) => frame.remove(),
  'by close()': ({frame}) => frame.close(),
  'by revokeHandle()': ({frame}) => frame.revokeHandle(),
  'by ui.done': async ({frame, app}) => {
    await ask(app, request('ui.done'));
    await reach(frame, 'closed');
  },
  'by removal during the farewell of ui.done': async ({frame, app}) => {
    await ask(app, request('ui.done'));
    frame.remove();
  },
  'by removal in the midst of ui.done': async ({frame, app}) => {
    const disconnect = once(frame, 'smart-disconnect');
    frame.addEventListener('smart-ui-done', () => frame.remove());
    void say(app, request('ui.done'));
    await disconnect;
  },
  'after a reload of the app, by removal': async ({frame, app}) => {
    await reloadItself(app);
    frame.remove();
  },
  'after a reload by the EHR, by removal': async ({frame}) => {
    frame.reload();
    await remoteIn(frame, sameSite);
    frame.remove();
  },
  'after it has gone elsewhere, by removal': async ({frame, app}) => {
    await goTo(app, otherSite);
    frame.remove();
  },
  'after being moved, by removal': async ({frame}) => {
    frame.parentNode!.insertBefore(frame, null);
    await remoteIn(frame, sameSite);
    frame.remove();
  },
  'after double mounting, by removal': async ({frame}) => {
    const place = frame.parentNode!;
    frame.remove();
    place.append(frame);
    frame.remove();
    place.append(frame);
    await frame.updateComplete;
    frame.remove();
  },
  'after changes of every attribute, by removal': async ({frame}) => {
    Object.assign(frame, {scope: '', appOrigin: `${sameSite} ${otherSite}`, messagingHandle: 'next'});
    await frame.updateComplete;
    frame.src = remotePage(otherSite);
    await frame.updateComplete;
    frame.remove();
  },
};

onBothWays('nothing is left of a frame on the EHR’s page', () => {
  beforeEach(openLedger);
  afterEach(() => window.closeLedger());

  for (const [how, end] of Object.entries(endings)) {
    it(`that ended ${how}`, async () => {
      const launched = await launchRaw();
      await served(launched);
      const failures = pendingRequests(launched);
      expect(messageListeners()).to.deep.equal(['window message']);
      await end(launched);
      await expectTyped(failures);
      expectNothingOf(launched);
    });
  }

  for (const [how, end] of Object.entries({
    'while it was loading': ({frame}: Launched) => frame.remove(),
    'while it was connecting': async ({frame}: Launched) => {
      await reach(frame, 'connecting');
      frame.remove();
    },
    'when it was unresponsive': async ({frame}: Launched) => {
      frame.connectTimeout = 100;
      frame.reload();
      await reach(frame, 'unresponsive');
      frame.close();
    },
  })) {
    it(`that ended ${how}`, async () => {
      const launched = await launch();
      const failures = pendingRequests(launched);
      await end(launched);
      await expectTyped(failures);
      expectNothingOf(launched);
    });
  }

  it('but the one listener that the frames which are left share', async () => {
    const [first, second] = [await launchRaw(), await launchRaw()];
    expect(messageListeners()).to.deep.equal(['window message']);
    first.frame.remove();
    expect(messageListeners()).to.deep.equal(['window message']);
    await served(second);
    second.frame.remove();
    expect(window.ledger()).to.deep.equal(nothing);
  });

  it('with a window of its own that was closed', async () => {
    const launched = await openWindow();
    await launched.app.ready();
    await served(launched);
    const failures = pendingRequests(launched);
    expect(window.ledger().intervals).to.equal(1);
    launched.app.window.close();
    await reach(launched.frame, 'closed');
    await expectTyped(failures);
    expectNothingOf(launched);
  });

  it('with a window of its own that stays open when the element is removed', async () => {
    const launched = await openWindow();
    await launched.app.ready();
    launched.frame.remove();
    expect(window.ledger()).to.deep.equal(nothing);
    closeWindows();
  });
});

onBothWays('nothing is left of the app’s element on its page', () => {
  for (const [when, attributes] of [
    ['connected', undefined],
    ['connecting', {'messaging-handle': handle, 'messaging-origin': 'https://ehr.example.org'}],
    ['without launch parameters', {}],
  ] as const) {
    it(`that is removed while ${when}`, async () => {
      const {frame, app} = await launch({page: {kit: kitModule}});
      frame.addEventListener('smart-request', (event) => event.respondWith(new Promise<object>(() => undefined)));
      await app.run(openLedger);
      await mountContext(app, attributes);
      if (!attributes) await app.run(() => window.app.ready);
      const [codes, ledger] = await app.run(async () => {
        await window.app.updateComplete;
        const code = window.codeOf;
        const pending = [window.app.ui.done().catch(code), window.app.scratchpad.read().catch(code)];
        await window.app.updateComplete;
        window.app.remove();
        return [await Promise.all(pending), window.ledger()] as const;
      });
      expect(codes).to.deep.equal(['disconnected', 'disconnected']);
      expect(ledger).to.deep.equal(nothing);
    });
  }

  it('after it was put back, moved and given another handle, and removed in the end', async () => {
    const {app} = await launch({page: {kit: kitModule}});
    await app.run(openLedger);
    await mountContext(app);
    const ledgers = await app.run(async () => {
      await window.app.ready;
      const connected = window.ledger();
      window.app.remove();
      document.body.append(window.app);
      document.body.prepend(window.app);
      await window.app.ready;
      window.app.messagingHandle = 'another';
      await window.app.updateComplete;
      await window.app.ready.catch(() => undefined);
      window.app.remove();
      return [connected, window.ledger()];
    });
    const forButtons = 'commandForElement' in HTMLButtonElement.prototype ? [] : ['document click'];
    const whileConnected = [...forButtons, 'window error (capture)', 'window message'];
    expect(ledgers[0]).to.deep.include({listeners: whileConnected, timers: 0, intervals: 0});
    expect(ledgers[1]).to.deep.equal(nothing);
  });

  it('whose requests have all been answered keeps one timer for all of them, until it is removed', async () => {
    const {app} = await launchKit();
    await app.run(openLedger);
    const ledger = await app.run(async () => {
      await Promise.all([window.app.scratchpad.read(), window.app.request('my.thing', {})]);
      await window.app.request('my.thing', {}, {signal: AbortSignal.abort()}).catch(() => undefined);
      return window.ledger();
    });
    expect(ledger).to.deep.equal({...nothing, timers: 1});
    const {timers} = await app.run(() => {
      window.app.remove();
      return window.ledger();
    });
    expect(timers).to.equal(0);
  });
});
