/** XML to plain data: the declared elements only, everything else is reported by its path. */

import type { XmlElement } from "./element";
import { type Field, type Fields, type Struct, structOf } from "./fields";
import { documentedSpelling } from "./normalise";
import { elementsAt, textAt } from "./xml";

/** A decoded document. */
export interface Decoded {
  readonly value: Record<string, unknown>;
  /** Paths of elements that the descriptor does not know, such as `CORSRule>Priority`. Each once. */
  readonly unknownElements: readonly string[];
}

/** Decodes an element with a struct's fields. Absent elements leave no member behind. */
export function decodeStruct(struct: Struct, element: XmlElement): Decoded {
  const unknown = new Set<string>();
  const value = decodeFields(struct.fields, element, () => "", unknown);
  return { value, unknownElements: [...unknown] };
}

/** A path of elements, told only when something is found there. */
type Path = () => string;

function decodeFields(
  fields: Fields,
  element: XmlElement,
  path: Path,
  unknown: Set<string>,
): Record<string, unknown> {
  collectUnknown(element, knownBelow(fields), path, unknown);
  const value: Record<string, unknown> = {};
  for (const name in fields) {
    const member = decodeField(fields[name] as Field, element, path, unknown);
    if (member !== undefined) {
      value[name] = member;
    }
  }
  return value;
}

/** The known elements below one, by name; those without any of their own hold text, or fields that look after themselves. */
interface Known extends ReadonlyMap<string, Known> {}

const knownOf = new WeakMap<Fields, Known>();

function knownBelow(fields: Fields): Known {
  const before = knownOf.get(fields);
  if (before !== undefined) {
    return before;
  }
  const known = byFirstName(
    Object.values(fields).flatMap(({ element }) => (element === undefined ? [] : [element])),
  );
  knownOf.set(fields, known);
  return known;
}

function byFirstName(paths: readonly (readonly string[])[]): Known {
  const names = new Set(paths.flatMap(([first]) => first ?? []));
  return new Map(
    [...names].map((name) => {
      const below = paths.filter(([first]) => first === name).map((path) => path.slice(1));
      return [name, below.some((path) => path.length === 0) ? new Map() : byFirstName(below)];
    }),
  );
}

function collectUnknown(element: XmlElement, known: Known, path: Path, unknown: Set<string>) {
  for (const child of element.children) {
    const below = known.get(child.name);
    const childPath = () => joinElements(path(), [child.name]);
    if (below === undefined) {
      unknown.add(childPath());
    } else if (below.size > 0) {
      collectUnknown(child, below, childPath, unknown);
    }
  }
}

function joinElements(path: string, names: readonly string[]): string {
  return [path, ...names].filter((name) => name !== "").join(">");
}

function decodeField(field: Field, parent: XmlElement, path: Path, unknown: Set<string>): unknown {
  const { element } = field;
  const found = element === undefined ? [] : elementsAt(parent, element);
  const first = found[0];
  if (element === undefined || first === undefined) {
    return undefined;
  }
  const below = () => joinElements(path(), element);
  switch (field.kind) {
    case "string":
    case "reference":
      return field.options.partOf
        ? field.options.partOf.read(first.text.trim())
        : decodeText(field, first.text);
    case "int":
      return decodeInt(first.text);
    case "bool":
      return first.text.trim().toLowerCase() === "true";
    case "flag":
      return true;
    case "date":
      return first.text.trim();
    case "strings": {
      const { inner } = field.options;
      const texts = found.map((each) => (inner === undefined ? each.text : (textAt(each, inner) ?? "")));
      const items = texts.map((text) => decodeText(field, text)).filter((item) => item !== undefined);
      return items.length === 0 ? undefined : items;
    }
    case "struct": {
      const value = decodeFields(structOf(field).fields, first, below, unknown);
      // An element that is always there says nothing when it is empty.
      return field.options.always && Object.keys(value).length === 0 ? undefined : value;
    }
    case "structs":
      return found.map((each) => decodeFields(structOf(field).fields, each, below, unknown));
    case "map":
      return Object.fromEntries(
        found.map((each) => [textAt(each, "Key") ?? "", textAt(each, "Value") ?? ""]),
      );
    case "json":
      return JSON.parse(first.text);
    case "asset":
      return undefined;
    default:
      return field.kind satisfies never;
  }
}

function decodeText(field: Field, text: string): string | undefined {
  const { oneOf } = field.options;
  if (oneOf === undefined) {
    // An empty element of an optional text means the same as no element at all, unless a text may be empty there.
    const { optional, minBytes } = field.options;
    return text === "" && optional === true && minBytes !== 0 ? undefined : text;
  }
  return documentedSpelling(field, text.trim());
}

function decodeInt(text: string): number | string {
  const trimmed = text.trim();
  return /^-?\d+$/.test(trimmed) ? Number(trimmed) : trimmed;
}
