/**
 * Types of documents. A group that stands in another one, or in several places, is an interface named like its constant in the sources. Where
 * it is both sent and answered, what is answered extends what is sent.
 */

import { isListWrapper, type Shape, shapeOf } from "../../provider/api/json/shape";
import type { Field, Struct } from "../../provider/codec/fields";
import type { Comments } from "./comments";
import { code, declaration, interfaceText, member, typeNameOf } from "./text";

/** A group that has a name in the sources. */
interface NamedGroup {
  readonly struct: Struct;
  readonly name: string;
  /** Whether it is an interface of its own, and not only the type of one document. */
  isShared: boolean;
  /** The families of operations that send it. */
  readonly sentBy: Set<string>;
  readonly answeredBy: Set<string>;
}

/** Writes the types of documents. Add all of them first. */
export class Documents {
  readonly #comments: Comments;
  readonly #groups = new Map<Struct, NamedGroup>();

  constructor(comments: Comments) {
    this.#comments = comments;
  }

  /** Adds a document of a family. */
  add(struct: Struct, isRequest: boolean, family: string): void {
    this.#add(struct, isRequest, family, this.#groups.has(struct));
  }

  /** Adds a group, and what stands in it. */
  #add(struct: Struct, isRequest: boolean, family: string, isShared: boolean): void {
    const name = typeNameOf(this.#comments.constants, struct);
    if (name !== undefined && shapeOf(struct).kind === "object") {
      const group = this.#groups.get(struct) ?? {
        struct,
        name,
        isShared,
        sentBy: new Set(),
        answeredBy: new Set(),
      };
      this.#groups.set(struct, group);
      group.isShared ||= isShared;
      const families = isRequest ? group.sentBy : group.answeredBy;
      if (families.has(family)) {
        return;
      }
      families.add(family);
    }
    this.#addBelow(shapeOf(struct), isRequest, family);
  }

  #addBelow({ members, numbered }: Shape, isRequest: boolean, family: string): void {
    for (const below of [...members.values(), ...numbered.values()]) {
      const struct = below.kind === "object" ? below.field?.struct : undefined;
      if (struct === undefined) {
        this.#addBelow(below, isRequest, family);
      } else {
        this.#add(struct, isRequest, family, true);
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
    const shared = this.#sharedName(struct, isRequest);
    return declaration(
      [comment],
      shared === undefined
        ? interfaceText(name, this.#members(shape, isRequest))
        : `export type ${name} = ${shared};`,
    );
  }

  /** The interfaces of groups that belong to one family; without one, to several. */
  shared(family?: string): readonly string[] {
    return [...this.#groups.values()]
      .filter(({ isShared, sentBy, answeredBy }) => {
        const families = new Set([...sentBy, ...answeredBy]);
        return (
          isShared && (family === undefined ? families.size > 1 : families.size === 1 && families.has(family))
        );
      })
      .flatMap((group) => this.#interfaces(group));
  }

  #interfaces(group: NamedGroup): readonly string[] {
    const { struct, name, sentBy } = group;
    const shape = shapeOf(struct);
    const members = this.#members(shape, sentBy.size > 0);
    const whole = declaration([this.#comments.constants.get(struct)?.comment], interfaceText(name, members));
    const answered = answeredName(group);
    if (answered === name) {
      return [whole];
    }
    const changed = this.#members(shape, false).filter((text, at) => text !== members[at]);
    const comment = `${code(name)} as it is answered: lists are always there.`;
    return [whole, declaration([comment], interfaceText(answered, changed, [name]))];
  }

  /** The name of a group's interface; `undefined` when it has none. */
  #sharedName(struct: Struct, isRequest: boolean): string | undefined {
    const group = this.#groups.get(struct);
    return group?.isShared ? (isRequest ? group.name : answeredName(group)) : undefined;
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
        const shared = shape.field?.struct && this.#sharedName(shape.field.struct, isRequest);
        return shared ?? `{\n${this.#members(shape, isRequest).join("\n")}\n}`;
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

/** The name of what is answered; that of the group where only one of the two is needed. */
function answeredName({ struct, name, sentBy, answeredBy }: NamedGroup): string {
  return sentBy.size > 0 && answeredBy.size > 0 && holdsList(shapeOf(struct)) ? `${name}Answer` : name;
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
