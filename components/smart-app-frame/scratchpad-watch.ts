import {SmartScratchpadChangeEvent} from '../element/events.js';
import type {Scratchpad, ScratchpadChangeEvent} from '../scratchpad/scratchpad.js';

/** Tells of the changes of one scratchpad at a time as events of an element. */
export class ScratchpadWatch {
  readonly #host: EventTarget;
  #scratchpad: Scratchpad | undefined;

  constructor(host: EventTarget) {
    this.#host = host;
  }

  watch(scratchpad: Scratchpad | undefined): void {
    if (scratchpad === this.#scratchpad) return;
    this.#scratchpad?.removeEventListener('change', this.#tell);
    this.#scratchpad = scratchpad;
    scratchpad?.addEventListener('change', this.#tell);
  }

  readonly #tell = ({detail}: ScratchpadChangeEvent): void => {
    this.#host.dispatchEvent(new SmartScratchpadChangeEvent(detail));
  };
}
