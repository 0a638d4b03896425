/** Reduces COS's answers to what a person would write: defaults are left out. */

import { defaultOf, type Field, type Struct } from "../../provider/codec";
import type { Props } from "../../provider/model/props";

const hoursOfChina = 8;
const msOfHour = 3_600_000;

/** The members of a struct's value that have to be said, in the order of its fields; members that the struct does not know are left out. */
export function withoutDefaults(struct: Struct, value: Props): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(struct.fields).flatMap(([name, field]) => {
      const member = shorten(field, value[name]);
      return member === undefined ? [] : [[name, member]];
    }),
  );
}

/** A member as it has to be said; `undefined` when it need not be. */
function shorten(field: Field, value: unknown): unknown {
  const { optional } = field.options;
  if (value === undefined || value === defaultOf(field)) {
    return undefined;
  }
  switch (field.kind) {
    case "date":
      return inChina(String(value));
    case "struct": {
      const members = withoutDefaults(field.struct as Struct, value as Props);
      return optional && Object.keys(members).length === 0 ? undefined : members;
    }
    case "structs":
      return (value as readonly Props[]).map((item) => withoutDefaults(field.struct as Struct, item));
    default:
      return value;
  }
}

/** COS counts days in China, and answers their beginning in UTC, which is the day before. */
function inChina(text: string): string {
  const instant = Date.parse(text) + hoursOfChina * msOfHour;
  return instant % (24 * msOfHour) === 0
    ? `${new Date(instant).toISOString().slice(0, 10)}T00:00:00+08:00`
    : text;
}
