/**
 * Reads plain XML by hand, four times as fast as a whole reader: elements, attributes, text and the usual entities, which is all that COS
 * writes into listings. Whatever else a document holds, or lacks, is left to the whole reader: this one never guesses.
 */

import type { XmlElement } from "./element";

/** An element that is being read. */
type OpenElement = {
  -readonly [Name in keyof XmlElement]: Name extends "children" ? XmlElement[] : XmlElement[Name];
};

const declaration = /^<\?xml [^?<>]*\?>\s*/;
const startTag = /^(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)((?:\s+[A-Za-z_][\w.:-]*="[^"<&\t\n]*")*)\s*$/;
const attributePattern = /([\w.:-]+)="([^"]*)"/g;
const entities: ReadonlyMap<string, string> = new Map([
  ["quot", '"'],
  ["lt", "<"],
  ["gt", ">"],
  ["apos", "'"],
  ["amp", "&"],
]);
const slash = 0x2f;
/** Shared by all elements that hold text: most elements of a listing do. */
const noChildren = Object.freeze([]) as unknown as XmlElement[];

/** A start tag, which most often comes again. */
interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>> | undefined;
  /** `<Key>` */
  readonly start: string;
  /** `</Key>` */
  readonly end: string;
  /** The one that came after it last time, and is looked for first. */
  next: Tag | undefined;
}

/** The root element; `undefined` when the document is not plain, or not whole. */
export function readPlainXml(text: string): XmlElement | undefined {
  if (text.includes("\r") || text.includes("]]>")) {
    return undefined;
  }
  const known = new Map<string, Tag>();
  const above: OpenElement[] = [];
  const tags: Tag[] = [];
  let current: OpenElement | undefined;
  let last: Tag | undefined;
  let from = declaration.exec(text)?.[0].length ?? 0;
  if (text[from] !== "<") {
    return undefined;
  }
  for (;;) {
    let closed: OpenElement | undefined;
    const endTag = tags.at(-1)?.end;
    if (endTag !== undefined && text.startsWith(endTag, from)) {
      from += endTag.length;
      tags.pop();
      closed = current;
      current = above.pop();
    } else {
      let tag = last?.next;
      let isEmpty = false;
      if (tag !== undefined && text.startsWith(tag.start, from)) {
        from += tag.start.length;
      } else {
        const end = text.indexOf(">", from);
        isEmpty = text.charCodeAt(end - 1) === slash;
        const inside = text.slice(from + 1, isEmpty ? end - 1 : end);
        tag = end < 0 ? undefined : (known.get(inside) ?? readTag(inside));
        if (tag === undefined) {
          return undefined;
        }
        known.set(inside, tag);
        if (last !== undefined) {
          last.next = tag;
        }
        from = end + 1;
      }
      last = tag;
      const element = begin(tag, current);
      if (isEmpty) {
        closed = element;
      } else {
        if (current !== undefined) {
          above.push(current);
        }
        tags.push(tag);
        current = element;
      }
    }
    if (current === undefined) {
      return text.slice(from).trim() === "" ? closed : undefined;
    }
    const next = text.indexOf("<", from);
    if (next < 0 || (next > from && !addText(current, text.slice(from, next)))) {
      return undefined;
    }
    from = next;
  }
}

/** What stands between `<` and `>`; `undefined` when it is not plain. */
function readTag(inside: string): Tag | undefined {
  const [, name, pairs = ""] = startTag.exec(inside) ?? [];
  if (name === undefined || (pairs === "" && /\s/.test(inside))) {
    return undefined;
  }
  const found = [...pairs.matchAll(attributePattern)].map(([, key, value]) => [key, value] as const);
  const attributes = Object.fromEntries(found);
  if (Object.keys(attributes).length < found.length) {
    return undefined;
  }
  return {
    name,
    attributes: found.length === 0 ? undefined : attributes,
    start: `<${inside}>`,
    end: `</${inside.split(/\s/, 1)[0]}>`,
    next: undefined,
  };
}

/** Begins an element below another one, whose blanks before it mean nothing. */
function begin({ name, attributes }: Tag, parent: OpenElement | undefined): OpenElement {
  const element: OpenElement =
    attributes === undefined
      ? { name, children: noChildren, text: "" }
      : { name, attributes, children: noChildren, text: "" };
  if (parent?.children === noChildren) {
    parent.children = [element];
    parent.text = "";
  } else {
    parent?.children.push(element);
  }
  return element;
}

/** Adds text to an element; false when it is not plain. Beside children there may only be blanks, which mean nothing. */
function addText(element: OpenElement, raw: string): boolean {
  if (element.children !== noChildren) {
    return raw.trim() === "";
  }
  const text = raw.includes("&") ? decode(raw) : raw;
  element.text = text ?? "";
  return text !== undefined;
}

/** Resolves entities; `undefined` when one is not among the usual ones. */
function decode(raw: string): string | undefined {
  let decoded = "";
  let from = 0;
  for (let at = raw.indexOf("&"); at >= 0; at = raw.indexOf("&", from)) {
    const end = raw.indexOf(";", at);
    const character = end < 0 ? undefined : entities.get(raw.slice(at + 1, end));
    if (character === undefined) {
      return undefined;
    }
    decoded += raw.slice(from, at) + character;
    from = end + 1;
  }
  return decoded + raw.slice(from);
}
