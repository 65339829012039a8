// What the kit's sources use of the platform, and what MDN's data say of it.
import {createRequire} from 'node:module';
import {relative} from 'node:path';
import ts from 'typescript';
import {oldestBrowsers} from '../../.ci/oldest-browsers.mjs';

const data = createRequire(import.meta.url)('@mdn/browser-compat-data');

const numbersOf = (version) => version.replace('≤', '').split('.').map(Number);

function isAtMost(version, limit) {
  const [major, minor = 0] = numbersOf(version);
  const [limitMajor, limitMinor = 0] = numbersOf(limit);
  return major < limitMajor || (major === limitMajor && minor <= limitMinor);
}

/** The browsers of the list that lack a feature. */
export function missingIn(feature) {
  return Object.entries(oldestBrowsers)
    .filter(([browser, limit]) => {
      const statements = [feature.__compat.support[browser]].flat();
      return !statements.some(
        ({version_added: added, version_removed: removed, flags, alternative_name: other, prefix}) =>
          typeof added === 'string' &&
          /\d/.test(added) &&
          isAtMost(added, limit) &&
          !removed &&
          !flags &&
          !other &&
          !prefix,
      );
    })
    .map(([browser]) => browser);
}

const compat = (feature) => (feature?.__compat ? feature : undefined);

const globals = (name) =>
  compat(data.api[name]) ??
  compat(data.javascript.builtins[name]) ??
  compat(data.api[`${name}_property`]) ??
  compat(data.api.Window[name]);

const members = (type, name) => {
  const owner = type.replace(/^Readonly(?=Array|Map|Set)/, '').replace(/Constructor$/, '');
  for (const group of [data.javascript.builtins, data.api]) {
    const found = compat(group[owner]?.[name]) ?? compat(group[owner]?.[`${name}_static`]);
    if (found) return found;
  }
  return undefined;
};

const isOfLibrary = ({fileName}) => /typescript\/lib\/lib\.[^/]*\.d\.ts$/.test(fileName);

/** The types that a member may be documented under: that of the value, and those that it inherits from. */
function* typesOf(checker, type, seen = new Set()) {
  if (seen.has(type)) return;
  seen.add(type);
  for (const part of type.isUnionOrIntersection() ? type.types : []) yield* typesOf(checker, part, seen);
  const apparent = checker.getApparentType(type);
  const name = apparent.getSymbol()?.name;
  if (name) yield name;
  for (const base of apparent.getBaseTypes?.() ?? []) yield* typesOf(checker, base, seen);
}

/** Each use of a documented API in the components, or in other files: `{api, file, feature}`. */
export function* usedApis(others) {
  const {config} = ts.readConfigFile('components/tsconfig.json', ts.sys.readFile);
  const {fileNames, options} = ts.parseJsonConfigFileContent(config, ts.sys, 'components');
  const program = ts.createProgram(others ?? fileNames, options);
  const sources = new Set(program.getRootFileNames().map((file) => program.getSourceFile(file)));
  const checker = program.getTypeChecker();
  for (const source of sources) {
    const file = relative('components', source.fileName);
    const uses = [];
    const visit = (node) => {
      if (ts.isTypeNode(node) || ts.isImportDeclaration(node)) return;
      if (ts.isPropertyAccessExpression(node)) {
        const declarations = checker.getSymbolAtLocation(node.name)?.declarations ?? [];
        if (declarations.some((declaration) => isOfLibrary(declaration.getSourceFile()))) {
          const name = node.name.text;
          // The type of a constructor has no name: it goes by that of its variable.
          const parents = declarations.map(({parent}) => parent.name?.text ?? node.expression.getText());
          for (const type of [...parents, ...typesOf(checker, checker.getTypeAtLocation(node.expression))]) {
            const feature = members(type, name);
            if (!feature) continue;
            uses.push({api: `${type}.${name}`, file, feature});
            break;
          }
        }
      } else if (ts.isIdentifier(node) && !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node)) {
        const declarations = checker.getSymbolAtLocation(node)?.declarations ?? [];
        const isGlobal = declarations.length > 0 && declarations.every((each) => isOfLibrary(each.getSourceFile()));
        const feature = isGlobal && globals(node.text);
        if (feature) uses.push({api: node.text, file, feature});
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
    yield* uses;
  }
}

/** Without `:` or `@`. */
const bare = (name) => name.replace(/^:+|^@/, '');

const cssFeature = (kind, name) => {
  const {properties, selectors, types, 'at-rules': atRules} = data.css;
  if (kind === 'property') return compat(properties[name]);
  if (kind === 'selector') return compat(selectors[bare(name)]);
  if (kind === 'at-rule') return compat(atRules[bare(name)]);
  const groups = [types, types.color, types.length, properties];
  return groups.map((group) => compat(group[name])).find(Boolean);
};

const cssUse =
  /(?<property>(?<![\w-])[a-z-]+(?=\s*:[^:{}]*[;}]))|(?<selector>::?[a-z-]+)|(?<atrule>@[a-z-]+)|(?<function>[a-z-]+(?=\())/g;

/**
 * Each use of documented CSS in a style sheet: `{css, feature}`. Left out is what has a fallback: what stands in `@supports`,
 * and a declaration behind another one of the same property.
 */
export function* usedCss(sheet) {
  const text = sheet
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/@supports[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '')
    .replace(/([\w-]+):([^;{}]*);\s*\1:[^;{}]*;/g, '$1:$2;');
  if (/\{[^{}@]*\{[^{}]*:/.test(text.replace(/@[^{}]*\{/g, '')))
    yield {css: 'nesting', feature: data.css.selectors.nesting};
  for (const {groups} of text.matchAll(cssUse)) {
    const [kind, name] = Object.entries(groups).find(([, found]) => found);
    const feature = cssFeature(kind === 'atrule' ? 'at-rule' : kind, name);
    if (feature) yield {css: `${name}${kind === 'function' ? '()' : ''}`, feature};
  }
}
