const indent = '  ';
const lineLength = 100;
const voidTags = new Set(['br', 'hr', 'img', 'input', 'link', 'meta']);

/** The HTML of an element's children as it is now, laid out for reading, without what Lit leaves behind. */
export const formatHtml = (root: ParentNode): string =>
  [...root.childNodes].flatMap((node) => formatNode(node, '')).join('\n');

function formatNode(node: Node, margin: string): string[] {
  if (node instanceof Text) {
    const text = collapse(node.data).trim();
    return text ? [margin + escape(text)] : [];
  }
  return node instanceof Element ? formatElement(node, margin) : [];
}

function formatElement(element: Element, margin: string): string[] {
  const tag = element.localName;
  const attributes = [...element.attributes].map(({name, value}) => (value ? `${name}="${quote(value)}"` : name));
  const inline = `<${[tag, ...attributes].join(' ')}>`;
  const fits = margin.length + inline.length <= lineLength && !(tag.includes('-') && attributes.length > 1);
  const open = fits
    ? [margin + inline]
    : [`${margin}<${tag}`, ...attributes.map((attribute) => margin + indent + attribute), `${margin}>`];
  if (voidTags.has(tag)) return open;

  const end = `</${tag}>`;
  const children = [...element.childNodes].flatMap((node) => formatNode(node, margin + indent));
  const last = open.pop() ?? '';
  if (children.length === 0) return [...open, last + end];
  const flat = children.map((line) => line.trim()).join(' ');
  const isPhrase = element.children.length === 0 && fits && last.length + flat.length + end.length <= lineLength;
  return isPhrase ? [...open, last + flat + end] : [...open, last, ...children, margin + end];
}

const collapse = (text: string): string => text.replaceAll(/\s+/g, ' ');
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const quote = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
