const sentence = (text = '') => text.replaceAll(/\s+/g, ' ').trim();
const list = (title, entries = []) =>
  entries.length > 0 &&
  [title, ...entries.map(({name, description}) => `- \`${name}\`: ${sentence(description)}`)].join('\n');

const elementsOf = ({modules}) => modules.flatMap(({declarations = []}) => declarations.filter(({tagName}) => tagName));
const typeOf = ({type}) => type?.text.replace(' | undefined', '');

/** Custom data for HTML in VS Code: tags and attributes, with what they mean and the words that they take. */
export const customData = (manifest, valuesOf) => ({
  version: 1.1,
  tags: elementsOf(manifest).map(({name: className, tagName, description, attributes = [], events, slots}) => ({
    name: tagName,
    description: {
      kind: 'markdown',
      value: [
        sentence(description),
        list('Events:', events),
        list(
          'Slots:',
          slots?.filter(({name}) => name),
        ),
      ]
        .filter(Boolean)
        .join('\n\n'),
    },
    attributes: attributes.map(({name, description: meaning, fieldName}) => {
      const values = valuesOf(className, fieldName).map((value) => ({name: value}));
      return {name, description: {kind: 'markdown', value: sentence(meaning)}, ...(values.length > 0 && {values})};
    }),
  })),
});

/** Web-types, for JetBrains' editors: tags, attributes, properties, events, slots and CSS parts. */
export const webTypes = (manifest, {name: packageName, version}, valuesOf) => ({
  $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
  name: packageName,
  version,
  'description-markup': 'markdown',
  contributions: {
    html: {
      elements: elementsOf(manifest).map((element) => {
        const {name: className, tagName, description, attributes = [], members = [], events = [], slots = []} = element;
        const described = ({name, description: meaning}) => ({name, description: sentence(meaning)});
        const value = (field, property) => {
          const words = valuesOf(className, property).map((word) => `'${word}'`);
          return words.length > 0 ? words.join(' | ') : (typeOf(field) ?? 'number');
        };
        const fields = members.filter(({kind}) => kind === 'field');
        return {
          name: tagName,
          description: sentence(description),
          attributes: attributes.map((attribute) => ({
            ...described(attribute),
            value: {type: value(attribute, attribute.fieldName)},
          })),
          slots: slots.map((slot) => ({...described(slot), name: slot.name || 'default'})),
          js: {
            properties: fields.map((field) => ({
              ...described(field),
              type: value(field, field.name),
              ...(field.readonly && {'read-only': true}),
            })),
            events: events.map((event) => ({...described(event), type: typeOf(event)})),
          },
          css: {parts: (element.cssParts ?? []).map(described)},
        };
      }),
    },
  },
});
