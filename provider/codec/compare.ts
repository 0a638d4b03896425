/** Compares the meaning of two values field by field and says where they differ. */

import type { Field, Struct } from "./fields";
import { meaning } from "./normalise";
import { itemPath, memberPath } from "./paths";
import { isUnknown } from "./unknown";

/** One place where a resource differs from what is wanted. */
export interface Difference {
  /** The property's path, such as `rules[0].allowedOrigins`. */
  readonly path: string;
  /** `replace` when the property cannot be changed in place. */
  readonly kind: "update" | "replace";
}

type Members = Readonly<Record<string, unknown>>;

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
  return Object.entries(struct.fields).flatMap(([name, field]) =>
    compareField(field, olds[name], news[name], memberPath(path, name)),
  );
}

function compareField(field: Field, old: unknown, fresh: unknown, path: string): readonly Difference[] {
  const before = meaning(field, old);
  const after = meaning(field, fresh);
  if (!isUnknown(after) && sameMeaning(before, after)) {
    return [];
  }
  const here: readonly Difference[] = [{ path, kind: field.options.immutable ? "replace" : "update" }];
  if (before === undefined || after === undefined || isUnknown(after)) {
    return here;
  }
  if (field.kind === "struct") {
    return compareStructs(field.struct as Struct, old as Members, fresh as Members, path);
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
  if ((field.kind === "structs" || field.kind === "texts") && field.options.unordered !== true) {
    return compareLists(field, old as readonly unknown[], fresh as readonly unknown[], path);
  }
  if (field.kind === "map") {
    return compareMaps(old as Members, fresh as Members, path);
  }
  return here;
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
      differences.push({ path: at, kind: "update" });
    } else if (field.kind === "structs") {
      differences.push(...compareStructs(field.struct as Struct, old as Members, fresh as Members, at));
    } else if (old !== fresh) {
      differences.push({ path: at, kind: "update" });
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
  const removed = olds.flatMap((old, index): Difference[] =>
    news.some((fresh) => fresh[identity] === old[identity])
      ? []
      : [{ path: itemPath(path, index), kind: "update" }],
  );
  const others = news.flatMap((fresh, index): readonly Difference[] => {
    const old = isUnknown(fresh) ? undefined : olds.find((item) => item[identity] === fresh[identity]);
    const at = itemPath(path, index);
    return old === undefined
      ? [{ path: at, kind: "update" }]
      : compareStructs(field.struct as Struct, old, fresh, at);
  });
  const seen = new Set<string>();
  return [...removed, ...others].filter(({ path: at }) => !seen.has(at) && seen.add(at));
}

function compareMaps(olds: Members, news: Members, path: string): readonly Difference[] {
  return [...new Set([...Object.keys(olds), ...Object.keys(news)])]
    .filter((key) => olds[key] !== news[key])
    .map((key) => ({ path: memberPath(path, key), kind: "update" as const }));
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
