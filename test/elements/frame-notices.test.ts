import {expect, fixture, html} from '@open-wc/testing';
import type * as kit from '../../components/index.js';
import {
  clickInto,
  expectSame,
  frameWith,
  iframeIn,
  part,
  reach,
  record,
  unresponsiveFrame,
} from '../support/elements.js';
import {otherSite, Remote, remoteIn, remotePage} from '../support/remote.js';
import {adviceGiven} from '../support/warnings.js';

const src = remotePage(otherSite);
const slowly = remotePage(otherSite, {delay: '1000'});

const shown = (frame: kit.SmartAppFrame): string[] =>
  (['loading', 'error'] as const).filter((name) => part(frame, name)?.checkVisibility());

/** What lies uppermost in the middle of the app. */
function topmost(frame: kit.SmartAppFrame): Element | null {
  const {left, top, width, height} = iframeIn(frame)!.getBoundingClientRect();
  return (frame.renderRoot as ShadowRoot).elementFromPoint(left + width / 2, top + height / 2);
}

/** The notices appear after a while, so that they do not flicker: this skips the while. */
const finishAnimations = (frame: kit.SmartAppFrame): void =>
  (frame.renderRoot as ShadowRoot).getAnimations().forEach((animation) => {
    if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
  });

function expectBesideApp(frame: kit.SmartAppFrame, name: 'loading' | 'error'): void {
  finishAnimations(frame);
  const notice = part(frame, name)!.getBoundingClientRect();
  const app = iframeIn(frame)!.getBoundingClientRect();
  expect(notice.height).to.be.greaterThan(10);
  expect(notice.bottom).to.be.at.most(app.top + 0.5);
  expect(app.bottom).to.be.at.most(frame.getBoundingClientRect().bottom + 0.5);
  expectSame(topmost(frame), iframeIn(frame));
}

describe('<smart-app-frame> notices', () => {
  it('has none while there is nothing to open, and none once connected', async () => {
    expect(shown(await frameWith({}))).to.be.empty;
    const frame = await frameWith({src, messagingHandle: 'h1'});
    const app = await remoteIn(frame, otherSite);
    await app.run((ehrOrigin) => {
      const message = {messagingHandle: 'h1', messageId: '1', messageType: 'status.handshake', payload: {}};
      window.parent.postMessage(message, ehrOrigin);
    }, location.origin);
    await reach(frame, 'connected');
    expect(shown(frame)).to.be.empty;
    expect(iframeIn(frame)!.getBoundingClientRect().height).to.equal(frame.getBoundingClientRect().height);
  });

  it('covers the app only until its document has loaded', async () => {
    const frame = await frameWith({src: slowly});
    expect(shown(frame)).to.deep.equal(['loading']);
    expect(part(frame, 'loading')!.textContent).to.contain('Loading Dose adjustment…');
    expect(part(frame, 'loading')!.contains(topmost(frame))).to.equal(true);
    await reach(frame, 'connecting');
    expectSame(topmost(frame), iframeIn(frame));
  });

  it('tells beside the app, not over it, that it is being connected to', async () => {
    const frame = await frameWith({src});
    await reach(frame, 'connecting');
    expect(shown(frame)).to.deep.equal(['loading']);
    expect(part(frame, 'loading')!.textContent).to.contain('Connecting to Dose adjustment…');
    expectBesideApp(frame, 'loading');
  });

  it('takes no place at first, so that nothing moves when the app is quick', async () => {
    const frame = await frameWith({src});
    await reach(frame, 'connecting');
    const [appear] = part(frame, 'loading')!.getAnimations();
    appear!.currentTime = 0;
    expect(part(frame, 'loading')!.getBoundingClientRect().height).to.equal(0);
  });

  it('tells beside the app that it has not answered', async () => {
    const frame = await unresponsiveFrame({src});
    expect(shown(frame)).to.deep.equal(['error']);
    expect(part(frame, 'error')!.textContent).to.contain('Dose adjustment has not answered.');
    expectBesideApp(frame, 'error');
  });

  it('tells beside the app that it has refused the connection, until the next launch', async () => {
    const frame = await frameWith({src, messagingHandle: 'h1'});
    const errors = record(frame, 'smart-error');
    const app = await remoteIn(frame, otherSite);
    await app.run((ehrOrigin) => {
      addEventListener('message', ({data}: MessageEvent<{messageType?: string; messageId: string}>) => {
        if (data.messageType !== 'status.handshake') return;
        const answer = {messageId: '1', responseToMessageId: data.messageId, payload: {error: {code: 'security'}}};
        window.parent.postMessage(answer, ehrOrigin);
      });
    }, location.origin);
    frame.messagingHandle = 'h2'; // asks for a handshake again: the first question came before that listener
    await reach(frame, 'connecting');
    await reach(frame, 'unresponsive');
    expect(errors.map(({detail}) => detail.error.code)).to.deep.equal(['refused']);
    expect(part(frame, 'error')!.textContent).to.contain(
      'Dose adjustment has refused the connection. Data entered in it may not arrive here.',
    );
    expect(part(frame, 'error')!.querySelector('slot')!.name).to.equal('refused');
    expectBesideApp(frame, 'error');
    frame.connectTimeout = 50;
    frame.reload();
    await reach(frame, 'connecting');
    await reach(frame, 'unresponsive');
    expect(part(frame, 'error')!.textContent).to.contain('has not answered');
  });

  it('leaves an unresponsive app usable', async () => {
    const frame = await unresponsiveFrame({src});
    const app = new Remote(iframeIn(frame)!.contentWindow!, otherSite);
    const clicked = app.run(() => new Promise((resolve) => addEventListener('click', () => resolve('clicked'))));
    await clickInto(frame, clicked);
    expect(await clicked).to.equal('clicked');
  });

  it('loads the app again by its button', async () => {
    const frame = await unresponsiveFrame({src});
    const iframe = iframeIn(frame);
    frame.connectTimeout = 60_000;
    part(frame, 'error')!.querySelector('button')!.click();
    await reach(frame, 'connecting');
    expect(iframeIn(frame) === iframe).to.equal(false);
    expect(shown(frame)).to.deep.equal(['loading']);
  });

  it('takes the notice away when the app speaks after all', async () => {
    const frame = await unresponsiveFrame({src, messagingHandle: 'h1'});
    const app = new Remote(iframeIn(frame)!.contentWindow!, otherSite);
    await app.run((ehrOrigin) => {
      window.parent.postMessage(
        {messagingHandle: 'h1', messageId: '1', messageType: 'my.thing', payload: {}},
        ehrOrigin,
      );
    }, location.origin);
    await reach(frame, 'connected');
    expect(shown(frame)).to.be.empty;
  });

  it('stays as the browser has translated it, until there is another one', async () => {
    const frame = await unresponsiveFrame({src});
    const text = part(frame, 'error')!.querySelector('slot slot')!;
    text.textContent = 'Dosisanpassung hat nicht geantwortet.';
    frame.scope = 'messaging/ui';
    frame.requestUpdate();
    await frame.updateComplete;
    expect(text.textContent).to.equal('Dosisanpassung hat nicht geantwortet.');
    frame.label = 'Growth chart';
    await frame.updateComplete;
    expect(text.textContent).to.contain('Growth chart has not answered.');
  });

  it('is announced: role status for waiting, role alert for what is wrong', async () => {
    const frame = await frameWith({src});
    expect(part(frame, 'loading')!.getAttribute('role')).to.equal('status');
    expect(part(frame, 'error')!.getAttribute('role')).to.equal('alert');
  });

  it('keeps the elements with these roles, so that what changes in them is announced', async () => {
    const frame = await frameWith({});
    const before = [part(frame, 'loading'), part(frame, 'error')];
    frame.src = src;
    frame.connectTimeout = 50;
    await reach(frame, 'unresponsive');
    expectSame(part(frame, 'loading'), before[0]);
    expectSame(part(frame, 'error'), before[1]);
  });

  it('calls an app without label "The app"', async () => {
    const frame = await frameWith({src: slowly, label: undefined});
    expect(part(frame, 'loading')!.textContent).to.contain('Loading The app…');
    expect(iframeIn(frame)!.title).to.equal('SMART app');
  });

  it('has slots for the texts of loading, error and retry', async () => {
    const frame = await fixture<kit.SmartAppFrame>(html`
      <smart-app-frame label="App" src=${slowly}>
        <span slot="loading">One moment</span>
        <span slot="error">It is quiet</span>
        <span slot="retry">Once more</span>
      </smart-app-frame>
    `);
    const visible = (name: string): boolean => frame.querySelector(`[slot='${name}']`)!.checkVisibility();
    expect(['loading', 'error', 'retry'].map(visible)).to.deep.equal([true, false, false]);
    frame.connectTimeout = 0;
    frame.reload();
    await reach(frame, 'unresponsive');
    expect(['loading', 'error', 'retry'].map(visible)).to.deep.equal([false, true, true]);
  });

  it('can be styled through the parts frame, loading and error', async () => {
    const style = document.createElement('style');
    style.textContent = ['frame', 'loading', 'error']
      .map((name, index) => `smart-app-frame::part(${name}) { outline: ${index + 1}px solid red; }`)
      .join('\n');
    document.head.append(style);
    const frame = await frameWith({src});
    const widths = (['frame', 'loading', 'error'] as const).map(
      (name) => getComputedStyle(part(frame, name)!).outlineWidth,
    );
    style.remove();
    expect(widths).to.deep.equal(['1px', '2px', '3px']);
  });
});

describe('<smart-app-frame> label', () => {
  it('warns once, on the console, of frames without one', async () => {
    const {warn} = console;
    const warnings: unknown[][] = [];
    console.warn = (...words: unknown[]) => warnings.push(words);
    try {
      const another = `../../components/smart-app-frame/smart-app-frame.ts?${Date.now()}`;
      const copy = (await import(another)) as Pick<typeof kit, 'SmartAppFrame'>;
      class Unlabelled extends copy.SmartAppFrame {}
      customElements.define('unlabelled-frame', Unlabelled);
      for (let i = 0; i < 2; i++) {
        const frame = new Unlabelled();
        frame.src = src;
        document.body.append(frame);
        await frame.updateComplete;
        frame.remove();
      }
      await adviceGiven();
    } finally {
      console.warn = warn;
    }
    expect(warnings).to.have.lengthOf(1);
    expect(String(warnings[0])).to.contain('label');
  });
});
