// How many lines it takes to speak SMART Web Messaging by hand and with the tags.
import {readFileSync} from 'node:fs';

/** The guides that compare, with their charts, and with what is compared: a name, a folder. */
export const comparisons = {
  'replace-your-postmessage-code': {
    chart: 'pictures/lines.svg',
    sides: [
      ['the EHR’s page', 'ehr'],
      ['the app’s page', 'app'],
    ],
  },
  'replace-your-sdc-host': {chart: 'pictures/sdc-lines.svg', sides: [['the host’s page', 'ehr']]},
};

/** Lines that are neither empty nor comments. */
export const countLines = (text) =>
  text
    .replaceAll(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '')
    .split('\n')
    .filter((line) => line.trim() !== '').length;

/** Of a page and its script. */
const linesOf = (page) =>
  ['html', 'js']
    .map((type) => countLines(readFileSync(`demo/guides/${page}.${type}`, 'utf8')))
    .reduce((sum, count) => sum + count);

/** What a guide compares: a name, the lines by hand, the lines with the tag. */
export const counts = (guide) =>
  comparisons[guide].sides.map(([name, side]) => [
    name,
    linesOf(`${guide}/${side}/by-hand`),
    linesOf(`${guide}/${side}/with-tag`),
  ]);

export function linesTable(guide) {
  const rows = counts(guide).map(([name, byHand, withTag]) => `| ${name} | ${byHand} lines | ${withTag} lines |`);
  const words = counts(guide).map(
    ([name, byHand, withTag]) => `${name}: ${byHand} lines by hand, ${withTag} with the tag`,
  );
  return [
    `![Bars: ${words.join('; ')}](${comparisons[guide].chart})`,
    '',
    '|  | by hand | with the tag |',
    '| --- | --: | --: |',
    ...rows,
  ].join('\n');
}

const [left, top, row, scale] = [150, 24, 70, 1.6];

export function linesChart(guide) {
  const bar = (y, lines, way, color) =>
    `<rect x="${left}" y="${y}" width="${(lines * scale).toFixed(1)}" height="22" fill="${color}"/>` +
    `<text x="${(left + lines * scale + 8).toFixed(1)}" y="${y + 16}">${lines} ${way}</text>`;
  const groups = counts(guide).map(([name, byHand, withTag], index) => {
    const y = top + index * row;
    return [
      `<text x="${left - 12}" y="${y + 28}" text-anchor="end" font-weight="600">${name}</text>`,
      bar(y, byHand, 'lines by hand', '#9a5b00'),
      bar(y + 24, withTag, 'with the tag', '#1d4f91'),
    ].join('\n  ');
  });
  const height = top + groups.length * row;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 740 ${height}" width="740" height="${height}" font-family="system-ui, sans-serif" font-size="14" fill="#222222">
  <rect width="740" height="${height}" rx="8" fill="#ffffff"/>
  ${groups.join('\n  ')}
</svg>
`;
}
