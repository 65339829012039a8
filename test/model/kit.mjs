// The kit's channel as it is, or with one defect, for a page with stand-ins instead of the browser's own.
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {sourceOf} from '../mutants/mutate.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** `mutant` is one of the list's, or `undefined`. Returns a function that makes a copy of the kit for a page. */
export async function bundle(mutant) {
  const plugin = {
    name: 'mutant',
    setup({onLoad}) {
      if (!mutant) return;
      const escaped = mutant.file.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&').replaceAll('\\/', '[/\\\\]');
      onLoad({filter: new RegExp(`components[/\\\\]${escaped}$`)}, () => ({contents: sourceOf(mutant), loader: 'ts'}));
    },
  };
  const {outputFiles} = await build({
    absWorkingDir: root,
    entryPoints: ['components/channel/index.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'kit',
    target: 'es2022',
    plugins: [plugin],
  });
  const [{text}] = outputFiles;
  return (globals) => new Function(...Object.keys(globals), `${text}\nreturn kit;`)(...Object.values(globals));
}
