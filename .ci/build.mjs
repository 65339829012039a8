// Writes dist/: the modules with their types, the style sheet for server-rendered pages, and all of it in one file for a
// <script type="module"> tag.
import {execFileSync} from 'node:child_process';
import {copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {build} from 'esbuild';
import {targets} from './oldest-browsers.mjs';

const require = createRequire(import.meta.url);

rmSync('dist', {recursive: true, force: true});
execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'components'], {stdio: 'inherit'});
compactStyles();
const {stylesheet} = await import('../dist/ssr/styles.js');
writeFileSync('dist/ssr.css', stylesheet);
writeFileSync('dist/ssr.css.d.ts', 'export {};\n'); // for `import '…/ssr.css'`, which bundlers understand
const schema = 'transcript/transcript.schema.json';
copyFileSync(`components/${schema}`, `dist/${schema}`);
await build({
  entryPoints: ['dist/bundle.js'],
  outfile: 'dist/smart-web-messaging-elements.js',
  bundle: true,
  minify: true,
  sourcemap: true,
  format: 'esm',
  target: targets,
  legalComments: 'linked',
});

/** Style sheets without the space that only people need; their lines stay as many, for the source maps. */
function compactStyles() {
  for (const name of readdirSync('dist', {recursive: true}).filter((each) => each.endsWith('.js'))) {
    const code = readFileSync(`dist/${name}`, 'utf8');
    const [template, text] = /css `([^`$]*)`/.exec(code) ?? [];
    if (text === undefined) continue;
    const compact = text
      .replaceAll(/\/\*[^]*?\*\//g, '')
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/ ?([{};]) ?/g, '$1')
      .replaceAll(';}', '}')
      .trim();
    const lines = '\n'.repeat(text.split('\n').length - 1);
    writeFileSync(
      `dist/${name}`,
      code.replace(template, () => `css \`${compact}${lines}\``),
    );
  }
}
