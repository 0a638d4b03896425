/** Fields that COS takes and never gives back: the state alone knows them. */

import type { Field, Struct } from "./fields";
import { isMembers, type Members } from "./members";

/** Whether a struct has a write-only field, at any depth. */
function hasWriteOnly(struct: Struct): boolean {
  return Object.values(struct.fields).some(
    (field) => field.options.writeOnly || (field.struct !== undefined && hasWriteOnly(field.struct)),
  );
}

/** A value as COS answered it, with the write-only members of the value that was sent (or is in the state) put back. */
export function keepWriteOnly(struct: Struct, live: Members, sent: Members): Record<string, unknown> {
  const result: Record<string, unknown> = { ...live };
  for (const [name, field] of Object.entries(struct.fields)) {
    const kept = sent[name];
    if (kept === undefined) {
      continue;
    }
    if (field.options.writeOnly) {
      result[name] = kept;
    } else if (field.struct !== undefined && hasWriteOnly(field.struct)) {
      const member = keepBelow(field, field.struct, live[name], kept);
      if (member !== undefined) {
        result[name] = member;
      }
    }
  }
  return result;
}

function keepBelow(field: Field, struct: Struct, live: unknown, sent: unknown): unknown {
  if (field.kind === "structs" && Array.isArray(live) && Array.isArray(sent)) {
    const { identity } = field.options;
    return live.map((item: Members, index) => {
      const before =
        identity === undefined ? sent[index] : sent.find((one: Members) => one[identity] === item[identity]);
      return before === undefined ? item : keepWriteOnly(struct, item, before);
    });
  }
  if (field.kind === "struct" && isMembers(live) && isMembers(sent)) {
    return keepWriteOnly(struct, live, sent);
  }
  return live;
}
