/** Writes out the members that an interface has from a descriptor's fields, with their comments. */

import ts from "typescript";

/** The exported interfaces that stand for a group of fields, by the type of the fields. */
export type Groups = ReadonlyMap<ts.Type, string>;

/** What an interface extends beside descriptors, and the text of the members that it has from those. */
export interface DescriptorMembers {
  readonly kept: readonly string[];
  readonly members: readonly string[];
}

/** What a field becomes: an argument, an output, or a plain value inside of one. */
type Kind = "Args" | "Outputs" | "Computed" | "Values";

/** A use of `Args`, `Outputs` or `Computed` in a type. */
interface Derived {
  readonly kind: Kind;
  readonly fields: ts.TypeNode;
}

/** All interfaces `XArgs extends Args<typeof x.fields>`: nested groups of fields are called by their names. */
export function namedGroups(program: ts.Program): Groups {
  const checker = program.getTypeChecker();
  const groups = new Map<ts.Type, string>();
  for (const file of program.getSourceFiles()) {
    if (file.isDeclarationFile) {
      continue;
    }
    for (const statement of file.statements) {
      if (!ts.isInterfaceDeclaration(statement)) {
        continue;
      }
      const [first, ...others] = heritageOf(statement);
      if (first?.expression.getText() !== "Args" || others.length > 0 || statement.members.length > 0) {
        continue;
      }
      const [fields] = first.typeArguments ?? [];
      if (fields) {
        groups.set(checker.getTypeFromTypeNode(fields), statement.name.text);
      }
    }
  }
  return groups;
}

/** The members of an interface that follow from descriptors. */
export function descriptorMembers(
  checker: ts.TypeChecker,
  declaration: ts.InterfaceDeclaration,
  groups: Groups,
): DescriptorMembers {
  const kept: string[] = [];
  const members: string[] = [];
  for (const heritage of heritageOf(declaration)) {
    const derived = findDerived(heritage);
    if (derived === undefined) {
      kept.push(heritage.getText());
      continue;
    }
    const fields = checker.getTypeFromTypeNode(derived.fields);
    const writer = new Writer(checker, groups, declaration);
    const properties = checker.getTypeAtLocation(heritage);
    for (const { name } of checker.getPropertiesOfType(fields)) {
      const property = properties.getProperty(name);
      if (property === undefined) {
        continue;
      }
      const optional = (property.flags & ts.SymbolFlags.Optional) !== 0;
      members.push(writer.member(fields, name, derived.kind, optional));
    }
  }
  return { kept, members };
}

function heritageOf(declaration: ts.InterfaceDeclaration): readonly ts.ExpressionWithTypeArguments[] {
  return declaration.heritageClauses?.flatMap(({ types }) => types) ?? [];
}

/** Looks for `Args<…>`, `Outputs<…>` or `Computed<…>` in a type, also below `Omit`, `Pick` and `Partial`. */
function findDerived(node: ts.Node): Derived | undefined {
  if (ts.isExpressionWithTypeArguments(node) || ts.isTypeReferenceNode(node)) {
    const name = ts.isTypeReferenceNode(node) ? node.typeName : node.expression;
    const [argument] = node.typeArguments ?? [];
    const text = name.getText();
    if (argument !== undefined && (text === "Args" || text === "Outputs" || text === "Computed")) {
      return { kind: text, fields: argument };
    }
    if (argument !== undefined) {
      return findDerived(argument);
    }
  }
  return undefined;
}

class Writer {
  readonly #checker: ts.TypeChecker;
  readonly #groups: Groups;
  readonly #where: ts.Node;

  constructor(checker: ts.TypeChecker, groups: Groups, where: ts.Node) {
    this.#checker = checker;
    this.#groups = groups;
    this.#where = where;
  }

  /** One field as a member, with its comment. */
  member(fields: ts.Type, name: string, kind: Kind, optional: boolean): string {
    const field = this.#field(fields, name);
    const phantom = kind === "Args" ? "given" : "type";
    const value = this.#checker.getNonNullableType(this.#typeOf(field, phantom));
    const absent = optional ? " | undefined" : "";
    const types = {
      Args: () => this.#input(value).replace(/>$/, `${absent}>`),
      Outputs: () => `pulumi.Output<${this.#plain(value)}${absent}>`,
      Computed: () => `pulumi.Output<${this.#plain(value)}${this.#mayBeAbsent(field) ? " | undefined" : ""}>`,
      Values: () => this.#plain(value),
    };
    return indented(`${commentOf(field)}readonly ${name}${optional ? "?" : ""}: ${types[kind]()};`);
  }

  #mayBeAbsent(field: ts.Symbol): boolean {
    const phantom = this.#checker.getNonNullableType(this.#typeOf(field, "mayBeAbsent"));
    return this.#checker.typeToString(phantom) !== "false";
  }

  #field(fields: ts.Type, name: string): ts.Symbol {
    const field = fields.getProperty(name);
    if (field === undefined) {
      throw new Error(`no field is called ${name}`);
    }
    return field;
  }

  /** The type of a phantom of a field. */
  #typeOf(field: ts.Symbol, phantom: "type" | "given" | "mayBeAbsent"): ts.Type {
    const type = this.#checker.getTypeOfSymbolAtLocation(field, this.#where);
    const property = type.getProperty(phantom);
    if (property === undefined) {
      throw new Error(`${field.name} is not a field`);
    }
    return this.#checker.getTypeOfSymbolAtLocation(property, this.#where);
  }

  /** What a program may give for a value: plain or an output, at every depth. */
  #input(type: ts.Type): string {
    if (type.symbol?.name === "GivenBucket") {
      return this.#bucketReference();
    }
    if (type.symbol?.name === "GivenAsset") {
      return "pulumi.Input<string | pulumi.asset.Asset>";
    }
    const item = this.#itemOf(type);
    if (item !== undefined) {
      return `pulumi.Input<readonly ${this.#input(item)}[]>`;
    }
    const group = this.#groupOf(type);
    if (group !== undefined) {
      const name = this.#groups.get(group);
      if (name === undefined) {
        throw new Error(`no interface stands for ${this.#checker.typeToString(type)}`);
      }
      return `pulumi.Input<${name}>`;
    }
    const { index, own } = this.#shapeOf(type);
    if (index !== undefined) {
      return `pulumi.Input<{ readonly [key: string]: ${this.#input(index)} }>`;
    }
    if (own) {
      throw new Error(`a named group has to stand for ${this.#checker.typeToString(type)}`);
    }
    if (type.isUnion()) {
      // As a list is one of the choices: its items may be outputs, too.
      const lists = type.types.filter((each) => this.#checker.isArrayType(each));
      const others = type.types.filter((each) => !lists.includes(each)).map((each) => this.#plain(each));
      const plain = others.join(" | ").replace("false | true", "boolean");
      return [`pulumi.Input<${plain}>`, ...lists.map((each) => this.#input(each))].join(" | ");
    }
    return `pulumi.Input<${this.#plain(type)}>`;
  }

  /** The type of what may stand for a bucket, from wherever it is needed. */
  #bucketReference(): string {
    const name = "BucketReference";
    const isHere = this.#where.getSourceFile().fileName.endsWith("/sdk/bucket.ts");
    return isHere ? name : `import("./bucket").${name}`;
  }

  /** The value as such. */
  #plain(type: ts.Type): string {
    const item = this.#itemOf(type);
    if (item !== undefined) {
      const text = this.#plain(item);
      return text.includes(" | ") && !text.startsWith("{") ? `readonly (${text})[]` : `readonly ${text}[]`;
    }
    const group = this.#groupOf(type);
    if (group !== undefined) {
      const members = this.#checker.getPropertiesOfType(group).map(({ name }) => {
        return this.member(group, name, "Values", this.#mayBeAbsent(this.#field(group, name)));
      });
      return `{\n${members.join("\n")}\n}`;
    }
    const { index } = this.#shapeOf(type);
    if (index !== undefined) {
      return `{ readonly [key: string]: ${this.#plain(index)} }`;
    }
    const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias;
    return this.#checker.typeToString(type, undefined, flags);
  }

  #itemOf(type: ts.Type): ts.Type | undefined {
    if (!this.#checker.isArrayType(type)) {
      return undefined;
    }
    return this.#checker.getTypeArguments(type as ts.TypeReference)[0];
  }

  /** The fields behind `Values<…>` and `Given<…>`. */
  #groupOf(type: ts.Type): ts.Type | undefined {
    return ["Values", "Given"].includes(type.aliasSymbol?.name ?? "")
      ? type.aliasTypeArguments?.[0]
      : undefined;
  }

  #shapeOf(type: ts.Type): { index?: ts.Type; own: boolean } {
    if (!(type.flags & ts.TypeFlags.Object)) {
      return { own: false };
    }
    const index = this.#checker.getIndexTypeOfType(type, ts.IndexKind.String);
    return { ...(index && { index }), own: true };
  }
}

/** The comment before a field in its descriptor. */
function commentOf(field: ts.Symbol): string {
  const declaration = field.valueDeclaration ?? field.declarations?.[0];
  const [comment] = declaration ? ts.getJSDocCommentsAndTags(declaration).filter(ts.isJSDoc) : [];
  if (comment === undefined) {
    return "";
  }
  const lines = comment
    .getText()
    .split("\n")
    .map((line, index) => (index === 0 ? line : ` ${line.trim()}`));
  return `${lines.join("\n")}\n`;
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "    ");
}
