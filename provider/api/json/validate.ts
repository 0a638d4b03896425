/** Finds everything that is wrong with the JSON of a document, with paths in the names of the wire. */

import {
  decodeStruct,
  type Failure,
  type Field,
  isMembers,
  itemPath,
  joinPaths,
  memberPath,
  type Struct,
  sortFailures,
  unknownNameReason,
  validateStruct,
} from "../../codec";
import { memberOf, type Shape, shapeOf } from "./shape";
import { writeXml } from "./write";

/** All failures, such as `CORSRule[0].AllowedMethod[1] must be one of GET, PUT`. What is only doubtful is left to COS. */
export function validateJson(struct: Struct, root: string, body: unknown): readonly Failure[] {
  const shape = shapeOf(struct);
  const wrongTypes = typeFailures(shape, shape.kind === "object" ? body : textOf(body, root), "");
  if (typeof body !== "object" || body === null) {
    return wrongTypes;
  }
  // What has a wrong type is left out, so that its limits are not told as well.
  const element = writeXml(shape, root, body as Record<string, unknown>);
  const found = validateStruct(struct, decodeStruct(struct, element).value);
  const limits = sortFailures(found)
    .failures.map(({ path, reason }) => onTheWire(struct, path, reason))
    .filter(({ path }) => !wrongTypes.some((wrong) => isAtOrBelow(path, wrong.path)));
  return [...wrongTypes, ...limits];
}

function textOf(body: unknown, root: string): unknown {
  return typeof body === "object" && body !== null ? (body as Record<string, unknown>)[root] : body;
}

function typeFailures(shape: Shape, value: unknown, path: string): readonly Failure[] {
  if (shape.repeated) {
    return Array.isArray(value)
      ? value.flatMap((item, index) =>
          typeFailures({ ...shape, repeated: false }, item, itemPath(path, index)),
        )
      : [{ path, reason: `must be a list, not ${describe(value)}` }];
  }
  switch (shape.kind) {
    case "string":
      return typeof value === "string" ? [] : [{ path, reason: `must be a string, not ${describe(value)}` }];
    case "integer":
      return typeof value === "number" && Number.isSafeInteger(value)
        ? []
        : [{ path, reason: `must be a whole number, not ${describe(value)}` }];
    case "boolean":
      return typeof value === "boolean"
        ? []
        : [{ path, reason: `must be true or false, not ${describe(value)}` }];
    case "empty":
      return typeof value === "boolean" || (isMembers(value) && Object.keys(value).length === 0)
        ? []
        : [{ path, reason: `must be {}, as the element holds nothing, not ${describe(value)}` }];
    case "object":
      return isMembers(value)
        ? memberFailures(shape, value, path)
        : [{ path, reason: `must be an object, not ${describe(value)}` }];
    default:
      return shape.kind satisfies never;
  }
}

function memberFailures(
  shape: Shape,
  value: Readonly<Record<string, unknown>>,
  path: string,
): readonly Failure[] {
  return Object.entries(value).flatMap(([name, member]) => {
    if (member === undefined || member === null || (shape.typed && name === "Type")) {
      return [];
    }
    const at = memberPath(path, name);
    const below = memberOf(shape, name);
    return below === undefined
      ? [{ path: at, reason: unknownNameReason(name, [...shape.members.keys(), ...numberedNames(shape)]) }]
      : typeFailures(below, member, at);
  });
}

function numberedNames(shape: Shape): readonly string[] {
  return [...shape.numbered.keys()].map((name) => `${name}_1`);
}

/** A failure of a group's value, told of the document. */
function onTheWire(struct: Struct, path: string, reason: string): Failure {
  let [at, rest] = ["", path];
  let here: Struct | undefined = struct;
  let parent = struct;
  while (rest !== "" && here !== undefined) {
    const [whole, name = "", index = ""] = /^([^.[]+)(\[\d+\])?\.?/.exec(rest) ?? [];
    const field: Field | undefined = here.fields[name];
    if (whole === undefined || field === undefined) {
      break;
    }
    at = joinPaths(at, (field.element ?? []).reduce(memberPath, "")) + index;
    rest = rest.slice(whole.length);
    if (field.kind === "map") {
      // Below a map stand the names of its entries, which JSON has in a list.
      rest = "";
    }
    parent = here;
    here = field.struct;
  }
  // Such a failure belongs to one of the fields, all others to the group.
  const amongFields = reason.startsWith("cannot be given together");
  return { path: at, reason: wireWords(amongFields ? parent : (here ?? parent), reason) };
}

/** Reasons of rules between fields name them as programs do. */
function wireWords(struct: Struct, reason: string): string {
  const [, before = "", names = "", after = ""] =
    /^(cannot be given together with |one of )([\w, ]+?)( is required)?$/.exec(reason) ?? [];
  if (names === "") {
    return reason;
  }
  const onWire = names.split(", ").map((name) => struct.fields[name]?.element?.join(".") ?? name);
  return `${before}${onWire.join(", ")}${after}`;
}

function isAtOrBelow(path: string, above: string): boolean {
  return above === "" || path === above || path.startsWith(`${above}.`) || path.startsWith(`${above}[`);
}

function describe(value: unknown): string {
  if (value === null || value === undefined) {
    return "nothing";
  }
  if (Array.isArray(value)) {
    return "a list";
  }
  const kind = typeof value;
  return kind === "string" ? "a string" : kind === "object" ? "an object" : `${kind} ${String(value)}`;
}
