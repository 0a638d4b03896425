/** The emulator's own XML: a strict reader into a small tree, and a writer of strings. */

import { ServiceError } from "./errors";

/** An element of a parsed document. Namespace prefixes are dropped from `name`. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The text directly inside, entities decoded, untrimmed. */
  readonly text: string;
  /** Where the document's unknown elements are named; all elements of a document share it. */
  readonly ignored: string[];
}

interface OpenElement {
  name: string;
  rawName: string;
  attributes: Record<string, string>;
  children: OpenElement[];
  text: string;
  ignored: string[];
}

const maxDepth = 32;
const tagPattern = /^<([A-Za-z_][\w.:-]*)((?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/;
const attributePattern = /([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g;
const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function malformed(message?: string): ServiceError {
  return new ServiceError("MalformedXML", message === undefined ? {} : { message });
}

function decodeEntities(text: string): string {
  if (!text.includes("&")) {
    return text;
  }
  return text.replace(/&([^;&]*)(;?)/g, (_, name: string, end: string) => {
    const numeric = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(name);
    if (end && numeric) {
      const point = numeric[1] === undefined ? Number(numeric[2]) : Number.parseInt(numeric[1], 16);
      if (point > 0 && point <= 0x10ffff) {
        return String.fromCodePoint(point);
      }
    }
    const known = entities[name];
    if (!end || known === undefined) {
      throw malformed();
    }
    return known;
  });
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/**
 * Parses a document; anything not well-formed is a MalformedXML error. Document types are refused.
 * @param ignored where its unknown elements are to be named
 */
export function parseXml(source: string, ignored: string[]): XmlElement {
  const withoutMark = source.charCodeAt(0) === 0xfeff ? source.slice(1) : source;
  // https://www.w3.org/TR/xml/#sec-line-ends
  const text = withoutMark.replace(/\r\n?/g, "\n");
  const document: OpenElement = { name: "", rawName: "", attributes: {}, children: [], text: "", ignored };
  const open: OpenElement[] = [document];
  let at = 0;
  while (at < text.length) {
    const current = open[open.length - 1]!;
    const next = text.indexOf("<", at);
    const run = text.slice(at, next < 0 ? text.length : next);
    if (run) {
      if (current === document && run.trim()) {
        throw malformed();
      }
      current.text += decodeEntities(run);
    }
    if (next < 0) {
      break;
    }
    at = next;
    if (text.startsWith("<!--", at)) {
      at = endOf(text, "-->", at + 4);
    } else if (text.startsWith("<![CDATA[", at) && current !== document) {
      const end = endOf(text, "]]>", at + 9);
      current.text += text.slice(at + 9, end - 3);
      at = end;
    } else if (text.startsWith("<?", at)) {
      at = endOf(text, "?>", at + 2);
    } else if (text.startsWith("</", at)) {
      const end = endOf(text, ">", at + 2);
      if (current === document || text.slice(at + 2, end - 1).trimEnd() !== current.rawName) {
        throw malformed();
      }
      open.pop();
      at = end;
    } else {
      const tag = tagPattern.exec(text.slice(at, at + 4096));
      if (!tag || open.length > maxDepth || (current === document && document.children.length > 0)) {
        throw malformed();
      }
      const child: OpenElement = {
        name: localName(tag[1]!),
        rawName: tag[1]!,
        attributes: parseAttributes(tag[2] ?? ""),
        children: [],
        text: "",
        ignored,
      };
      current.children.push(child);
      if (!tag[3]) {
        open.push(child);
      }
      at += tag[0].length;
    }
  }
  const root = document.children[0];
  if (open.length !== 1 || !root) {
    throw malformed();
  }
  return root;
}

function endOf(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  if (found < 0) {
    throw malformed();
  }
  return found + mark.length;
}

function parseAttributes(source: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name, double, single] of source.matchAll(attributePattern)) {
    if (name === "xmlns" || name!.startsWith("xmlns:")) {
      continue;
    }
    // Some S3 libraries lose the prefix of `xsi:type`: https://www.w3.org/TR/xmlschema-1/#xsi_type
    attributes[localName(name!)] = decodeEntities(double ?? single ?? "");
  }
  return attributes;
}

/** Passes over children that are not among `names`, and names them for the log. Text between children is refused. */
export function ignoreOthers(parent: XmlElement, names: readonly string[]): void {
  for (const { name } of parent.children) {
    const place = `${parent.name}/${name}`;
    if (!names.includes(name) && !parent.ignored.includes(place)) {
      parent.ignored.push(place);
    }
  }
  if (parent.text.trim()) {
    throw malformed();
  }
}

/** All children of one name, in document order. */
export function childrenOf(parent: XmlElement, name: string): XmlElement[] {
  return parent.children.filter((child) => child.name === name);
}

/** The only child of a name; absent gives undefined, twice is MalformedXML. */
export function childOf(parent: XmlElement, name: string): XmlElement | undefined {
  const found = childrenOf(parent, name);
  if (found.length > 1) {
    throw malformed(`Element ${name} appears more than once.`);
  }
  return found[0];
}

/** The text of an element that must not have children. */
export function textOf(leaf: XmlElement): string {
  if (leaf.children.length > 0) {
    throw malformed();
  }
  return leaf.text;
}

/** The text of the only child of a name, if present. */
export function childText(parent: XmlElement, name: string): string | undefined {
  const child = childOf(parent, name);
  return child && textOf(child);
}

/** The same element with other names of elements, at any depth: some clients send older names. */
export function renamed(element: XmlElement, names: Readonly<Record<string, string>>): XmlElement {
  return {
    ...element,
    name: names[element.name] ?? element.name,
    children: element.children.map((child) => renamed(child, names)),
  };
}

/** Like `childText`, but an absent child is MalformedXML. */
export function requiredText(parent: XmlElement, name: string): string {
  const text = childText(parent, name);
  if (text === undefined) {
    throw malformed(`Element ${name} is missing in ${parent.name}.`);
  }
  return text;
}

/** Escapes text for element content and attribute values; control characters become references. */
function escapeXml(text: string): string {
  if (!/[<>&"\u0000-\u001f]/.test(text)) {
    return text;
  }
  return text.replace(/[<>&"\u0000-\u001f]/g, (character) => {
    switch (character) {
      case "<":
        return "&lt;";
      case ">":
        return "&gt;";
      case "&":
        return "&amp;";
      case '"':
        return "&quot;";
      default:
        return `&#${character.charCodeAt(0)};`;
    }
  });
}

/** Writes an element; a string content is escaped, a list is of already written children. */
export function element(
  name: string,
  content: string | number | readonly string[] = "",
  attributes = "",
): string {
  const inner = typeof content === "object" ? content.join("") : escapeXml(String(content));
  const start = attributes ? `${name} ${attributes}` : name;
  return inner === "" ? `<${start}/>` : `<${start}>${inner}</${name}>`;
}

/** Writes an element only when there is a value. */
export function optionalElement(name: string, content: string | number | undefined): string {
  return content === undefined ? "" : element(name, content);
}

/** Puts the declaration in front of a written root element. */
export function xmlDocument(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;
}
