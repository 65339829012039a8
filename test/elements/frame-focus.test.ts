import {expect, fixture, html} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import type {SmartAppFrame} from '../../components/index.js';
import {clickInto, connectedFrame, frameWith, iframeIn, reach} from '../support/elements.js';
import {otherSite, remoteIn, remotePage, sameSite, type Remote} from '../support/remote.js';

/** Resolves over there once the field has the focus. */
function fieldFocused(): Promise<void> {
  return new Promise((resolve) => {
    const field = document.querySelector('input');
    if (document.hasFocus() && document.activeElement === field) resolve();
    else field?.addEventListener('focus', () => resolve(), {once: true});
  });
}

for (const origin of [sameSite, otherSite]) {
  describe(`<smart-app-frame> focus, with an app on ${origin === sameSite ? 'the same site' : 'another site'}`, () => {
    let button: HTMLButtonElement;
    let frame: SmartAppFrame;
    let app: Remote;

    beforeEach(async () => {
      button = await fixture(html`<button>Order</button>`);
      frame = await frameWith({src: remotePage(origin), messagingHandle: 'h1', scope: 'messaging/ui'});
      app = await remoteIn(frame, origin);
      await app.run(() => {
        document.body.innerHTML = '<input style="position: absolute; inset: 0; width: 200px; height: 60px">';
      });
      button.focus();
    });

    const comesBack = async (): Promise<void> => {
      expect(document.activeElement).to.equal(frame);
      await app.run((ehrOrigin) => {
        const messageId = crypto.randomUUID();
        window.parent.postMessage({messagingHandle: 'h1', messageId, messageType: 'ui.done', payload: {}}, ehrOrigin);
      }, location.origin);
      await reach(frame, 'closed');
      expect(document.activeElement).to.equal(button);
      expect(document.hasFocus()).to.equal(true);
    };

    it('goes into the app by focus() and comes back when the app is done', async () => {
      frame.focus();
      expect((frame.renderRoot as ShadowRoot).activeElement).to.equal(iframeIn(frame));
      await comesBack();
    });

    it('comes back when somebody has tabbed into the app', async () => {
      const focused = app.run(fieldFocused);
      await sendKeys({press: 'Tab'});
      await focused;
      await comesBack();
    });

    it('comes back when somebody has clicked into the app', async () => {
      await clickInto(frame, app.run(fieldFocused));
      await comesBack();
    });

    it('comes back when the app has taken it', async () => {
      const focused = app.run(fieldFocused);
      await app.run(() => document.querySelector('input')?.focus());
      await focused;
      await comesBack();
    });

    for (const end of ['close', 'revokeHandle'] as const) {
      it(`comes back at ${end}()`, () => {
        frame.focus();
        frame[end]();
        expect(document.activeElement).to.equal(button);
      });
    }
  });
}

describe('<smart-app-frame> focus that is elsewhere', () => {
  const src = remotePage(otherSite);

  it('stays there when the app is done', async () => {
    const field = await fixture<HTMLInputElement>(html`<input aria-label="Note" />`);
    const button = await fixture<HTMLButtonElement>(html`<button>Order</button>`);
    const frame = await frameWith({src});
    button.focus();
    frame.focus();
    field.focus();
    frame.close();
    expect(document.activeElement).to.equal(field);
  });

  it('comes back to where it was within a shadow tree', async () => {
    const host = await fixture<HTMLElement>(html`<div></div>`);
    const button = document.createElement('button');
    host.attachShadow({mode: 'open'}).append(button);
    button.focus();
    const frame = await frameWith({src});
    frame.focus();
    expect(host.shadowRoot!.activeElement).to.equal(null);
    frame.close();
    expect(host.shadowRoot!.activeElement).to.equal(button);
  });

  it('comes back within the shadow tree that the frame itself is in', async () => {
    const host = await fixture<HTMLElement>(html`<div></div>`);
    const button = document.createElement('button');
    const frame = Object.assign(document.createElement('smart-app-frame'), {src, label: 'App'});
    host.attachShadow({mode: 'open'}).append(button, frame);
    await frame.updateComplete;
    button.focus();
    frame.focus();
    expect(host.shadowRoot!.activeElement).to.equal(frame);
    frame.close();
    expect(host.shadowRoot!.activeElement).to.equal(button);
  });

  it('does not fail when what had it has left the page', async () => {
    const button = await fixture<HTMLButtonElement>(html`<button>Order</button>`);
    const frame = await frameWith({src});
    button.focus();
    frame.focus();
    button.remove();
    frame.close();
    await frame.updateComplete;
    expect(document.activeElement).to.equal(document.body);
  });

  it('does not fail without a frame to go to', async () => {
    const button = await fixture<HTMLButtonElement>(html`<button>Order</button>`);
    const {frame} = await connectedFrame();
    button.focus();
    frame.focus();
    expect(document.activeElement).to.equal(button);
  });
});
