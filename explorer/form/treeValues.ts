/** Values of a document, changed by its tree. */

import type { BodyShape } from "../../cli/explore/wire";

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The least that an element holds when it is added: what it must have, left for somebody to fill in. */
export function minimum(shape: BodyShape): Json | undefined {
  if (shape.repeated) {
    return [minimum({ ...shape, repeated: false }) ?? ""];
  }
  switch (shape.kind) {
    case "object":
      return Object.fromEntries(
        shape.members
          .filter(({ required, kind, repeated }) => required && (kind === "object" || repeated))
          .map((member) => [member.name, minimum(member)]),
      );
    case "empty":
      return {};
    case "boolean":
      return true;
    default:
      return shape.values?.[0] ?? "";
  }
}

/** An object with another value of one member; the order is that of the table, and what the table does not know comes last. */
export function withMember(
  members: readonly BodyShape[],
  value: JsonObject,
  name: string,
  next: Json | undefined,
): JsonObject {
  const changed = { ...value, [name]: next };
  const known = members.map((member) => member.name);
  const names = [...known, ...Object.keys(changed).filter((each) => !known.includes(each))];
  return Object.fromEntries(
    names.filter((each) => changed[each] !== undefined).map((each) => [each, changed[each]]),
  );
}
