/** Collects what the comments of descriptors and classes say, for `provider/schema/describe.ts`. */

import path from "node:path";
import ts from "typescript";
import { handlers } from "../../provider/resources";
import { resourceOf } from "./resource";
import type { Sdk } from "./sdk";

const root = path.resolve(__dirname, "../..");

/** Where the meanings are kept. */
export const meaningsFile = path.join(root, "provider/schema/meanings.json");

/** Comments by what they are about; `fields` and `defaults` by group and field, such as `CorsRule.allowedOrigins`. */
interface Meanings {
  readonly resources: Record<string, string>;
  readonly groups: Record<string, string>;
  readonly fields: Record<string, string>;
  readonly defaults: Record<string, string>;
}

/**
 * The text of the file.
 * @throws Error that names a field, a group or a resource without a comment
 */
export function writeMeanings(sdk: Sdk): string {
  const meanings: Meanings = { resources: {}, groups: {}, fields: {}, defaults: {} };
  for (const token of handlers.keys()) {
    meanings.resources[token] = said(token, resourceOf(sdk, token).class.comment.text);
  }
  const { config } = ts.readConfigFile(path.join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const program = ts.createProgram([path.join(root, "provider/resources/index.ts")], options);
  for (const file of program.getSourceFiles()) {
    if (!file.isDeclarationFile && !file.fileName.includes("/node_modules/")) {
      collect(program.getTypeChecker(), file, meanings);
    }
  }
  // Sorted, so that the order in which files import one another means nothing.
  const sorted = Object.entries(meanings).map(([kind, said]) => [
    kind,
    Object.fromEntries(Object.entries(said).sort()),
  ]);
  return `${JSON.stringify(Object.fromEntries(sorted), undefined, 2)}\n`;
}

/** Looks for `group("Name", …)` everywhere in a file. */
function collect(checker: ts.TypeChecker, node: ts.Node, meanings: Meanings): void {
  if (ts.isCallExpression(node) && node.expression.getText() === "group") {
    const [name] = node.arguments;
    if (name !== undefined && ts.isStringLiteral(name)) {
      collectGroup(checker, node, name.text, meanings);
    }
  }
  ts.forEachChild(node, (child) => collect(checker, child, meanings));
}

function collectGroup(
  checker: ts.TypeChecker,
  call: ts.CallExpression,
  name: string,
  meanings: Meanings,
): void {
  const fields = checker.getTypeAtLocation(call).getProperty("fields");
  if (fields === undefined) {
    throw new Error(`${name} has no fields`);
  }
  const statement = ts.findAncestor(call, ts.isVariableStatement);
  const declared = statement?.declarationList.declarations[0];
  // The fields of a resource itself are explained with its class.
  if (declared?.initializer === call && !handlers.has(name)) {
    const symbol = checker.getSymbolAtLocation(declared.name);
    meanings.groups[name] = said(name, textOf(symbol?.getDocumentationComment(checker)));
  }
  for (const field of checker.getTypeOfSymbolAtLocation(fields, call).getProperties()) {
    const at = `${name}.${field.name}`;
    meanings.fields[at] = said(at, textOf(field.getDocumentationComment(checker)));
    const [standard] = field.getJsDocTags(checker).filter((tag) => tag.name === "default");
    if (standard !== undefined) {
      meanings.defaults[at] = textOf(standard.text);
    }
  }
}

function textOf(parts: readonly ts.SymbolDisplayPart[] | undefined): string {
  return ts.displayPartsToString(parts as ts.SymbolDisplayPart[]).trim();
}

function said(name: string, text: string): string {
  if (text === "") {
    throw new Error(`${name} has no comment`);
  }
  return text;
}
