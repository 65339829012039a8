import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import {SmartAppFrame, SmartMessagingContext} from '../../dist/index.js';
import {SmartMessageInspector} from '../../dist/smart-message-inspector/define.js';

const {modules} = JSON.parse(readFileSync('custom-elements.json', 'utf8'));
const declarations = modules.flatMap((module) => module.declarations ?? []);

describe('the custom elements manifest', () => {
  it('points to modules that are in the package', () => {
    for (const {path} of modules) assert.ok(existsSync(path), path);
  });

  it('names the module that registers each element', () => {
    const definitions = modules.flatMap(({exports = [], path}) =>
      exports.filter(({kind}) => kind === 'custom-element-definition').map((definition) => [definition.name, path]),
    );
    assert.deepEqual(definitions, [
      ['smart-app-frame', 'dist/smart-app-frame/define.js'],
      ['smart-message-inspector', 'dist/smart-message-inspector/define.js'],
      ['smart-messaging-context', 'dist/smart-messaging-context/define.js'],
    ]);
  });

  for (const element of [SmartAppFrame, SmartMessagingContext, SmartMessageInspector]) {
    const {attributes, members} = declarations.find(({name}) => name === element.name);

    it(`lists the attributes that ${element.name} has, and no others`, () => {
      assert.deepEqual(attributes.map(({name}) => name).sort(), [...element.observedAttributes].sort());
    });

    it(`lists members that ${element.name} has`, () => {
      const instance = new element();
      for (const {name} of members) assert.ok(name in instance, name);
    });

    it(`describes every member and attribute of ${element.name}`, () => {
      for (const {name, description} of [...members, ...attributes]) assert.ok(description, name);
    });
  }
});
