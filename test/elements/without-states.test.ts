import {expect} from '@open-wc/testing';
import {connectedContext, connectedFrame, frameWith, part, reach} from '../support/elements.js';
import {otherSite, remotePage} from '../support/remote.js';
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

/** Two copies, as a script makes them and as the browser reads them from HTML. */
function copiesOf<T extends 'smart-app-frame' | 'smart-messaging-context'>(
  element: HTMLElementTagNameMap[T],
  tag: T,
): Array<HTMLElementTagNameMap[T]> {
  const [cloned, read] = [document.createElement('div'), document.createElement('div')];
  cloned.append(element.cloneNode());
  read.innerHTML = element.outerHTML;
  return [cloned, read].map((place) => place.querySelector(tag)!);
}

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

    it('does not give the state of a frame to its copies', async () => {
      const {frame, app} = await connectedFrame();
      await app.request('ui.done', {});
      await reach(frame, 'closed');
      for (const copy of copiesOf(frame, 'smart-app-frame')) {
        expect(states(copy)).to.deep.equal(['data-state-closed']);
        copy.src = remotePage(otherSite);
        frame.after(copy);
        await reach(copy, 'connecting');
        expect(states(copy)).to.deep.equal(['data-state-connecting']);
        expect(getComputedStyle(copy).display).to.equal('flex');
        copy.remove();
      }
    });

    it('does not give the state of an app’s context to its copies', async () => {
      const {context} = await connectedContext();
      for (const copy of copiesOf(context, 'smart-messaging-context')) {
        context.after(copy);
        await copy.updateComplete;
        expect(states(copy)).to.deep.equal([`data-state-${copy.state}`]);
        copy.remove();
      }
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
