/** XML to plain data: the declared elements only, everything else is reported by its path. */

import type { Field, Fields, Struct } from "./fields";
import { elementsAt, textAt, type XmlElement } from "./xml";

/** A decoded document. */
export interface Decoded {
  readonly value: Record<string, unknown>;
  /** Paths of elements that the descriptor does not know, such as `CORSRule>Priority`. Each once. */
  readonly unknownElements: readonly string[];
}

/** Decodes an element with a struct's fields. Absent elements leave no member behind. */
export function decodeStruct(struct: Struct, element: XmlElement): Decoded {
  const unknown = new Set<string>();
  const value = decodeFields(struct.fields, element, "", unknown);
  return { value, unknownElements: [...unknown] };
}

function decodeFields(
  fields: Fields,
  element: XmlElement,
  path: string,
  unknown: Set<string>,
): Record<string, unknown> {
  collectUnknown(
    element,
    Object.values(fields).map((field) => field.element),
    path,
    unknown,
  );
  const value: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const member = decodeField(field, element, path, unknown);
    if (member !== undefined) {
      value[name] = member;
    }
  }
  return value;
}

function collectUnknown(
  element: XmlElement,
  known: readonly (readonly string[])[],
  path: string,
  unknown: Set<string>,
) {
  for (const child of element.children) {
    const below = known.filter((names) => names[0] === child.name);
    if (below.some((names) => names.length === 1)) {
      continue;
    }
    const childPath = path === "" ? child.name : `${path}>${child.name}`;
    if (below.length === 0) {
      unknown.add(childPath);
    } else {
      collectUnknown(
        child,
        below.map((names) => names.slice(1)),
        childPath,
        unknown,
      );
    }
  }
}

function decodeField(field: Field, parent: XmlElement, path: string, unknown: Set<string>): unknown {
  const found = elementsAt(parent, field.element);
  const first = found[0];
  if (first === undefined) {
    return undefined;
  }
  const below = () => [path, ...field.element].filter((name) => name !== "").join(">");
  const struct = (): Struct => field.struct as Struct;
  switch (field.kind) {
    case "text":
      return field.options.piece
        ? field.options.piece.read(first.text.trim())
        : decodeText(field, first.text);
    case "int":
      return decodeInt(first.text);
    case "bool":
      return first.text.trim().toLowerCase() === "true";
    case "flag":
      return true;
    case "date":
      return first.text.trim();
    case "texts": {
      const { inner } = field.options;
      const texts = found.map((element) =>
        inner === undefined ? element.text : (textAt(element, inner) ?? ""),
      );
      const items = texts.map((text) => decodeText(field, text)).filter((item) => item !== undefined);
      return items.length === 0 ? undefined : items;
    }
    case "struct": {
      const value = decodeFields(struct().fields, first, below(), unknown);
      // An element that is always there says nothing when it is empty.
      return field.options.always && Object.keys(value).length === 0 ? undefined : value;
    }
    case "structs": {
      const at = below();
      return found.map((element) => decodeFields(struct().fields, element, at, unknown));
    }
    case "map":
      return Object.fromEntries(
        found.map((element) => [textAt(element, "Key") ?? "", textAt(element, "Value") ?? ""]),
      );
    case "json":
      return JSON.parse(first.text);
    default:
      return field.kind satisfies never;
  }
}

/** COS answers some lists of values in another case than it documents; the documented spelling is kept. */
function decodeText(field: Field, text: string): string | undefined {
  const { oneOf } = field.options;
  if (oneOf === undefined) {
    // An empty element of an optional text means the same as no element at all, unless a text may be empty there.
    const { optional, minBytes } = field.options;
    return text === "" && optional === true && minBytes !== 0 ? undefined : text;
  }
  const trimmed = text.trim();
  return oneOf.find((value) => value.toLowerCase() === trimmed.toLowerCase()) ?? trimmed;
}

function decodeInt(text: string): number | string {
  const trimmed = text.trim();
  return /^-?\d+$/.test(trimmed) ? Number(trimmed) : trimmed;
}
