// The rows of the threat model in SECURITY.md.
import {readFileSync} from 'node:fs';

/** What is attacked, by whom, how, what stops it, and the tests that show it. */
export const threats = () =>
  readFileSync('SECURITY.md', 'utf8')
    .split('## Threat model')[1]
    .split('\n## ')[0]
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) => {
      const [, asset, attacker, attack, defence, tests] = line.split('|').map((cell) => cell.trim());
      return {asset, attacker, attack, defence, tests: [...tests.matchAll(/`([^`]+)`/g)].map(([, file]) => file)};
    });

/**
 * One row in a line of Markdown, as seen from the guides' folder.
 *
 * @throws {Error} where there is no such row.
 */
export function rowOf(wanted) {
  const row = threats().find(({attack}) => attack === wanted);
  if (!row) throw new Error(`SECURITY.md has no row for: ${wanted}`);
  const tests = row.tests.map((file) => `[\`${file}\`](../../test/${file})`);
  return `[SECURITY.md](../../SECURITY.md#threat-model): ${row.asset} · ${row.attacker} · ${row.attack}. Tests: ${tests.join(', ')}`;
}
