import {conditions, formatNumber, withUnit} from './format.mjs';

const width = 820;
const margin = 24;
const labelWidth = 212;
const valueWidth = 180;
const barHeight = 16;
const step = 23;
const panelHead = 34;

const panels = [
  {row: 'round-trip', title: 'Round trip'},
  {row: 'throughput', title: 'Throughput, 2,000 requests in flight'},
  {row: 'large-response', title: 'Response of 1 MB'},
];

// The mixed pairs speak over window.postMessage by design: they stand in the tables.
const shown = ['kit', 'raw-window', 'raw-port', 'penpal', 'comlink', 'post-robot'];

const style = `
    text { font-family: system-ui, sans-serif; font-size: 13px; fill: #1f2328; }
    .title { font-size: 17px; font-weight: 600; }
    .panel { font-size: 14px; font-weight: 600; }
    .small { font-size: 11.5px; fill: #59636e; }
    .kit { font-weight: 700; }
    .background { fill: #ffffff; stroke: #d1d9e0; }
    .bar { fill: #a3adb8; }
    .bar.kit { fill: #0a6cd6; }
    .one { stroke: #59636e; stroke-dasharray: 3 3; }
    @media (prefers-color-scheme: dark) {
      text { fill: #f0f6fc; }
      .small { fill: #9198a1; }
      .background { fill: #0d1117; stroke: #3d444d; }
      .bar { fill: #59636e; }
      .bar.kit { fill: #4493f8; }
      .one { stroke: #9198a1; }
    }`;

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** How many times as fast as `window.postMessage`: for times the other way round than their ratio. */
const speed = ({toWindow}, better) => (better === 'lower' ? 1 / toWindow.median : toWindow.median);

/** A chart of how fast the contenders are, as SVG; needs results of at least one panel's row with `raw-window`. */
export function chart(results) {
  const drawn = panels.flatMap(({row, title}) => {
    const {contenders, unit, better} = results.measures[row] ?? {contenders: {}};
    const bars = shown
      .filter((id) => contenders[id]?.toWindow)
      .map((id) => ({id, speed: speed(contenders[id], better), value: withUnit(contenders[id].median, unit)}));
    return bars.length > 0 ? [{title, bars}] : [];
  });
  const fastest = Math.max(1, ...drawn.flatMap(({bars}) => bars.map((bar) => bar.speed)));
  const left = margin + labelWidth;
  const scale = (width - margin - valueWidth - left) / fastest;

  let y = margin + 46;
  const parts = drawn.map(({title, bars}) => {
    const top = y + panelHead;
    y = top + bars.length * step + 6;
    return drawPanel({title, bars, top, left, scale, nameOf: (id) => results.contenders[id].name});
  });
  const height = y + 46;
  const summary = drawn
    .flatMap(({title, bars}) => bars.map(({id, speed: times, value}) => ({title, id, times, value})))
    .filter(({id}) => id === 'kit')
    .map(({title, times, value}) => `${title}: ${formatNumber(times)} times as fast, ${value}.`)
    .join(' ');

  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">
  <title id="title">How fast an app gets its answers from the EHR page</title>
  <desc id="description">This kit compared with window.postMessage written by hand. ${escape(summary)}</desc>
  <style>${style}
  </style>
  <rect class="background" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>
  <text class="title" x="${margin}" y="${margin + 12}">How fast an app gets its answers from the EHR page</text>
  <text class="small" x="${margin}" y="${margin + 32}">Longer is faster. The dashed line is window.postMessage written by hand: 1×.</text>
${parts.join('\n')}
  <text class="small" x="${margin}" y="${height - 20}">${escape(conditions(results))}</text>
</svg>
`;
}

function drawPanel({title, bars, top, left, scale, nameOf}) {
  const bottom = top + bars.length * step;
  const one = left + scale;
  const lines = bars.map(({id, speed: times, value}, index) => {
    const y = top + index * step;
    const length = (times * scale).toFixed(1);
    const marked = id === 'kit' ? ' kit' : '';
    const text = y + barHeight - 3;
    return `    <rect class="bar${marked}" x="${left}" y="${y}" width="${length}" height="${barHeight}" rx="2"/>
    <text class="name${marked}" x="${left - 8}" y="${text}" text-anchor="end">${escape(nameOf(id))}</text>
    <text class="value${marked}" x="${left + Math.max(Number(length), scale) + 8}" y="${text}">${formatNumber(times)}× · ${value}</text>`;
  });
  return `  <g>
    <text class="panel" x="${margin}" y="${top - 12}">${escape(title)}</text>
${lines.join('\n')}
    <line class="one" x1="${one}" x2="${one}" y1="${top - 4}" y2="${bottom}"/>
  </g>`;
}
