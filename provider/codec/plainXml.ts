/**
 * Reads plain XML by hand, five times as fast as a whole reader: elements, attributes, text and the usual entities, which is all that COS
 * writes into listings. Whatever else a document holds, or lacks, is left to the whole reader: this one never guesses.
 */

import type { XmlElement } from "./element";

/** An element that is being read. */
type OpenElement = {
  -readonly [Name in keyof XmlElement]: Name extends "children" ? XmlElement[] : XmlElement[Name];
};

const declaration = /^<\?xml [^?<>]*\?>\s*/;
const startTag = /^(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)((?:\s+[A-Za-z_][\w.:-]*="[^"<&]*")*)\s*$/;
const attributePattern = /([\w.:-]+)="([^"]*)"/g;
const unusualEntity = /&(?!(?:quot|lt|gt|apos|amp);)/;
/** `&amp;` comes last: what it leads to is no entity. */
const entities = [
  ["&quot;", '"'],
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&apos;", "'"],
  ["&amp;", "&"],
] as const;
const slash = 0x2f;

/** The root element; `undefined` when the document is not plain, or not whole. */
export function readPlainXml(text: string): XmlElement | undefined {
  if (text.includes("\r")) {
    return undefined;
  }
  const begun = new Map<string, string>();
  const above: OpenElement[] = [];
  const tags: string[] = [];
  let current: OpenElement | undefined;
  let from = declaration.exec(text)?.[0].length ?? 0;
  if (text[from] !== "<") {
    return undefined;
  }
  for (;;) {
    const end = text.indexOf(">", from);
    if (end < 0) {
      return undefined;
    }
    let closed: OpenElement | undefined;
    if (text.charCodeAt(from + 1) === slash) {
      const tag = tags.pop();
      if (tag === undefined || end - from - 2 !== tag.length || !text.startsWith(tag, from + 2)) {
        return undefined;
      }
      closed = current;
      if (closed !== undefined && closed.children.length > 0) {
        closed.text = "";
      }
      current = above.pop();
    } else {
      const isEmpty = text.charCodeAt(end - 1) === slash;
      const tag = text.slice(from + 1, isEmpty ? end - 1 : end);
      const known = begun.get(tag);
      const element = known === undefined ? begin(tag) : { name: known, children: [], text: "" };
      if (element === undefined) {
        return undefined;
      }
      if (element.attributes === undefined) {
        begun.set(tag, element.name);
      }
      current?.children.push(element);
      if (isEmpty) {
        closed = element;
      } else {
        if (current !== undefined) {
          above.push(current);
        }
        tags.push(element.attributes === undefined ? tag : (tag.split(/\s/, 1)[0] as string));
        current = element;
      }
    }
    if (current === undefined) {
      return text.slice(end + 1).trim() === "" ? closed : undefined;
    }
    const next = text.indexOf("<", end + 1);
    if (next < 0 || !addText(current, text, end + 1, next)) {
      return undefined;
    }
    from = next;
  }
}

/** Begins an element; `undefined` when its tag is not plain. */
function begin(tag: string): OpenElement | undefined {
  const [, name, pairs = ""] = startTag.exec(tag) ?? [];
  if (name === undefined) {
    return undefined;
  }
  if (pairs === "") {
    return /\s/.test(tag) ? undefined : { name, children: [], text: "" };
  }
  const found = [...pairs.matchAll(attributePattern)].map(([, key, value]) => [key, value] as const);
  const attributes = Object.fromEntries(found);
  return Object.keys(attributes).length === found.length
    ? { name, attributes, children: [], text: "" }
    : undefined;
}

/** Adds text to an element; false when it is not plain. Beside children there may only be blanks, which mean nothing. */
function addText(element: OpenElement, text: string, from: number, to: number): boolean {
  if (from === to) {
    return true;
  }
  const raw = text.slice(from, to);
  if (element.children.length > 0) {
    return raw.trim() === "";
  }
  const decoded = raw.includes("&") ? decode(raw) : raw;
  if (decoded === undefined || raw.includes("]]>")) {
    return false;
  }
  element.text = decoded;
  return true;
}

/** Resolves entities; `undefined` when one is not among the usual ones. */
function decode(raw: string): string | undefined {
  if (unusualEntity.test(raw)) {
    return undefined;
  }
  let decoded = raw;
  for (const [entity, character] of entities) {
    decoded = decoded.replaceAll(entity, character);
  }
  return decoded;
}
