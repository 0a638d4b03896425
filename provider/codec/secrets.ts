/** Members that must never be shown. */

import type { Struct } from "./fields";
import { isMembers, type Members } from "./members";

/** Whether a struct has a secret field, at any depth. */
export function hasSecret(struct: Struct): boolean {
  return Object.values(struct.fields).some(
    ({ options, struct: below }) => options.secret === true || (below !== undefined && hasSecret(below)),
  );
}

/** A value without its secret members. */
export function omitSecrets(struct: Struct, value: Members): Members {
  const members = Object.entries(value).flatMap(([name, member]) => {
    const field = struct.fields[name];
    if (field?.options.secret) {
      return [];
    }
    return [[name, field?.struct === undefined ? member : omitBelow(field.struct, member)]];
  });
  return Object.fromEntries(members);
}

function omitBelow(struct: Struct, member: unknown): unknown {
  if (Array.isArray(member)) {
    return member.map((item) => omitBelow(struct, item));
  }
  return isMembers(member) ? omitSecrets(struct, member) : member;
}
