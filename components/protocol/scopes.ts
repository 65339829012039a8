/**
 * Whether granted scopes, separated by spaces as in a token response, allow a message type (protocol section 6):
 * `messaging/ui` or `messaging/ui.*` the whole group, `messaging/ui.done` that type alone, `messaging/*` everything.
 * Nothing granted leaves `status.*`.
 */
export function scopeAllows(scope: string, messageType: string): boolean {
  if (messageType.startsWith('status.')) return true;
  const group = messageType.split('.', 1)[0] ?? messageType;
  return scope
    .split(/\s+/)
    .some((granted) =>
      [`messaging/${messageType}`, `messaging/${group}`, `messaging/${group}.*`, 'messaging/*'].includes(granted),
    );
}
