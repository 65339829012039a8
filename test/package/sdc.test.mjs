import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import {gzipSync} from 'node:zlib';
import {build} from 'esbuild';

/** Loaded when they are needed. */
const later = ['canonical', 'failures', 'late-answers', 'scope-check'];

async function gzipped(contents) {
  const {outputFiles} = await build({
    stdin: {contents, resolveDir: process.cwd()},
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    external: later.map((name) => `./${name}.js`),
    legalComments: 'none',
  });
  return gzipSync(outputFiles[0].contents, {level: 9}).length;
}

const frame = "import './dist/smart-app-frame/define.js';";
const context = "import './dist/smart-messaging-context/define.js';";
const use = (names) => `import {${names}} from './dist/sdc/index.js'; globalThis.sdc = [${names}];`;

describe('the entry for forms', () => {
  for (const [who, element, names, limit] of [
    ['a host', frame, 'SdcHost', 4250],
    ['a renderer', context, 'SdcRenderer', 3250],
    ['a page that is both', frame + context, 'SdcHost, SdcRenderer', 5650],
  ]) {
    it(`costs ${who} no more than ${limit} bytes beyond its element, minified and gzipped`, async () => {
      const cost = (await gzipped(element + use(names))) - (await gzipped(element));
      assert.ok(cost <= limit, `${cost} bytes`);
      assert.ok(cost > limit - 400, `${cost} bytes: lower the limit`);
    });
  }

  it('is in no other entry', async () => {
    for (const entry of ['index', 'bundle', 'define', 'channel/index', 'testing/index']) {
      const {metafile} = await build({
        entryPoints: [`dist/${entry}.js`],
        bundle: true,
        format: 'esm',
        write: false,
        metafile: true,
      });
      assert.deepEqual(
        Object.keys(metafile.inputs).filter((file) => file.includes('dist/sdc/')),
        [],
        entry,
      );
    }
  });

  it('has types for the catalogue of messages only where it is imported', () => {
    assert.match(readFileSync('dist/sdc/messages.d.ts', 'utf8'), /declare module '\.\.\/protocol\/catalog\.js'/);
    assert.doesNotMatch(readFileSync('dist/index.d.ts', 'utf8'), /sdc/);
  });
});
