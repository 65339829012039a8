import {afterEach, describe, expect, it} from 'vitest';
import '../../dist/define.js';
import '../../dist/smart-message-inspector/define.js';
import {SmartMessagingError} from '../../dist/index.js';
import {createTransportPair, ScriptedApp, ScriptedEhr} from '../../dist/testing/index.js';
import {Channel} from '../../dist/channel/index.js';

afterEach(() => document.body.replaceChildren());

const once = (target, name) => new Promise((resolve) => target.addEventListener(name, resolve, {once: true}));

async function connectedFrame(properties = {}) {
  const app = new ScriptedApp({origin: 'https://app.example.org'});
  const {transport, messagingHandle} = app;
  const frame = Object.assign(document.createElement('smart-app-frame'), {
    label: 'Dose adjustment',
    scope: 'messaging/*',
    transport,
    messagingHandle,
    ...properties,
  });
  document.body.append(frame);
  await once(frame, 'smart-connect');
  return {frame, app};
}

async function connectedContext(properties = {}) {
  const ehr = new ScriptedEhr({origin: 'https://ehr.example.org'});
  const {transport, messagingHandle} = ehr;
  const context = document.createElement('smart-messaging-context');
  Object.assign(context, {id: 'ehr', transport, messagingHandle, ...properties});
  document.body.append(context);
  await context.ready;
  return {context, ehr};
}

const codeOf = (promise) =>
  promise.then(
    () => 'fulfilled',
    (error) => (error instanceof SmartMessagingError ? error.code : error),
  );

describe('<smart-app-frame>', () => {
  it('connects over a transport and serves the scratchpad', async () => {
    const {frame, app} = await connectedFrame();
    expect(frame.state).toBe('connected');
    const changed = once(frame, 'smart-scratchpad-change');
    const {status, location} = await app.request('scratchpad.create', {resource: {resourceType: 'ServiceRequest'}});
    expect([status, location]).toEqual(['201 Created', expect.stringMatching(/^ServiceRequest\//)]);
    expect((await changed).detail).toMatchObject({action: 'create', location});
    expect(await frame.scratchpad.list()).toHaveLength(1);
  });

  it('lets a listener answer, and streams', async () => {
    const {frame, app} = await connectedFrame();
    frame.addEventListener('smart-my-thing', (event) => event.respondWith({got: event.detail.payload}));
    expect(await app.request('my.thing', {a: 1})).toEqual({got: {a: 1}});
    frame.addEventListener('smart-my-stream', (event) =>
      event.respondWith(
        (async function* () {
          yield {part: 1};
          return {part: 2};
        })(),
      ),
    );
    const parts = [];
    const last = await app.request('my.stream', {}, {onPartial: (part) => parts.push(part)});
    expect([...parts, last]).toEqual([{part: 1}, {part: 2}]);
  });

  it('refuses what scope does not grant, and what no listener answers', async () => {
    const {frame, app} = await connectedFrame({scope: 'messaging/ui'});
    expect((await app.request('scratchpad.create', {resource: {resourceType: 'Basic'}})).status).toBe('403 Forbidden');
    frame.scope = 'messaging/*';
    expect((await app.request('ui.launchActivity', {activityType: 'x', activityParameters: {}})).status).toBe(
      'failure',
    );
  });

  it('answers a request as failed when its listener throws', async () => {
    const {frame, app} = await connectedFrame();
    const swallow = (event) => event.preventDefault();
    window.addEventListener('error', swallow);
    frame.addEventListener('smart-scratchpad-create', () => {
      throw new Error('Not allowed for this patient.');
    });
    const failed = once(frame, 'smart-error');
    const {status} = await app.request('scratchpad.create', {resource: {resourceType: 'ServiceRequest'}});
    window.removeEventListener('error', swallow);
    expect(status).toBe('500 Internal Server Error');
    expect(await frame.scratchpad.list()).toEqual([]);
    expect((await failed).detail.error.cause.message).toBe('Not allowed for this patient.');
  });

  it('asks the app, and closes when the app is done', async () => {
    const {frame, app} = await connectedFrame();
    app.answers['my.question'] = {answer: 42};
    expect(await frame.request('my.question', {})).toEqual({answer: 42});
    const closed = once(frame, 'smart-disconnect');
    expect(await app.request('ui.done', {})).toEqual({status: 'success'});
    expect((await closed).detail.reason).toBe('closed');
    expect(frame.state).toBe('closed');
  });

  it('shows an iframe and its notices', async () => {
    const frame = document.createElement('smart-app-frame');
    Object.assign(frame, {
      src: 'https://app.example.org/launch.html',
      iss: 'https://ehr.example.org/fhir',
      label: 'App',
    });
    document.body.append(frame);
    await frame.updateComplete;
    const iframe = frame.shadowRoot.querySelector('iframe');
    expect(iframe.getAttribute('src')).toBe(
      'https://app.example.org/launch.html?iss=https%3A%2F%2Fehr.example.org%2Ffhir',
    );
    expect(iframe.title).toBe('App');
    expect(frame.shadowRoot.querySelector('[part=loading]').textContent).toContain('Loading App');
    frame.remove();
    expect(frame.state).toBe('closed');
  });

  it('refuses settings that are not safe', async () => {
    const frame = document.createElement('smart-app-frame');
    const failed = once(frame, 'smart-error');
    Object.assign(frame, {src: 'javascript:alert(1)', label: 'App'});
    document.body.append(frame);
    expect((await failed).detail.error.code).toBe('invalid-request');
    await frame.updateComplete;
    expect(frame.shadowRoot.querySelector('iframe')).toBe(null);
    expect(frame.shadowRoot.querySelector('[part=error]').textContent).toContain('could not be opened');
  });

  it('reads its attributes', async () => {
    document.body.innerHTML =
      '<smart-app-frame label="App" connect-timeout="50" scope="messaging/ui"></smart-app-frame>';
    const frame = document.querySelector('smart-app-frame');
    await frame.updateComplete;
    expect([frame.label, frame.connectTimeout, frame.scope]).toEqual(['App', 50, 'messaging/ui']);
  });
});

describe('<smart-messaging-context>', () => {
  it('connects over a transport, and its methods work', async () => {
    const {context, ehr} = await connectedContext();
    expect(context.state).toBe('connected');
    const {location} = await context.scratchpad.create({resourceType: 'ServiceRequest', status: 'draft'});
    expect(await context.scratchpad.read(location)).toMatchObject({resourceType: 'ServiceRequest', status: 'draft'});
    await context.scratchpad.delete(location);
    expect(await context.scratchpad.read()).toEqual([]);
    expect(await context.ui.done()).toEqual({status: 'success'});
    expect(ehr.requests).toHaveLength(5);
  });

  it('rejects with typed errors', async () => {
    const {context, ehr} = await connectedContext();
    ehr.answers['ui.done'] = {status: 'failure'};
    expect(await codeOf(context.ui.done())).toBe('refused');
    expect(await codeOf(context.request('my.thing', {run: () => 0}))).toBe('not-cloneable');
    expect(await codeOf(context.request('my.thing', {}, {signal: window.AbortSignal.abort()}))).toBe('aborted');
    ehr.answers['my.slow'] = () => new Promise(() => undefined);
    expect(await codeOf(context.request('my.slow', {}, {timeout: 20}))).toBe('timeout');
    const pending = codeOf(context.request('my.slow', {}));
    context.remove();
    expect(await pending).toBe('disconnected');
  });

  it('serves what the EHR asks', async () => {
    const {context, ehr} = await connectedContext();
    context.addEventListener('smart-my-question', (event) => event.respondWith(Promise.resolve({answer: 42})));
    expect(await ehr.request('my.question', {})).toEqual({answer: 42});
    expect(await ehr.request('my.other', {})).toHaveProperty('outcome');
  });

  it('carries out the buttons that it lists', async () => {
    const {context, ehr} = await connectedContext({commands: 'scratchpad.read'});
    context.innerHTML = '<button commandfor="ehr" command="--scratchpad-read">Read</button>';
    const answered = once(context, 'smart-response');
    context.querySelector('button').click();
    expect((await answered).detail.messageType).toBe('scratchpad.read');
    expect(ehr.requests).toHaveLength(1);
  });

  it('is unavailable outside an EHR', async () => {
    const context = document.createElement('smart-messaging-context');
    document.body.append(context);
    expect(await codeOf(context.ready)).toBe('unavailable');
    expect(context.state).toBe('unavailable');
  });

  it('does without what measures heights', async () => {
    const {context} = await connectedContext({autoHeight: true});
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(context.state).toBe('connected');
  });
});

describe('<smart-message-inspector>', () => {
  it('records messages, the handle masked', async () => {
    const {frame, app} = await connectedFrame();
    const inspector = document.createElement('smart-message-inspector');
    document.body.append(inspector);
    await app.request('scratchpad.read', {});
    await inspector.updateComplete;
    await new Promise((resolve) => setTimeout(resolve, 100));
    inspector.redact = 'off';
    const recorded = JSON.stringify(inspector.exportTranscript());
    expect(recorded).toContain('scratchpad.read');
    expect(recorded).not.toContain(frame.messagingHandle);
  });
});

describe('./channel', () => {
  it('speaks without elements', async () => {
    const [app, ehr] = createTransportPair();
    new Channel(ehr, {messagingHandle: 'h', serve: ({payload}) => ({echo: payload})});
    const channel = new Channel(app, {messagingHandle: 'h'});
    await channel.connect();
    const requests = Array.from({length: 300}, (_, number) => channel.request('my.thing', {number}));
    expect(await Promise.all(requests)).toHaveLength(300);
  });
});
