/** Every way in which a valid value can be made one that its descriptor refuses, and the values that it just still takes. */

import { type Field, itemPath, memberPath, type Struct } from "../../provider/codec";
import type { Props } from "../../provider/model/props";

/** A value in which one field breaks one limit. */
export interface Breakage {
  /** The field's path without indices. */
  readonly field: string;
  /** What is broken, such as `required`. */
  readonly limit: string;
  /** Where the failure is. */
  readonly path: string;
  readonly value: Props;
}

/** What a part becomes. */
interface Broken extends Omit<Breakage, "field" | "value"> {
  readonly value: unknown;
}

/** Texts of which a field that verifies its value refuses some. */
const oddTexts = [
  "*?",
  "a b",
  "-",
  "http://a.example/b",
  "/a",
  "é",
  "A*b*C",
  "a\u{1F600}",
  "not PEM",
  "x".repeat(70),
];

/** Values with one limit of one field broken. */
export function breakagesOf(struct: Struct, value: Props): readonly Breakage[] {
  return [...partsOf(struct, value, "", "", breakMember)];
}

/** Values with one limit of one field exactly reached. They are not always valid: other fields may not go with it. */
export function limitsOf(struct: Struct, value: Props): readonly Breakage[] {
  return [...partsOf(struct, value, "", "", reachMember)];
}

type Alter = (of: Field, member: unknown, path: string) => Iterable<Broken>;

function* partsOf(
  struct: Struct,
  value: Props,
  field: string,
  path: string,
  alter: Alter,
): Generator<Breakage> {
  for (const [name, of] of Object.entries(struct.fields)) {
    const { [name]: member, ...others } = value;
    const [here, at] = [memberPath(field, name), memberPath(path, name)];
    const put = (changed: unknown): Props =>
      changed === undefined ? others : { ...others, [name]: changed };
    for (const { value: changed, ...broken } of alter(of, member, at)) {
      yield { field: here, ...broken, value: put(changed) };
    }
    if (of.kind === "struct" && member !== undefined) {
      for (const inner of partsOf(of.struct as Struct, member as Props, here, at, alter)) {
        yield { ...inner, value: put(inner.value) };
      }
    }
    if (of.kind === "structs" && member !== undefined) {
      const items = member as readonly Props[];
      for (const [index, item] of items.entries()) {
        for (const inner of partsOf(of.struct as Struct, item, here, itemPath(at, index), alter)) {
          yield { ...inner, value: put(items.with(index, inner.value)) };
        }
      }
    }
  }
}

function* breakMember(of: Field, member: unknown, path: string): Generator<Broken> {
  const { optional, sentDefault, maxItems, identity, min, max } = of.options;
  if (member === undefined) {
    return;
  }
  if (optional !== true && sentDefault === undefined) {
    yield { limit: "required", path, value: undefined };
  }
  if (of.kind === "string" || of.kind === "reference") {
    for (const { limit, text } of brokenTexts(of, String(member))) {
      yield { limit, path, value: text };
    }
  }
  if (of.kind === "int") {
    yield* min === undefined ? [] : [{ limit: "least", path, value: min - 1 }];
    yield* max === undefined ? [] : [{ limit: "greatest", path, value: max + 1 }];
  }
  if (of.kind === "strings" || of.kind === "structs") {
    const items = member as readonly unknown[];
    yield { limit: "fewest", path, value: [] };
    yield* maxItems === undefined ? [] : [{ limit: "most", path, value: copies(of, items, maxItems + 1) }];
    if (identity !== undefined) {
      const at = memberPath(itemPath(path, items.length), identity);
      yield { limit: "identity", path: at, value: [...items, items[0]] };
    }
    if (of.kind === "strings") {
      for (const { limit, text } of brokenTexts(of, String(items[0]))) {
        yield { limit, path: itemPath(path, 0), value: items.with(0, text) };
      }
    }
  }
  if (of.kind === "map") {
    yield* breakMap(of, member as Readonly<Record<string, string>>, path);
  }
}

function* breakMap(of: Field, member: Readonly<Record<string, string>>, path: string): Generator<Broken> {
  const { minEntries = 0, maxEntries, verifyAll, verifyKey } = of.options;
  const withKey = (key: string) => ({ value: { ...member, [key]: "v" }, path: memberPath(path, key) });
  if (minEntries > 0 || verifyAll?.({}) !== undefined) {
    yield { limit: "fewest", path, value: {} };
  }
  if (maxEntries !== undefined) {
    yield { limit: "most", path, value: entries(member, maxEntries + 1) };
  }
  for (const key of ["", "a*", "k".repeat(2_000)].filter((odd) => verifyKey?.(odd) !== undefined)) {
    yield { limit: "key", ...withKey(key) };
  }
  const [first] = Object.keys(member);
  if (first !== undefined) {
    for (const { limit, text } of brokenTexts(of, member[first] as string)) {
      yield { limit, path: memberPath(path, first), value: { ...member, [first]: text } };
    }
  }
}

function* brokenTexts(
  of: Field,
  given: string,
): Generator<{ readonly limit: string; readonly text: string }> {
  const { oneOf, minBytes = 1, maxBytes, verify, doubt } = of.options;
  if (oneOf !== undefined) {
    yield { limit: "values", text: "NO-SUCH-VALUE" };
    return;
  }
  if (minBytes > 0) {
    yield { limit: "shortest", text: "" };
  }
  if (maxBytes !== undefined) {
    yield { limit: "longest", text: stretched(given, maxBytes + 1) };
  }
  for (const text of oddTexts.filter((odd) => (verify?.(odd) ?? doubt?.(odd)) !== undefined)) {
    yield { limit: "form", text };
  }
}

function* reachMember(of: Field, member: unknown, path: string): Generator<Broken> {
  const { min, max, maxItems, maxBytes, oneOf } = of.options;
  if (member === undefined) {
    return;
  }
  if (of.kind === "int") {
    yield* min === undefined ? [] : [{ limit: "least", path, value: min }];
    yield* max === undefined ? [] : [{ limit: "greatest", path, value: max }];
  }
  if ((of.kind === "string" || of.kind === "reference") && oneOf === undefined && maxBytes !== undefined) {
    yield { limit: "longest", path, value: stretched(String(member), maxBytes) };
  }
  if ((of.kind === "strings" || of.kind === "structs") && maxItems !== undefined) {
    yield { limit: "most", path, value: copies(of, member as readonly unknown[], maxItems) };
  }
  if (of.kind === "map" && maxItems !== undefined) {
    yield { limit: "most", path, value: entries(member as Readonly<Record<string, string>>, maxItems) };
  }
}

/** A text with as many bytes, in the form that it has. */
function stretched(text: string, bytes: number): string {
  return text + "a".repeat(Math.max(0, bytes - Buffer.byteLength(text)));
}

/** A list with so many items; those with an identity are different ones. */
function copies(of: Field, items: readonly unknown[], count: number): readonly unknown[] {
  const { identity } = of.options;
  return Array.from({ length: count }, (_, index) => {
    const item = items[index % items.length];
    if (index < items.length || identity === undefined) {
      return item;
    }
    const { kind, options } = (of.struct as Struct).fields[identity] as Field;
    // Other ones than any that is generated. Names with dots are domains.
    const id =
      kind === "int"
        ? 2_000_000 + index
        : options.verify?.("a.")
          ? `another${index}.example.com`
          : `another${index}`;
    return { ...(item as Props), [identity]: id };
  });
}

function entries(given: Readonly<Record<string, string>>, count: number): Readonly<Record<string, string>> {
  const more = Array.from({ length: count }, (_, index) => [`another-key-${index}`, "v"]);
  return Object.fromEntries([...Object.entries(given), ...more].slice(0, count));
}
