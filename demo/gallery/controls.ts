import {fieldsOf, type ManifestElement, type ManifestMember} from './manifest.js';

export interface Control {
  /** The attribute's name, or the property's where there is no attribute; also the key in the address. */
  name: string;
  property: string;
  attribute: string | undefined;
  description: string;
  kind: 'text' | 'number' | 'checkbox' | 'select';
  /** Of a select. */
  options: string[];
}

/** Values as the address has them; what is not in there is as the story has it. */
export type ControlValues = Readonly<Record<string, string>>;

/** A control for each of the named attributes and properties that a form can show. */
export function controlsFor(element: ManifestElement, live: string[]): Control[] {
  const fields = fieldsOf(element);
  return live.flatMap((name) => {
    const field = fields.find((candidate) => (candidate.attribute ?? candidate.name) === name);
    const control = field && toControl(field, name);
    return control ? [control] : [];
  });
}

function toControl(field: ManifestMember, name: string): Control | undefined {
  const type = (field.parsedType ?? field.type)?.text ?? '';
  const options = [...type.matchAll(/'([^']*)'/g)].map((match) => match[1] ?? '').filter(Boolean);
  const kind = kindOf(type, options, field.default ?? '');
  if (!kind || field.readonly) return undefined;
  const {attribute, description = ''} = field;
  return {name, property: field.name, attribute, description, kind, options};
}

function kindOf(type: string, options: string[], initial: string): Control['kind'] | undefined {
  if (options.length > 0) return 'select';
  if (/\bboolean\b/.test(type)) return 'checkbox';
  if (/\bnumber\b/.test(type) || /^(Infinity|[\d_]+)$/.test(initial)) return 'number';
  return /\bstring\b/.test(type) ? 'text' : undefined;
}

type Properties = Record<string, string | number | boolean | undefined>;

/** What the element has now: the empty text for an attribute that is not there. */
export function readValue(target: Element, {attribute, property, kind}: Control): string {
  if (attribute === undefined) return String((target as unknown as Properties)[property] ?? '');
  if (kind === 'checkbox') return String(target.hasAttribute(attribute));
  return target.getAttribute(attribute) ?? '';
}

/** Sets the attribute, so that the markup tells; the empty text takes it away, and the element's default holds. */
export function writeValue(target: Element, control: Control, value: string): void {
  if (readValue(target, control) === value) return;
  const {attribute, property, kind} = control;
  if (attribute === undefined) {
    const typed = kind === 'checkbox' ? value === 'true' : kind === 'number' ? Number(value) : value;
    (target as unknown as Properties)[property] = typed;
  } else if (kind === 'checkbox') target.toggleAttribute(attribute, value === 'true');
  else if (value === '') target.removeAttribute(attribute);
  else target.setAttribute(attribute, value);
}
