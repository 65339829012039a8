import {expect} from '@open-wc/testing';
import type {SmartAppFrame} from '../../components/index.js';
import {expectSame, frameWith, iframeIn, reach} from '../support/elements.js';
import {otherSite, remotePage} from '../support/remote.js';

const src = remotePage(otherSite);
const {documentElement} = document;

for (const mark of ['data-turbo-preview', 'data-turbolinks-preview']) {
  describe(`<smart-app-frame> in a copy of the page, marked by ${mark}`, () => {
    let frame: SmartAppFrame;

    const library = mark.startsWith('data-turbolinks') ? 'Turbolinks' : 'Turbo';

    beforeEach(async () => {
      documentElement.setAttribute(mark, '');
      frame = await frameWith({src});
    });

    afterEach(() => {
      documentElement.removeAttribute(mark);
      Reflect.deleteProperty(window, library);
    });

    it('launches nothing', async () => {
      frame.reload();
      frame.focus();
      frame.target = 'window';
      expect(frame.open()).to.equal(false);
      await frame.updateComplete;
      expectSame(iframeIn(frame), null);
      expect(frame.state).to.equal('idle');
    });

    it('launches once where it is still there when the real page is', async () => {
      const {messagingHandle} = frame;
      documentElement.removeAttribute(mark);
      await reach(frame, 'connecting');
      expect(iframeIn(frame)!.src).to.equal(src);
      expect(frame.messagingHandle).to.equal(messagingHandle);
    });

    it('launches nothing where it is replaced by the real page, though the mark goes before', async () => {
      Reflect.set(window, library, {});
      documentElement.removeAttribute(mark);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expectSame(iframeIn(frame), null);
      const place = frame.parentElement!;
      const real = Object.assign(document.createElement('smart-app-frame'), {src, label: 'Dose adjustment'});
      place.replaceChildren(real);
      document.dispatchEvent(new Event(`${library.toLowerCase()}:load`));
      await reach(real, 'connecting');
      expectSame(iframeIn(frame), null);
    });

    it('launches after the real page is rendered where it was kept', async () => {
      Reflect.set(window, library, {});
      documentElement.removeAttribute(mark);
      document.dispatchEvent(new Event(`${library.toLowerCase()}:load`));
      await reach(frame, 'connecting');
    });
  });
}

describe('<smart-app-frame> that runs already', () => {
  it('goes on while a copy of the page is shown', async () => {
    const frame = await frameWith({src});
    const iframe = iframeIn(frame);
    documentElement.setAttribute('data-turbo-preview', '');
    frame.label = 'Growth chart';
    await frame.updateComplete;
    expectSame(iframeIn(frame), iframe);
    frame.src = `${src}&next`;
    await frame.updateComplete;
    documentElement.removeAttribute('data-turbo-preview');
    expect(iframeIn(frame)!.src).to.equal(`${src}&next`);
  });
});
