/** Finds everything that is wrong with a program's values, with the path of each. */

import { draftOf } from "./draft";
import { type Failure, type Field, namedFields, type Struct, structOf } from "./fields";
import { isMembers, type Members } from "./members";
import { shape } from "./normalise";
import { itemPath, joinPaths, memberPath } from "./paths";
import { hasUnknown, isUnknown } from "./unknown";

/**
 * Checks a struct's value as `normaliseStruct` or `decodeStruct` made it, which is without `null`. Unknown (preview) values pass.
 * @returns all failures, in the order of the fields; none means that the value can be encoded
 */
export function validateStruct(struct: Struct, value: unknown, path = ""): readonly Failure[] {
  let draft: Members | undefined;
  // Made for the first rule that meets a failure, once for the whole value: the groups below take their parts of it.
  return structFailures(struct, value, path, () => {
    draft ??= isMembers(value) ? draftOf(struct, value) : {};
    return draft;
  });
}

/** Answers the part of a draft that belongs to the value at hand. */
type DraftPart = () => unknown;

function structFailures(struct: Struct, value: unknown, path: string, draft: DraftPart): readonly Failure[] {
  if (isUnknown(value)) {
    return [];
  }
  if (!isMembers(value)) {
    return [{ path, reason: `must be an object, not ${describe(value)}` }];
  }
  const failures: Failure[] = [];
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(struct.fields, name) && isGiven(value[name])) {
      failures.push({
        path: memberPath(path, name),
        reason: unknownNameReason(name, Object.keys(struct.fields)),
      });
    }
  }
  for (const [name, field] of namedFields(struct)) {
    const member = value[name];
    const at = memberPath(path, name);
    if (isGiven(member)) {
      failures.push(...validateField(field, member, at, () => partOfDraft(draft(), name)));
    } else if (field.options.optional !== true && field.options.sentDefault === undefined) {
      failures.push({ path: at, reason: "is required" });
    }
  }
  // A value without `null`, and of the right kinds throughout, is its own draft.
  return [...failures, ...ruleFailures(struct, path, failures.length === 0 ? () => value : draft)];
}

function ruleFailures({ rules }: Struct, path: string, draft: DraftPart): readonly Failure[] {
  const members = rules.length === 0 ? undefined : draft();
  return isMembers(members)
    ? rules
        .flatMap((rule) => rule(members))
        .map((failure) => ({ ...failure, path: joinPaths(path, failure.path) }))
    : [];
}

function partOfDraft(draft: unknown, at: string | number): unknown {
  if (typeof at === "number") {
    return Array.isArray(draft) ? draft[at] : undefined;
  }
  return isMembers(draft) ? draft[at] : undefined;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function validateField(field: Field, value: unknown, path: string, draft: DraftPart): readonly Failure[] {
  if (isUnknown(value)) {
    return [];
  }
  switch (field.kind) {
    case "string":
    case "reference":
      return textFailures(path, field, value);
    case "int":
      return one(path, intReason(field, value));
    case "bool":
    case "flag":
      return one(
        path,
        typeof value === "boolean" ? undefined : `must be true or false, not ${describe(value)}`,
      );
    case "date":
      return one(path, dateReason(value));
    case "strings":
      return validateItems(field, value, path, (item, at) =>
        isUnknown(item) ? [] : textFailures(at, field, item),
      );
    case "struct": {
      const { shaped, reason } = shape(field, value);
      return reason === undefined ? structFailures(structOf(field), shaped, path, draft) : [{ path, reason }];
    }
    case "structs":
      return validateItems(field, value, path, (item, at, index) =>
        structFailures(structOf(field), item, at, () => partOfDraft(draft(), index)),
      );
    case "map":
      return validateMap(field, value, path);
    case "json":
      return (hasUnknown(value) ? [] : (field.options.examine?.(value) ?? [])).map((failure) => ({
        ...failure,
        path: joinPaths(path, failure.path),
      }));
    case "asset":
      return one(
        path,
        typeof value === "object" && !Array.isArray(value)
          ? undefined
          : `must be an asset, not ${describe(value)}`,
      );
    default:
      return field.kind satisfies never;
  }
}

function one(path: string, reason: string | undefined): readonly Failure[] {
  return reason === undefined ? [] : [{ path, reason }];
}

function validateItems(
  field: Field,
  value: unknown,
  path: string,
  validateItem: (item: unknown, path: string, index: number) => readonly Failure[],
): readonly Failure[] {
  if (!Array.isArray(value)) {
    return [{ path, reason: `must be a list, not ${describe(value)}` }];
  }
  const { maxItems } = field.options;
  const failures = value.flatMap((item, index) => validateItem(item, itemPath(path, index), index));
  if (value.length === 0) {
    failures.push({ path, reason: "must have at least 1 item" });
  }
  if (maxItems !== undefined && value.length > maxItems) {
    failures.push({ path, reason: `must have at most ${count(maxItems, "item")}, not ${value.length}` });
  }
  return [...failures, ...identityFailures(field, value, path)];
}

/** No two items may be the same one. */
function identityFailures(field: Field, items: readonly unknown[], path: string): readonly Failure[] {
  const { identity } = field.options;
  if (identity === undefined) {
    return [];
  }
  const first = new Map<unknown, number>();
  return items.flatMap((item, index) => {
    const id = isMembers(item) ? item[identity] : undefined;
    const before = first.get(id);
    if (!isGiven(id) || isUnknown(id) || before === undefined) {
      first.set(id, index);
      return [];
    }
    const at = memberPath(itemPath(path, index), identity);
    return [{ path: at, reason: `is used already, by ${itemPath(path, before)}` }];
  });
}

function validateMap(field: Field, value: unknown, path: string): readonly Failure[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return [{ path, reason: `must be a map of strings, not ${describe(value)}` }];
  }
  const { minEntries = 0, maxEntries, verifyKey, verifyAll } = field.options;
  const entries = Object.entries(value);
  const failures = entries.flatMap(([key, item]) => {
    const at = memberPath(path, key);
    return [...one(at, verifyKey?.(key)), ...(isUnknown(item) ? [] : textFailures(at, field, item))];
  });
  if (entries.length < minEntries) {
    const reason = verifyAll?.(value as Record<string, string>);
    return [{ path, reason: reason ?? `must have at least ${count(minEntries, "entry")}` }];
  }
  if (maxEntries !== undefined && entries.length > maxEntries) {
    failures.push({ path, reason: `must have at most ${count(maxEntries, "entry")}, not ${entries.length}` });
  }
  if (failures.length === 0 && !hasUnknown(value)) {
    failures.push(...one(path, verifyAll?.(value as Record<string, string>)));
  }
  return failures;
}

function textFailures(path: string, field: Field, value: unknown): readonly Failure[] {
  const reason = textReason(field, value);
  if (reason !== undefined) {
    return [{ path, reason }];
  }
  const { oneOf = [], open, doubt } = field.options;
  const text = value as string;
  const strange = open && !oneOf.includes(text) ? `is none of ${oneOf.join(", ")}` : doubt?.(text);
  return strange === undefined ? [] : [{ path, reason: strange, doubtful: true }];
}

function textReason(field: Field, value: unknown): string | undefined {
  if (typeof value !== "string") {
    return `must be a string, not ${describe(value)}`;
  }
  const { oneOf, open, minBytes = 1, maxBytes, anyCharacters, verify } = field.options;
  if (oneOf !== undefined && open !== true) {
    return oneOf.includes(value) ? undefined : `must be one of ${oneOf.join(", ")}`;
  }
  const bytes = Buffer.byteLength(value);
  if (bytes < minBytes) {
    return minBytes === 1 ? "must not be empty" : `must have at least ${minBytes} bytes, not ${bytes}`;
  }
  if (maxBytes !== undefined && bytes > maxBytes) {
    return `must have at most ${maxBytes} bytes, not ${bytes}`;
  }
  if (anyCharacters !== true && unwritable.test(value)) {
    return "must not hold control characters, which XML cannot carry";
  }
  return verify?.(value);
}

/** What no XML document may hold, not even as an entity (https://www.w3.org/TR/xml/#charsets). */
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

function intReason(field: Field, value: unknown): string | undefined {
  if (typeof value !== "number" || !Number.isSafeInteger(value)) {
    return `must be a whole number, not ${describe(value)}`;
  }
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = field.options;
  if (value >= min && value <= max) {
    return undefined;
  }
  return max === Number.MAX_SAFE_INTEGER ? `must be at least ${min}` : `must be from ${min} to ${max}`;
}

function dateReason(value: unknown): string | undefined {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d))?$/.test(value)) {
    return "must be an instant such as 2030-01-31T16:00:00.000Z";
  }
  return Number.isNaN(Date.parse(value)) ? "is not a date of the calendar" : undefined;
}

function describe(value: unknown): string {
  if (value === null || value === undefined) {
    return "nothing";
  }
  if (Array.isArray(value)) {
    return "a list";
  }
  if (typeof value === "number") {
    return `the number ${value}`;
  }
  if (typeof value === "boolean") {
    return `${value}`;
  }
  return typeof value === "string" ? "a string" : "an object";
}

function count(number: number, noun: string): string {
  return `${number} ${number === 1 ? noun : noun.replace(/y?$/, (end) => (end === "y" ? "ies" : "s"))}`;
}

/** What of the failures has to be refused, and what is only worth a warning, as sentences. */
export function sortFailures(found: readonly Failure[]): {
  readonly failures: readonly Failure[];
  readonly doubts: readonly string[];
} {
  return {
    failures: found.filter(({ doubtful }) => doubtful !== true),
    doubts: found
      .filter(({ doubtful }) => doubtful === true)
      .map(({ path, reason }) => `${path} ${reason}, as far as is known; COS decides`.trim()),
  };
}

/** Says that a name is not known, and which was meant when one is near. */
export function unknownNameReason(name: string, known: readonly string[]): string {
  const near = known.find((candidate) => distance(candidate.toLowerCase(), name.toLowerCase()) <= 2);
  return near === undefined
    ? `is not known; known are ${known.join(", ")}`
    : `is not known; did you mean ${near}?`;
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(substitution, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
