/** XML to JSON by a shape: nothing is dropped, and what the shape does not know is named. */

import { isMembers, type XmlElement } from "../../codec";
import { isListWrapper, memberOf, type Shape } from "./shape";

/** A JSON object of a document. */
export type JsonObject = Record<string, unknown>;

/** A document as JSON. */
export interface Reading {
  readonly body: JsonObject;
  /** Paths of elements that are kept though the shape does not know them, such as `CORSRule>Priority`. Each once. */
  readonly unknownElements: readonly string[];
  /** Keys, prefixes and markers were URL-encoded in the document, and are not here. */
  readonly urlDecoded: boolean;
}

/** What `encoding-type=url` encodes (https://www.tencentcloud.com/document/product/436/30614). */
const encodedNames: ReadonlySet<string> = new Set([
  "Key",
  "Prefix",
  "Marker",
  "NextMarker",
  "KeyMarker",
  "NextKeyMarker",
  "Delimiter",
]);

interface State {
  readonly unknown: Set<string>;
  readonly decodes: boolean;
}

/** Reads a document. Lists are lists, however many there are; a document that is a text alone has it under its root's name. */
export function readJson(shape: Shape, root: XmlElement): Reading {
  const decodes = root.children.some(
    ({ name, text }) => /^encoding-?type$/i.test(name) && text.trim() === "url",
  );
  const state: State = { unknown: new Set(), decodes };
  const value = readOne(shape, root, "", state);
  return {
    body: shape.kind === "object" && isMembers(value) ? { ...value } : { [root.name]: value },
    unknownElements: [...state.unknown],
    urlDecoded: decodes,
  };
}

/** An element of which nothing is known: a string or an object, with lists where a name comes again. */
export function readAnything(element: XmlElement): unknown {
  if (element.children.length === 0) {
    return element.text;
  }
  const value: JsonObject = {};
  for (const child of element.children) {
    add(value, child.name, readAnything(child));
  }
  return value;
}

function readOne(shape: Shape, element: XmlElement, path: string, state: State): unknown {
  switch (shape.kind) {
    case "object":
      return readObject(shape, element, path, state);
    case "empty":
      return element.children.length === 0 && element.text.trim() === ""
        ? {}
        : readUnknown(element, path, state);
    default:
      return element.children.length > 0
        ? readUnknown(element, path, state)
        : readLeaf(shape, element, state.decodes);
  }
}

function readLeaf({ kind }: Shape, { name, text }: XmlElement, decodes: boolean): unknown {
  if (kind === "integer") {
    const number = /^\s*-?\d+\s*$/.test(text) ? Number(text) : Number.NaN;
    return Number.isSafeInteger(number) ? number : text;
  }
  if (kind === "boolean") {
    const word = text.trim().toLowerCase();
    return word === "true" ? true : word === "false" ? false : text;
  }
  return decodes && encodedNames.has(name) ? decodeUrl(text) : text;
}

function readObject(shape: Shape, element: XmlElement, path: string, state: State): unknown {
  if (element.children.length === 0 && element.text.trim() !== "") {
    return readUnknown(element, path, state);
  }
  const value: JsonObject = {};
  if (shape.typed) {
    const type = element.attributes?.["xsi:type"];
    if (type !== undefined) {
      value.Type = type;
    }
  }
  for (const child of element.children) {
    const member = memberOf(shape, child.name);
    if (member === undefined) {
      const at = below(path, child.name);
      state.unknown.add(at);
      add(value, child.name, readAnything(child));
    } else if (
      member.kind === "string" &&
      !member.repeated &&
      !state.decodes &&
      child.children.length === 0
    ) {
      // Most elements of listings.
      if (value[child.name] === undefined) {
        value[child.name] = child.text;
      } else {
        addAgain(value, child, member, path, state);
      }
    } else if (member.repeated || value[child.name] !== undefined) {
      addAgain(value, child, member, path, state);
    } else {
      value[child.name] = readOne(member, child, below(path, child.name), state);
    }
  }
  for (const [name, empty] of emptyLists(shape)) {
    if (value[name] === undefined) {
      value[name] = empty();
    }
  }
  return value;
}

type EmptyLists = readonly (readonly [name: string, empty: () => unknown])[];

const emptyListsOf = new WeakMap<Shape, EmptyLists>();

/** The members that are there also when the document has none of them: lists, and what stands around them. */
function emptyLists(shape: Shape): EmptyLists {
  let found = emptyListsOf.get(shape);
  if (found === undefined) {
    found = [...shape.members].flatMap(([name, member]): EmptyLists => {
      if (member.repeated) {
        return [[name, () => []]];
      }
      const [below] = member.members.keys();
      return isListWrapper(member) && below !== undefined ? [[name, () => ({ [below]: [] })]] : [];
    });
    emptyListsOf.set(shape, found);
  }
  return found;
}

function addAgain(value: JsonObject, child: XmlElement, member: Shape, path: string, state: State): void {
  const at = below(path, child.name);
  if (!member.repeated) {
    state.unknown.add(`${at} (again)`);
  }
  const item = readOne(member, child, at, state);
  const before = value[child.name];
  if (Array.isArray(before)) {
    before.push(item);
  } else {
    value[child.name] = before === undefined ? [item] : [before, item];
  }
}

function readUnknown(element: XmlElement, path: string, state: State): unknown {
  state.unknown.add(path === "" ? element.name : path);
  return readAnything(element);
}

/** Adds a member of any name; one that is there already becomes a list. */
function add(value: JsonObject, name: string, item: unknown): void {
  const before = Object.hasOwn(value, name) ? value[name] : undefined;
  if (Array.isArray(before)) {
    before.push(item);
    return;
  }
  const member = before === undefined ? item : [before, item];
  // An assignment makes no member called __proto__.
  Object.defineProperty(value, name, {
    value: member,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function below(path: string, name: string): string {
  return path === "" ? name : `${path}>${name}`;
}

/** A space is written as `+` or `%20`; what is not encoded at all stays. */
function decodeUrl(text: string): string {
  if (!/[%+]/.test(text)) {
    return text;
  }
  try {
    return decodeURIComponent(text.replaceAll("+", "%20"));
  } catch {
    return text;
  }
}
