import type {JsonValue} from '../transcript/copy-message.js';
import {element, hasModifier} from './dom.js';
import type {Texts} from './texts.js';
import {children, isBranch, preview, type TreeNode} from './tree-node.js';

/** So many are shown at a time. */
const chunk = 100;

/** A name may be as long as its message. */
const longestLabel = 256;

/**
 * Values as a tree to open and close. The items stand one after the other, whatever their level; what is closed is not
 * there at all.
 */
export class PayloadTree {
  readonly element: HTMLElement;
  readonly #texts: Texts;
  readonly #nodes = new WeakMap<Element, TreeNode>();
  readonly #more = new WeakMap<Element, () => void>();
  #roots = 0;
  #current: HTMLElement | undefined;

  constructor(texts: Texts) {
    this.#texts = texts;
    this.element = element('div', {role: 'tree', part: 'tree', 'aria-label': texts.get('Content')});
    this.element.addEventListener('keydown', (event) => this.#press(event));
    this.element.addEventListener('click', (event) => {
      const item = itemOf(event);
      // Whoever has marked some text wants to copy it.
      if (!item || String(getSelection()) !== '') return;
      this.#focus(item);
      this.#activate(item);
    });
    this.element.addEventListener('focusin', (event) => this.#focus(itemOf(event), false));
  }

  clear(): void {
    this.element.replaceChildren();
    this.#roots = 0;
    this.#current = undefined;
  }

  /** Adds values at the end. */
  append(roots: Array<{label: string; value: JsonValue; isOpen: boolean}>): void {
    const before = this.#roots;
    this.#roots += roots.length;
    const nodes = roots.map(({label, value}, index) => ({label, value, level: 1, position: before + index + 1}));
    this.#show(nodes, this.#roots, (items) => this.element.append(...items));
    for (const [index, {isOpen}] of roots.entries()) if (isOpen) this.#openDeep(nodes[index] as TreeNode);
    this.#current ??= this.element.firstElementChild as HTMLElement | undefined;
    if (this.#current) this.#current.tabIndex = 0;
  }

  focus(): void {
    this.#current?.focus();
  }

  #show(nodes: TreeNode[], size: number, insert: (items: HTMLElement[]) => void): void {
    const items = nodes.slice(0, chunk).map((node) => this.#item(node, size));
    const rest = nodes.slice(chunk);
    if (rest[0]) items.push(this.#moreItem(rest, rest[0].level, size));
    insert(items);
  }

  #moreItem(rest: TreeNode[], level: number, size: number): HTMLElement {
    const values = {n: String(Math.min(rest.length, chunk)), total: String(rest.length)};
    const text = this.#texts.get('Show {n} more of {total}', values);
    const more = element('div', {role: 'treeitem', class: 'more', tabindex: '-1', 'aria-level': String(level)}, text);
    more.style.setProperty('--level', String(level));
    this.#more.set(more, () => {
      this.#show(rest, size, (items) => {
        more.after(...items);
        this.#focus(items[0]);
        more.remove();
      });
    });
    return more;
  }

  #item(node: TreeNode, size: number): HTMLElement {
    const {label, level, position} = node;
    const branch = isBranch(node);
    const item = element('div', {
      role: 'treeitem',
      tabindex: '-1',
      'aria-level': String(level),
      'aria-posinset': String(position),
      'aria-setsize': String(size),
      'aria-expanded': branch ? 'false' : undefined,
    });
    if (label) {
      const key = label.length > longestLabel ? `${label.slice(0, longestLabel)}…` : label;
      item.append(element('span', {class: 'key'}, key), ' ');
    }
    const {kind, text} = preview(node, this.#texts);
    item.append(element('span', {class: kind}, text));
    item.style.setProperty('--level', String(level));
    this.#nodes.set(item, node);
    node.item = item;
    return item;
  }

  /** As far as it stays easy to take in: a few levels of a few properties each. */
  #openDeep(node: TreeNode): void {
    if (!node.item || !this.#open(node.item)) return;
    if (node.level > 3) return;
    const inside = following(node.item).map((item) => this.#nodes.get(item));
    for (const child of inside) {
      if (child?.level === node.level + 1 && isSmall(child)) this.#openDeep(child);
    }
  }

  #open(item: HTMLElement): boolean {
    const node = this.#nodes.get(item);
    if (!node || item.getAttribute('aria-expanded') !== 'false') return false;
    item.setAttribute('aria-expanded', 'true');
    const nodes = children(node);
    this.#show(nodes, nodes.length, (items) => item.after(...items));
    return true;
  }

  #close(item: HTMLElement): boolean {
    if (item.getAttribute('aria-expanded') !== 'true') return false;
    item.setAttribute('aria-expanded', 'false');
    for (const inside of following(item)) inside.remove();
    return true;
  }

  #activate(item: HTMLElement): void {
    const more = this.#more.get(item);
    if (more) more();
    else if (!this.#open(item)) this.#close(item);
  }

  #focus(item: HTMLElement | null | undefined, isToMove = true): void {
    if (!item) return;
    if (this.#current) this.#current.tabIndex = -1;
    this.#current = item;
    item.tabIndex = 0;
    if (isToMove) item.focus();
  }

  #press(event: KeyboardEvent): void {
    const item = itemOf(event);
    if (!item || hasModifier(event)) return;
    const handled = this.#handle(event.key, item);
    if (handled) event.preventDefault();
  }

  #handle(key: string, item: HTMLElement): boolean {
    switch (key) {
      case 'ArrowDown':
        this.#focus(item.nextElementSibling as HTMLElement | null);
        return true;
      case 'ArrowUp':
        this.#focus(item.previousElementSibling as HTMLElement | null);
        return true;
      case 'Home':
        this.#focus(this.element.firstElementChild as HTMLElement | null);
        return true;
      case 'End':
        this.#focus(this.element.lastElementChild as HTMLElement | null);
        return true;
      case 'ArrowRight':
        if (!this.#open(item)) this.#focus(following(item)[0]);
        return true;
      case 'ArrowLeft':
        if (!this.#close(item)) this.#focus(parentOf(item));
        return true;
      case 'Enter':
      case ' ':
        this.#activate(item);
        return true;
      case '*':
        for (const sibling of siblingsOf(item)) this.#open(sibling);
        return true;
      default:
        return false;
    }
  }
}

const isSmall = (node: TreeNode): boolean => typeof node.value === 'object' && children(node).length <= 12;

const itemOf = ({target}: Event): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[role=treeitem]') : null;

const levelOf = (item: Element): number => Number(item.getAttribute('aria-level'));

/** The items inside this one: those that follow it, as long as they are deeper. */
function following(item: HTMLElement): HTMLElement[] {
  const inside: HTMLElement[] = [];
  const level = levelOf(item);
  for (let next = item.nextElementSibling; next && levelOf(next) > level; next = next.nextElementSibling) {
    inside.push(next as HTMLElement);
  }
  return inside;
}

function parentOf(item: HTMLElement): HTMLElement | undefined {
  let before = item.previousElementSibling;
  while (before && levelOf(before) >= levelOf(item)) before = before.previousElementSibling;
  return (before as HTMLElement | null) ?? undefined;
}

function siblingsOf(item: HTMLElement): HTMLElement[] {
  const parent = parentOf(item);
  const all = parent ? following(parent) : Array.from(item.parentElement?.children ?? []);
  return all.filter((each): each is HTMLElement => levelOf(each) === levelOf(item));
}
