import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {after, before, describe, it} from 'node:test';
import {threats} from '../../.ci/threat-model.mjs';
import {readGuide} from './markdown.mjs';
import {Reader} from './reader.mjs';

describe('“What your security reviewer will ask”, its attacks made from an empty folder', {timeout: 600_000}, () => {
  let reader;
  let page;
  let app;

  const frameState = () => page.$eval('smart-app-frame', ({state}) => state);

  /** Presses a button of the attack, and finds in the log what the guide says. */
  async function attack(name, logged) {
    await reader.press(app, name);
    await reader.sees(page, logged, '#log li:first-child');
  }

  before(async () => {
    reader = await Reader.of('security-review');
    await reader.follow('Attack it yourself');
    page = await reader.open('http://localhost:8000');
    app = await reader.frame(page, '/?');
  });

  after(async () => {
    await reader?.close();
  });

  it('brings three packages along', () => {
    const packages = reader.output.match(/[@\w/-]+@\d[^ \n]*/g).map((name) => name.replace(/@\d.*/, ''));
    const others = packages.filter((name) => !['review', 'smart-web-messaging-elements'].includes(name));
    assert.deepEqual([...new Set(others)].sort(), ['@lit-labs/ssr-dom-shim', '@lit/context', '@lit/reactive-element']);
  });

  it('lets through what was granted', async () => {
    assert.equal(await frameState(), 'connected');
    await attack('Ask for what was granted', ': delivered');
    await reader.sees(app, 'ui.showGreeting is not supported here.');
  });

  it('refuses what was not granted', async () => {
    await attack('Ask for what was not granted', ': scope');
    await reader.sees(app, 'The granted scopes do not allow scratchpad.read.');
  });

  it('refuses a wrong handle', async () => {
    await attack('Ask with a wrong handle', ': handle');
    await reader.sees(app, 'The messaging handle is not that of this launch.');
    assert.equal(await frameState(), 'connected');
  });

  it('does not answer a stranger that has stolen the handle', async () => {
    const stranger = await reader.frame(page, '/stranger.html');
    await reader.press(stranger, 'Ask with the stolen handle');
    await reader.sees(stranger, 'Sent.');
    await reader.sees(page, ': source', '#log li:first-child');
    assert.equal(await frameState(), 'connected');
    await reader.picture(page, 'pictures/security-review.png');
    assert.match(await stranger.$eval('[role=status]', ({textContent}) => textContent), /^Sent\.$/);
  });

  it('masks the handle in the log', async () => {
    const [handle, log] = await page.evaluate(() => [
      document.querySelector('smart-app-frame').messagingHandle,
      document.querySelector('#log').textContent,
    ]);
    assert.ok(handle.length > 40);
    assert.ok(log.includes('handle ') && !log.includes(handle) && !log.includes('guessed'));
  });

  it('pauses an app that floods it', async () => {
    await attack('Ask 5,000 times', ': scope');
    await page.waitForFunction(() => document.querySelector('smart-app-frame').quarantined);
    await reader.sees(page, 'The app has sent far too many messages and is paused', 'smart-app-frame');
  });

  it('sends the policies that the guide names', async () => {
    const table = readGuide('security-review').sections.find(({title}) => title.startsWith('What do we have')).prose;
    for (const [origin, name] of Object.entries({'http://localhost:8000': 'EHR', 'http://127.0.0.1:8001': 'app'})) {
      const [, policy] = new RegExp(`\\| ${name} +\\| \`([^\`]+)\``).exec(table);
      const response = await fetch(reader.here(origin));
      assert.equal(response.headers.get('content-security-policy'), reader.here(policy));
    }
  });

  it('leaves nothing to be done, and one warning, of the scope that the app lacks', () => {
    assert.deepEqual(reader.unread, []);
    const scopes = reader.complaints.filter((text) => text.includes('scope lacks messaging/scratchpad'));
    assert.equal(scopes.length, 1);
    assert.deepEqual(reader.complaints, scopes);
  });
});

describe('the questions of the security reviewer', () => {
  const {text, sections} = readGuide('security-review');

  it('are each answered with a row of the threat model, and its tests', () => {
    const asked = sections.slice(1, 5).flatMap(({content}) => content.split(/^### /m).slice(1));
    assert.ok(asked.length > 10);
    for (const answer of asked) assert.match(answer, /\n> \[SECURITY\.md\].+Tests: .+/, answer);
  });

  it('take in most of the threat model, and lead only to tests that are there', () => {
    const rows = threats();
    const named = rows.filter(({attack}) => text.includes(`<!-- row: ${attack} -->`));
    assert.ok(named.length > rows.length / 2, `${named.length} of ${rows.length}`);
    for (const [, path] of text.matchAll(/\]\(\.\.\/\.\.\/([^)#]+)/g)) assert.ok(existsSync(path), path);
  });

  it('show the checks in the order of SECURITY.md', () => {
    const picture = readFileSync('demo/guides/pictures/checks.svg', 'utf8');
    const drawn = [...picture.matchAll(/class="check"[^>]*>([\w ]+)</g)].map(([, name]) => name);
    const table = readFileSync('SECURITY.md', 'utf8').split('in this order')[1].split('\n\n')[2];
    const checks = table
      .split('\n')
      .slice(2)
      .map((line) => line.split('|')[1].trim());
    assert.deepEqual(drawn, checks);
    for (const name of checks) assert.ok(text.includes(name), name);
  });
});
