import {attributeValues} from './attribute-values.mjs';

const isPublic = ({privacy = 'public', name, static: isStatic}) =>
  privacy === 'public' && !isStatic && !name.startsWith('#') && name !== 'connectedMoveCallback';

function definition(tag, modules) {
  const isElement = ({tagName}) => tagName === tag;
  const module = modules.find(({declarations = []}) => declarations.some(isElement));
  const {name} = module.declarations.find(isElement);
  return {kind: 'custom-element-definition', name: tag, declaration: {name, module: module.path}};
}

/**
 * Spells out a type that has a name and is a union of words: whoever reads the manifest cannot look the name up. By the
 * convention for that, in `parsedType`, beside the name.
 */
function spellOut({name, members = [], attributes = []}, valuesOf) {
  for (const field of [...members, ...attributes]) {
    if (!field.type || field.kind === 'method' || field.type.text.includes("'")) continue;
    const words = valuesOf(name, field.fieldName ?? field.name).map((word) => `'${word}'`);
    if (words.length === 0) continue;
    const absent = field.type.text.endsWith(' | undefined') ? ['undefined'] : [];
    field.parsedType = {text: [...words, ...absent].join(' | ')};
  }
}

/** The manifest lists what a page can use, under the paths that the package has. */
export default {
  globs: ['components/smart-*/smart-*.ts', 'components/smart-*/define.ts', 'components/element/events.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
  plugins: [
    {
      name: 'published-form',
      packageLinkPhase({customElementsManifest}) {
        const valuesOf = attributeValues();
        customElementsManifest.modules.sort((a, b) => (a.path < b.path ? -1 : 1));
        const published = (path) => path?.replace(/^\/?components\//, 'dist/').replace(/\.ts$/, '.js');
        for (const module of customElementsManifest.modules) {
          const tag = /components\/([^/]+)\/define\.ts$/.exec(module.path)?.[1];
          if (tag) module.exports = [definition(tag, customElementsManifest.modules)];
          module.path = published(module.path);
          for (const exported of module.exports ?? []) {
            if (exported.declaration?.module) exported.declaration.module = published(exported.declaration.module);
          }
          for (const declaration of module.declarations ?? []) {
            if (declaration.members) {
              declaration.members = declaration.members.filter(isPublic);
              for (const member of declaration.members) delete member.privacy;
            }
            if (declaration.tagName) spellOut(declaration, valuesOf);
            if (declaration.events)
              declaration.events = declaration.events.filter(({name}) => name?.startsWith('smart-'));
          }
        }
      },
    },
  ],
};
