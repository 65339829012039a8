import {SmartMessagingError} from '../protocol/errors.js';
import type {Bundle, Resource} from '../protocol/fhir.js';
import {isRecord} from '../protocol/json.js';
import type {FhirRequests, ScratchpadRequests, UiRequests} from './named-requests.js';

export interface CommandTarget extends HTMLElement {
  commands: string | undefined;
  ui: UiRequests;
  scratchpad: ScratchpadRequests;
  fhir: FhirRequests;
}

/** A button's command as it was when the button was pressed. */
export interface Press {
  name: string;
  data: DOMStringMap;
  /** The message types that buttons might ask then. */
  allowed: readonly string[];
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

/** Carries out a command. Returns what to do about one that is ignored. */
export function runCommand(
  target: CommandTarget,
  {name, data, allowed}: Press,
  onError: (error: SmartMessagingError) => void,
): string | undefined {
  const command = commands.get(name);
  if (!command) return `Use one of: ${[...commands.keys()].join(' ')}.`;
  const {messageType} = command;
  if (messageType !== alwaysAllowed && !allowed.includes(messageType))
    return `If the page's own buttons need it, add ${messageType} to the attribute commands.`;
  try {
    // `smart-response` or `smart-error` report the outcome.
    command.run(target, data).catch(() => undefined);
  } catch (error) {
    onError(error as SmartMessagingError);
  }
  return undefined;
}
