/** Registers an element once; without custom elements (in Node, say) there is nothing to register. */
export function register(tag: string, element: CustomElementConstructor): void {
  const registry = (globalThis as {customElements?: CustomElementRegistry}).customElements;
  if (registry && !registry.get(tag)) registry.define(tag, element);
}
