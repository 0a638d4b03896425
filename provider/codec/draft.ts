/** Makes of a value that may be wrong one that rules between fields can work with. */

import { type Field, namedFields, type Struct, structOf } from "./fields";
import { isMembers, type Members } from "./members";
import { shape } from "./normalise";
import { hasUnknown, unknownValue } from "./unknown";

/** Makes a draft of a group's value. Members that the group does not have, and `null`, are left out. */
export function draftOf(struct: Struct, value: Members): Members {
  const draft: Record<string, unknown> = {};
  for (const [name, field] of namedFields(struct)) {
    const member = value[name];
    if (member !== undefined && member !== null) {
      draft[name] = draftOfField(field, member);
    }
  }
  return draft;
}

function draftOfField(field: Field, value: unknown): unknown {
  switch (field.kind) {
    case "string":
    case "reference":
    case "date":
      return draftOfText(value);
    case "int":
      return typeof value === "number" ? value : unknownValue;
    case "bool":
    case "flag":
      return typeof value === "boolean" ? value : unknownValue;
    case "strings":
      return draftOfItems(value, draftOfText);
    case "struct":
      return draftBelow(structOf(field), shape(field, value).shaped);
    case "structs":
      return draftOfItems(value, (item) => draftBelow(structOf(field), item));
    case "map":
      return isMembers(value) ? draftOfEntries(value) : unknownValue;
    case "json":
      return hasUnknown(value) || (field.options.examine?.(value) ?? []).length > 0 ? unknownValue : value;
    case "asset":
      return isMembers(value) ? value : unknownValue;
    default:
      return field.kind satisfies never;
  }
}

function draftOfText(value: unknown): unknown {
  return typeof value === "string" ? value : unknownValue;
}

function draftOfItems(value: unknown, draftOfItem: (item: unknown) => unknown): unknown {
  return Array.isArray(value) ? value.map(draftOfItem) : unknownValue;
}

function draftOfEntries(value: Members): Members {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, draftOfText(item)]));
}

function draftBelow(struct: Struct, value: unknown): unknown {
  return isMembers(value) ? draftOf(struct, value) : unknownValue;
}
