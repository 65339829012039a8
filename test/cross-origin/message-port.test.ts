import {expect} from '@open-wc/testing';
import type {SmartAppFrame} from '../../components/index.js';
import {reach, record} from '../support/elements.js';
import {rejection} from '../support/rejection.js';
import {eventually} from '../support/eventually.js';
import {
  ask,
  handle,
  heard,
  launch,
  launchAttributes,
  launchKit,
  mountContext,
  reloadItself,
  reports,
  request,
  say,
} from '../support/launches.js';
import {rawEhr} from '../support/raw-ehr.js';
import {kitModule, otherSite, sameSite, type Remote} from '../support/remote.js';
import {portExtension} from '../hostile/support/ports.js';

/** What comes through this page's window from the app. */
function windowMessages(app: Remote): unknown[] {
  const messages: unknown[] = [];
  const listen = ({source, data}: MessageEvent<unknown>): void => {
    if (app.window.closed) removeEventListener('message', listen);
    else if (source === app.window && typeof data === 'object') messages.push(data);
  };
  addEventListener('message', listen);
  return messages;
}

const numbers = (count: number, from = 0): number[] => Array.from({length: count}, (_, index) => from + index);

/** Answers every request of the app with what it asked, and keeps the order in which they came. */
function echo(frame: SmartAppFrame): number[] {
  const order: number[] = [];
  frame.addEventListener('smart-request', (event) => {
    order.push((event.detail.payload as {number: number}).number);
    event.respondWith(event.detail.payload);
  });
  return order;
}

describe('the fast lane', () => {
  for (const [site, origin] of [
    ['another site', otherSite],
    ['the same site', sameSite],
  ] as const) {
    it(`takes every message off the windows once both sides agreed, the app on ${site}`, async () => {
      const {frame, app} = await launchKit({origin});
      echo(frame);
      await app.run(() => window.app.request('test.first', {}));
      const inEhr = windowMessages(app);
      const inApp = (await heard(app)).length;
      expect(await app.run(() => window.app.request('test.thing', {number: 1}))).to.deep.equal({number: 1});
      await app.run(() => {
        window.app.addEventListener('smart-request', (event) => event.respondWith({app: true}));
      });
      const fromApp = await frame.request('test.question', {});
      expect(fromApp).to.deep.equal({app: true});
      expect(inEhr.filter((data) => 'messageId' in (data as object))).to.deep.equal([]);
      expect((await heard(app)).length).to.equal(inApp);
    });
  }

  it('shows every message in smart-message, as the windows do (SWM-1, SWM-4)', async () => {
    const {frame, app} = await launchKit({origin: otherSite});
    const seen = reports(frame);
    await app.run(() => window.app.scratchpad.read());
    expect(seen.map(({direction, outcome, origin}) => ({direction, outcome, origin}))).to.deep.equal([
      {direction: 'in', outcome: 'delivered', origin: otherSite},
      {direction: 'out', outcome: 'sent', origin: undefined},
    ]);
    expect(seen[0]?.message).to.include({messagingHandle: '***', messageType: 'scratchpad.read'});
  });

  it('keeps the order of what is sent before, during and after the change, both ways and at once', async () => {
    const {frame, app} = await launch({origin: otherSite, page: {kit: kitModule}});
    const order = echo(frame);
    const asked = Promise.all(numbers(50).map((number) => frame.request('test.ehr', {number})));
    await app.run((attributes) => {
      const context = Object.assign(document.createElement('smart-messaging-context'), {handshake: 'optional'});
      for (const [name, value] of Object.entries(attributes)) context.setAttribute(name, value);
      window.app = context;
      const order: number[] = [];
      Object.assign(window, {order});
      context.addEventListener('smart-request', (event) => {
        order.push((event.detail.payload as {number: number}).number);
        event.respondWith(event.detail.payload);
      });
      document.body.append(context);
      context.addEventListener('smart-connect', () => {
        for (let number = 50; number < 150; number++) void context.request('test.app', {number});
      });
      for (let number = 0; number < 50; number++) void context.request('test.app', {number});
    }, launchAttributes());
    await reach(frame, 'connected');
    const later = Promise.all(numbers(100, 50).map((number) => frame.request('test.ehr', {number})));
    const answers = [...(await asked), ...(await later)];
    await app.run(() => window.app.request('test.app', {number: 150}));
    expect(answers).to.deep.equal(numbers(150).map((number) => ({number})));
    expect(order).to.deep.equal(numbers(151));
    expect(await app.run(() => (window as unknown as {order: number[]}).order)).to.deep.equal(numbers(150));
  });

  it('loses nothing and answers nothing twice across the change', async () => {
    const {frame, app} = await launch({origin: otherSite, page: {kit: kitModule}});
    echo(frame);
    const seen = reports(frame);
    await mountContext(app);
    const answered = await app.run(() =>
      Promise.all(Array.from({length: 200}, (_, number) => window.app.request('test.thing', {number}))),
    );
    expect(answered).to.deep.equal(numbers(200).map((number) => ({number})));
    const answers = seen.filter(({direction}) => direction === 'out').map(({message}) => message as object);
    const ids = answers.flatMap((message) => ('responseToMessageId' in message ? [message.responseToMessageId] : []));
    expect(new Set(ids).size).to.equal(ids.length);
    expect(seen.filter(({outcome}) => outcome === 'rejected')).to.deep.equal([]);
  });

  it('still asks for the handle, the scope and a shape with every message', async () => {
    const {frame, app} = await launchKit({origin: otherSite, frame: {scope: 'messaging/ui'}});
    const seen = reports(frame);
    expect(await app.run(() => window.app.scratchpad.read().catch(window.codeOf))).to.equal('refused');
    frame.scope = 'messaging/scratchpad';
    expect(await app.run(() => window.app.scratchpad.read())).to.deep.equal([]);
    frame.messagingHandle = 'another-handle-from-now-on';
    await frame.updateComplete;
    expect(await app.run(() => window.app.scratchpad.read().catch(window.codeOf))).to.equal('refused');
    expect(seen.filter(({outcome}) => outcome === 'rejected').map(({reason}) => reason)).to.include.members([
      'scope',
      'handle',
    ]);
  });

  it('is silent to an app whose origin is allowed no more (SWM-6)', async () => {
    const {frame, app} = await launchKit({origin: otherSite});
    const seen = reports(frame);
    frame.appOrigin = 'https://elsewhere.example.org';
    await frame.updateComplete;
    const answered = await app.run(() =>
      window.app.request('scratchpad.read', {}, {timeout: 300}).catch(window.codeOf),
    );
    expect(answered).to.equal('timeout');
    expect(seen.map(({direction, outcome, reason}) => ({direction, outcome, reason}))).to.deep.equal([
      {direction: 'in', outcome: 'rejected', reason: 'origin'},
    ]);
  });

  it('is offered by the EHR alone, once for each document, to whoever asks for it with the right handle', async () => {
    const {app} = await launch({origin: otherSite});
    const knock = (messagingHandle: string, extension: object[]): Promise<number[]> =>
      app.run(
        async (ehr, messagingHandle, extension) => {
          const ports: number[] = [];
          const listen = (event: MessageEvent<{responseToMessageId?: string}>): void => {
            if (event.data.responseToMessageId) ports.push(event.ports.length);
          };
          addEventListener('message', listen);
          for (const messageId of ['a', 'b'].map((letter) => letter + crypto.randomUUID())) {
            const answer = window.answerTo(messageId);
            const payload = {extension};
            parent.postMessage({messagingHandle, messageId, messageType: 'status.handshake', payload}, ehr);
            await answer;
          }
          removeEventListener('message', listen);
          return ports;
        },
        location.origin,
        messagingHandle,
        extension,
      );
    expect(await knock('wrong', [portExtension])).to.deep.equal([0, 0]);
    expect(await knock(handle, [])).to.deep.equal([0, 0]);
    expect(await knock(handle, [{...portExtension, valueBoolean: 'true'}])).to.deep.equal([0, 0]);
    expect(await knock(handle, [portExtension])).to.deep.equal([1, 0]);
    await reloadItself(app);
    expect(await knock(handle, [portExtension])).to.deep.equal([1, 0]);
  });

  for (const [moment, steps] of [
    ['has just come', 0],
    ['is half entered', 1],
    ['is entered', 2],
  ] as const) {
    it(`goes on when the app’s element is moved while the port ${moment}`, async () => {
      const {frame, app} = await launch({origin: otherSite, page: {kit: kitModule}});
      const read = await app.run(
        async (attributes, steps) => {
          const context = document.createElement('smart-messaging-context');
          for (const [name, value] of Object.entries(attributes)) context.setAttribute(name, value);
          window.app = context;
          const halfEntered = new Promise<void>((resolve) => {
            addEventListener('message', ({data}) => {
              if (typeof data === 'string') resolve();
            });
          });
          const moved = new Promise<void>((resolve) => {
            const move = (): void => {
              context.remove();
              document.body.append(context);
              resolve();
            };
            if (steps === 0) context.addEventListener('smart-connect', move, {once: true});
            if (steps === 2) context.addEventListener('smart-connect', () => void setTimeout(move, 100), {once: true});
            if (steps === 1) context.addEventListener('smart-connect', () => void halfEntered.then(move), {once: true});
          });
          document.body.append(context);
          await moved;
          await context.ready;
          return context.scratchpad.read();
        },
        launchAttributes(),
        steps,
      );
      expect(read).to.deep.equal([]);
      echo(frame);
      expect(await app.run(() => window.app.request('test.thing', {number: 1}))).to.deep.equal({number: 1});
    });
  }

  for (const steps of ['at once', 'when entered'] as const) {
    it(`is left by an app’s element that is told to stay on the windows, ${steps}`, async () => {
      const {frame, app} = await launch({origin: otherSite, page: {kit: kitModule}});
      echo(frame);
      await mountContext(app);
      const inEhr = windowMessages(app);
      await app.run(async (steps) => {
        await window.app.ready;
        if (steps === 'when entered') await window.app.request('test.thing', {});
        window.app.setAttribute('message-port', 'off');
        await window.app.updateComplete;
        await window.app.ready;
      }, steps);
      inEhr.length = 0;
      const asked = numbers(20);
      const answers = await app.run(
        (asked) => Promise.all(asked.map((number) => window.app.request('test.thing', {number}))),
        asked,
      );
      expect(answers).to.deep.equal(asked.map((number) => ({number})));
      expect(inEhr.map((data) => (data as {payload?: unknown}).payload)).to.deep.equal(answers);
    });
  }

  it('is not needed by an app that asks for it and never uses it', async () => {
    const {frame, app} = await launch({origin: otherSite});
    await ask(app, request('status.handshake', {extension: [portExtension]}));
    expect((await ask(app, request('scratchpad.read'))).payload).to.deep.equal({scratchpad: []});
    const answered = frame.request('test.question', {});
    await eventually('the question comes by the window', async () =>
      (await heard(app)).some(({data}) => (data as {messageType?: string}).messageType === 'test.question'),
    );
    const question = (await heard(app)).map(({data}) => data as {messageId: string; messageType?: string});
    const {messageId} = question.find(({messageType}) => messageType === 'test.question')!;
    await say(app, {messageId: crypto.randomUUID(), responseToMessageId: messageId, payload: {late: false}});
    expect(await answered).to.deep.equal({late: false});
  });

  it('is not taken from an app', async () => {
    const {frame, app} = await launch({origin: otherSite, page: {}});
    const answered = await app.run(
      async (ehr, messagingHandle) => {
        const {port1, port2} = new MessageChannel();
        let used = false;
        port1.onmessage = () => (used = true);
        const messageId = crypto.randomUUID();
        const answer = window.answerTo(messageId);
        const payload = {extension: [{url: 'urn:smart-web-messaging-elements:message-port', valueBoolean: true}]};
        parent.postMessage({messagingHandle, messageId, messageType: 'status.handshake', payload}, ehr, [port2]);
        await answer;
        const next = crypto.randomUUID();
        const second = window.answerTo(next);
        parent.postMessage({messagingHandle, messageId: next, messageType: 'scratchpad.read', payload: {}}, ehr);
        await second;
        return used;
      },
      location.origin,
      handle,
    );
    expect(answered).to.equal(false);
    expect(frame.state).to.equal('connected');
  });

  it('is not taken from an app that sends a port with its answer to the EHR’s handshake', async () => {
    const {frame, app} = await launch({origin: otherSite});
    const byPort = await app.run(
      async (ehr, word) => {
        const asked = await new Promise<{messageId: string}>((resolve) => {
          addEventListener('message', ({data}: MessageEvent<{messageId: string; messageType?: string}>) => {
            if (data.messageType === 'status.handshake') resolve(data);
          });
        });
        const {port1, port2} = new MessageChannel();
        const came: unknown[] = [];
        port1.onmessage = ({data}) => came.push(data);
        Object.assign(window, {came});
        const extension = [{url: word, valueBoolean: true}];
        const answer = {messageId: crypto.randomUUID(), responseToMessageId: asked.messageId, payload: {extension}};
        parent.postMessage(answer, ehr, [port2]);
        for (let times = 0; times < 3; times++) parent.postMessage(`${word}#${asked.messageId}`, ehr);
        return came.length;
      },
      location.origin,
      portExtension.url,
    );
    expect(byPort).to.equal(0);
    await reach(frame, 'connected');
    void frame.request('test.question', {}).catch(() => undefined);
    await eventually('the question comes by the window', async () =>
      (await heard(app)).some(({data}) => (data as {messageType?: string}).messageType === 'test.question'),
    );
    expect(await app.run(() => (window as unknown as {came: unknown[]}).came)).to.deep.equal([]);
  });

  it('is a plain window to an EHR that does not know of it', async () => {
    const ehr = await rawEhr({'status.handshake': {}, 'scratchpad.read': {scratchpad: []}});
    await mountContext(ehr.app);
    expect(await ehr.app.run(() => window.app.scratchpad.read())).to.deep.equal([]);
    expect(ehr.requests('status.handshake')[0]?.payload)
      .to.have.property('extension')
      .that.deep.includes(portExtension);
    expect(ehr.received.every((data) => typeof data === 'object')).to.equal(true);
  });

  for (const [where, frame, attributes] of [
    ['the EHR says message-port="off"', {messagePort: 'off'}, {}],
    ['the app says message-port="off"', {}, {'message-port': 'off'}],
    ['the EHR still sets the property lane', {lane: 'window'}, {}],
    ['the app still says lane="window"', {}, {lane: 'window'}],
  ] as const) {
    it(`is not used where ${where}`, async () => {
      const {app} = await launchKit({origin: otherSite, frame}, {...launchAttributes(), ...attributes});
      const inEhr = windowMessages(app);
      await app.run(() => window.app.scratchpad.read());
      expect(inEhr.filter((data) => 'messageId' in (data as object))).to.have.lengthOf(1);
    });
  }

  it('leads from the port to a listener by ten steps of the library at most', async () => {
    const {frame, app} = await launchKit({origin: otherSite});
    const {stackTraceLimit} = Error;
    Error.stackTraceLimit = 100;
    let steps: string[] = [];
    frame.addEventListener('smart-scratchpad-create', () => {
      steps = (new Error('here').stack ?? '').split('\n').filter((line) => line.includes('/components/'));
    });
    await app.run(() => window.app.scratchpad.create({resourceType: 'Task'}));
    Error.stackTraceLimit = stackTraceLimit;
    expect(steps.length, steps.join('\n')).to.be.within(5, 10);
  });

  it('ends with its document; the next one gets its own', async () => {
    const {frame, app} = await launchKit({origin: otherSite});
    await app.run(() => {
      window.app.addEventListener('smart-request', (event) => event.respondWith(new Promise(() => undefined)));
    });
    const pending = rejection(frame.request('test.question', {}));
    const disconnects = record(frame, 'smart-disconnect');
    await reloadItself(app);
    await mountContext(app);
    await app.run(() => window.app.ready);
    expect(await pending).to.have.property('code', 'disconnected');
    expect(disconnects).to.have.lengthOf(1);
    const inEhr = windowMessages(app);
    expect(await app.run(() => window.app.scratchpad.read())).to.deep.equal([]);
    expect(inEhr.filter((data) => 'messageId' in (data as object))).to.deep.equal([]);
  });

  it('loses nothing when the EHR takes it back before the app has gone over', async () => {
    const {frame, app} = await launchKit({origin: otherSite});
    await reloadItself(app);
    const iframe = frame.shadowRoot!.querySelector('iframe')!;
    frame.addEventListener('smart-connect', () => iframe.dispatchEvent(new Event('load')), {once: true});
    frame.addEventListener('smart-connect', () => iframe.dispatchEvent(new Event('load')), {once: true});
    await mountContext(app);
    await app.run(() => window.app.ready);
    expect(await app.run(() => window.app.scratchpad.read().catch(window.codeOf))).to.deep.equal([]);
    await reach(frame, 'connected');
  });

  it('is offered anew when the app’s element has left and another one comes', async () => {
    const {app} = await launchKit({origin: otherSite});
    await app.run(async () => {
      window.app.remove();
      await new Promise((resolve) => setTimeout(resolve, 50));
      document.body.append(window.app);
      await window.app.ready;
    });
    await app.run(() => window.app.scratchpad.read());
    const inEhr = windowMessages(app);
    expect(await app.run(() => window.app.scratchpad.read())).to.deep.equal([]);
    expect(inEhr.filter((data) => 'messageId' in (data as object))).to.deep.equal([]);
  });

  it('gives way to hand-written code that speaks in the same window', async () => {
    const {frame, app} = await launchKit({origin: otherSite});
    expect((await ask(app, request('scratchpad.read'))).payload).to.deep.equal({scratchpad: []});
    expect(await app.run(() => window.app.scratchpad.read())).to.deep.equal([]);
    await app.run(() => {
      window.app.addEventListener('smart-request', (event) => event.respondWith({still: 'here'}));
    });
    expect(await frame.request('test.question', {})).to.deep.equal({still: 'here'});
  });

  it('is kept where an element of the app’s page takes over from another one at once', async () => {
    const {frame, app} = await launchKit({origin: otherSite});
    await app.run(async () => {
      document.body.prepend(window.app);
      await window.app.ready;
    });
    const inEhr = windowMessages(app);
    expect(await app.run(() => window.app.scratchpad.read())).to.deep.equal([]);
    expect(inEhr.filter((data) => 'messageId' in (data as object))).to.deep.equal([]);
    expect(frame.state).to.equal('connected');
  });

  it('falls back to the windows when the app’s element has left, and serves the next one', async () => {
    const {frame, app} = await launchKit({origin: otherSite});
    await app.run(() => window.app.remove());
    await mountContext(app);
    await app.run(() => window.app.ready);
    expect(await app.run(() => window.app.scratchpad.read())).to.deep.equal([]);
    await app.run(() => {
      window.app.addEventListener('smart-request', (event) => event.respondWith({next: true}));
    });
    expect(await frame.request('test.question', {})).to.deep.equal({next: true});
  });

  it('refuses what cannot be sent with the same error as the windows', async () => {
    const {app} = await launchKit({origin: otherSite});
    expect(
      await app.run(() => window.app.request('test.thing', {callback: () => undefined}).catch(window.codeOf)),
    ).to.equal('not-cloneable');
  });

  it('lets two elements of one app page share it', async () => {
    const {frame, app} = await launchKit({origin: otherSite});
    echo(frame);
    const answers = await app.run(async (attributes) => {
      const second = document.createElement('smart-messaging-context');
      for (const [name, value] of Object.entries(attributes)) second.setAttribute(name, value);
      document.body.append(second);
      await second.ready;
      return Promise.all([second.request('test.second', {number: 2}), window.app.request('test.first', {number: 1})]);
    }, launchAttributes());
    expect(answers).to.deep.equal([{number: 2}, {number: 1}]);
  });
});
