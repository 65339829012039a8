const doc = (text, indent = '  ') => {
  if (!text) return '';
  const lines = text.trim().split(/\s*\n\s*/);
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}\n`).join('')}${indent} */\n`;
};

const key = (name) => (/^\w+$/.test(name) ? name : `'${name}'`);

function settings({name, tagName, members = []}) {
  const fields = members.filter(({kind, readonly}) => kind === 'field' && !readonly);
  const lines = fields.flatMap(({name: property, attribute, description}) => {
    const type = `${name}['${property}']`;
    const written = attribute && `${doc(description)}  ${key(attribute)}?: Written<${type}> | undefined;\n`;
    if (attribute === property) return written;
    return [`${doc(description)}  ${property}?: ${type} | undefined;\n`, written ?? ''];
  });
  const what = `What can be set on \`<${tagName}>\`: its properties, and its attributes where they are spelled otherwise.`;
  return `${doc(what, '')}interface ${name}Settings {\n${lines.join('')}}\n`;
}

const events = ({name, tagName, events: list = []}) =>
  `${doc(`What \`<${tagName}>\` dispatches.`, '')}interface ${name}Events {\n${list
    .map((event) => `${doc(event.description)}  '${event.name}': HTMLElementEventMap['${event.name}'];\n`)
    .join('')}}\n`;

/** The text of types/elements.d.ts: what the types for each framework are made of. */
export function frameworkTypes({modules}) {
  const elements = modules.flatMap(({declarations = []}) => declarations.filter(({tagName}) => tagName));
  const definingModule = (tag) =>
    modules.find(({exports = []}) =>
      exports.some(({kind, name}) => kind === 'custom-element-definition' && name === tag),
    ).path;
  return `// Generated from custom-elements.json: npm run generate
${elements.map(({name, tagName}) => `import type {${name}} from '../${definingModule(tagName)}';\n`).join('')}
/** A value as an attribute has it: a number may be written as a text. */
type Written<T> = T extends number ? T | \`\${number}\` : T;

${elements.map((element) => `${settings(element)}\n${events(element)}`).join('\n')}
/** Every element of the package by its tag: its class, what can be set on it, and its events by their names. */
export interface SmartElements {
${elements
  .map(({name, tagName}) => `  '${tagName}': {element: ${name}; settings: ${name}Settings; events: ${name}Events};\n`)
  .join('')}}
`;
}
