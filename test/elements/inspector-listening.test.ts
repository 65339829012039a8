import {expect, fixture, html} from '@open-wc/testing';
import {SmartMessagingError} from '../../components/index.js';
import {connectedContext, connectedFrame} from '../support/elements.js';
import {
  button,
  cell,
  drawn,
  inside,
  inspectorWith,
  outcomes,
  part,
  request,
  rows,
  talker,
  tell,
  tellExchange,
  twoFrames,
  types,
} from '../support/inspector.js';
import {eventually} from '../support/eventually.js';

describe('<smart-message-inspector>', () => {
  it('shows the messages of everything in the document', async () => {
    const inspector = await inspectorWith();
    const {app} = await connectedFrame({label: 'Dosing'});
    const {context} = await connectedContext();
    await app.request('ui.launchActivity', {activityType: 'urn:example', activityParameters: {}});
    await context.ui.done();
    await drawn(inspector);
    const seen = rows(inspector).map((row) => `${cell(row, 'direction')} ${cell(row, 'type')} ${cell(row, 'element')}`);
    expect(seen).to.include('App → EHR ui.launchActivity Dosing');
    expect(seen).to.include('App → EHR ui.done smart-messaging-context');
  });

  it('says of a real frame’s messages what became of them', async () => {
    const inspector = await inspectorWith();
    const {frame, app} = await connectedFrame(
      {scope: 'messaging/ui'},
      {answers: {'lab.slow': () => new Promise<object>(() => undefined)}},
    );
    await app.request('scratchpad.read', {});
    await frame.request('lab.slow', {}, {timeout: 1}).catch((error: unknown) => {
      expect((error as SmartMessagingError).code).to.equal('timeout');
    });
    void app.request('ui.launchActivity', {activityType: 'urn:example', activityParameters: {}}).catch(() => undefined);
    await drawn(inspector);
    const seen = Object.fromEntries(rows(inspector).map((row) => [cell(row, 'type'), cell(row, 'outcome')]));
    expect(seen['scratchpad.read']).to.equal('Refused: scope');
    expect(seen['lab.slow']).to.equal('Failed: timeout');
    expect(seen['ui.launchActivity']).to.match(/^Refused: /);
  });

  it('ends what waits for an answer when the frame goes', async () => {
    const {frame, app} = await connectedFrame({}, {answers: {'lab.slow': () => new Promise<object>(() => undefined)}});
    const inspector = await inspectorWith({target: frame});
    frame.request('lab.slow', {}).catch(() => undefined);
    await app.request('scratchpad.read', {});
    frame.close();
    await drawn(inspector);
    expect(outcomes(inspector)).to.include('Failed: disconnected');
  });

  it('hears elements in shadow trees, and knows their side', async () => {
    const inspector = await inspectorWith();
    const host = await talker();
    const context = document.createElement('smart-messaging-context');
    host.attachShadow({mode: 'open'}).append(context);
    tell(context, request('1', 'ui.done'), {direction: 'out'});
    await drawn(inspector);
    expect(cell(rows(inspector)[0]!, 'direction')).to.equal('App → EHR');
    expect(cell(rows(inspector)[0]!, 'element')).to.equal('smart-messaging-context');
  });

  describe('with the attribute for', () => {
    it('shows one element and what is in it, also if that comes later or is replaced', async () => {
      const inspector = await inspectorWith({htmlFor: 'pane'});
      const outer = await fixture<HTMLElement>(html`<div></div>`);
      for (const id of ['1', '2']) {
        outer.innerHTML = '<div id="pane"><b></b></div><i></i>';
        tellExchange(outer.querySelector('b')!, id, `inside.${id}`);
        tellExchange(outer.querySelector('i')!, id, `outside.${id}`);
      }
      await drawn(inspector);
      expect(types(inspector)).to.deep.equal(['inside.1', 'inside.2']);
    });

    it('means the element of that id in its own tree', async () => {
      const outside = await fixture<HTMLElement>(html`<div id="pane"></div>`);
      const host = await talker();
      const root = host.attachShadow({mode: 'open'});
      root.innerHTML = '<div id="pane"></div>';
      const inspector = document.createElement('smart-message-inspector');
      inspector.setAttribute('for', 'pane');
      root.append(inspector);
      tellExchange(outside, '1', 'outer.type');
      tellExchange(root.querySelector('#pane')!, '1', 'inner.type');
      await drawn(inspector);
      expect(types(inspector)).to.deep.equal(['inner.type']);
    });
  });

  it('shows a target of its own instead, in the document or not', async () => {
    const target = document.createElement('div');
    const inspector = await inspectorWith({htmlFor: 'talker', target});
    tellExchange(await talker(), '1', 'ui.done');
    tellExchange(target, '1', 'lab.result');
    await drawn(inspector);
    expect(types(inspector)).to.deep.equal(['lab.result']);
    inspector.target = undefined;
    await inspector.updateComplete;
    tellExchange(target, '2', 'lab.other');
    tellExchange(document.querySelector('#talker')!, '2', 'ui.launchActivity');
    await drawn(inspector);
    expect(types(inspector)).to.deep.equal(['lab.result', 'ui.launchActivity']);
  });

  it('hears nothing when it is not on the page, and goes on when it is again, with what it had', async () => {
    const inspector = await inspectorWith();
    const element = await talker();
    tellExchange(element, '1', 'first.type');
    const parent = inspector.parentElement!;
    inspector.remove();
    tellExchange(element, '2', 'unheard.type');
    parent.append(inspector);
    tellExchange(element, '3', 'second.type');
    await drawn(inspector);
    expect(types(inspector)).to.deep.equal(['first.type', 'second.type']);
  });

  it('records nothing while it is paused, from the moment on, and shows that it is', async () => {
    const inspector = await inspectorWith();
    const element = await talker();
    inspector.paused = true;
    tellExchange(element, '1', 'ui.done');
    await drawn(inspector);
    expect(rows(inspector).length).to.equal(0);
    expect(inspector.hasAttribute('paused')).to.equal(true);
    expect(button(inspector, 'Pause').getAttribute('aria-pressed')).to.equal('true');
    button(inspector, 'Pause').click();
    tellExchange(element, '2', 'lab.result');
    await drawn(inspector);
    expect(inspector.paused).to.equal(false);
    expect(inspector.hasAttribute('paused')).to.equal(false);
    expect(types(inspector)).to.deep.equal(['lab.result']);
    expect(part(inspector, 'status').textContent).to.equal('Messages are recorded.');
  });

  it('is paused by its attribute', async () => {
    const inspector = await inspectorWith();
    inspector.setAttribute('paused', '');
    tellExchange(await talker(), '1', 'ui.done');
    expect(inspector.exportTranscript().messages.length).to.equal(0);
  });

  it('is empty when it is cleared, by the page or by its button', async () => {
    const inspector = await inspectorWith();
    const element = await talker();
    for (const clear of [() => inspector.clear(), () => button(inspector, 'Clear').click()]) {
      tellExchange(element, '1', 'ui.done');
      await drawn(inspector);
      expect(rows(inspector).length).to.equal(1);
      clear();
      await drawn(inspector);
      expect(rows(inspector).length).to.equal(0);
      expect(inspector.exportTranscript().messages).to.deep.equal([]);
      expect(part(inspector, 'empty').hidden).to.equal(false);
    }
  });

  it('shows what the page puts in the slot while there are no messages', async () => {
    const inspector = await inspectorWith();
    expect(part(inspector, 'empty').textContent).to.match(/^No messages yet/);
    const slot = inside(inspector).querySelector('slot')!;
    inspector.innerHTML = '<p slot="empty">Launch an app.</p>';
    expect(slot.assignedElements().map(({textContent}) => textContent)).to.deep.equal(['Launch an app.']);
  });

  it('keeps as many messages as its limit says, and the default where it says nonsense', async () => {
    const inspector = await inspectorWith({limit: 4});
    const element = await talker();
    for (let id = 0; id < 10; id++) tellExchange(element, String(id), 'ui.done');
    expect(inspector.exportTranscript().messages.length).to.equal(4);
    inspector.setAttribute('limit', 'many');
    await inspector.updateComplete;
    for (let id = 10; id < 20; id++) tellExchange(element, String(id), 'ui.done');
    expect(inspector.exportTranscript().messages.length).to.equal(24);
  });

  it('draws nothing while it cannot be seen, and everything when it can', async () => {
    const inspector = await inspectorWith();
    inspector.hidden = true;
    await twoFrames();
    await twoFrames();
    const list = part(inspector, 'list');
    let changes = 0;
    const observer = new MutationObserver((records) => (changes += records.length));
    observer.observe(inside(inspector), {subtree: true, childList: true, attributes: true, characterData: true});
    const element = await talker();
    for (let id = 0; id < 100; id++) tellExchange(element, String(id), 'ui.done');
    await twoFrames();
    await twoFrames();
    expect(changes).to.equal(0);
    inspector.hidden = false;
    await eventually('it is drawn', () => list.getAttribute('aria-rowcount') === '101');
    observer.disconnect();
  });

  it('draws once for many messages', async () => {
    const inspector = await inspectorWith();
    const count = part(inspector, 'count');
    let changes = 0;
    const observer = new MutationObserver((records) => (changes += records.length));
    observer.observe(count, {childList: true, characterData: true, subtree: true});
    const element = await talker();
    await twoFrames();
    for (let id = 0; id < 500; id++) tellExchange(element, String(id), 'ui.done');
    await drawn(inspector);
    observer.disconnect();
    expect(count.textContent).to.equal('1,000 messages');
    expect(changes).to.be.within(1, 3);
  });

  it('calls no getter of what the page sends, and keeps nothing of it', async () => {
    const inspector = await inspectorWith({redact: 'off'});
    let calls = 0;
    const payload = {order: {status: 'draft'}};
    Object.defineProperty(payload, 'live', {enumerable: true, get: () => ++calls});
    tell(await talker(), request('1', 'sdc.configure', payload), {direction: 'out'});
    payload.order.status = 'changed';
    await drawn(inspector);
    rows(inspector)[0]!.click();
    await drawn(inspector);
    expect(calls).to.equal(0);
    expect(JSON.stringify(inspector.exportTranscript())).to.include('"status":"draft"').and.not.include('changed');
  });

  it('logs nothing', async () => {
    const methods = ['log', 'info', 'debug', 'warn', 'error'] as const;
    const before = methods.map((name) => console[name]);
    const logged: unknown[] = [];
    for (const name of methods) console[name] = (...what: unknown[]) => logged.push(what);
    try {
      const inspector = await inspectorWith();
      tellExchange(await talker(), '1', 'ui.done', {name: 'Amy V. Baxter'});
      inspector.exportTranscript();
      await drawn(inspector);
    } finally {
      for (const [index, name] of methods.entries()) console[name] = before[index]!;
    }
    expect(logged.length).to.equal(0);
  });
});
