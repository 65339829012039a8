import {SmartScratchpadChangeEvent} from '../element/events.js';
import type {Scratchpad, ScratchpadChangeEvent} from '../scratchpad/scratchpad.js';

/** Tells of the changes of one scratchpad at a time as events of an element. */
export class ScratchpadWatch {
  readonly #emit: (event: Event) => void;
  #scratchpad: Scratchpad | undefined;

  constructor(emit: (event: Event) => void) {
    this.#emit = emit;
  }

  watch(scratchpad: Scratchpad | undefined): void {
    if (scratchpad === this.#scratchpad) return;
    this.#scratchpad?.removeEventListener('change', this.#tell);
    this.#scratchpad = scratchpad;
    scratchpad?.addEventListener('change', this.#tell);
  }

  readonly #tell = ({detail}: ScratchpadChangeEvent): void => {
    this.#emit(new SmartScratchpadChangeEvent(detail));
  };
}
