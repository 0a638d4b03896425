/** Compares the meaning of two values field by field and says where they differ. */

import { type Field, type Struct, structOf } from "./fields";
import { isMembers, type Members } from "./members";
import { meaning } from "./normalise";
import { itemPath, memberPath } from "./paths";
import { withoutServerDefaults } from "./serverDefaults";
import { isUnknown } from "./unknown";

/** One place where a resource differs from what is wanted. */
export interface Difference {
  /** The property's path, such as `rules[0].allowedOrigins`. */
  readonly path: string;
  /** `replace` when the property cannot be changed in place. */
  readonly kind: "update" | "replace";
  /** What the resource has there, wherever in an unordered list it stands; `undefined` for nothing. */
  readonly before?: unknown;
  /** What is wanted there; `undefined` for nothing. */
  readonly after?: unknown;
}

/**
 * The places where `news` means something else than `olds`. Only the struct's own fields count; a value that is not
 * known yet differs from everything.
 */
export function compareStructs(
  struct: Struct,
  olds: Members,
  news: Members,
  path = "",
): readonly Difference[] {
  const before = withoutServerDefaults(struct, olds, news);
  return Object.entries(struct.fields).flatMap(([name, field]) =>
    compareField(field, before[name], news[name], memberPath(path, name)),
  );
}

function compareField(field: Field, old: unknown, fresh: unknown, path: string): readonly Difference[] {
  const before = meaning(field, old);
  const after = meaning(field, fresh);
  if (!isUnknown(after) && sameMeaning(before, after)) {
    return [];
  }
  const kind = field.options.immutable ? "replace" : "update";
  const here: readonly Difference[] = [{ path, kind, before: old, after: fresh }];
  if (field.kind === "struct" && isMembers(old) && isMembers(fresh)) {
    return compareStructs(structOf(field), old, fresh, path);
  }
  if (before === undefined || after === undefined || isUnknown(after)) {
    return here;
  }
  if (field.kind === "structs" && field.options.identity !== undefined) {
    return compareByIdentity(
      field,
      field.options.identity,
      old as readonly Members[],
      fresh as readonly Members[],
      path,
    );
  }
  if ((field.kind === "structs" || field.kind === "strings") && field.options.unordered !== true) {
    return compareLists(field, old as readonly unknown[], fresh as readonly unknown[], path);
  }
  if (field.kind === "structs") {
    return compareSets(structOf(field), old as readonly Members[], fresh as readonly Members[], path);
  }
  if (field.kind === "map") {
    return compareMaps(old as Members, fresh as Members, path);
  }
  return field.kind === "json" ? compareValues(before, after, path) : here;
}

function compareLists(
  field: Field,
  olds: readonly unknown[],
  news: readonly unknown[],
  path: string,
): readonly Difference[] {
  const differences: Difference[] = [];
  for (let index = 0; index < Math.max(olds.length, news.length); index++) {
    const [old, fresh] = [olds[index], news[index]];
    const at = itemPath(path, index);
    if (old === undefined || fresh === undefined || isUnknown(fresh)) {
      differences.push({ path: at, kind: "update", before: old, after: fresh });
    } else if (field.kind === "structs") {
      differences.push(...compareStructs(structOf(field), old as Members, fresh as Members, at));
    } else if (old !== fresh) {
      differences.push({ path: at, kind: "update", before: old, after: fresh });
    }
  }
  return differences;
}

/** Items that share the value of their identity are compared with each other, wherever they stand. */
function compareByIdentity(
  field: Field,
  identity: string,
  olds: readonly Members[],
  news: readonly Members[],
  path: string,
): readonly Difference[] {
  const removed = new Map(
    olds.flatMap((old, index) =>
      news.some((fresh) => fresh[identity] === old[identity]) ? [] : [[index, old] as const],
    ),
  );
  const others = news.flatMap((fresh, index): readonly Difference[] => {
    const old = isUnknown(fresh) ? undefined : olds.find((item) => item[identity] === fresh[identity]);
    const at = itemPath(path, index);
    if (old !== undefined) {
      return compareStructs(structOf(field), old, fresh, at);
    }
    // One that is gone and one that is new, at the same place, are one difference.
    const before = removed.get(index);
    removed.delete(index);
    return [{ path: at, kind: "update", before, after: fresh }];
  });
  const gone = [...removed].map(
    ([index, before]): Difference => ({ path: itemPath(path, index), kind: "update", before }),
  );
  return [...gone, ...others];
}

/** Equal items are set aside, wherever they stand; each of the others is compared with the one it is most like. */
function compareSets(
  struct: Struct,
  olds: readonly Members[],
  news: readonly Members[],
  path: string,
): readonly Difference[] {
  const candidates = news.flatMap((fresh, index) =>
    olds.map((old, position) => ({
      index,
      position,
      found: isUnknown(fresh) ? undefined : compareStructs(struct, old, fresh, itemPath(path, index)),
    })),
  );
  const [matchedNews, matchedOlds] = [new Set<number>(), new Set<number>()];
  const differences: Difference[] = [];
  for (const { index, position, found } of candidates.sort(
    (a, b) => (a.found?.length ?? Number.POSITIVE_INFINITY) - (b.found?.length ?? Number.POSITIVE_INFINITY),
  )) {
    if (found !== undefined && !matchedNews.has(index) && !matchedOlds.has(position)) {
      matchedNews.add(index);
      matchedOlds.add(position);
      differences.push(...found);
    }
  }
  const left = new Map<number, Difference>();
  for (const [position, before] of olds.entries()) {
    if (!matchedOlds.has(position)) {
      left.set(position, { path: itemPath(path, position), kind: "update", before });
    }
  }
  for (const [index, after] of news.entries()) {
    if (!matchedNews.has(index)) {
      left.set(index, { ...left.get(index), path: itemPath(path, index), kind: "update", after });
    }
  }
  return [...differences, ...left.values()];
}

/** The places where two JSON values differ, member by member; a list counts as a whole. */
export function compareValues(before: unknown, after: unknown, path = ""): readonly Difference[] {
  if (sameMeaning(before, after)) {
    return [];
  }
  if (!isMembers(before) || !isMembers(after)) {
    return [{ path, kind: "update", before, after }];
  }
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) =>
    compareValues(ownMember(before, name), ownMember(after, name), memberPath(path, name)),
  );
}

function compareMaps(olds: Members, news: Members, path: string): readonly Difference[] {
  return [...new Set([...Object.keys(olds), ...Object.keys(news)])]
    .map((key) => ({
      path: memberPath(path, key),
      kind: "update" as const,
      before: ownMember(olds, key),
      after: ownMember(news, key),
    }))
    .filter(({ before, after }) => before !== after);
}

/** A member, and nothing that every object has: a tag may be called `constructor`. */
function ownMember(value: Members, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Whether two plain values are equal; the order of an object's members does not matter. */
function sameMeaning(a: unknown, b: unknown): boolean {
  if (a === b) {
    return true;
  }
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
    return false;
  }
  const [left, right] = [a as Members, b as Members];
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && sameMeaning(left[key], right[key]))
  );
}
