import type {Narrative} from 'fhir/r4.js';

const allowed = new Set(
  'a b blockquote br code dd div dl dt em h1 h2 h3 h4 h5 h6 hr i li ol p pre span strong sub sup table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
const headings = /^h[1-6]$/;

/**
 * A resource's narrative as nodes that are safe to show. The XHTML is parsed into a document that runs nothing, and an
 * allow-list of elements is copied from it without any attribute: no styles, links, scripts or ids come along.
 */
export function narrativeNodes(text: Narrative | undefined): DocumentFragment {
  const fragment = document.createDocumentFragment();
  if (!text?.div) return fragment;
  const parsed = new DOMParser().parseFromString(trusted(text.div), 'application/xhtml+xml');
  if (parsed.querySelector('parsererror')) {
    fragment.append('This narrative cannot be shown: it is not well-formed XHTML.');
    return fragment;
  }
  fragment.append(...copyChildren(parsed.documentElement));
  return fragment;
}

const copyChildren = (element: Element): Node[] => [...element.childNodes].flatMap(copy);

function copy(node: Node): Node[] {
  if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.nodeValue ?? '')];
  if (!(node instanceof Element)) return [];
  const name = node.localName.toLowerCase();
  if (name === 'script' || name === 'style') return [];
  const children = copyChildren(node);
  if (!allowed.has(name)) return children;
  // A narrative's headings would break the outline of the page that it is shown in, and its links lead nowhere here.
  const element = document.createElement(headings.test(name) ? 'strong' : name === 'a' ? 'span' : name);
  element.append(...children);
  return [element];
}

interface Policy {
  createHTML(input: string): string;
}

declare global {
  interface Window {
    trustedTypes?: {createPolicy(name: string, rules: Policy): Policy};
  }
}

// Parsing is harmless: the parsed document is inert, and only the allow-list leaves it.
const policy = window.trustedTypes?.createPolicy('fhir-narrative', {createHTML: (input) => input});

const trusted = (xhtml: string): string => policy?.createHTML(xhtml) ?? xhtml;
