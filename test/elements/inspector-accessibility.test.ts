import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import type {SmartMessageInspector} from '../../components/smart-message-inspector/define.js';
import {
  answer,
  button,
  drawn,
  inside,
  inspectorWith,
  part,
  request,
  rows,
  talker,
  tell,
  tellExchange,
} from '../support/inspector.js';

async function talked(width: number): Promise<SmartMessageInspector> {
  const inspector = await inspectorWith({}, {width});
  const element = await talker();
  tellExchange(element, '1', 'scratchpad.create', {resource: {resourceType: 'Patient', active: true, n: 1, x: null}});
  tell(element, request('2', 'fhir.http'), {outcome: 'rejected', reason: 'scope'});
  tell(element, request('3', 'lab.watch', {list: Array.from({length: 200}, () => 'x'.repeat(300))}));
  tell(element, answer('3', {}, true), {direction: 'out'});
  for (let id = 10; id < 100; id++) tell(element, request(String(id), 'ui.launchActivity'));
  await drawn(inspector);
  return inspector;
}

const states: Record<string, (width: number) => Promise<SmartMessageInspector>> = {
  empty: (width) => inspectorWith({}, {width}),
  full: talked,
  async 'with details'(width) {
    const inspector = await talked(width);
    inside(inspector).querySelector<HTMLElement>('.scroller')!.scrollTop = 0;
    await drawn(inspector);
    rows(inspector)
      .find(({textContent}) => textContent.includes('lab.watch'))!
      .click();
    for (const item of part(inspector, 'tree').querySelectorAll<HTMLElement>("[aria-expanded='false']")) item.click();
    await drawn(inspector);
    return inspector;
  },
  async 'paused, with a notice'(width) {
    const inspector = await talked(width);
    button(inspector, 'Pause').click();
    await drawn(inspector);
    return inspector;
  },
};

for (const scheme of ['light', 'dark']) {
  describe(`accessibility of <smart-message-inspector>, ${scheme}`, () => {
    before(() => {
      document.documentElement.style.cssText = `color-scheme: ${scheme}; background: Canvas; color: CanvasText`;
    });

    after(() => document.documentElement.removeAttribute('style'));

    for (const [state, make] of Object.entries(states)) {
      for (const width of [1000, 360]) {
        it(`passes an axe audit ${state}, ${width} pixels wide`, async () => {
          const inspector = await make(width);
          expect(getComputedStyle(inspector).color).to.equal(getComputedStyle(document.documentElement).color);
          await expect(inspector).to.be.accessible();
        });
      }
    }
  });
}

describe('accessibility of <smart-message-inspector>', () => {
  it('has buttons and fields that are large enough to be hit', async () => {
    const inspector = await talked(360);
    for (const control of inside(inspector).querySelectorAll('button, select, input:not([hidden])')) {
      const {width, height} = control.getBoundingClientRect();
      if (control.closest('[hidden]')) continue;
      expect(Math.min(width, height), control.outerHTML).to.be.at.least(24);
    }
  });

  it('shows where the focus is', async () => {
    const inspector = await talked(1000);
    const row = rows(inspector).at(-1)!;
    await sendKeys({press: 'Tab'}); // not every engine shows it after a click because a script says so
    for (const target of [button(inspector, 'Pause'), row]) {
      target.focus({focusVisible: true});
      expect(Number.parseFloat(getComputedStyle(target).outlineWidth)).to.be.at.least(2);
    }
  });

  it('tells outcomes by words, not by colour alone', async () => {
    const inspector = await talked(1000);
    inside(inspector).querySelector<HTMLElement>('.scroller')!.scrollTop = 0;
    await drawn(inspector);
    const words = rows(inspector).map((row) => row.querySelector('.outcome')!.textContent);
    expect(words.slice(0, 3)).to.deep.equal(['Answered', 'Refused: scope', 'Waiting']);
  });

  it('can be given colours and sizes by the page', async () => {
    const inspector = await talked(1000);
    inspector.style.setProperty('--smart-inspector-row-size', '40px');
    inspector.style.setProperty('--smart-inspector-problem', 'rgb(1, 2, 3)');
    await drawn(inspector);
    inside(inspector).querySelector<HTMLElement>('.scroller')!.scrollTop = 0;
    await drawn(inspector);
    expect(rows(inspector)[0]!.getBoundingClientRect().height).to.equal(40);
    const [, refused] = rows(inspector);
    expect(getComputedStyle(refused!.querySelector('.outcome')!).color).to.equal('rgb(1, 2, 3)');
    expect(refused!.getAttribute('part')).to.equal('row refused');
  });
});
