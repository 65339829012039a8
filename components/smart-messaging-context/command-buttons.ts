import {SmartMessagingError} from '../protocol/errors.js';
import {isRecord} from '../protocol/json.js';
import type {Bundle, Resource} from '../protocol/fhir.js';
import type {FhirRequests, ScratchpadRequests, UiRequests} from './named-requests.js';

export interface CommandTarget extends HTMLElement {
  commands: string | undefined;
  ui: UiRequests;
  scratchpad: ScratchpadRequests;
  fhir: FhirRequests;
}

interface Command {
  messageType: string;
  run: (target: CommandTarget, data: DOMStringMap) => Promise<unknown>;
}

/** Sanitised HTML of others may hold buttons with commands: only this one cannot harm. */
const alwaysAllowed = 'ui.done';

const commands = new Map(
  Object.entries<Command>({
    '--ui-done': {messageType: alwaysAllowed, run: (target) => target.ui.done()},
    '--ui-launch-activity': {
      messageType: 'ui.launchActivity',
      run: (target, {activityType = '', activityParameters}) =>
        target.ui.launchActivity(activityType, parse(activityParameters, 'data-activity-parameters')),
    },
    '--scratchpad-create': {
      messageType: 'scratchpad.create',
      run: (target, {resource}) => target.scratchpad.create(parse(resource, 'data-resource') as Resource),
    },
    '--scratchpad-update': {
      messageType: 'scratchpad.update',
      run: (target, {resource}) => target.scratchpad.update(parse(resource, 'data-resource') as Resource),
    },
    '--scratchpad-read': {
      messageType: 'scratchpad.read',
      run: ({scratchpad}, {location}) => (location === undefined ? scratchpad.read() : scratchpad.read(location)),
    },
    '--scratchpad-delete': {
      messageType: 'scratchpad.delete',
      run: (target, {location = ''}) => target.scratchpad.delete(location),
    },
    '--fhir-http': {
      messageType: 'fhir.http',
      run: (target, {bundle}) => target.fhir.http(parse(bundle, 'data-bundle') as Bundle),
    },
  }),
);

function parse(json: string | undefined, attribute: string): object {
  try {
    const value: unknown = JSON.parse(json ?? '');
    if (isRecord(value)) return value;
  } catch {
    // Not JSON at all and JSON of another kind are the same mistake.
  }
  throw new SmartMessagingError('invalid-request', `The button's ${attribute} must be a JSON object.`);
}

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
      this.#run(command, source?.dataset ?? {});
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
    if (!button || button.disabled || button.getAttribute('commandfor') !== this.#target.id) return;
    event.preventDefault();
    this.#run(button.getAttribute('command') ?? '', button.dataset);
  };

  #run(name: string, data: DOMStringMap): void {
    const command = commands.get(name);
    const problem = command ? this.#refusal(command) : `Use one of: ${[...commands.keys()].join(' ')}.`;
    if (!command || problem) {
      this.#warn(name, problem);
      return;
    }
    try {
      // `smart-response` or `smart-error` report the outcome.
      command.run(this.#target, data).catch(() => undefined);
    } catch (error) {
      this.#onError(error as SmartMessagingError);
    }
  }

  #refusal({messageType}: Command): string {
    const allowed = [alwaysAllowed, ...(this.#target.commands?.split(/\s+/) ?? [])];
    if (allowed.includes(messageType)) return '';
    return `If the page's own buttons need it, add ${messageType} to the attribute commands.`;
  }

  #warn(name: string, hint: string): void {
    // The names without dashes are the browser's own.
    if (!name.startsWith('--') || this.#warned.has(name)) return;
    this.#warned.add(name);
    console.warn(`<${this.#target.localName}> ignores the command ${name} of a button. ${hint}`);
  }
}
