/** Types of documents. A group that stands in several places is an interface, named like its constant in the sources. */

import { isListWrapper, type Shape, shapeOf } from "../../provider/api/json/shape";
import type { Field, Struct } from "../../provider/codec/fields";
import type { Comments } from "./comments";
import { code, declaration, interfaceText, member, typeNameOf } from "./text";

/** A group as it is sent or as it is answered: lists of an answer are always there. */
interface Variant {
  readonly struct: Struct;
  readonly isRequest: boolean;
  readonly name: string;
  /** The places where it stands. */
  places: number;
  /** The families of operations that have it. */
  readonly families: Set<string>;
}

/** Writes the types of documents. Count the places of all of them first. */
export class Documents {
  readonly #comments: Comments;
  readonly #variants = new Map<Struct, readonly [sent: Variant, answered: Variant]>();

  constructor(comments: Comments) {
    this.#comments = comments;
  }

  /** Counts a document of a family, and what stands in it. */
  count(struct: Struct, isRequest: boolean, family: string): void {
    const variant = this.#variant(struct, isRequest);
    const isKnown = variant?.families.has(family) === true;
    if (variant !== undefined) {
      variant.places++;
      variant.families.add(family);
    }
    if (!isKnown) {
      this.#countBelow(shapeOf(struct), isRequest, family);
    }
  }

  #countBelow({ members, numbered }: Shape, isRequest: boolean, family: string): void {
    for (const below of [...members.values(), ...numbered.values()]) {
      const struct = below.kind === "object" ? below.field?.struct : undefined;
      if (struct === undefined) {
        this.#countBelow(below, isRequest, family);
      } else {
        this.count(struct, isRequest, family);
      }
    }
  }

  /** A document under the name of its operation. */
  declare(name: string, struct: Struct, root: string | undefined, isRequest: boolean): string {
    const comment = `${isRequest ? "What is sent" : "What is answered"}${root === undefined ? "" : `, the document ${code(root)}`}.`;
    const shape = shapeOf(struct);
    if (shape.kind !== "object") {
      return declaration([comment], interfaceText(name, [member([], `readonly ${root}: string;`)]));
    }
    const variant = this.#sharedVariant(struct, isRequest);
    return declaration(
      [comment],
      variant === undefined
        ? interfaceText(name, this.#members(shape, isRequest))
        : `export type ${name} = ${variant.name};`,
    );
  }

  /** The groups that stand in several places of one family; without one, in several families. */
  shared(family?: string): readonly string[] {
    const variants = new Set([...this.#variants.values()].flat());
    return [...variants]
      .filter(({ places, families }) =>
        places < 2
          ? false
          : family === undefined
            ? families.size > 1
            : families.size === 1 && families.has(family),
      )
      .map(({ struct, isRequest, name }) =>
        declaration(
          [this.#comments.constants.get(struct)?.comment],
          interfaceText(name, this.#members(shapeOf(struct), isRequest)),
        ),
      );
  }

  /** What a group is in one direction; `undefined` when it has no name. */
  #variant(struct: Struct, isRequest: boolean): Variant | undefined {
    let both = this.#variants.get(struct);
    if (both === undefined) {
      const name = typeNameOf(this.#comments.constants, struct);
      if (name === undefined || shapeOf(struct).kind !== "object") {
        return undefined;
      }
      const sent: Variant = { struct, isRequest: true, name, places: 0, families: new Set() };
      const isSame = !holdsList(shapeOf(struct));
      both = [
        sent,
        isSame ? sent : { ...sent, isRequest: false, name: `${name}Answer`, families: new Set<string>() },
      ];
      this.#variants.set(struct, both);
    }
    return both[isRequest ? 0 : 1];
  }

  #sharedVariant(struct: Struct, isRequest: boolean): Variant | undefined {
    const variant = this.#variant(struct, isRequest);
    return variant !== undefined && variant.places > 1 ? variant : undefined;
  }

  #members(shape: Shape, isRequest: boolean): readonly string[] {
    const own = [...shape.members].map(([name, below]) => this.#member(name, below, isRequest));
    const numbered = [...shape.numbered].map(([name, below]) =>
      this.#member(`${name}_1`, below, isRequest, `And so on: ${code(`${name}_2`)} …`),
    );
    const type = member(
      ["What the grantee is: the attribute `xsi:type`."],
      'readonly Type?: "CanonicalUser" | "Group" | undefined;',
    );
    return [...own, ...numbered, ...(shape.typed ? [type] : [])];
  }

  #member(name: string, shape: Shape, isRequest: boolean, more?: string): string {
    const isList = shape.repeated;
    // A list of an answer is always there, with what stands around it.
    const needed = shape.required || (!isRequest && (isList || isListWrapper(shape)));
    const item = this.#type(shape, isRequest);
    const type = isList
      ? `readonly ${item.includes(" | ") && !item.startsWith("{") ? `(${item})` : item}[]`
      : item;
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
    return member(
      [...this.#comment(shape.field), more],
      `readonly ${key}${needed ? "" : "?"}: ${type}${needed ? "" : " | undefined"};`,
    );
  }

  #type(shape: Shape, isRequest: boolean): string {
    switch (shape.kind) {
      case "string": {
        const { oneOf, open } = shape.field?.options ?? {};
        const values = oneOf?.map((value) => JSON.stringify(value)).join(" | ");
        return values === undefined
          ? shape.field?.kind === "json"
            ? "unknown"
            : "string"
          : open
            ? `${values} | (string & {})`
            : values;
      }
      case "integer":
        return "number";
      case "boolean":
        return "boolean";
      case "empty":
        return "{}";
      case "object": {
        const variant = shape.field?.struct && this.#sharedVariant(shape.field.struct, isRequest);
        return variant?.name ?? `{\n${this.#members(shape, isRequest).join("\n")}\n}`;
      }
    }
  }

  #comment(field: Field | undefined): readonly (string | undefined)[] {
    const found = field && this.#comments.fields.get(field);
    if (field === undefined || found === undefined) {
      return [];
    }
    const { min, max, maxItems, default: fallback } = field.options;
    const bound = max ?? maxItems;
    const isTold =
      bound === undefined ||
      found.text.includes(bound.toLocaleString("en")) ||
      found.text.includes(String(bound));
    return [
      onTheWire(found.text, found.struct),
      isTold ? undefined : maxItems === undefined ? `From ${min ?? 0} to ${bound}.` : `At most ${bound}.`,
      fallback === undefined || fallback === "" ? undefined : `@default ${String(fallback)}`,
    ];
  }
}

/** Whether something in it may be left out of what is sent, and never is of what is answered. */
function holdsList({ members, numbered }: Shape): boolean {
  return [...members.values(), ...numbered.values()].some(
    (below) => (!below.required && (below.repeated || isListWrapper(below))) || holdsList(below),
  );
}

/** Comments name other fields of their group as programs of resources do. */
function onTheWire(text: string, struct: Struct): string {
  return text.replace(/`(\w+)`/g, (whole, name: string) => {
    const element = Object.hasOwn(struct.fields, name) ? struct.fields[name]?.element : undefined;
    return element === undefined || element.length === 0 ? whole : code(element.join("."));
  });
}
