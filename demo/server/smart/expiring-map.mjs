/** A map that forgets each entry `lifetime` milliseconds after it was set. */
export class ExpiringMap {
  #entries = new Map();
  #lifetime;
  #now;

  constructor(lifetime, now = Date.now) {
    this.#lifetime = lifetime;
    this.#now = now;
  }

  set(key, value) {
    this.#forget();
    this.#entries.delete(key);
    this.#entries.set(key, {value, until: this.#now() + this.#lifetime});
  }

  get(key) {
    const entry = this.#entries.get(key);
    return entry && this.#now() < entry.until ? entry.value : undefined;
  }

  delete(key) {
    this.#entries.delete(key);
  }

  *values() {
    for (const {value, until} of this.#entries.values()) if (this.#now() < until) yield value;
  }

  // All live equally long, so the oldest come first.
  #forget() {
    for (const [key, {until}] of this.#entries) {
      if (this.#now() < until) return;
      this.#entries.delete(key);
    }
  }
}
