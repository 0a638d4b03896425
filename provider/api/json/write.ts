/** JSON to XML by a shape, elements in the order in which COS documents them. */

import { isMembers, parentElement, textElement, type XmlElement } from "../../codec";
import { isListWrapper, memberOf, type Shape } from "./shape";

/** The element of that name with what a JSON value holds. Members that the shape does not know come last. */
export function writeXml(shape: Shape, root: string, body: Readonly<Record<string, unknown>>): XmlElement {
  return shape.kind === "object" ? writeOne(shape, root, body) : writeOne(shape, root, body[root] ?? "");
}

function writeOne(shape: Shape, name: string, value: unknown): XmlElement {
  if (shape.kind !== "object" || !isMembers(value)) {
    return shape.kind === "empty" ? textElement(name, "") : writeAnything(name, value);
  }
  const { Type, ...members } = value;
  return shape.typed
    ? parentElement(name, writeMembers(shape, members), typeAttributes(Type ?? granteeType(members)))
    : parentElement(name, writeMembers(shape, value));
}

function writeMembers(shape: Shape, value: Readonly<Record<string, unknown>>): XmlElement[] {
  const known = [...shape.members.keys()].filter((name) => Object.hasOwn(value, name));
  const others = Object.keys(value).filter((name) => !shape.members.has(name));
  return [...known, ...others].flatMap((name) => {
    const member = value[name];
    if (member === undefined || member === null) {
      return [];
    }
    const items = Array.isArray(member) ? member : [member];
    const shapeBelow = memberOf(shape, name);
    if (shapeBelow === undefined) {
      return items.map((item) => writeAnything(name, item));
    }
    if (!shapeBelow.required && isListWrapper(shapeBelow) && isEmpty(member)) {
      return [];
    }
    // `"SSE-COS": false` is a way of leaving it out.
    const written = shapeBelow.kind === "empty" ? items.filter((item) => item !== false) : items;
    return written.map((item) => writeOne(shapeBelow, name, item));
  });
}

/** An answer has what stands around a list also where there is no list. */
function isEmpty(value: unknown): boolean {
  return isMembers(value) && Object.values(value).every((list) => Array.isArray(list) && list.length === 0);
}

function writeAnything(name: string, value: unknown): XmlElement {
  if (!isMembers(value)) {
    return textElement(name, String(value));
  }
  const children = Object.entries(value).flatMap(([below, member]) =>
    (Array.isArray(member) ? member : [member]).map((item) => writeAnything(below, item)),
  );
  return parentElement(name, children);
}

/** What a grantee is (https://www.tencentcloud.com/document/product/436/7737). */
function granteeType({ URI }: Readonly<Record<string, unknown>>): string {
  return URI === undefined ? "CanonicalUser" : "Group";
}

function typeAttributes(type: unknown): Readonly<Record<string, string>> {
  return { "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance", "xsi:type": String(type) };
}
