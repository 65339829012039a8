// Writes sbom.cdx.json: what an installation of the package brings with it, from the lock file.
import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';

const everything = () =>
  JSON.parse(
    execFileSync('npm', ['sbom', '--package-lock-only', '--sbom-format=cyclonedx'], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: process.platform === 'win32',
    }),
  );

/**
 * A CycloneDX document of the package and its run-time dependencies, direct and indirect. What npm leaves out with
 * `--omit=dev` is too much: a run-time dependency that a development dependency needs as well.
 */
export function sbom() {
  const document = everything();
  const edges = new Map(document.dependencies.map(({ref, dependsOn = []}) => [ref, dependsOn]));
  const root = document.metadata.component['bom-ref'];
  const direct = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).dependencies);
  const kept = new Set();
  const keep = (ref) => {
    if (kept.has(ref)) return;
    kept.add(ref);
    edges.get(ref)?.forEach(keep);
  };
  const first = (edges.get(root) ?? []).filter((ref) => direct.some((name) => ref.startsWith(`${name}@`)));
  first.forEach(keep);
  return {
    ...document,
    components: document.components.filter((component) => kept.has(component['bom-ref'])),
    dependencies: [{ref: root, dependsOn: first}, ...document.dependencies.filter(({ref}) => kept.has(ref))],
  };
}

if (process.argv[1] === import.meta.filename) writeFileSync('sbom.cdx.json', `${JSON.stringify(sbom(), null, 2)}\n`);
