import {expect, fixture, html} from '@open-wc/testing';
import type {SmartAppFrame} from '../../components/index.js';
import {
  connectedContext,
  contextWith,
  expectSame,
  frameWith,
  part,
  reach,
  unresponsiveFrame,
} from '../support/elements.js';
import {otherSite, remoteIn, remotePage} from '../support/remote.js';

const src = remotePage(otherSite);

const frames: Record<string, () => Promise<SmartAppFrame>> = {
  idle: () => frameWith({}),
  loading: () => frameWith({src: remotePage(otherSite, {delay: '5000'})}),
  async connecting() {
    const frame = await frameWith({src});
    await reach(frame, 'connecting');
    const appear = part(frame, 'loading')!.getAnimations();
    for (const animation of appear) animation.finish();
    return frame;
  },
  async connected() {
    const frame = await frameWith({src, messagingHandle: 'h1'});
    const app = await remoteIn(frame, otherSite);
    await app.run((ehrOrigin) => {
      document.body.innerHTML = '<main><h1>Dose adjustment</h1></main>';
      const message = {messagingHandle: 'h1', messageId: '1', messageType: 'status.handshake', payload: {}};
      window.parent.postMessage(message, ehrOrigin);
    }, location.origin);
    await reach(frame, 'connected');
    return frame;
  },
  unresponsive: () => unresponsiveFrame({src}),
  'unresponsive in little room': async () => {
    const frame = await unresponsiveFrame({src});
    Object.assign(frame.style, {width: '160px', height: '160px'});
    return frame;
  },
  failed: () => frameWith({src: 'javascript:void 0'}),
  async closed() {
    const frame = await frameWith({src});
    frame.close();
    await frame.updateComplete;
    return frame;
  },
};

for (const scheme of ['light', 'dark']) {
  describe(`accessibility, ${scheme}`, () => {
    before(() => {
      document.documentElement.style.cssText = `color-scheme: ${scheme}; background: Canvas; color: CanvasText`;
    });

    after(() => document.documentElement.removeAttribute('style'));

    for (const [state, make] of Object.entries(frames)) {
      it(`<smart-app-frame> passes an axe audit when ${state}`, async () => {
        const frame = await make();
        const expected = state === 'failed' ? 'idle' : state.split(' ')[0];
        expect(frame.state).to.equal(expected);
        expect(getComputedStyle(frame).color).to.equal(getComputedStyle(document.documentElement).color);
        await expect(frame).to.be.accessible();
      });
    }

    for (const state of ['unavailable', 'connected']) {
      it(`<smart-messaging-context> passes an axe audit when ${state}`, async () => {
        const context = state === 'connected' ? (await connectedContext()).context : await contextWith({});
        context.innerHTML =
          '<main><h1>Dose</h1><button commandfor="ehr" command="--ui-done" style="all: unset">Done</button></main>';
        await reach(context, state);
        await expect(context).to.be.accessible();
      });
    }
  });
}

describe('accessibility of the button that tries again', () => {
  it('is a real button, named by its text, reached by the keyboard and with a visible focus', async () => {
    const frame = await frames['unresponsive']!();
    const button = part(frame, 'error')!.querySelector('button')!;
    expect(button.textContent).to.equal('Try again');
    button.focus({focusVisible: true});
    expectSame((frame.renderRoot as ShadowRoot).activeElement, button);
    expect(Number.parseFloat(getComputedStyle(button).outlineWidth)).to.be.at.least(2);
  });

  it('is large enough to be hit', async () => {
    const frame = await frames['unresponsive']!();
    const {width, height} = part(frame, 'error')!.querySelector('button')!.getBoundingClientRect();
    expect(Math.min(width, height)).to.be.at.least(24);
  });

  it('needs no motion: nothing turns for those who asked for less', async () => {
    const page = await fixture<SmartAppFrame>(html`<smart-app-frame label="App" src=${src}></smart-app-frame>`);
    const rules = page.shadowRoot!.adoptedStyleSheets.flatMap((sheet) =>
      Array.from(sheet.cssRules, (rule) => rule.cssText),
    );
    expect(rules.some((rule) => rule.includes('prefers-reduced-motion') && rule.includes('.spinner'))).to.equal(true);
  });
});
