/** What the comments in the sources say of the table's groups and their fields. */

import { readdirSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { operations } from "../../provider/api/operations";
import type { Field, Struct } from "../../provider/codec/fields";

const root = path.resolve(__dirname, "../..");
const tableFile = path.join(root, "provider/api/operations/index.ts");

const documentsFolder = path.join(root, "provider/model/documents");

/** Exported groups of the sources by their values: their names and comments. */
export type Constants = ReadonlyMap<object, { readonly name: string; readonly comment: string }>;

/** What was read. */
export interface Comments {
  /** By field, each with the group that it stands in. */
  readonly fields: ReadonlyMap<Field, { readonly text: string; readonly struct: Struct }>;
  /** Groups of fields, and groups of parameters and headers. */
  readonly constants: Constants;
}

/** Reads the comments of all that the table leads to. */
export function readComments(): Comments {
  const { config } = ts.readConfigFile(path.join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const program = ts.createProgram([tableFile], { ...options, types: ["node"] });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(tableFile);
  const module = source && checker.getSymbolAtLocation(source);
  const table = module && checker.getExportsOfModule(module).find(({ name }) => name === "operationTable");
  if (source === undefined || table === undefined) {
    throw new Error("there is no operationTable");
  }
  const comments = new Map<Field, { text: string; struct: Struct }>();

  const typeOf = (type: ts.Type, ...names: readonly string[]): ts.Type | undefined =>
    names.reduce<ts.Type | undefined>((here, name) => {
      const property = here?.getProperty(name);
      return property && checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(property, source));
    }, type);

  const collect = (struct: Struct, fields: ts.Type | undefined): void => {
    for (const [name, field] of Object.entries(struct.fields)) {
      const symbol = fields?.getProperty(name);
      if (symbol === undefined || comments.has(field)) {
        continue;
      }
      const text = ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim();
      comments.set(field, { text, struct });
      if (field.struct === undefined) {
        continue;
      }
      const value = typeOf(checker.getTypeOfSymbolAtLocation(symbol, source), "type");
      const [item] =
        value && checker.isArrayType(value) ? checker.getTypeArguments(value as ts.TypeReference) : [value];
      collect(field.struct, item?.aliasSymbol?.name === "Values" ? item.aliasTypeArguments?.[0] : undefined);
    }
  };

  const tableType = checker.getTypeOfSymbolAtLocation(table, source);
  for (const { name, body, answer } of operations) {
    for (const [member, document] of [
      ["body", body],
      ["answer", answer],
    ] as const) {
      if (document !== undefined && "group" in document) {
        collect(document.group, typeOf(tableType, name, member, "group", "fields"));
      }
    }
  }
  return { fields: comments, constants: readConstants(program) };
}

function readConstants(program: ts.Program): Constants {
  const checker = program.getTypeChecker();
  const documents = readdirSync(documentsFolder).map((file) => path.join(documentsFolder, file));
  const constants = new Map<object, { name: string; comment: string }>();
  for (const file of [...documents, path.join(root, "provider/api/operations/parameters.ts")]) {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    const values: Readonly<Record<string, unknown>> = require(file);
    for (const symbol of module === undefined ? [] : checker.getExportsOfModule(module)) {
      const value = values[symbol.name];
      if (typeof value === "object" && value !== null) {
        const comment = ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim();
        constants.set(value, { name: symbol.name, comment });
      }
    }
  }
  return constants;
}
