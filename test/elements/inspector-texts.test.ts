import {expect} from '@open-wc/testing';
import type {InspectorText, InspectorTexts} from '../../components/smart-message-inspector/define.js';
import {
  answer,
  button,
  choose,
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

/** Puts brackets around every text, whatever it is, and keeps those that were asked for. */
function bracketing(): {texts: InspectorTexts; asked: Set<InspectorText>} {
  const asked = new Set<InspectorText>();
  const texts = new Proxy(
    {},
    {
      get: (_, text: InspectorText) => {
        asked.add(text);
        return `[${text}]`;
      },
    },
  );
  return {texts, asked};
}

/** All that can be read in an inspector, its attributes for those who hear it as well, but for what stands in brackets. */
function untranslated(root: ShadowRoot): string[] {
  const found: string[] = [];
  for (const each of root.querySelectorAll('*')) {
    if (['SCRIPT', 'STYLE'].includes(each.tagName)) continue;
    const own = [...each.childNodes].filter((node) => node instanceof Text).map(({data}) => data);
    const attributes = ['aria-label', 'title', 'placeholder'].map((name) => each.getAttribute(name) ?? '');
    found.push(...[...own, ...attributes].map((text) => text.trim()).filter(Boolean));
  }
  return found.filter((text) => !/^\[.*\]/.test(text));
}

describe('<smart-message-inspector> texts', () => {
  it('can all be replaced', async () => {
    const {texts} = bracketing();
    const inspector = await inspectorWith({texts});
    const source = await talker();
    expect(untranslated(inside(inspector))).to.deep.equal([]);
    tell(source, request('1', 'ui.done'), {outcome: 'rejected', reason: 'scope', origin: 'https://a.example'});
    await drawn(inspector);
    rows(inspector)[0]!.click();
    await drawn(inspector);
    const own = [
      'ui.done',
      'talker',
      'https://a.example',
      '1',
      'messageId',
      '"1"',
      'messageType',
      '"ui.done"',
      'payload',
    ];
    const left = untranslated(inside(inspector)).filter((text) => !own.includes(text) && !/^[\d:.]+( ms)?$/.test(text));
    expect(left.filter((text) => !/^(messagingHandle|"\*\*\*"|\{\})$/.test(text))).to.deep.equal([]);
  });

  it('have values in the places of the names in braces', async () => {
    const texts = {
      '{n} messages': 'Nachrichten: {n}',
      '{n} of {entries}': '{n}/{entries}',
      '{n} entries': '{n} Zeilen',
    };
    const inspector = await inspectorWith({texts});
    const source = await talker();
    tellExchange(source, '1', 'ui.done');
    tellExchange(source, '2', 'scratchpad.read');
    await drawn(inspector);
    expect(part(inspector, 'count').textContent).to.equal('Nachrichten: 4');
    choose(inspector, 'Type', 'ui.done');
    await drawn(inspector);
    expect(part(inspector, 'count').textContent).to.equal('1/2 Zeilen');
  });

  it('may be replaced later, and what was recorded stays', async () => {
    const inspector = await inspectorWith();
    const source = await talker();
    tellExchange(source, '1', 'ui.done');
    await drawn(inspector);
    expect(button(inspector, 'Pause').textContent).to.equal('Pause');
    inspector.texts = {Pause: 'Anhalten', 'App → EHR': 'App an KIS'};
    await drawn(inspector);
    expect(button(inspector, 'Anhalten').textContent).to.equal('Anhalten');
    expect(rows(inspector)).to.have.lengthOf(1);
    expect(rows(inspector)[0]!.textContent).to.contain('App an KIS').and.to.contain('Answered');
    tell(source, answer('1'));
    await drawn(inspector);
    expect(inside(inspector).querySelectorAll('[part=toolbar]')).to.have.lengthOf(1);
  });
});
