import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {describe, it} from 'node:test';

const require = createRequire(new URL('types/', import.meta.url));
const {getLanguageService, newHTMLDataProvider, TextDocument} = require('vscode-html-languageservice');
const data = JSON.parse(
  readFileSync(require.resolve('smart-web-messaging-elements/vscode.html-custom-data.json'), 'utf8'),
);

const service = getLanguageService();
service.setDataProviders(true, [newHTMLDataProvider('kit', data)]);

/** Where the bar stands. */
function at(text) {
  const document = TextDocument.create('file:///page.html', 'html', 1, text.replace('|', ''));
  return [document, document.positionAt(text.indexOf('|')), service.parseHTMLDocument(document)];
}

const offered = (text) => service.doComplete(...at(text)).items.map(({label}) => label);
const shown = (text) => service.doHover(...at(text))?.contents.value;

describe('VS Code, with the packed data', () => {
  it('offers the tags', () => {
    const labels = offered('<smart|');
    for (const tag of ['smart-app-frame', 'smart-messaging-context']) assert.ok(labels.includes(tag), labels.join());
  });

  it('offers the attributes of a tag', () => {
    assert.ok(offered('<smart-app-frame l|').includes('launch-mode'));
    assert.ok(!offered('<smart-messaging-context l|').includes('launch-mode'));
  });

  it('offers the words that an attribute takes', () =>
    assert.deepEqual(offered('<smart-app-frame launch-mode="|"'), ['none', 'query', 'smart']));

  it('says what a tag and an attribute are for', () => {
    assert.match(shown('<smart-app-fr|ame>'), /shows a SMART app in a frame[^]*`smart-ui-done`/);
    assert.match(shown('<smart-app-frame la|bel="Orders">'), /Accessible name/);
  });
});
