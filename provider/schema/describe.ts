/**
 * What a resource is, readable at run time: its inputs, outputs and groups of fields with type, meaning, limits and default, of which schemas,
 * pages and forms can be made. Meanings are the comments of the descriptors, which `npm run docs` collects in `meanings.json`; everything
 * else is the descriptors' own. Only who asks loads it.
 */

import type { Field, Struct } from "../codec";
import meanings from "./meanings.json";
import { resourceStructs } from "./structs";

/** A resource. */
export interface Description {
  readonly token: string;
  /** What it is, in Markdown. */
  readonly meaning: string;
  readonly inputs: readonly Member[];
  /** What only COS knows. The inputs are outputs too. */
  readonly outputs: readonly Member[];
  /** The groups that inputs lead to, by name, without the resource itself. */
  readonly groups: Readonly<Record<string, Group>>;
}

/** A named group of fields, such as `CorsRule`. */
export interface Group {
  /** What it is, in Markdown. */
  readonly meaning: string;
  readonly members: readonly Member[];
}

/** One input, output or field of a group. */
export interface Member {
  readonly name: string;
  /**
   * `string`, `int`, `bool`, `flag` (a truth value), `date` (an instant in ISO 8601), `strings` (a list), `map` (of strings), `json` (any value),
   * `struct` and `structs` (a group, a list of them), `reference` (a bucket), `asset` (of Pulumi).
   */
  readonly kind: Field["kind"];
  /** What it means, in Markdown. */
  readonly meaning: string;
  /** A program has to give it. */
  readonly required: boolean;
  /** The path of its element in COS's document. */
  readonly element?: string;
  /** The header that carries it. */
  readonly header?: string;
  /** What leaving it out means. */
  readonly default?: Default;
  /** The values that COS knows, and whether it may know more. */
  readonly values?: readonly string[];
  readonly open?: true;
  readonly limits: Limits;
  /** Kept encrypted in the state. */
  readonly secret?: true;
  /** A change replaces the resource. */
  readonly immutable?: true;
  /** COS never returns it. */
  readonly writeOnly?: true;
  /** The order of its items means nothing. */
  readonly unordered?: true;
  /** The field by which items are known. */
  readonly identity?: string;
  /** The name of its group. */
  readonly group?: string;
}

/** What leaving a field out means. */
export type Default =
  /** The value: sent by this package, or assumed by COS. */
  | { readonly by: "package" | "COS"; readonly value: string | number | boolean }
  /** COS chooses a value. */
  | { readonly by: "server" }
  /** What no value can say, in Markdown, such as `the resource's logical name`. */
  | { readonly by: "context"; readonly text: string };

const limitNames = [
  "min",
  "max",
  "minBytes",
  "maxBytes",
  "minItems",
  "maxItems",
  "minEntries",
  "maxEntries",
] as const;

/** The limits of a value, of each string of it, and of its length. */
export type Limits = { readonly [K in (typeof limitNames)[number]]?: number };

/**
 * Describes a resource.
 * @param token such as `BucketCors`
 * @throws Error when there is no such resource
 */
export function describeResource(token: string): Description {
  const structs = resourceStructs.get(token);
  if (structs === undefined) {
    throw new Error(`there is no resource ${token}`);
  }
  const { inputs, outputs } = structs;
  const groups = new Map<string, Group>();
  for (const struct of inputs) {
    collectGroups(struct, groups);
  }
  return {
    token,
    meaning: textOf(meanings.resources, token),
    inputs: inputs.flatMap(membersOf),
    outputs: outputs === undefined ? [] : membersOf(outputs),
    groups: Object.fromEntries(groups),
  };
}

function collectGroups({ fields }: Struct, groups: Map<string, Group>): void {
  for (const { struct } of Object.values(fields)) {
    if (struct !== undefined && !groups.has(nameOf(struct))) {
      groups.set(nameOf(struct), {
        meaning: textOf(meanings.groups, nameOf(struct)),
        members: membersOf(struct),
      });
      collectGroups(struct, groups);
    }
  }
}

function nameOf({ name, fields }: Struct): string {
  if (name === undefined) {
    throw new Error(`the group of ${Object.keys(fields).join(", ")} has no name`);
  }
  return name;
}

function membersOf(struct: Struct): readonly Member[] {
  return Object.entries(struct.fields).map(([name, field]) => memberOf(nameOf(struct), name, field));
}

function memberOf(group: string, name: string, field: Field): Member {
  const { kind, element, options, struct } = field;
  const path = `${group}.${name}`;
  const found = defaultOf(path, field);
  return {
    name,
    kind,
    meaning: textOf(meanings.fields, path),
    required:
      !options.optional && found === undefined && options.regionOf === undefined && !options.logicalName,
    ...(element !== undefined && element.length > 0 && { element: element.join(">") }),
    ...(options.header !== undefined && { header: options.header }),
    ...(found !== undefined && { default: found }),
    ...(options.oneOf !== undefined && { values: options.oneOf }),
    ...(options.open && { open: options.open }),
    limits: limitsOf(field),
    ...(options.secret && { secret: options.secret }),
    ...(options.immutable && { immutable: options.immutable }),
    ...(options.writeOnly && { writeOnly: options.writeOnly }),
    ...(options.unordered && { unordered: options.unordered }),
    ...(options.identity !== undefined && { identity: options.identity }),
    ...(struct !== undefined && { group: nameOf(struct) }),
  };
}

function defaultOf(path: string, { options }: Field): Default | undefined {
  const text = Object.hasOwn(meanings.defaults, path)
    ? (meanings.defaults as Readonly<Record<string, string>>)[path]
    : undefined;
  if (options.sentDefault !== undefined) {
    return { by: "package", value: options.sentDefault as string | number | boolean };
  }
  if (options.default !== undefined) {
    return { by: "COS", value: options.default };
  }
  if (text !== undefined) {
    return { by: "context", text };
  }
  return options.serverDefault ? { by: "server" } : undefined;
}

/** A list that is given has an item; a string that is given has a byte, unless its field says otherwise. */
function limitsOf({ kind, options }: Field): Limits {
  const isString = ["string", "strings", "map", "reference"].includes(kind) && options.oneOf === undefined;
  const stated: Readonly<Record<string, unknown>> = {
    ...(isString && { minBytes: 1 }),
    ...((kind === "strings" || kind === "structs") && { minItems: 1 }),
    ...options,
  };
  return Object.fromEntries(
    limitNames.flatMap((name) => (stated[name] === undefined ? [] : [[name, stated[name] as number]])),
  );
}

function textOf(texts: Readonly<Record<string, string>>, name: string): string {
  const text = Object.hasOwn(texts, name) ? texts[name] : undefined;
  if (text === undefined) {
    throw new Error(`nothing says what ${name} means: npm run docs collects the comments`);
  }
  return text;
}
