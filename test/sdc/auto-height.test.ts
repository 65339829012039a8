import {aTimeout, expect} from '@open-wc/testing';
import type {SmartAppFrame} from '../../components/index.js';
import {iframeIn} from '../support/elements.js';
import {eventually} from '../support/eventually.js';
import {ask, handle, launch, launchRaw, mountContext, request, type Launched} from '../support/launches.js';
import {kitModule, otherSite, remoteIn, remotePage} from '../support/remote.js';

const heightOf = (frame: SmartAppFrame): number => iframeIn(frame)!.getBoundingClientRect().height;

const tell = ({app}: Launched, height: unknown): Promise<unknown> =>
  ask(app, request('ui.changedHeight', {height})).then(({payload}) => payload['status']);

/** Puts boxes of these heights on the app's page, instead of those before. */
const fill = ({app}: Launched, height: string): Promise<void> =>
  app.run((height) => {
    const box = document.createElement('div');
    box.style.height = height;
    document.querySelector('div')?.remove();
    document.body.style.margin = '0';
    document.body.append(box);
  }, height);

async function launchWithHeight(attributes: Record<string, string> = {'auto-height': ''}): Promise<Launched> {
  const launched = await launch({origin: otherSite, page: {kit: kitModule}, frame: {autoHeight: true}});
  await mountContext(launched.app, {'messaging-handle': handle, 'messaging-origin': location.origin, ...attributes});
  return launched;
}

describe('<smart-app-frame auto-height>', () => {
  it('is as high as the app says, also in the next document until that says another', async () => {
    const launched = await launchRaw({frame: {autoHeight: true}});
    const {frame} = launched;
    expect(await tell(launched, 432.4)).to.equal('success');
    await eventually('it follows', () => heightOf(frame) === 433);
    frame.reload();
    await frame.updateComplete;
    expect(heightOf(frame)).to.equal(433);
    frame.autoHeight = false;
    await frame.updateComplete;
    expect(iframeIn(frame)?.style.blockSize).to.equal('');
  });

  it('stays between its least and its greatest height, which the page may set', async () => {
    const launched = await launchRaw({frame: {autoHeight: true}});
    const {frame} = launched;
    await tell(launched, 1);
    await eventually('it is as low as it may be', () => heightOf(frame) === 64);
    await tell(launched, 1e9);
    await eventually('it is as high as it may be', () => heightOf(frame) === 10_000);
    expect(Number.parseFloat(iframeIn(frame)!.style.blockSize)).to.equal(1_000_000);
    const style = document.createElement('style');
    style.textContent = 'smart-app-frame::part(frame) { max-block-size: 500px; }';
    document.head.append(style);
    expect(heightOf(frame)).to.equal(500);
    style.remove();
  });

  it('begins anew with another app, whatever the one before has done', async () => {
    const launched = await launchRaw({frame: {autoHeight: true}});
    const {frame} = launched;
    for (let number = 0; number < 5; number++) {
      const height = 3000 + 1000 * number;
      await tell(launched, height);
      await eventually('it follows', () => heightOf(frame) === height);
    }
    await tell(launched, 9000);
    frame.src = remotePage(otherSite);
    await frame.updateComplete;
    const low = heightOf(frame);
    const app = await remoteIn(frame, otherSite);
    await aTimeout(3500);
    expect(low).to.be.below(3000);
    expect(heightOf(frame)).to.equal(low);
    await tell({frame, app}, 432);
    await eventually('it follows at once', () => heightOf(frame) === 432, 500);
  });

  it('ignores small shrinks', async () => {
    const launched = await launchRaw({frame: {autoHeight: true}});
    await tell(launched, 400);
    await eventually('it follows', () => heightOf(launched.frame) === 400);
    await tell(launched, 385);
    await aTimeout(250);
    expect(heightOf(launched.frame)).to.equal(400);
    await tell(launched, 300);
    await eventually('it follows', () => heightOf(launched.frame) === 300);
  });

  for (const height of [undefined, 'auto', '400', -1, 0, NaN, Infinity, {}]) {
    it(`refuses a height that is none: ${JSON.stringify(height)}`, async () => {
      const launched = await launchRaw({frame: {autoHeight: true}});
      expect(await tell(launched, height)).to.equal('failure');
      expect(iframeIn(launched.frame)?.style.blockSize).to.equal('');
    });
  }

  it('does not follow where it is not asked to, where the page answers, or without the scope', async () => {
    const launched = await launchRaw();
    expect(await tell(launched, 400)).to.equal('failure');
    launched.frame.autoHeight = true;
    await launched.frame.updateComplete;
    launched.frame.scope = 'messaging/scratchpad';
    expect(await tell(launched, 400)).to.equal('failure');
    launched.frame.scope = 'messaging/ui';
    launched.frame.addEventListener('smart-ui-changed-height', (event) => event.respondWith({status: 'success'}));
    expect(await tell(launched, 400)).to.equal('success');
    await aTimeout(200);
    expect(iframeIn(launched.frame)?.style.blockSize).to.equal('');
  });

  it('does not grow for ever with an app that is always a little higher than its frame', async () => {
    const launched = await launchRaw({frame: {autoHeight: true}});
    const {frame} = launched;
    let steps = 0;
    await launched.app.run(
      (ehr, message) => {
        const say = (): void => {
          const payload = {height: innerHeight + 50};
          parent.postMessage({...message, messageId: crypto.randomUUID(), payload}, ehr);
        };
        addEventListener('resize', say);
        say();
      },
      location.origin,
      request('ui.changedHeight'),
    );
    const observer = new ResizeObserver(() => steps++);
    observer.observe(iframeIn(frame)!);
    await aTimeout(3000);
    observer.disconnect();
    // After 0.1, 0.2, 0.4, 0.8 and 1.6 seconds, and the first two that are observed.
    expect(steps).to.be.within(3, 8);
  });
});

describe('<smart-messaging-context auto-height>', () => {
  it('has the frame follow the height of the page, up and down', async () => {
    const launched = await launchWithHeight();
    for (const height of [300, 700, 200]) {
      await fill(launched, `${height}px`);
      await eventually(`it is ${height} high`, () => heightOf(launched.frame) === height);
    }
  });

  it('says nothing unless it is asked to', async () => {
    const launched = await launchWithHeight({});
    const types: string[] = [];
    launched.frame.addEventListener('smart-request', ({detail}) => types.push(detail.messageType));
    await fill(launched, '700px');
    await aTimeout(300);
    expect(types).to.deep.equal([]);
    await launched.app.run(() => window.app.setAttribute('auto-height', ''));
    await eventually('it follows', () => heightOf(launched.frame) === 700);
  });

  it('says no more once the EHR has refused', async () => {
    const launched = await launchWithHeight();
    launched.frame.autoHeight = false;
    let asked = 0;
    launched.frame.addEventListener('smart-request', () => asked++);
    for (const height of [300, 700, 200]) {
      await fill(launched, `${height}px`);
      await aTimeout(150);
    }
    expect(asked).to.be.at.most(1);
  });

  it('goes on after the EHR has refused for now', async () => {
    const launched = await launchWithHeight();
    await fill(launched, '300px');
    await eventually('it follows', () => heightOf(launched.frame) === 300);
    let refusals = 3;
    launched.frame.addEventListener('smart-ui-changed-height', (event) => {
      if (refusals-- <= 0) return;
      const text = '429 Too Many Requests. Send fewer, later.';
      event.respondWith({status: 'failure', statusDetail: {text}});
    });
    await fill(launched, '700px');
    await eventually('it follows', () => heightOf(launched.frame) === 700);
    expect(refusals).to.be.below(0);
  });

  it('does not tell of every step of an animation', async () => {
    const launched = await launchWithHeight();
    let asked = 0;
    launched.frame.addEventListener('smart-request', () => asked++);
    await launched.app.run(async () => {
      const box = document.body.appendChild(document.createElement('div'));
      for (let height = 1; height <= 50; height++) {
        box.style.height = `${height * 10}px`;
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    });
    await eventually('the last one counts', () => heightOf(launched.frame) >= 500);
    expect(asked).to.be.below(20);
  });
});
