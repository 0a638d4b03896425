/** Types of arguments as a reader wants them: without `Input`, and linked where there is more to know. */

import ts from "typescript";
import type { Field, Fields } from "../../provider/codec/fields";
import { code, linkTo } from "./markdown";
import type { ArgumentType, Member, Sdk } from "./sdk";

const bucketType = `[${code("Bucket")}](Bucket.md) \\| ${code("string")}`;

const assetType = `[${code("pulumi.asset.Asset")}](https://www.pulumi.com/docs/iac/concepts/assets-archives/)`;

/** Tells types, and which of them have a table of their own. */
export class TypeTeller {
  readonly #sdk: Sdk;
  /** Interfaces by the fields that they are derived from. */
  readonly #byFields: ReadonlyMap<Fields, ArgumentType>;

  constructor(sdk: Sdk) {
    this.#sdk = sdk;
    this.#byFields = new Map(
      [...sdk.argumentTypes.values()].flatMap((type) => (type.fields ? [[type.fields, type]] : [])),
    );
  }

  /** The type of a member, and the interfaces that it leads to. */
  tell(member: Member, field: Field | undefined): { readonly text: string; readonly below: ArgumentType[] } {
    const below: ArgumentType[] = [];
    const link = (type: ArgumentType): string => {
      below.push(type);
      return linkTo(type.name);
    };
    if (member.type !== undefined) {
      return { text: this.#ofNode(member.type, link), below };
    }
    if (field === undefined) {
      throw new Error(`${member.name} has neither a type nor a field`);
    }
    return { text: this.#ofField(member.name, field, link), below };
  }

  #ofField(name: string, { kind, options, struct }: Field, link: (type: ArgumentType) => string): string {
    const values = options.oneOf?.map((value) => JSON.stringify(value)).join(" | ");
    switch (kind) {
      case "string":
        return code(values ?? "string");
      case "date":
        return code("string");
      case "reference":
        return bucketType;
      case "asset":
        return `${code("string")} \\| ${assetType}`;
      case "int":
        return code("number");
      case "bool":
      case "flag":
        return code("boolean");
      case "strings":
        return code(values === undefined ? "string[]" : `(${values})[]`);
      case "map":
        return code("Record<string, string>");
      case "json":
        return code("object");
      case "struct":
      case "structs": {
        const type = struct && this.#byFields.get(struct.fields);
        if (type === undefined) {
          throw new Error(`sdk/index.ts exports no interface for the fields of ${name}`);
        }
        return link(type) + (kind === "structs" ? code("[]") : "");
      }
    }
  }

  #ofNode(node: ts.TypeNode, link: (type: ArgumentType) => string): string {
    if (ts.isUnionTypeNode(node)) {
      return node.types.map((part) => this.#ofNode(part, link)).join(" \\| ");
    }
    if (ts.isTypeOperatorNode(node)) {
      return this.#ofNode(node.type, link);
    }
    if (ts.isArrayTypeNode(node)) {
      return `${this.#ofNode(node.elementType, link)}${code("[]")}`.replace("``", "");
    }
    if (!ts.isTypeReferenceNode(node)) {
      return code(node.getText());
    }
    const name = node.typeName.getText();
    const [argument] = node.typeArguments ?? [];
    if (/^pulumi\.(Input|Output)$/.test(name) && argument !== undefined) {
      return this.#ofNode(argument, link);
    }
    if (name === "BucketReference") {
      return bucketType;
    }
    const type = this.#sdk.argumentTypes.get(name);
    if (type !== undefined) {
      return link(type);
    }
    const known = this.#sdk.classes.find((each) => each.exportedAs.includes(name));
    if (known !== undefined) {
      const shortest = [...known.exportedAs].sort((a, b) => a.length - b.length)[0] ?? name;
      return `[${code(shortest)}](${shortest}.md)`;
    }
    return code("object");
  }
}
