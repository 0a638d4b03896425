/** XML text and a plain tree of elements. The only importer of fast-xml-parser. */

import { XMLBuilder, XMLParser } from "fast-xml-parser";

/** One element. It holds either child elements or text; white space between elements is dropped. */
export interface XmlElement {
  /** The name without its namespace prefix. */
  readonly name: string;
  /** Attributes by name, prefix included (`xsi:type`). */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The text as it stands, entities decoded, nothing trimmed. `""` for an element with children. */
  readonly text: string;
}

/** A document that is not well-formed XML. */
export class XmlError extends Error {
  override readonly name = "XmlError";
}

const attributesKey = ":@";
const attributePrefix = "@_";
const textKey = "#text";

// Values stay texts (an id `007` is no number), nothing is trimmed, numeric entities are decoded. The entity limits of
// the library guard against documents that define entities; COS's never do, but a listing has thousands of `&quot;`.
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: attributePrefix,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  processEntities: {
    enabled: true,
    maxTotalExpansions: Number.MAX_SAFE_INTEGER,
    maxExpandedLength: Number.MAX_SAFE_INTEGER,
  },
});

const builder = new XMLBuilder({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: attributePrefix,
  suppressEmptyNode: false,
  processEntities: true,
});

type OrderedNode = Record<string, unknown>;

/**
 * Reads a document.
 * @returns its root element
 * @throws XmlError when the text holds no element
 */
export function parseXml(text: string): XmlElement {
  let nodes: OrderedNode[];
  try {
    nodes = parser.parse(text) as OrderedNode[];
  } catch (cause) {
    throw new XmlError(`not XML: ${(cause as Error).message}`, { cause });
  }
  const root = nodes.map(toElement).find((element) => element !== undefined);
  if (root === undefined) {
    throw new XmlError("not XML: no element found");
  }
  return root;
}

/** Writes a document without a declaration and without white space between elements. */
export function renderXml(root: XmlElement): string {
  // Readers of XML take a bare carriage return for a line feed (https://www.w3.org/TR/xml/#sec-line-ends).
  return (builder.build([toNode(root)]) as string).replaceAll("\r", "&#13;");
}

/** An element that holds only text. */
export function textElement(name: string, text: string): XmlElement {
  return { name, children: [], text };
}

/** An element that holds elements. */
export function parentElement(
  name: string,
  children: readonly XmlElement[],
  attributes?: Readonly<Record<string, string>>,
): XmlElement {
  return { name, children, text: "", ...(attributes && { attributes }) };
}

/** All elements at the end of a path below an element, in document order. */
export function elementsAt(element: XmlElement, path: readonly string[]): readonly XmlElement[] {
  let found: readonly XmlElement[] = [element];
  // Plain loops: it is asked for each field of each rule, and most fields are not there.
  for (const name of path) {
    const next: XmlElement[] = [];
    for (const parent of found) {
      for (const child of parent.children) {
        if (child.name === name) {
          next.push(child);
        }
      }
    }
    found = next;
  }
  return found;
}

/** The text of the first element at the end of a path, `undefined` when there is none. */
export function textAt(element: XmlElement, ...path: readonly string[]): string | undefined {
  return elementsAt(element, path)[0]?.text;
}

function toElement(node: OrderedNode): XmlElement | undefined {
  const name = Object.keys(node).find((key) => key !== attributesKey);
  if (name === undefined || name === textKey) {
    return undefined;
  }
  const content = node[name] as OrderedNode[];
  const children: XmlElement[] = [];
  let text = "";
  for (const item of content) {
    if (textKey in item) {
      text += String(item[textKey]);
    } else {
      const child = toElement(item);
      if (child !== undefined) {
        children.push(child);
      }
    }
  }
  const attributes = node[attributesKey] as Record<string, string> | undefined;
  return {
    name: name.slice(name.indexOf(":") + 1),
    children,
    text: children.length === 0 ? text : "",
    ...(attributes && {
      attributes: Object.fromEntries(
        Object.entries(attributes).map(([key, value]) => [key.slice(attributePrefix.length), String(value)]),
      ),
    }),
  };
}

function toNode(element: XmlElement): OrderedNode {
  const content = element.children.length > 0 ? element.children.map(toNode) : [{ [textKey]: element.text }];
  const node: OrderedNode = { [element.name]: content };
  if (element.attributes !== undefined) {
    node[attributesKey] = Object.fromEntries(
      Object.entries(element.attributes).map(([key, value]) => [attributePrefix + key, value]),
    );
  }
  return node;
}
