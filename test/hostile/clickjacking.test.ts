import {aTimeout, expect} from '@open-wc/testing';
import {resetMouse, sendMouse} from '@web/test-runner-commands';
import type {SmartAppFrame} from '../../components/index.js';
import {expectSame, iframeIn, part, reach} from '../support/elements.js';
import {eventually} from '../support/eventually.js';
import {guesses, launch, request, say, type Launched} from '../support/launches.js';
import {otherSite, type Remote} from '../support/remote.js';
import {hostileApp} from './support/attacks.js';
import {guardPage} from './support/page-state.js';

/** The button that is shown in the notice. */
const buttonIn = (frame: SmartAppFrame): HTMLButtonElement =>
  [...part(frame, 'error')!.querySelectorAll('button')].find((button) => button.checkVisibility())!;

/** A frame of a size of its own whose app has brought about a notice with a button. */
const notices: Record<string, () => Promise<Launched>> = {
  'in quarantine': async () => {
    const launched = await hostileApp({frame: {limits: {maxRefusals: 20}}});
    await say(launched.app, ...guesses(22));
    await eventually('the app is in quarantine', () => launched.frame.quarantined);
    inView(launched.frame);
    await launched.frame.updateComplete;
    return launched;
  },
  'that does not answer': async () => {
    const launched = await launch({origin: otherSite, frame: {connectTimeout: 50}});
    await reach(launched.frame, 'unresponsive');
    inView(launched.frame);
    return launched;
  },
};

/** Clicks there until it takes effect: a page of another process is drawn when it likes. */
async function clickAt(position: [number, number], effect: Promise<unknown>): Promise<void> {
  const effective = effect.then(() => true);
  for (let done = false; !done;) {
    await sendMouse({type: 'click', position});
    done = await Promise.race([effective, aTimeout(200).then(() => false)]);
  }
}

/** At the beginning of what is to be seen: apps may scroll the page, as some browsers let them, and the mouse keeps to that. */
function inView(frame: SmartAppFrame): void {
  Object.assign(frame.style, {position: 'fixed', inset: '0 auto auto 0', width: '420px', height: '310px'});
}

/** The app does everything that makes a page larger, higher or more in front than it is. */
const spreadOut = (app: Remote): Promise<void> =>
  app.run(async () => {
    const attempt = async (work: () => unknown): Promise<void> => {
      try {
        await work();
      } catch {
        // As it should be.
      }
    };
    const cover = document.createElement('dialog');
    Object.assign(cover.style, {
      position: 'fixed',
      inset: '-5000px',
      inlineSize: '20000px',
      blockSize: '20000px',
      maxInlineSize: 'none',
      maxBlockSize: 'none',
      margin: '0',
      zIndex: '2147483647',
      transform: 'translate(-500px, -500px) scale(20)',
    });
    const tall = document.createElement('button');
    Object.assign(tall.style, {display: 'block', marginBlockStart: '50000px', inlineSize: '50000px'});
    document.body.append(tall, cover);
    const {style} = document.documentElement;
    Object.assign(style, {inlineSize: '50000px', blockSize: '50000px', overflow: 'visible', zoom: '10'});
    await attempt(() => cover.showModal());
    await attempt(() => window.resizeTo(5000, 5000));
    await attempt(() => window.resizeBy(5000, 5000));
    await attempt(() => window.moveTo(0, 0));
    await attempt(() => window.scrollTo(10_000, 10_000));
    await attempt(() => document.documentElement.requestFullscreen());
    await attempt(() => document.documentElement.requestPointerLock());
    await attempt(() => cover.close());
    await attempt(() => tall.focus());
    await attempt(() => {
      cover.popover = 'manual';
      cover.showPopover();
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
  });

const rectsOf = (frame: SmartAppFrame): string =>
  JSON.stringify(
    [frame, iframeIn(frame)!, part(frame, 'error')!, buttonIn(frame)].map((e) => e.getBoundingClientRect()),
  );

describe('the notice beside an app', () => {
  guardPage();

  afterEach(() => resetMouse());

  for (const [which, open] of Object.entries(notices)) {
    it(`${which} is covered by nothing that the app does, nor moved`, async () => {
      const {frame, app} = await open();
      const before = rectsOf(frame);
      await spreadOut(app);
      expect(rectsOf(frame)).to.equal(before);
      expectSame(document.fullscreenElement, null);
      expectSame(document.pointerLockElement, null);
      const notice = part(frame, 'error')!;
      const {left, top, width, height, bottom} = notice.getBoundingClientRect();
      expect(bottom).to.be.at.most(iframeIn(frame)!.getBoundingClientRect().top + 0.5);
      const root = frame.renderRoot as ShadowRoot;
      for (let column = 1; column < 20; column++) {
        for (let row = 1; row < 10; row++) {
          const found = root.elementFromPoint(left + (width * column) / 20, top + (height * row) / 10);
          expect(notice.contains(found), `${column}, ${row}`).to.equal(true);
        }
      }
      const button = buttonIn(frame).getBoundingClientRect();
      const middle = root.elementFromPoint(button.left + button.width / 2, button.top + button.height / 2);
      expect(buttonIn(frame).contains(middle)).to.equal(true);
    });

    it(`${which} is out of the reach of the app’s scripts: its button is neither clicked nor focused`, async () => {
      const {frame, app} = await open();
      const {launches, state} = {launches: iframeIn(frame), state: frame.state};
      let clicks = 0;
      buttonIn(frame).addEventListener('click', () => clicks++);
      const reached = await app.run(async () => {
        const attempts: Array<() => unknown> = [
          () => parent.document.querySelector('smart-app-frame'),
          () => window.frameElement,
          () => (parent as unknown as {eval: (text: string) => unknown}).eval('document'),
          () => parent.dispatchEvent(new MouseEvent('click')),
          () => (parent as unknown as Record<string, {click: () => void}>)['smart-app-frame']!.click(),
        ];
        const reached = attempts.filter((attempt) => {
          try {
            return attempt();
          } catch {
            return false;
          }
        }).length;
        parent.focus();
        parent.postMessage({type: 'click', bubbles: true}, '*');
        document.body.dispatchEvent(new MouseEvent('click', {bubbles: true, composed: true, clientX: 5, clientY: -20}));
        await new Promise((resolve) => setTimeout(resolve, 100));
        return reached;
      });
      expect([reached, clicks, frame.state]).to.deep.equal([0, 0, state]);
      expectSame(iframeIn(frame), launches);
      expectSame((frame.renderRoot as ShadowRoot).activeElement, null);
    });
  }

  it('in quarantine is not closed by any message, from whatever window', async () => {
    const {frame, app} = await notices['in quarantine']!();
    await say(app, request('status.handshake'), request('scratchpad.read'), 'resume', {resume: true});
    await frame.updateComplete;
    expect([frame.quarantined, part(frame, 'error')!.checkVisibility()]).to.deep.equal([true, true]);
  });

  // The app chooses the moment at which the notice comes, and what lies below the pointer then.
  it('in quarantine is not pressed by the click that it gets in the way of', async () => {
    const {frame, app} = await notices['in quarantine']!();
    const {left, top, width, height} = buttonIn(frame).getBoundingClientRect();
    const position: [number, number] = [Math.round(left + width / 2), Math.round(top + height / 2)];
    frame.resume();
    await frame.updateComplete;
    const clicked = app.run(
      (guesses, ehr) =>
        new Promise<void>((resolve) => {
          const flood = (): void => {
            for (const message of guesses) parent.postMessage(message, ehr);
            resolve();
          };
          addEventListener('click', flood, {once: true});
        }),
      guesses(22),
      location.origin,
    );
    await clickAt(position, clicked);
    await eventually('the app is in quarantine', () => frame.quarantined);
    await aTimeout(150); // about as long as between the clicks of a double click; it has been drawn by then
    await sendMouse({type: 'click', position});
    await aTimeout(50);
    expect(frame.quarantined).to.equal(true);
  });
});
