// The guides' generated parts: listings of what exists as files, too, in demo/guides/<the guide's name>/ or
// demo/guides/shared/, how many lines hand-written code has beside the tags, and rows of the threat model.
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {format, resolveConfig} from 'prettier';
import {comparisons, linesChart, linesTable} from './lines.mjs';
import {rowOf} from './threat-model.mjs';

const root = 'demo/guides';

const listing = /^(\*\*`([^`]+)`\*\*\n\n```(\w+)\n)([^]*?)(^```$)/gm;

/** A guide with its listings as the files are now. */
function withListings(text, name) {
  const sourceOf = (file) =>
    [name, 'shared'].map((folder) => `${root}/${folder}/${file}`).find((path) => existsSync(path));
  return text.replaceAll(listing, (all, begin, file, language, _, end) => {
    const source = language === 'diff' ? undefined : sourceOf(file);
    return source ? begin + readFileSync(source, 'utf8') + end : all;
  });
}

const withLines = (text, name) =>
  text.replace(/(<!-- begin lines -->\n)[^]*?(<!-- end lines -->)/, (_, begin, end) => {
    return `${begin}\n${linesTable(name)}\n\n${end}`;
  });

/** After a comment that names an attack: the row of the threat model, with its tests. */
const withRows = (text) =>
  text.replaceAll(/(<!-- row: (.+) -->\n)(?:\n> .*\n)?/g, (_, begin, attack) => `${begin}\n> ${rowOf(attack)}\n`);

/** Each generated file of the guides, with its text as it should be. */
export async function guides() {
  const names = readdirSync(root).filter((file) => file.endsWith('.md'));
  const texts = names.map(async (file) => {
    const filepath = `${root}/${file}`;
    const name = file.replace(/\.md$/, '');
    const text = withRows(withLines(withListings(readFileSync(filepath, 'utf8'), name), name));
    return [filepath, await format(text, {...(await resolveConfig(filepath)), filepath})];
  });
  const charts = Object.entries(comparisons).map(([name, {chart}]) => [`${root}/${chart}`, linesChart(name)]);
  return [...(await Promise.all(texts)), ...charts];
}
