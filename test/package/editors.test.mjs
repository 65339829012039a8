import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, it} from 'node:test';

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const elements = read('custom-elements.json').modules.flatMap(({declarations = []}) =>
  declarations.filter(({tagName}) => tagName),
);
const names = (list = []) => list.map(({name}) => name);
const customData = read('vscode.html-custom-data.json');
const webTypes = read('web-types.json');

for (const {tagName, attributes, events = [], members, slots = [], cssParts} of elements) {
  describe(`the data for editors about <${tagName}>`, () => {
    const tag = customData.tags.find(({name}) => name === tagName);
    const element = webTypes.contributions.html.elements.find(({name}) => name === tagName);

    it('has every attribute, for VS Code', () => {
      assert.deepEqual(names(tag.attributes), names(attributes));
      for (const {name} of events) assert.ok(tag.description.value.includes(`\`${name}\``), name);
    });

    it('has every attribute, property, event, slot and part, for JetBrains', () => {
      assert.deepEqual(names(element.attributes), names(attributes));
      assert.deepEqual(names(element.js.properties), names(members.filter(({kind}) => kind === 'field')));
      assert.deepEqual(names(element.js.events), names(events));
      assert.deepEqual(
        names(element.slots),
        names(slots).map((name) => name || 'default'),
      );
      assert.deepEqual(names(element.css.parts), names(cssParts));
    });
  });
}

it('words that an attribute takes are offered, also where its type is declared elsewhere', () => {
  const frame = customData.tags.find(({name}) => name === 'smart-app-frame');
  const wordsOf = (attribute) => names(frame.attributes.find(({name}) => name === attribute).values);
  assert.deepEqual(wordsOf('launch-mode'), ['none', 'query', 'smart']);
  assert.ok(wordsOf('referrerpolicy').includes('no-referrer'));
  assert.deepEqual(wordsOf('label'), []);
});

it('the manifest spells out types that have a name, for whoever reads it without the sources', () => {
  const {attributes, members} = elements.find(({tagName}) => tagName === 'smart-app-frame');
  const typeOf = (list, wanted) => list.find(({name}) => name === wanted).parsedType.text;
  assert.equal(typeOf(attributes, 'launch-mode'), "'none' | 'query' | 'smart' | undefined");
  assert.match(typeOf(members, 'referrerPolicy'), /'no-referrer' \| .* \| undefined/);
  assert.match(typeOf(members, 'state'), /'connected' \| /);
});

it('JetBrains’ data is that of this version', () => {
  const {name, version} = read('package.json');
  assert.deepEqual([webTypes.name, webTypes.version], [name, version]);
});
