/** The words of a scope string, each once. */
export const scopeList = (scope) => [...new Set((scope ?? '').split(' ').filter(Boolean))];

const groups = {
  read: 'Read from this chart',
  messages: 'Work with this chart',
  session: 'For as long as it is open',
};

const contents = {
  Patient: 'Name, birth date, sex and addresses',
  Observation: 'Laboratory results and vital signs',
  MedicationRequest: 'Medication orders',
  Condition: 'Problems and diagnoses',
};

const texts = {
  launch: [groups.session, 'Know which chart is open', 'Without it the app does not know whose chart this is.'],
  online_access: [groups.session, 'Stay connected', 'Until the app is closed, without asking again.'],
  'messaging/ui': [groups.messages, 'Show things in the chart', 'Open the order review, show a problem, close itself.'],
  'messaging/scratchpad': [
    groups.messages,
    'Propose draft orders',
    'You sign or discard them. Nothing is ordered without you.',
  ],
  'messaging/fhir': [
    groups.messages,
    'Ask for data through the chart',
    'Only for what it may read, by the list above.',
  ],
};

const permissions = /^patient\/(\*|[A-Z][A-Za-z]+)\.(?:([cruds]+)|(read)|(write)|(\*))$/;

/** What a person reads for a scope: in which group, what it is for, and what it means. */
export function describeScope(scope) {
  const [, type] = permissions.exec(scope) ?? [];
  const [group, title, detail] = type
    ? [groups.read, contents[type] ?? `Resources of the type ${type}`, undefined]
    : (texts[scope] ?? [groups.session, scope, undefined]);
  return {scope, group, title, detail};
}

/** In this order they are shown. */
export const scopeGroups = Object.values(groups);

/**
 * Whether granted scopes allow an interaction (`r` read or `s` search, as in SMART 2) with a resource type of the patient.
 * `.read` and `.*` are those of SMART 1.
 */
export const allowsInteraction = (granted, resourceType, interaction) =>
  granted.some((scope) => {
    const [, type, letters, read, , all] = permissions.exec(scope) ?? [];
    if (type !== '*' && type !== resourceType) return false;
    return letters ? letters.includes(interaction) : Boolean((read && 'rs'.includes(interaction)) || all);
  });
