import {expect} from '@open-wc/testing';
import '../../components/define.js';
import {openedByEhr, type RemoteWindow} from '../support/ehr-window.js';
import {openLedger} from '../support/ledger.js';
import {otherSite, remotePage} from '../support/remote.js';

const cycles = window.longTests ? 1000 : 100;
const nothing = {listeners: [], timers: 0, intervals: 0};

const newFrame = (): HTMLElementTagNameMap['smart-app-frame'] =>
  Object.assign(document.createElement('smart-app-frame'), {label: 'App', src: remotePage(otherSite)});

const newContext = (): HTMLElementTagNameMap['smart-messaging-context'] =>
  Object.assign(document.createElement('smart-messaging-context'), {messagingHandle: 'h1', messagingOrigin: otherSite});

for (const [name, make, state] of [
  ['smart-app-frame', newFrame, 'loading'],
  ['smart-messaging-context', newContext, 'connecting'],
] as const) {
  describe(`<${name}> put on the page and taken off again and again`, () => {
    let ehr: RemoteWindow;

    beforeEach(async () => {
      ehr = await openedByEhr();
      openLedger();
    });

    afterEach(() => {
      window.closeLedger();
      ehr.close();
    });

    it('leaves no listener and no timer behind, the same element each time', async function () {
      this.timeout(120_000); // each cycle of a frame begins to load an app
      const element = make();
      for (let cycle = 0; cycle < cycles; cycle++) {
        document.body.append(element);
        await element.updateComplete;
        if (cycle === 0) {
          expect(element.state).to.equal(state);
          expect(window.ledger()).not.to.deep.equal(nothing);
        }
        element.remove();
      }
      expect(window.ledger()).to.deep.equal(nothing);
      expect(element.state).to.equal('closed');
    });

    it('leaves no listener and no timer behind, another element each time', async () => {
      for (let cycle = 0; cycle < cycles / 10; cycle++) {
        const element = make();
        document.body.append(element);
        await element.updateComplete;
        element.remove();
      }
      expect(window.ledger()).to.deep.equal(nothing);
    });

    it('leaves no listener and no timer behind when it goes before its first update', async () => {
      const element = make();
      for (let cycle = 0; cycle < cycles; cycle++) {
        document.body.append(element);
        element.remove();
      }
      await element.updateComplete;
      expect(window.ledger()).to.deep.equal(nothing);
    });
  });
}
