/** How far a row of rectangles is from squares: the worst ratio of its sides, with `length` to share and a value's area. */
function worst(values, length) {
  const sum = values.reduce((all, value) => all + value, 0);
  const depth = sum / length;
  return Math.max(...values.map((value) => Math.max(depth ** 2 / value, value / depth ** 2)));
}

/**
 * A rectangle divided among items by `bytes`, most first: near squares, each row along the shorter side of what is left. Returns the
 * items, each with `x`, `y`, `width` and `height`.
 */
export function squarify(items, area) {
  const total = items.reduce((sum, {bytes}) => sum + bytes, 0);
  const scale = (area.width * area.height) / total;
  const waiting = items.map((item) => ({item, size: item.bytes * scale}));
  const placed = [];
  let {x, y, width, height} = area;
  while (waiting.length > 0) {
    const length = Math.min(width, height);
    let count = 1;
    const sizes = (until) => waiting.slice(0, until).map(({size}) => size);
    while (count < waiting.length && worst(sizes(count + 1), length) <= worst(sizes(count), length)) count++;
    const row = waiting.splice(0, count);
    const depth = row.reduce((sum, {size}) => sum + size, 0) / length;
    let along = 0;
    for (const {item, size} of row) {
      const extent = size / depth;
      placed.push(
        width >= height
          ? {...item, x, y: y + along, width: depth, height: extent}
          : {...item, x: x + along, y, width: extent, height: depth},
      );
      along += extent;
    }
    if (width >= height) [x, width] = [x + depth, width - depth];
    else [y, height] = [y + depth, height - depth];
  }
  return placed;
}

/** `dist/channel/` of `dist/channel/wire.js`, `lit-html` of `lit-html/static.js`. */
const folderOf = (module) =>
  module.startsWith('dist/') ? module.slice(0, module.lastIndexOf('/') + 1) : /^(@[^/]+\/)?[^/]+/.exec(module)[0];

function byFolder(modules) {
  const folders = new Map();
  for (const each of modules) {
    const folder = folderOf(each.module);
    folders.set(folder, [...(folders.get(folder) ?? []), each]);
  }
  return [...folders]
    .map(([folder, list]) => ({folder, modules: list, bytes: list.reduce((sum, {bytes}) => sum + bytes, 0)}))
    .sort((one, other) => other.bytes - one.bytes);
}

const escape = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const size = {width: 1100, height: 460};
const round = (number) => Number(number.toFixed(1));

function drawModule({module, bytes, x, y, width, height}, hue, total) {
  const label = module.split('/').at(-1);
  const fits = width > label.length * 6.2 + 8 && height > 16;
  const text = fits ? `<text x="${round(x + 5)}" y="${round(y + 14)}">${escape(label)}</text>` : '';
  const share = ((100 * bytes) / total).toFixed(1);
  return `<g><title>${escape(module)}: ${bytes} bytes, ${share} %</title><rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="hsl(${hue} 55% var(--lightness))"/>${text}</g>`;
}

function drawEntry({name, bytes, gzipped, modules}) {
  const folders = squarify(byFolder(modules), {x: 0, y: 0, ...size});
  const shapes = folders.flatMap((folder, index) =>
    squarify(folder.modules, folder).map((module) => drawModule(module, (index * 47) % 360, bytes)),
  );
  const frames = folders.map(
    ({x, y, width, height}) =>
      `<rect class="folder" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"/>`,
  );
  return `<h2>${escape(name)}</h2>
<p>${bytes} bytes minified, ${gzipped} gzipped</p>
<svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${escape(name)}: bytes by module">
${[...shapes, ...frames].join('\n')}
</svg>`;
}

/** A page with a treemap for each entry; the areas are minified bytes, colours are folders. */
export const treemapPage = (entries) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>What the entries are made of</title>
<style>
  :root { color-scheme: light dark; --lightness: 82%; font-family: system-ui, sans-serif; }
  @media (prefers-color-scheme: dark) { :root { --lightness: 28%; } }
  body { max-width: ${size.width}px; margin: 2rem auto; padding: 0 1rem; }
  svg { width: 100%; height: auto; }
  text { font-size: 11px; fill: CanvasText; }
  rect { stroke: Canvas; }
  .folder { fill: none; stroke: CanvasText; stroke-width: 1.5; }
</style>
<h1>What the entries are made of</h1>
<p>Areas are minified bytes. Modules of one folder stand together in one colour. Point at an area for its module.</p>
${entries.map(drawEntry).join('\n')}
</html>
`;
