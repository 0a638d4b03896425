/** Fields whose value COS chooses when the program leaves them out: then they never count. */

import type { Field, Struct } from "./fields";
import { isMembers, type Members } from "./members";

const known = new WeakMap<Struct, boolean>();

/** Whether a struct has a field with a server default, at any depth. */
function hasServerDefault(struct: Struct): boolean {
  const before = known.get(struct);
  if (before !== undefined) {
    return before;
  }
  const found = Object.values(struct.fields).some(
    ({ options, struct: below }) => options.serverDefault || (below !== undefined && hasServerDefault(below)),
  );
  known.set(struct, found);
  return found;
}

/** An old value without the members that COS filled in and the new value leaves out. */
export function withoutServerDefaults(struct: Struct, olds: Members, news: Members): Members {
  if (!hasServerDefault(struct)) {
    return olds;
  }
  const result: Record<string, unknown> = { ...olds };
  for (const [name, field] of Object.entries(struct.fields)) {
    if (field.options.serverDefault && (news[name] === undefined || news[name] === null)) {
      delete result[name];
    } else if (field.struct !== undefined && hasServerDefault(field.struct)) {
      result[name] = withoutServerDefaultsBelow(field, field.struct, olds[name], news[name]);
    }
  }
  return result;
}

function withoutServerDefaultsBelow(field: Field, struct: Struct, old: unknown, fresh: unknown): unknown {
  if (isMembers(old) && isMembers(fresh)) {
    return withoutServerDefaults(struct, old, fresh);
  }
  if (isMembers(old) && Object.keys(old).length > 0 && (fresh === undefined || fresh === null)) {
    // A struct that holds nothing else was filled in as a whole.
    const left = withoutServerDefaults(struct, old, {});
    return Object.keys(left).length === 0 ? undefined : left;
  }
  if (!Array.isArray(old) || !Array.isArray(fresh)) {
    return old;
  }
  const { identity, unordered } = field.options;
  return old.map((item: Members, index) => {
    if (identity !== undefined) {
      return withoutServerDefaults(
        struct,
        item,
        fresh.find((one: Members) => one[identity] === item[identity]) ?? item,
      );
    }
    return unordered
      ? withoutUnclaimed(struct, item, fresh)
      : withoutServerDefaults(struct, item, fresh[index] ?? item);
  });
}

/** In a list without order a server default counts when some item of the program claims it. */
function withoutUnclaimed(struct: Struct, item: Members, news: readonly unknown[]): Members {
  return Object.fromEntries(
    Object.entries(item).filter(
      ([name, value]) =>
        !Object.hasOwn(struct.fields, name) ||
        struct.fields[name]?.options.serverDefault !== true ||
        news.some((fresh) => isMembers(fresh) && fresh[name] === value),
    ),
  );
}
