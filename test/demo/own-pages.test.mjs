import assert from 'node:assert/strict';
import {request} from 'node:http';
import {after, before, describe, it} from 'node:test';
import {startDemo} from '../../demo/server.mjs';

let demo;
before(async () => (demo = await startDemo()));
after(() => demo.close());

/** `fetch` would tidy the path up, and sets the Host itself. */
const statusOf = (base, path, host) =>
  new Promise((resolve, reject) => {
    const {hostname, port, host: own} = new URL(base);
    request({hostname, port, path, headers: {host: host ?? own, accept: 'text/html'}}, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });

describe('the demo’s servers', () => {
  it('answer under their own name only: another may be made to lead here', async () => {
    for (const base of [demo.ehrUrl, demo.appUrl]) {
      assert.equal(await statusOf(base, '/'), 200);
      assert.equal(await statusOf(base, '/', `evil.example:${new URL(base).port}`), 421);
    }
  });

  it('serve nothing that is hidden, or beside the project', async () => {
    for (const base of [demo.ehrUrl, demo.appUrl]) {
      for (const path of [
        '/__wds-outside-root__/9/etc/passwd',
        '/%5f_wds-outside-root__/9/etc/passwd',
        '/.git/config',
        '/%2egit/config',
        '/demo/../.git/config',
        '/.prettierrc.json',
      ]) {
        assert.equal(await statusOf(base, path), 404, path);
      }
      assert.equal(await statusOf(base, '/%'), 400);
    }
    assert.notEqual(await statusOf(demo.ehrUrl, '/fhir/.well-known/smart-configuration'), 404);
  });
});
