import {fileURLToPath} from 'node:url';
import ts from 'typescript';

const configuration = fileURLToPath(new URL('../components/tsconfig.json', import.meta.url));

/**
 * The words that a property takes, where its type is a union of them: the manifest's analyzer has only the name of a type
 * that is declared elsewhere, such as `ReferrerPolicy`. Returns `(className, property) => string[]`.
 */
export function attributeValues() {
  const {fileNames, options} = ts.getParsedCommandLineOfConfigFile(configuration, {}, {...ts.sys});
  const program = ts.createProgram(fileNames, options);
  const checker = program.getTypeChecker();
  const classes = new Map(
    program
      .getSourceFiles()
      .filter(({isDeclarationFile}) => !isDeclarationFile)
      .flatMap(({statements}) => statements.filter(ts.isClassDeclaration))
      .map((node) => [node.name.text, checker.getTypeAtLocation(node)]),
  );
  return (className, property) => {
    const type = checker.getTypeOfSymbol(classes.get(className).getProperty(property));
    const parts = type.isUnion() ? type.types : [type];
    return parts
      .filter((part) => part.isStringLiteral())
      .map(({value}) => value)
      .filter(Boolean)
      .sort();
  };
}
