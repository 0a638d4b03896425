/** Changes in the text of declaration files. */

import ts from "typescript";

/** A piece of a text and what stands there instead. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The text with all edits made; they do not overlap. */
export function edited(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((one, other) => other.from - one.from)
    .reduce((rest, { from, to, text: piece }) => rest.slice(0, from) + piece + rest.slice(to), text);
}

/** Drops the names of imports that nothing uses, and the word `type` before single names, which is younger than TypeScript 3.8. */
export function downlevel(text: string): string {
  const file = ts.createSourceFile("declaration.d.ts", text, ts.ScriptTarget.Latest, true);
  const used = usedNames(file);
  const edits: Edit[] = [];
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) {
      edits.push(...importEdits(statement, used));
    } else if (ts.isExportDeclaration(statement) && statement.exportClause !== undefined) {
      edits.push(...withoutType(statement.exportClause));
    }
  }
  return edited(text, edits);
}

/** Every identifier outside the imports that is not the name of a member or parameter. */
function usedNames(file: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      return;
    }
    if (ts.isIdentifier(node) && !isMemberName(node)) {
      names.add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}

function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isTypeElement(parent) || ts.isClassElement(parent) || ts.isParameter(parent)) && parent.name === node
  );
}

function importEdits(statement: ts.ImportDeclaration, used: ReadonlySet<string>): Edit[] {
  const bindings = statement.importClause?.namedBindings;
  if (bindings === undefined) {
    return [];
  }
  const whole = { from: statement.getFullStart(), to: statement.end, text: "" };
  if (ts.isNamespaceImport(bindings)) {
    return used.has(bindings.name.text) ? [] : [whole];
  }
  const kept = bindings.elements.filter(({ name }) => used.has(name.text));
  if (kept.length === 0) {
    return [whole];
  }
  const names = kept.map(({ name, propertyName }) =>
    propertyName === undefined ? name.text : `${propertyName.text} as ${name.text}`,
  );
  return [{ from: bindings.getStart(), to: bindings.end, text: `{ ${names.join(", ")} }` }];
}

function withoutType(clause: ts.NamedExportBindings): Edit[] {
  if (!ts.isNamedExports(clause)) {
    return [];
  }
  return clause.elements
    .filter(({ isTypeOnly }) => isTypeOnly)
    .map((element) => ({
      from: element.getStart(),
      to: (element.propertyName ?? element.name).getStart(),
      text: "",
    }));
}
