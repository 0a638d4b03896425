/** Documents that are JSON on the wire: policies, and tasks of fetching. COS does not always keep to one case of names. */

import {
  type Failure,
  type Field,
  isMembers,
  itemPath,
  type Members,
  memberPath,
  type Struct,
  structOf,
  unknownNameReason,
} from "../../codec";

/** What was read. */
interface JsonReading {
  readonly body: unknown;
  readonly unknownElements: readonly string[];
}

/** Reads an answer: names as the table has them, lists as lists. Throws SyntaxError when it is not JSON. */
export function readJsonText(struct: Struct, text: string): JsonReading {
  const unknown = new Set<string>();
  const body = respell(struct, JSON.parse(text), "", (path) => unknown.add(path));
  return { body, unknownElements: [...unknown] };
}

/** Everything that is wrong with the text of a request. */
export function validateJsonText(struct: Struct, text: string): readonly Failure[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return [{ path: "", reason: `is not JSON: ${(error as Error).message}` }];
  }
  if (!isMembers(value)) {
    return [{ path: "", reason: "must be an object" }];
  }
  const failures: Failure[] = [];
  respell(struct, value, "", (path, name, known) =>
    failures.push({ path, reason: unknownNameReason(name, known) }),
  );
  return [...failures, ...memberFailures(struct, value, "")];
}

/** A member, and the one in it that the field is about, where there is one. */
interface Level {
  readonly name: string;
  readonly inner: string | undefined;
  readonly field: Field;
}

/** The members of a struct by the first name of their element, in lower case; those in one wrapper stand together. */
function levels(struct: Struct): ReadonlyMap<string, Level> {
  return new Map(
    Object.values(struct.fields).map((field) => {
      const [name = "", inner] = field.element ?? [];
      return [name.toLowerCase(), { name, inner, field }];
    }),
  );
}

function respell(
  struct: Struct,
  value: unknown,
  path: string,
  onUnknown: (path: string, name: string, known: readonly string[]) => void,
): unknown {
  if (!isMembers(value)) {
    return value;
  }
  const known = levels(struct);
  return Object.fromEntries(
    Object.entries(value).map(([given, member]) => {
      const found = known.get(given.toLowerCase());
      if (found === undefined) {
        onUnknown(
          memberPath(path, given),
          given,
          [...known.values()].map(({ name }) => name),
        );
        return [given, member];
      }
      const { name, inner, field } = found;
      const at = memberPath(path, name);
      if (inner !== undefined && isMembers(member)) {
        const below = Object.entries(member).map(([key, item]) => [
          key.toLowerCase() === inner.toLowerCase() ? inner : key,
          item,
        ]);
        return [name, Object.fromEntries(below)];
      }
      if (field.kind === "structs") {
        return [
          name,
          listOf(member).map((item, index) => respell(structOf(field), item, itemPath(at, index), onUnknown)),
        ];
      }
      return [
        name,
        field.kind === "struct"
          ? respell(structOf(field), member, at, onUnknown)
          : field.kind === "strings"
            ? listOf(member)
            : member,
      ];
    }),
  );
}

function memberFailures(struct: Struct, value: Members, path: string): readonly Failure[] {
  const given = new Map(Object.entries(value).map(([name, member]) => [name.toLowerCase(), member]));
  return [...levels(struct)].flatMap(([key, { name, inner, field }]) => {
    const member = given.get(key);
    const at = memberPath(path, name);
    if (member === undefined || member === null) {
      const isRequired = field.options.optional !== true && field.options.sentDefault === undefined;
      return isRequired ? [{ path: at, reason: "is required" }] : [];
    }
    return inner !== undefined ? [] : fieldFailures(field, member, at);
  });
}

function fieldFailures(field: Field, value: unknown, path: string): readonly Failure[] {
  const wrong = (kind: string) => [{ path, reason: `must be ${kind}` }];
  switch (field.kind) {
    case "string":
      return typeof value === "string" ? textFailures(field, value, path) : wrong("a string");
    case "int":
      return Number.isSafeInteger(value) ? [] : wrong("a whole number");
    case "bool":
      return typeof value === "boolean" ? [] : wrong("true or false");
    case "strings":
      return listOf(value).flatMap((item, index) => {
        const at = Array.isArray(value) ? itemPath(path, index) : path;
        return typeof item === "string"
          ? textFailures(field, item, at)
          : [{ path: at, reason: "must be a string" }];
      });
    case "struct":
      // `"Principal": "*"` means everyone.
      return value === "*"
        ? []
        : isMembers(value)
          ? memberFailures(structOf(field), value, path)
          : wrong("an object");
    case "structs":
      return listOf(value).flatMap((item, index) =>
        isMembers(item)
          ? memberFailures(structOf(field), item, itemPath(path, index))
          : [{ path: itemPath(path, index), reason: "must be an object" }],
      );
    case "json":
      return (field.options.examine?.(value) ?? []).map((failure) => ({
        ...failure,
        path: failure.path === "" ? path : `${path}.${failure.path}`,
      }));
    default:
      return [];
  }
}

function textFailures({ options }: Field, value: string, path: string): readonly Failure[] {
  const { oneOf, open, verify } = options;
  const isKnown = oneOf?.some((each) => each.toLowerCase() === value.toLowerCase()) ?? true;
  const reason = isKnown || open ? verify?.(value) : `must be one of ${oneOf?.join(", ")}`;
  return reason === undefined ? [] : [{ path, reason }];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
