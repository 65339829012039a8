const sentence = (text = '') => text.replaceAll(/\s+/g, ' ').trim();
const list = (title, entries = []) =>
  entries.length > 0 &&
  [title, ...entries.map(({name, description}) => `- \`${name}\`: ${sentence(description)}`)].join('\n');

const elementsOf = ({modules}) => modules.flatMap(({declarations = []}) => declarations.filter(({tagName}) => tagName));
const typeOf = ({type}) => type?.text.replace(' | undefined', '');

/** The words that an attribute or property takes, where its type is a union of them. */
const wordsOf = ({parsedType, type}) =>
  [...((parsedType ?? type)?.text.matchAll(/'([^']+)'/g) ?? [])].map(([, word]) => word).sort();

/** Custom data for HTML in VS Code: tags and attributes, with what they mean and the words that they take. */
export const customData = (manifest) => ({
  version: 1.1,
  tags: elementsOf(manifest).map(({tagName, description, attributes = [], events, slots}) => ({
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
    attributes: attributes.map((attribute) => {
      const {name, description: meaning} = attribute;
      const values = wordsOf(attribute).map((word) => ({name: word}));
      return {name, description: {kind: 'markdown', value: sentence(meaning)}, ...(values.length > 0 && {values})};
    }),
  })),
});

/** Web-types, for JetBrains' editors: tags, attributes, properties, events, slots and CSS parts. */
export const webTypes = (manifest, {name: packageName, version}) => ({
  $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
  name: packageName,
  version,
  'description-markup': 'markdown',
  contributions: {
    html: {
      elements: elementsOf(manifest).map((element) => {
        const {tagName, description, attributes = [], members = [], events = [], slots = []} = element;
        const described = ({name, description: meaning}) => ({name, description: sentence(meaning)});
        const value = (field) => {
          const words = wordsOf(field).map((word) => `'${word}'`);
          return words.length > 0 ? words.join(' | ') : (typeOf(field) ?? 'number');
        };
        const fields = members.filter(({kind}) => kind === 'field');
        return {
          name: tagName,
          description: sentence(description),
          attributes: attributes.map((attribute) => ({
            ...described(attribute),
            value: {type: value(attribute)},
          })),
          slots: slots.map((slot) => ({...described(slot), name: slot.name || 'default'})),
          js: {
            properties: fields.map((field) => ({
              ...described(field),
              type: value(field),
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
