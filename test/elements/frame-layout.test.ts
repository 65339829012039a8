import {expect, fixture, html} from '@open-wc/testing';
import type {SmartAppFrame} from '../../components/index.js';
import {expectSame, iframeIn, part, reach} from '../support/elements.js';
import {otherSite, remotePage} from '../support/remote.js';

const src = remotePage(otherSite);

/** A frame in a parent with this style. */
async function frameIn(style: string, properties: Partial<SmartAppFrame> = {}): Promise<SmartAppFrame> {
  const frame = Object.assign(document.createElement('smart-app-frame'), {
    label: 'Dose adjustment',
    src,
    ...properties,
  });
  await fixture(html`<div style=${style}>${frame}</div>`);
  return frame;
}

const sizeOf = (element: Element): number[] => {
  const {width, height} = element.getBoundingClientRect();
  return [width, height];
};

function expectNoScrollBars(frame: SmartAppFrame): void {
  for (const element of [frame, frame.parentElement!]) {
    expect(element.scrollHeight).to.be.at.most(element.clientHeight);
    expect(element.scrollWidth).to.be.at.most(element.clientWidth);
  }
}

describe('<smart-app-frame> layout', () => {
  it('fills a parent that has a size, without any styling', async () => {
    const frame = await frameIn('width: 420px; height: 310px; overflow: auto');
    expect(sizeOf(frame)).to.deep.equal([420, 310]);
    expect(sizeOf(iframeIn(frame)!)).to.deep.equal([420, 310]);
    expectNoScrollBars(frame);
  });

  it('has a sensible height in a parent that has none', async () => {
    const frame = await frameIn('width: 420px; overflow: auto');
    const [width, height] = sizeOf(frame);
    expect(width).to.equal(420);
    expect(height).to.be.within(400, 800);
    expectNoScrollBars(frame);
  });

  it('shares a flex container and a grid', async () => {
    const flexed = await frameIn('display: flex; flex-direction: column; height: 300px');
    const gridded = await frameIn('display: grid; height: 300px');
    expect(sizeOf(flexed)[1]).to.equal(300);
    expect(sizeOf(gridded)[1]).to.equal(300);
  });

  for (const size of ['width: 420px; height: 310px', 'width: 160px; height: 200px', 'width: 420px']) {
    it(`makes no scroll bars beside the app's own in any state (${size})`, async () => {
      const frame = await frameIn(`${size}; overflow: auto`);
      const height = sizeOf(frame)[1];
      expectNoScrollBars(frame);
      await reach(frame, 'connecting');
      expectNoScrollBars(frame);
      frame.connectTimeout = 0;
      frame.reload();
      await reach(frame, 'unresponsive');
      expectNoScrollBars(frame);
      if (size.includes('height')) expect(sizeOf(frame)[1]).to.equal(height);
    });
  }

  it('leaves a small app half of the place when something is wrong', async () => {
    const frame = await frameIn('width: 160px; height: 200px', {connectTimeout: 0});
    await reach(frame, 'unresponsive');
    expect(sizeOf(iframeIn(frame)!)[1]).to.be.at.least(100);
    const notice = part(frame, 'error')!;
    notice.querySelector('button')!.scrollIntoView({block: 'nearest'});
    const button = notice.querySelector('button')!.getBoundingClientRect();
    expect(button.bottom).to.be.at.most(notice.getBoundingClientRect().bottom);
  });

  for (const size of ['390px; height: 120px', '390px; height: 200px', '160px; height: 200px']) {
    it(`shows the button of the notice without scrolling in a low frame (${size})`, async () => {
      const frame = await frameIn(`width: ${size}`, {connectTimeout: 0});
      await reach(frame, 'unresponsive');
      const notice = part(frame, 'error')!.getBoundingClientRect();
      const button = part(frame, 'error')!.querySelector('button')!.getBoundingClientRect();
      expect(button.height).to.be.at.least(24);
      expect(button.top).to.be.at.least(notice.top);
      expect(button.bottom).to.be.at.most(notice.bottom);
    });
  }

  it('shows all of the connecting notice in a low frame', async () => {
    const frame = await frameIn('width: 390px; height: 120px');
    await reach(frame, 'connecting');
    const notice = part(frame, 'loading')!;
    notice.getAnimations().forEach((animation) => animation.finish());
    expect(notice.clientHeight).to.be.at.least(24);
    expect(notice.scrollHeight).to.be.at.most(notice.clientHeight);
  });

  it('follows the color-scheme of the page', async () => {
    const colors: Record<string, string[]> = {};
    for (const scheme of ['light', 'dark']) {
      const frame = await frameIn(`color-scheme: ${scheme}; color: CanvasText`, {src: 'javascript:void 0'});
      const {backgroundColor} = getComputedStyle(part(frame, 'error')!);
      expect(getComputedStyle(frame).color).to.equal(getComputedStyle(frame.parentElement!).color);
      colors[scheme] = [getComputedStyle(frame).color, backgroundColor];
    }
    expect(colors['dark']![0]).not.to.equal(colors['light']![0]);
    expect(colors['dark']![1]).not.to.equal(colors['light']![1]);
  });

  it('lets the page decide its size', async () => {
    const frame = await frameIn('width: 420px');
    Object.assign(frame.style, {width: '200px', height: '150px'});
    expect(sizeOf(frame)).to.deep.equal([200, 150]);
    expect(sizeOf(iframeIn(frame)!)).to.deep.equal([200, 150]);
  });

  it('takes no place when hidden', async () => {
    const frame = await frameIn('width: 420px');
    frame.hidden = true;
    expect(sizeOf(frame)).to.deep.equal([0, 0]);
  });

  it('takes no place when closed', async () => {
    const frame = await frameIn('width: 420px');
    frame.close();
    expect(sizeOf(frame)).to.deep.equal([0, 0]);
  });

  it('takes no more place than its notices when the app has a window of its own', async () => {
    const frame = await frameIn('width: 420px; height: 310px', {target: 'window'});
    expect(sizeOf(frame)[1]).to.equal(0);
    expectSame(iframeIn(frame), null);
  });
});
