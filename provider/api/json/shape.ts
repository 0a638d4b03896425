/** What the JSON of a document looks like: its elements by their names on the wire, derived from a group of fields. */

import { type Field, type Struct, structOf } from "../../codec";

/** What an element holds. */
export type ShapeKind =
  | "string"
  | "integer"
  | "boolean"
  /** Nothing: being there is all that it says, as `<SSE-COS/>` does. */
  | "empty"
  /** Elements. */
  | "object";

/** An element, or all elements of one name below one. */
export interface Shape {
  readonly kind: ShapeKind;
  /** There may be many of them: in JSON always a list. */
  readonly repeated: boolean;
  /** It is never left out. */
  readonly required: boolean;
  /** The elements below, by name, in the order in which they are written. */
  readonly members: ReadonlyMap<string, Shape>;
  /** The field that it comes from; left out by what stands around fields, and where several share a string. */
  readonly field?: Field | undefined;
  /** It has the attribute `xsi:type`, which JSON calls `Type`. */
  readonly typed: boolean;
  /** Names with a number at their end, such as `StandbyHostName_1`, and what they hold. */
  readonly numbered: ReadonlyMap<string, Shape>;
}

/** A shape that is being put together. */
interface Draft extends Shape {
  kind: ShapeKind;
  required: boolean;
  typed: boolean;
  readonly members: Map<string, Draft>;
  readonly numbered: Map<string, Draft>;
}

const shapes = new WeakMap<Struct, Draft>();

/** The shape of an element that a group describes. */
export function shapeOf(struct: Struct): Shape {
  return draftOf(struct);
}

function draftOf(struct: Struct): Draft {
  const known = shapes.get(struct);
  if (known !== undefined) {
    return known;
  }
  const shape = draft("object");
  for (const field of Object.values(struct.fields)) {
    addField(shape, field);
  }
  shapes.set(struct, shape);
  return shape;
}

/** The shape below one of that name; `undefined` when nothing is known of it. */
export function memberOf(shape: Shape, name: string): Shape | undefined {
  return shape.members.get(name) ?? (shape.numbered.size > 0 ? numberedMember(shape, name) : undefined);
}

/** Whether an element only stands around a list, such as `Buckets` around `Bucket`. */
export function isListWrapper({ kind, repeated, field, members, typed }: Shape): boolean {
  const [only, ...others] = members.values();
  return (
    kind === "object" &&
    !repeated &&
    !typed &&
    field === undefined &&
    only?.repeated === true &&
    others.length === 0
  );
}

function numberedMember(shape: Shape, name: string): Shape | undefined {
  const [, base] = /^(.+)_\d+$/.exec(name) ?? [];
  return base === undefined ? undefined : shape.numbered.get(base);
}

function draft(kind: ShapeKind, more: Partial<Draft> = {}): Draft {
  return {
    kind,
    repeated: false,
    required: false,
    typed: false,
    members: new Map(),
    numbered: new Map(),
    ...more,
  };
}

function addField(parent: Draft, field: Field): void {
  if (field.element === undefined) {
    return;
  }
  const required = field.options.optional !== true && field.options.sentDefault === undefined;
  const [last, ...wrappers] = [...field.element].reverse();
  if (last === undefined) {
    parent.kind = "string";
    return;
  }
  let place = parent;
  for (const name of wrappers.reverse()) {
    let wrapper = place.members.get(name);
    if (wrapper === undefined) {
      wrapper = draft("object");
      place.members.set(name, wrapper);
    }
    wrapper.required ||= required;
    wrapper.typed ||= name === "Grantee" && (last === "ID" || last === "URI");
    place = wrapper;
  }
  if (last === "StandbyHost") {
    addStandbyHosts(place, field);
  } else if (!place.members.has(last)) {
    place.members.set(last, { ...elementOf(field), required });
  }
}

/** COS numbers the standby hosts of an origin by the names of their elements, with `HostName` and `PrivateHost` told apart. */
function addStandbyHosts(parent: Draft, field: Field): void {
  const host = draftOf(structOf(field));
  for (const [name, base] of [
    ["HostName", "StandbyHostName"],
    ["PrivateHost", "PrivateStandbyHost"],
  ] as const) {
    const member = host.members.get(name);
    if (member !== undefined) {
      parent.numbered.set(base, { ...member, required: false });
    }
  }
}

function elementOf(field: Field): Draft {
  const oneString = () => draft("string", field.options.partOf === undefined ? { field } : {});
  switch (field.kind) {
    case "string":
    case "date":
    case "json":
    case "reference":
      return oneString();
    case "int":
      return draft("integer", { field });
    case "bool":
      return draft("boolean", { field });
    case "flag":
      return draft("empty", { field });
    case "strings": {
      const { inner } = field.options;
      return inner === undefined
        ? { ...oneString(), repeated: true }
        : draft("object", {
            repeated: true,
            field,
            members: new Map([[inner, { ...oneString(), required: true }]]),
          });
    }
    case "map":
      return draft("object", {
        repeated: true,
        field,
        members: new Map([
          ["Key", draft("string", { required: true })],
          ["Value", draft("string", { required: true })],
        ]),
      });
    case "struct":
      return { ...draftOf(structOf(field)), field };
    case "structs":
      return { ...draftOf(structOf(field)), field, repeated: true };
    case "asset":
      throw new Error("an asset has no element");
    default:
      return field.kind satisfies never;
  }
}
