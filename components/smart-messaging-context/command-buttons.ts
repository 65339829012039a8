import {SmartMessagingError} from '../protocol/errors.js';
import type {CommandTarget, Press} from './commands.js';

/** Carries out the commands of buttons that point to an element with `commandfor`, in every browser. */
export class CommandButtons {
  readonly #target: CommandTarget;
  readonly #onError: (error: SmartMessagingError) => void;
  readonly #warned = new Set<string>();
  #root: Node | undefined;

  constructor(target: CommandTarget, onError: (error: SmartMessagingError) => void) {
    this.#target = target;
    this.#onError = onError;
    target.addEventListener('command', (event) => {
      const {command, source} = event as Event & {command: string; source: HTMLElement | null};
      if (!event.defaultPrevented) this.#run(command, source?.dataset ?? {});
    });
  }

  connect(): void {
    if ('commandForElement' in HTMLButtonElement.prototype) return;
    this.#root = this.#target.getRootNode();
    this.#root.addEventListener('click', this.#onClick);
  }

  disconnect(): void {
    this.#root?.removeEventListener('click', this.#onClick);
    this.#root = undefined;
  }

  /** Where the browser does not know `commandfor` yet. */
  readonly #onClick = (event: Event): void => {
    const clicked = event.composedPath()[0];
    const button =
      clicked instanceof Element ? clicked.closest<HTMLButtonElement>('button[commandfor][command]') : null;
    if (event.defaultPrevented || !button || button.disabled || button.getAttribute('commandfor') !== this.#target.id)
      return;
    event.preventDefault();
    this.#run(button.getAttribute('command') ?? '', button.dataset);
  };

  #run(name: string, data: DOMStringMap): void {
    if (!name.startsWith('--')) return; // the browser's own
    const press = {name, data: Object.assign({}, data), allowed: [this.#target.commands].join().split(/[\s,]+/)};
    if (loaded) this.#carryOut(loaded, press);
    else
      loadCommands().then(
        (commands) => this.#carryOut(commands, press),
        (cause: unknown) => this.#onError(new SmartMessagingError('unavailable', notLoaded, {cause})),
      );
  }

  #carryOut({runCommand}: Commands, press: Press): void {
    const problem = runCommand(this.#target, press, this.#onError);
    if (!problem || this.#warned.has(press.name)) return;
    this.#warned.add(press.name);
    console.warn(`<${this.#target.localName}> ignores the command ${press.name} of a button. ${problem}`);
  }
}

type Commands = typeof import('./commands.js');

const notLoaded = 'The command could not be loaded. Try again.';

let loaded: Commands | undefined;

/** Only pages with such buttons need them. */
export const loadCommands = async (): Promise<Commands> => (loaded = await import('./commands.js'));
