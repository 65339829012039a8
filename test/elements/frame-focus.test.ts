import {aTimeout, expect, fixture, html} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import type {SmartAppFrame} from '../../components/index.js';
import {describeWhereKeysAreHeld, itWhereAppsTakeFocus} from '../support/engine.js';
import {clickInto, connectedFrame, expectSame, frameWith, iframeIn, reach} from '../support/elements.js';
import {eventually} from '../support/eventually.js';
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
      await reach(frame, 'connecting');
      await app.run(() => {
        document.body.innerHTML = '<input style="position: absolute; inset: 0; width: 200px; height: 60px">';
      });
      button.focus();
    });

    const comesBack = async (): Promise<void> => {
      expectSame(document.activeElement, frame);
      await app.run((ehrOrigin) => {
        const messageId = crypto.randomUUID();
        window.parent.postMessage({messagingHandle: 'h1', messageId, messageType: 'ui.done', payload: {}}, ehrOrigin);
      }, location.origin);
      await reach(frame, 'closed');
      await eventually('the focus comes back', () => document.activeElement === button);
      expect(document.hasFocus()).to.equal(true);
    };

    it('goes into the app by focus() and comes back when the app is done', async () => {
      frame.focus();
      expectSame((frame.renderRoot as ShadowRoot).activeElement, iframeIn(frame));
      await comesBack();
    });

    it('comes back when somebody has tabbed into the app', async () => {
      const focused = app.run(fieldFocused).then(() => true);
      // Firefox at times gives the first key to a frame that does not know yet that it has the focus.
      for (let tries = 0; tries < 5; tries++) {
        button.focus();
        await sendKeys({press: 'Tab'});
        if (await Promise.race([focused, aTimeout(1500)])) break;
      }
      await focused;
      await comesBack();
    });

    it('comes back when somebody has clicked into the app', async () => {
      await clickInto(frame, app.run(fieldFocused));
      await comesBack();
    });

    itWhereAppsTakeFocus('comes back when the app has taken it', async () => {
      const focused = app.run(fieldFocused);
      await app.run(() => document.querySelector('input')?.focus());
      await focused;
      await comesBack();
    });

    for (const end of ['close', 'revokeHandle'] as const) {
      it(`comes back at ${end}()`, async () => {
        frame.focus();
        frame[end]();
        await eventually('the focus comes back', () => document.activeElement === button);
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
    await reach(frame, 'connecting');
    button.focus();
    frame.focus();
    field.focus();
    frame.close();
    expectSame(document.activeElement, field);
  });

  it('comes back to where it was within a shadow tree', async () => {
    const host = await fixture<HTMLElement>(html`<div></div>`);
    const button = document.createElement('button');
    host.attachShadow({mode: 'open'}).append(button);
    button.focus();
    const frame = await frameWith({src});
    await reach(frame, 'connecting');
    frame.focus();
    expectSame(host.shadowRoot!.activeElement, null);
    frame.close();
    await eventually('the focus comes back', () => host.shadowRoot!.activeElement === button);
  });

  it('comes back within the shadow tree that the frame itself is in', async () => {
    const host = await fixture<HTMLElement>(html`<div></div>`);
    const button = document.createElement('button');
    const frame = Object.assign(document.createElement('smart-app-frame'), {src, label: 'App'});
    host.attachShadow({mode: 'open'}).append(button, frame);
    await reach(frame, 'connecting');
    button.focus();
    frame.focus();
    expectSame(host.shadowRoot!.activeElement, frame);
    frame.close();
    await eventually('the focus comes back', () => host.shadowRoot!.activeElement === button);
  });

  it('goes into the app once that has loaded, when focus() comes before', async () => {
    const frame = await frameWith({src});
    frame.focus();
    await reach(frame, 'connecting');
    expectSame((frame.renderRoot as ShadowRoot).activeElement, iframeIn(frame));
  });

  for (const focused of ['outside', 'in the app']) {
    it(`goes into the app that a reload() before focus() has loaded, with the focus ${focused}`, async () => {
      const button = await fixture<HTMLButtonElement>(html`<button>Order</button>`);
      const frame = await frameWith({src});
      await reach(frame, 'connecting');
      if (focused === 'outside') button.focus();
      else frame.focus();
      const before = iframeIn(frame);
      frame.reload();
      frame.focus();
      await reach(frame, 'loading');
      await reach(frame, 'connecting');
      expect(iframeIn(frame)).not.to.equal(before);
      expectSame((frame.renderRoot as ShadowRoot).activeElement, iframeIn(frame));
    });
  }

  it('goes into the app when a listener asks for it while the app is being launched, and launches it once', async () => {
    const frame = await frameWith({src});
    await reach(frame, 'connecting');
    const states: string[] = [];
    frame.addEventListener('smart-state-change', ({detail}) => {
      frame.focus();
      states.push(detail.state);
    });
    let launches = 0;
    const watching = new MutationObserver((records) => {
      for (const {addedNodes} of records) launches += addedNodes.length;
    });
    watching.observe(iframeIn(frame)!.parentNode!, {childList: true});
    frame.reload();
    await reach(frame, 'loading');
    await reach(frame, 'connecting');
    watching.disconnect();
    expect([states, launches]).to.deep.equal([['loading', 'connecting'], 1]);
    expectSame((frame.renderRoot as ShadowRoot).activeElement, iframeIn(frame));
  });

  it('stays with what was focused since then', async () => {
    const field = await fixture<HTMLInputElement>(html`<input aria-label="Note" />`);
    const frame = await frameWith({src});
    frame.focus();
    field.focus();
    await reach(frame, 'connecting');
    expectSame(document.activeElement, field);
  });

  it('stays with what was focused since then in the same shadow tree', async () => {
    const host = await fixture<HTMLElement>(html`<div></div>`);
    const button = document.createElement('button');
    const field = document.createElement('input');
    host.attachShadow({mode: 'open'}).append(button, field);
    button.focus();
    const frame = await frameWith({src});
    frame.focus();
    field.focus();
    await reach(frame, 'connecting');
    expectSame(document.activeElement, host);
    expectSame(host.shadowRoot!.activeElement, field);
  });

  for (const end of ['close', 'revokeHandle', 'remove'] as const) {
    it(`does not go into a later launch by a focus() before ${end}()`, async () => {
      const button = await fixture<HTMLButtonElement>(html`<button>Order</button>`);
      const frame = await frameWith({src});
      const place = frame.parentElement!;
      button.focus();
      frame.focus();
      frame[end]();
      if (end === 'remove') place.append(frame);
      else frame.reload();
      await reach(frame, 'connecting');
      expectSame(document.activeElement, button);
    });
  }

  it('does not fail when what had it has left the page', async () => {
    const button = await fixture<HTMLButtonElement>(html`<button>Order</button>`);
    const frame = await frameWith({src});
    await reach(frame, 'connecting');
    button.focus();
    frame.focus();
    button.remove();
    frame.close();
    await frame.updateComplete;
    await eventually('the focus is nowhere', () => document.activeElement === document.body);
  });

  it('does not fail without a frame to go to', async () => {
    const button = await fixture<HTMLButtonElement>(html`<button>Order</button>`);
    const {frame} = await connectedFrame();
    button.focus();
    frame.focus();
    expectSame(document.activeElement, button);
  });
});

for (const [name, key] of [
  ['Enter', 'Enter'],
  ['the space bar', ' '],
] as const) {
  describeWhereKeysAreHeld(`<smart-app-frame> focus, with ${name} held while the app is done`, function () {
    this.retries(3); // a busy machine may leave half a second between two keys, and then the focus is back as it should be

    let sign: HTMLButtonElement;
    let clicks: boolean[];
    let frame: SmartAppFrame;
    let app: Remote;

    const hold = async (times: number, pause = 20): Promise<void> => {
      for (let turn = 0; turn < times; turn++) {
        await sendKeys({down: key});
        await aTimeout(pause);
      }
    };

    beforeEach(async () => {
      sign = await fixture(html`<button>Sign all orders</button>`);
      clicks = [];
      sign.addEventListener('click', ({isTrusted}) => clicks.push(isTrusted));
      frame = await frameWith({src: remotePage(otherSite), messagingHandle: 'h1', scope: 'messaging/ui'});
      app = await remoteIn(frame, otherSite);
      await reach(frame, 'connecting');
      await app.run(
        (ehrOrigin, ending) => {
          addEventListener('keydown', (event) => {
            if (event.key !== ending) {
              event.preventDefault();
              return;
            }
            const messageId = crypto.randomUUID();
            window.parent.postMessage(
              {messagingHandle: 'h1', messageId, messageType: 'ui.done', payload: {}},
              ehrOrigin,
            );
          });
        },
        location.origin,
        key,
      );
      sign.focus();
      frame.focus();
      await app.run(() => new Promise((resolve) => setTimeout(resolve, 100)));
    });

    afterEach(async () => {
      await sendKeys({up: key});
    });

    const expectParked = (): void => {
      expect(clicks).to.deep.equal([]);
      expect(document.activeElement === sign).to.equal(false);
    };

    it('presses nothing of the page, and comes back when the key is let go', async () => {
      const done = reach(frame, 'closed');
      await hold(5);
      await done;
      await hold(12);
      expectParked();
      await sendKeys({up: key});
      await eventually('the focus comes back', () => document.activeElement === sign);
      expect(clicks).to.deep.equal([]);
      expect(frame.hasAttribute('tabindex')).to.equal(false);
    });

    it('comes back half a second after the last repetition where nothing says that the key was let go', async () => {
      const done = reach(frame, 'closed');
      await hold(3);
      await done;
      await hold(5, 150);
      expectParked();
      await eventually('the focus comes back', () => document.activeElement === sign);
      expect(clicks).to.deep.equal([]);
    });

    it('presses nothing where the first repetition comes after the focus has come back', async () => {
      const done = reach(frame, 'closed');
      await hold(1);
      await done;
      await eventually('the focus comes back', () => document.activeElement === sign);
      await hold(6);
      await sendKeys({up: key});
      await aTimeout(100);
      expect(clicks).to.deep.equal([]);
      await sendKeys({press: key});
      expect(clicks).to.deep.equal([true]);
    });

    for (const released of ['Control', 'Tab']) {
      it(`presses nothing where ${released} was down before and is let go first`, async () => {
        const done = reach(frame, 'closed');
        await sendKeys({down: released});
        await hold(1);
        await done;
        await sendKeys({up: released});
        await aTimeout(100);
        await hold(6);
        await sendKeys({up: key});
        await eventually('the focus comes back', () => document.activeElement === sign);
        expect(clicks).to.deep.equal([]);
      });
    }

    for (const [how, takeAway] of [
      ['hidden', () => (frame.style.display = 'none')],
      ['taken off the page', () => frame.remove()],
    ] as const) {
      it(`presses nothing where the frame is ${how} when the app is done`, async () => {
        frame.addEventListener('smart-state-change', ({detail}) => {
          if (detail.state === 'closed') takeAway();
        });
        const done = reach(frame, 'closed');
        await hold(5);
        await done;
        await hold(10);
        expect(clicks).to.deep.equal([]);
        await sendKeys({up: key});
        await eventually('the focus comes back', () => document.activeElement === sign);
        expect(clicks).to.deep.equal([]);
      });
    }

    it('does not take the focus from where a person has moved it meanwhile', async () => {
      const field = await fixture<HTMLInputElement>(html`<input aria-label="Note" />`);
      const done = reach(frame, 'closed');
      await hold(3);
      await done;
      field.focus();
      await sendKeys({up: key});
      await aTimeout(700);
      expectSame(document.activeElement, field);
      expect(clicks).to.deep.equal([]);
    });
  });
}
