/** Plain data to XML, in the order of the descriptor's fields. */

import type { XmlElement } from "./element";
import { type Field, type Fields, type Struct, structOf } from "./fields";
import { parentElement, textElement } from "./xml";

/** Encodes a struct's value as the element `name`. Members that are `undefined` have no element. */
export function encodeStruct(
  name: string,
  struct: Struct,
  value: Readonly<Record<string, unknown>>,
): XmlElement {
  const own = Object.entries(struct.fields)
    .filter(([member, field]) => field.element?.length === 0 && value[member] !== undefined)
    .map(([, field]) => field.options.partOf?.write?.(value))
    .find((text) => text !== undefined);
  return own === undefined ? parentElement(name, encodeFields(struct.fields, value)) : textElement(name, own);
}

function encodeFields(fields: Fields, value: Readonly<Record<string, unknown>>): XmlElement[] {
  const children: XmlElement[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const member = value[name];
    const { partOf, always } = field.options;
    const [last, ...wrappers] = [...(field.element ?? [])].reverse();
    if (last === undefined) {
      continue;
    }
    if (partOf !== undefined) {
      if (member !== undefined && partOf.write !== undefined) {
        place(children, wrappers.reverse(), [textElement(last, partOf.write(value))]);
      }
    } else if (member !== undefined) {
      place(children, wrappers.reverse(), encodeField(field, last, member));
    } else if (always) {
      place(children, wrappers.reverse(), [textElement(last, "")]);
    }
  }
  return children;
}

/** Puts elements below a path of wrappers; wrappers that stand there already are shared. */
function place(siblings: XmlElement[], wrappers: readonly string[], elements: readonly XmlElement[]): void {
  const [first, ...rest] = wrappers;
  if (first === undefined) {
    siblings.push(...elements);
    return;
  }
  const index = siblings.findIndex((sibling) => sibling.name === first);
  const inside = index === -1 ? [] : [...(siblings[index]?.children ?? [])];
  place(inside, rest, elements);
  const wrapper = parentElement(first, inside);
  if (index === -1) {
    siblings.push(wrapper);
  } else {
    siblings[index] = wrapper;
  }
}

function encodeField(field: Field, name: string, value: unknown): readonly XmlElement[] {
  switch (field.kind) {
    case "string":
    case "reference":
    case "int":
    case "bool":
      return [textElement(name, String(value))];
    case "date":
      // As COS's own samples write it, whatever the program's spelling.
      return [textElement(name, new Date(String(value)).toISOString())];
    case "flag":
      return value === true ? [textElement(name, "")] : [];
    case "strings":
      return (value as readonly string[]).map((item) => {
        const { inner } = field.options;
        return inner === undefined
          ? textElement(name, item)
          : parentElement(name, [textElement(inner, item)]);
      });
    case "struct":
      return [encodeStruct(name, structOf(field), value as Record<string, unknown>)];
    case "structs":
      return (value as readonly Record<string, unknown>[]).map((item) =>
        encodeStruct(name, structOf(field), item),
      );
    case "map":
      return Object.entries(value as Record<string, string>).map(([key, text]) =>
        parentElement(name, [textElement("Key", key), textElement("Value", text)]),
      );
    case "json":
      return [textElement(name, JSON.stringify(value))];
    case "asset":
      return [];
    default:
      return field.kind satisfies never;
  }
}
