import {ContextEvent} from '@lit/context';
import {expect, fixtureSync, html} from '@open-wc/testing';
import {smartMessagingContext, type SmartAppFrame, type SmartMessagingContext} from '../../components/index.js';
import {connectedContext, expectSame, reach} from '../support/elements.js';
import {eventually} from '../support/eventually.js';
import {launch, mountContext, type Launched} from '../support/launches.js';
import {kitModule, type Remote} from '../support/remote.js';
import {closedTrees, connectIn, type ClosedTrees} from './places.js';

/** Calls a listener for every event of that name that comes to the document, for as long as the work takes. */
async function withListener<K extends keyof HTMLElementEventMap>(
  name: K,
  listener: (event: HTMLElementEventMap[K]) => void,
  work: () => Promise<unknown>,
): Promise<void> {
  document.addEventListener(name, listener as EventListener);
  try {
    await work();
  } finally {
    document.removeEventListener(name, listener as EventListener);
  }
}

describe('<smart-app-frame> in two closed shadow trees, one in the other', () => {
  let trees: ClosedTrees;
  let frame: SmartAppFrame;
  let app: Remote;

  beforeEach(async () => {
    trees = closedTrees();
    fixtureSync(html`${trees.host}`);
    ({frame, app} = await connectIn(trees.inner));
  });

  it('serves its app, and the document hears of it as of the outermost host', async () => {
    const targets: Array<EventTarget | null> = [];
    const create = (): Promise<unknown> => app.run(() => window.app.scratchpad.create({resourceType: 'Condition'}));
    await withListener('smart-scratchpad-change', ({target}) => targets.push(target), create);
    expect(targets).to.have.lengthOf(1);
    expectSame(targets[0], trees.host);
    expect(await frame.scratchpad.list()).to.have.lengthOf(1);
  });

  it('has the document answer a request', async () => {
    const book = (): Promise<void> =>
      app.run(async () => {
        const {status} = await window.app.ui.launchActivity('my-activity', {});
        if (status !== 'success') throw new Error(status);
      });
    await withListener('smart-ui-launch-activity', (event) => event.respondWith({status: 'success'}), book);
  });

  it('has the document refuse a request', async () => {
    const done = (): Promise<string> => app.run(() => window.app.ui.done().then(() => 'done', window.codeOf));
    await withListener(
      'smart-ui-done',
      (event) => event.refuse(),
      async () => {
        expect(await done()).to.equal('refused');
      },
    );
    expect(frame.state).to.equal('connected');
  });

  it('shows its state to the styles of the tree that it is in', async () => {
    const style = document.createElement('style');
    style.textContent = `
      smart-app-frame { outline-width: 1px; outline-style: solid; }
      smart-app-frame:state(connected) { outline-width: 3px; }
    `;
    trees.inner.append(style);
    expect(getComputedStyle(frame).outlineWidth).to.equal('3px');
    frame.reload();
    await reach(frame, 'loading');
    expect(getComputedStyle(frame).outlineWidth).to.equal('1px');
  });

  for (const [where, placeOf] of [
    ['in the same tree', () => trees.inner],
    ['in the tree around that', () => trees.outer],
    ['in the document', () => trees.host.parentElement!],
  ] as ReadonlyArray<[string, () => ParentNode & Node]>) {
    for (const [ending, end] of [
      ['the app is done', () => app.run(() => void window.app.ui.done())],
      ['the EHR closes it', () => frame.close()],
    ] as ReadonlyArray<[string, () => unknown]>) {
      it(`gives the focus back to what had it ${where} when ${ending}`, async () => {
        const button = document.createElement('button');
        placeOf().prepend(button);
        button.focus();
        frame.focus();
        expectSame(trees.inner.activeElement, frame);
        await end();
        await reach(frame, 'closed');
        const tree = button.getRootNode() as Document | ShadowRoot;
        await eventually('the focus comes back', () => tree.activeElement === button);
      });
    }
  }
});

describe('<smart-messaging-context> in two closed shadow trees, one in the other', () => {
  let launched: Launched;

  beforeEach(async () => {
    launched = await launch({page: {kit: kitModule}});
    const {app} = launched;
    await mountContext(app);
    await app.run(() => {
      const place = [1, 2].reduce<ParentNode & Node>((parent) => {
        const host = document.createElement('div');
        parent.appendChild(host);
        return host.attachShadow({mode: 'closed'});
      }, document.body);
      window.app.id = 'ehr';
      const button = document.createElement('button');
      button.setAttribute('commandfor', 'ehr');
      button.setAttribute('command', '--ui-done');
      place.append(window.app, button);
      window.facts.length = 0;
      document.addEventListener('smart-response', (event) => {
        const {target, detail} = event as Event & {detail: {messageType: string}};
        const fromHost = target === document.body.lastElementChild;
        window.facts.push({type: 'heard by the document', detail: {messageType: detail.messageType, fromHost}});
      });
      window.app.addEventListener('press', () => button.click());
      return window.app.ready;
    });
  });

  it('connects, and the document hears of it as of the outermost host', async () => {
    const facts = await launched.app.run(async () => {
      await window.app.scratchpad.read();
      return window.facts.filter(({type}) => type === 'heard by the document').map(({detail}) => detail);
    });
    expect(facts).to.deep.equal([{messageType: 'scratchpad.read', fromHost: true}]);
  });

  it('takes the commands of buttons in its tree', async () => {
    await launched.app.run(() => void window.app.dispatchEvent(new Event('press')));
    await reach(launched.frame, 'closed');
  });
});

it('<smart-messaging-context> is found by what asks for it two closed shadow trees down', async () => {
  const {context} = await connectedContext();
  const {host, inner} = closedTrees();
  context.append(host);
  const consumer = document.createElement('div');
  inner.append(consumer);
  let found: SmartMessagingContext | undefined;
  consumer.dispatchEvent(new ContextEvent(smartMessagingContext, consumer, (value) => (found = value)));
  expectSame(found, context);
});
