/** What the gallery reads of `custom-elements.json`: the published manifest, not a copy. */
export interface ManifestElement {
  tagName: string;
  description: string;
  attributes?: ManifestAttribute[];
  members?: ManifestMember[];
  events?: ManifestEntry[];
  slots?: ManifestEntry[];
  cssParts?: ManifestEntry[];
  cssStates?: ManifestEntry[];
}

export interface ManifestEntry {
  name: string;
  description?: string;
  type?: {text: string};
}

export interface ManifestAttribute extends ManifestEntry {
  fieldName: string;
}

export interface ManifestMember extends ManifestEntry {
  kind: 'field' | 'method';
  attribute?: string;
  default?: string;
  readonly?: boolean;
  /** The type with its aliases spelt out. */
  parsedType?: {text: string};
  parameters?: Array<{name: string; optional?: boolean}>;
  return?: {type?: {text: string}};
}

interface Manifest {
  modules: Array<{declarations?: Array<ManifestElement | {tagName?: undefined}>}>;
}

/** The elements of the kit, by tag name. */
export async function readManifest(): Promise<Map<string, ManifestElement>> {
  const response = await fetch('/custom-elements.json');
  const {modules} = (await response.json()) as Manifest;
  const elements = modules
    .flatMap(({declarations = []}) => declarations)
    .filter((declaration): declaration is ManifestElement => declaration.tagName !== undefined);
  return new Map(elements.map((element) => [element.tagName, element]));
}

export const fieldsOf = ({members = []}: ManifestElement): ManifestMember[] =>
  members.filter(({kind}) => kind === 'field');

export const methodsOf = ({members = []}: ManifestElement): ManifestMember[] =>
  members.filter(({kind}) => kind === 'method');

/** How a method is called: `request(messageType, payload, options?)`. */
export const signature = ({name, parameters = []}: ManifestMember): string =>
  `${name}(${parameters.map((parameter) => parameter.name + (parameter.optional ? '?' : '')).join(', ')})`;
