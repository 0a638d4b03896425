/** Brings values into the one shape in which they are kept, sent and compared. */

import { defaultOf, type Field, namedFields, type Struct, structOf } from "./fields";
import { isMembers, type Members } from "./members";
import { isUnknown } from "./unknown";

/**
 * The value as it will be sent: sent defaults filled in, `null` and `undefined` members dropped, classes in their documented
 * spelling, nothing else changed, so that the state shows what the program said. Members that the struct does not know are kept (they are a failure already).
 */
export function normaliseStruct(struct: Struct, value: Members): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const member = value[name];
    if (!Object.hasOwn(struct.fields, name) && member !== undefined && member !== null) {
      result[name] = member;
    }
  }
  for (const [name, field] of namedFields(struct)) {
    const member = value[name] ?? field.options.sentDefault;
    if (member !== undefined) {
      result[name] = normaliseField(field, member);
    }
  }
  return result;
}

function normaliseField(field: Field, value: unknown): unknown {
  if (field.kind === "struct") {
    const { shaped } = shape(field, value);
    return isMembers(shaped) ? normaliseStruct(structOf(field), shaped) : shaped;
  }
  if (field.kind === "structs" && Array.isArray(value)) {
    return value.map((item) => (isMembers(item) ? normaliseStruct(structOf(field), item) : item));
  }
  return field.options.open === true ? documentedSpelling(field, value) : value;
}

/** COS takes and answers some lists of values in another case than it documents: `Standard` is `STANDARD`. */
export function documentedSpelling<T>(field: Field, value: T): T | string {
  const { oneOf } = field.options;
  return typeof value === "string"
    ? (oneOf?.find((known) => known.toLowerCase() === value.toLowerCase()) ?? value)
    : value;
}

/** A struct's value in the shape of its fields, or the reason why it cannot have it. */
export function shape(field: Field, value: unknown): { readonly shaped: unknown; readonly reason?: string } {
  if (field.options.parse === undefined || isUnknown(value)) {
    return { shaped: value };
  }
  try {
    return { shaped: field.options.parse(value) };
  } catch (error) {
    return { shaped: value, reason: (error as Error).message };
  }
}

/**
 * The meaning of a field's value, as a plain value that can be compared: dates as instants, unordered lists sorted, maps
 * by key, empty lists, maps and structs like absent ones. Never sent and never kept.
 */
export function meaning(field: Field, value: unknown): unknown {
  if (value === undefined || value === null) {
    return defaultOf(field);
  }
  if (isUnknown(value)) {
    return value;
  }
  switch (field.kind) {
    case "string":
    case "reference":
    case "int":
    case "bool":
    case "flag":
    case "asset":
      return value;
    case "date":
      return Date.parse(String(value));
    case "strings":
      return ordered(field, value as readonly unknown[]);
    case "struct":
      return statedMeaning(field, structOf(field), value as Members);
    case "structs":
      return ordered(
        field,
        (value as readonly Members[]).map((item) => structMeaning(structOf(field), item)),
      );
    case "map":
      return mapMeaning(value as Members);
    case "json":
      return field.options.canonical?.(value) ?? value;
    default:
      return field.kind satisfies never;
  }
}

function mapMeaning(value: Members): Members | undefined {
  const entries = Object.entries(value);
  return entries.length === 0 ? undefined : Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A struct that may be left out, and that says only what COS assumes then, is like one that was left out. */
function statedMeaning(field: Field, struct: Struct, value: Members): Record<string, unknown> | undefined {
  const stated = structMeaning(struct, value);
  const { optional, always } = field.options;
  const names = Object.keys(stated);
  if (optional !== true || (names.length === 0 && always !== true)) {
    return stated;
  }
  return names.every((name) => stated[name] === struct.fields[name]?.options.default) ? undefined : stated;
}

function structMeaning(struct: Struct, value: Members): Record<string, unknown> {
  if (isUnknown(value)) {
    return value;
  }
  const result: Record<string, unknown> = {};
  for (const [name, field] of namedFields(struct)) {
    const member = meaning(field, value[name]);
    if (member !== undefined) {
      result[name] = member;
    }
  }
  return result;
}

function ordered(field: Field, items: readonly unknown[]): readonly unknown[] | undefined {
  if (items.length === 0) {
    return undefined;
  }
  const { unordered, identity } = field.options;
  return unordered || identity !== undefined ? sortedByText(items) : items;
}

function sortedByText(items: readonly unknown[]): readonly unknown[] {
  return items
    .map((item) => ({ item, key: JSON.stringify(item) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ item }) => item);
}
