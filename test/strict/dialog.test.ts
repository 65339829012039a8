import {expect, fixtureSync, html} from '@open-wc/testing';
import {expectSame, once, reach} from '../support/elements.js';
import {eventually} from '../support/eventually.js';
import {itWhereDialogsGrow} from '../support/engine.js';
import {connectIn} from './places.js';

describe('<smart-app-frame> in a <dialog>', () => {
  let order: HTMLButtonElement;
  let help: HTMLButtonElement;
  let dialog: HTMLDialogElement;

  beforeEach(() => {
    order = fixtureSync(html`<button>Order</button>`);
    dialog = fixtureSync(html`<dialog><button>Help</button></dialog>`);
    help = dialog.querySelector('button')!;
  });

  const openModal = (): void => {
    order.focus();
    dialog.showModal();
  };

  it('is launched in an open one, and the focus is back at what opened it when the EHR closes both', async () => {
    openModal();
    const {frame, app} = await connectIn(dialog);
    frame.addEventListener('smart-disconnect', () => dialog.close());
    frame.focus();
    expectSame(document.activeElement, frame);
    await app.run(() => window.app.ui.done());
    await reach(frame, 'closed');
    expect(dialog.open).to.equal(false);
    expectSame(document.activeElement, order);
  });

  it('gives the focus back within the dialog when the app is done and the dialog stays', async () => {
    openModal();
    const {frame, app} = await connectIn(dialog);
    help.focus();
    frame.focus();
    await app.run(() => window.app.ui.done());
    await reach(frame, 'closed');
    expect(dialog.open).to.equal(true);
    await eventually('the focus comes back', () => document.activeElement === help);
  });

  it('connects before the dialog is shown, and is the same app then', async () => {
    const {frame, app} = await connectIn(dialog);
    await app.run(() => void (document.title = 'still here'));
    openModal();
    expect(frame.state).to.equal('connected');
    expect(await app.run(() => document.title)).to.equal('still here');
  });

  itWhereDialogsGrow('has a sensible height in a dialog that has none of its own', async () => {
    openModal();
    const {frame} = await connectIn(dialog);
    expect(frame.getBoundingClientRect().height).to.be.greaterThan(300);
  });

  it('stays connected, and serves its app, while the dialog is closed and when it is shown again', async () => {
    openModal();
    const {frame, app} = await connectIn(dialog);
    const closed = once(dialog, 'close');
    dialog.close();
    await closed;
    const {location} = await app.run(() => window.app.scratchpad.create({resourceType: 'Condition'}));
    openModal();
    expect(await app.run((place) => window.app.scratchpad.read(place), location)).to.include({
      resourceType: 'Condition',
    });
    expect(await frame.request('my.thing', {})).to.have.property('outcome');
    expect(frame.state).to.equal('connected');
  });
});
