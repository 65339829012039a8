import {readFileSync} from 'node:fs';

/**
 * A guide, section by section, as somebody reads it who does what it says. What a fenced block is for, the reader sees:
 *
 * - `sh`: commands, one a line
 * - a bold file name right above: that file; with `diff`, a change of it
 * - _To read:_ right above: nothing to do
 */
export function readGuide(name) {
  const text = readFileSync(`demo/guides/${name}.md`, 'utf8');
  const [introduction, ...parts] = text.split(/^## /m);
  const sections = parts.map((part) => {
    return sectionOf(part.slice(0, part.indexOf('\n')), part);
  });
  return {text, sections: [sectionOf('', introduction), ...sections]};
}

const sectionOf = (title, content) => ({title, content, blocks: blocksOf(content), prose: proseOf(content)});

const fenced = /^```(\w*)\n([^]*?)^```$/gm;

function blocksOf(section) {
  return [...section.matchAll(fenced)].map(({index, 1: language, 2: content}) => {
    const label = section.slice(0, index).trimEnd().split('\n').at(-1).trim();
    const file = /^\*\*`([^`]+)`\*\*$/.exec(label)?.[1];
    return {kind: kindOf(language, label, file), language, file, content};
  });
}

function kindOf(language, label, file) {
  if (label === '_To read:_') return 'reading';
  if (file) return language === 'diff' ? 'change' : 'file';
  return language === 'sh' ? 'commands' : 'unknown';
}

/** Without line breaks and marks, so that what a page shows can be found in it. */
const proseOf = (section) => section.replaceAll(fenced, '').replaceAll(/\s+/g, ' ');

/** A file after a change: lines with a minus or a space stand in it, one after the other, and only once. */
export function change(content, diff) {
  const lines = diff.replace(/\n$/, '').split('\n');
  const side = (other) =>
    lines
      .filter((line) => !line.startsWith(other))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  const [before, after] = [side('+'), side('-')];
  const found = content.split(before).length - 1;
  if (found !== 1) throw new Error(`These lines stand ${found} times in the file, not once:\n${before}`);
  return content.replace(before, () => after);
}
