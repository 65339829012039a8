import {catalogedTypes} from '../protocol/catalog.js';

/**
 * The first word, which names the scope, has no capitals: else `statusBoard.publish` and `status.boardPublish` were the
 * same event, and the scope of one would open the other.
 */
const eventWorthy = /^[a-z][a-z0-9]*(\.[a-z][a-zA-Z0-9]*)+$/;

const toEventName = (messageType: string): string =>
  `smart-${messageType.replaceAll('.', '-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** The one message type that may become an event of that name; for the facts there is none. */
const ownerOfName = new Map<string, string | undefined>([
  ['smart-state-change', undefined],
  ['smart-scratchpad-change', undefined],
  ...catalogedTypes.map((type): [string, string] => [toEventName(type), type]),
]);

/**
 * The event that a request of this type becomes: `ui.launchActivity` → `smart-ui-launch-activity`. `undefined` for types
 * that are only to be had as `smart-request`: those that are not lower-camel-case words joined by dots, and those
 * whose name is another's, so that no message can pass for a fact or for a catalogued request.
 */
export function requestEventName(messageType: string): string | undefined {
  if (messageType !== latest.messageType) latest = {messageType, name: findEventName(messageType)};
  return latest.name;
}

/** An app that is busy asks the same thing again and again. */
let latest: {messageType?: string; name?: string | undefined} = {};

function findEventName(messageType: string): string | undefined {
  if (!eventWorthy.test(messageType)) return undefined;
  const name = toEventName(messageType);
  return !ownerOfName.has(name) || ownerOfName.get(name) === messageType ? name : undefined;
}
