import {SmartMessagingError} from '../protocol/errors.js';
import {isRecord} from '../protocol/json.js';
import type {Bundle, Resource} from '../protocol/fhir.js';
import type {FhirRequests, ScratchpadRequests, UiRequests} from './named-requests.js';

export interface CommandTarget extends HTMLElement {
  ui: UiRequests;
  scratchpad: ScratchpadRequests;
  fhir: FhirRequests;
}

type Command = (target: CommandTarget, data: DOMStringMap) => Promise<unknown>;

const commands = new Map<string, Command>([
  ['--ui-done', (target) => target.ui.done()],
  [
    '--ui-launch-activity',
    (target, {activityType = '', activityParameters}) =>
      target.ui.launchActivity(activityType, parse(activityParameters, 'data-activity-parameters')),
  ],
  [
    '--scratchpad-create',
    (target, {resource}) => target.scratchpad.create(parse(resource, 'data-resource') as Resource),
  ],
  [
    '--scratchpad-update',
    (target, {resource}) => target.scratchpad.update(parse(resource, 'data-resource') as Resource),
  ],
  [
    '--scratchpad-read',
    ({scratchpad}, {location}) => (location === undefined ? scratchpad.read() : scratchpad.read(location)),
  ],
  ['--scratchpad-delete', (target, {location = ''}) => target.scratchpad.delete(location)],
  ['--fhir-http', (target, {bundle}) => target.fhir.http(parse(bundle, 'data-bundle') as Bundle)],
]);

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
    if (!command) return;
    try {
      // The outcome is told by smart-response or smart-error.
      command(this.#target, data).catch(() => undefined);
    } catch (error) {
      this.#onError(error as SmartMessagingError);
    }
  }
}
