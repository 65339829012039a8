import {expect} from '@open-wc/testing';
import {connectedContext, connectedFrame, frameWith, part, reach} from '../support/elements.js';
import {warningsDuring} from '../support/warnings.js';

const {attachInternals} = HTMLElement.prototype;

/** What older browsers lack. */
const browsers: Record<string, () => () => void> = {
  'without ElementInternals': () => {
    Reflect.deleteProperty(HTMLElement.prototype, 'attachInternals');
    return () => (HTMLElement.prototype.attachInternals = attachInternals);
  },
  'without custom states': () => {
    HTMLElement.prototype.attachInternals = () => ({}) as ElementInternals;
    return () => (HTMLElement.prototype.attachInternals = attachInternals);
  },
  'with custom states of the older kind': () => {
    HTMLElement.prototype.attachInternals = function (this: HTMLElement) {
      const internals = attachInternals.call(this);
      internals.states.add = internals.states.delete = (): never => {
        throw new DOMException('It does not start with two dashes.', 'SyntaxError');
      };
      return internals;
    };
    return () => (HTMLElement.prototype.attachInternals = attachInternals);
  },
};

for (const [which, makeOld] of Object.entries(browsers)) {
  describe(`A browser ${which}`, () => {
    let restore: () => void;

    beforeEach(() => (restore = makeOld()));

    afterEach(() => restore());

    const states = (element: HTMLElement): string[] =>
      element.getAttributeNames().filter((name) => name.startsWith('data-state-'));

    it('shows a frame, has its state as an attribute, and hides it when the app is done', async () => {
      const {frame, app} = await connectedFrame();
      expect(states(frame)).to.deep.equal(['data-state-connected']);
      expect(getComputedStyle(frame).display).to.equal('flex');
      await app.request('ui.done', {});
      await reach(frame, 'closed');
      expect(states(frame)).to.deep.equal(['data-state-closed']);
      expect(getComputedStyle(frame).display).to.equal('none');
    });

    it('shows why a frame failed', async () => {
      await warningsDuring(async () => {
        const frame = await frameWith({src: 'javascript:alert(1)'});
        expect(states(frame)).to.deep.equal(['data-state-failed']);
        expect(getComputedStyle(part(frame, 'error')!).display).to.equal('flex');
      });
    });

    it('connects an app', async () => {
      const {context, ehr} = await connectedContext();
      expect(states(context)).to.deep.equal(['data-state-connected']);
      await context.ui.done();
      expect(ehr.requests).to.have.lengthOf(1);
      context.remove();
      expect(states(context)).to.deep.equal(['data-state-closed']);
    });
  });
}
