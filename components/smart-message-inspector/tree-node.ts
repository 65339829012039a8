import type {JsonValue} from '../transcript/copy-message.js';
import type {Texts} from './texts.js';

/** One line of the tree. */
export interface TreeNode {
  /** Empty where a value stands alone. */
  label: string;
  value: JsonValue;
  /** From 1. */
  level: number;
  /** Among its siblings, from 1. */
  position: number;
  isWholeText?: boolean;
  item?: HTMLElement;
}

/** A longer text is shown as a whole on demand. */
const longText = 200;

export const isBranch = ({value, isWholeText}: TreeNode): boolean => {
  if (typeof value === 'string') return !isWholeText && (value.length > longText || value.includes('\n'));
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
};

export function children({value, level}: TreeNode): TreeNode[] {
  if (typeof value === 'string') return [{label: '', value, level: level + 1, position: 1, isWholeText: true}];
  return Object.entries(value ?? {}).map(([label, part]: [string, JsonValue], index) => ({
    label,
    value: part,
    level: level + 1,
    position: index + 1,
  }));
}

/** What is shown of a value on its own line, and what kind it is of. */
export function preview({value, isWholeText}: TreeNode, texts: Texts): {kind: string; text: string} {
  if (value === null) return {kind: 'word', text: 'null'};
  if (typeof value === 'string') return {kind: 'text', text: isWholeText ? value : shortened(value)};
  if (Array.isArray(value))
    return {
      kind: 'summary',
      text: value.length === 0 ? '[]' : texts.counted(value.length, '{n} element', '{n} elements'),
    };
  if (typeof value === 'object') return {kind: 'summary', text: summary(value, texts)};
  return {kind: typeof value === 'number' ? 'number' : 'word', text: String(value)};
}

const shortened = (text: string): string => {
  const [line = ''] = text.slice(0, longText).split('\n');
  return JSON.stringify(line).slice(0, -1) + (line.length < text.length ? '…' : '"');
};

/** Names what FHIR names it, and what distinguishes it from those beside it. */
function summary(value: Record<string, JsonValue>, texts: Texts): string {
  const size = Object.keys(value).length;
  if (size === 0) return '{}';
  const {resourceType} = value;
  const properties = texts.counted(size, '{n} property', '{n} properties');
  return typeof resourceType === 'string' ? `${resourceType.slice(0, 64)}, ${properties}` : properties;
}
