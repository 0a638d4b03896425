/**
 * XML text and a plain tree of elements. The only importer of the libraries that read and write it, each loaded at its first use: a program
 * that only declares resources needs neither.
 */

import type { XMLBuilder } from "fast-xml-parser";
import type { XmlElement } from "./element";
import { readPlainXml } from "./plainXml";

/** A document that is not well-formed XML. */
export class XmlError extends Error {
  override readonly name = "XmlError";
}

const attributesKey = ":@";
const attributePrefix = "@_";
const textKey = "#text";

/** A reference to a character below the blank, other than tab, line feed and carriage return, which XML knows. */
const controlReference = /&#(x0*(?:[0-8bcef]|1[\da-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]));/gi;

const writers = new Map<string, XMLBuilder>();

function builder(indentation: string): XMLBuilder {
  const { XMLBuilder: Builder } = require("fast-xml-parser") as typeof import("fast-xml-parser");
  let writer = writers.get(indentation);
  if (writer === undefined) {
    writer = new Builder({
      preserveOrder: true,
      ignoreAttributes: false,
      attributeNamePrefix: attributePrefix,
      suppressEmptyNode: false,
      processEntities: true,
      format: indentation !== "",
      indentBy: indentation,
    });
    writers.set(indentation, writer);
  }
  return writer;
}

type OrderedNode = Record<string, unknown>;

/**
 * Reads a document.
 * @returns its root element
 * @throws XmlError when the text is no whole document: what a reader makes of the rest would be taken for what COS holds
 */
export function parseXml(text: string): XmlElement {
  // A service that works for long sends blanks to keep the connection, before the document.
  const document = text.trimStart();
  return readPlainXml(document) ?? readWholeXml(document);
}

function readWholeXml(text: string): XmlElement {
  let root: OpenElement | undefined;
  let current: OpenElement | undefined;
  let problem: Error | undefined;
  const above: (OpenElement | undefined)[] = [];
  const addText = (piece: string): void => {
    if (current !== undefined) {
      current.text += piece;
    }
  };
  // fast-xml-parser, which writes, reads as well, but takes seven times as long: seconds for a listing of many thousand keys.
  const { SaxesParser } = require("saxes") as typeof import("saxes");
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  parser.on("opentag", ({ name, attributes }) => {
    const element: OpenElement = { name: name.slice(name.indexOf(":") + 1), children: [], text: "" };
    if (Object.keys(attributes).length > 0) {
      element.attributes = { ...attributes };
    }
    if (current !== undefined) {
      current.children.push(element);
    }
    root ??= element;
    above.push(current);
    current = element;
  });
  parser.on("closetag", () => {
    if (current !== undefined && current.children.length > 0) {
      current.text = "";
    }
    current = above.pop();
  });
  parser.on("text", addText);
  parser.on("cdata", addText);
  // Keys may hold characters that XML does not allow, and COS puts them into its documents all the same: the reader passes them on,
  // but not references to them.
  parser.on("error", (error) => {
    if (error.message !== "disallowed character.") {
      problem ??= error;
    }
  });
  parser
    .write(text.replace(controlReference, (_, code: string) => String.fromCharCode(Number(`0${code}`))))
    .close();
  if (root === undefined || problem !== undefined) {
    throw new XmlError(`not XML: ${problem?.message ?? "no element found"}`, { cause: problem });
  }
  return root;
}

/** An element that is being read. */
type OpenElement = {
  -readonly [Name in keyof XmlElement]: Name extends "children" ? XmlElement[] : XmlElement[Name];
};

/**
 * Writes a document without a declaration.
 * @param indentation of each level, for people. @default no white space between elements
 */
export function renderXml(root: XmlElement, indentation = ""): string {
  // Readers of XML take a bare carriage return for a line feed (https://www.w3.org/TR/xml/#sec-line-ends).
  return (builder(indentation).build([toNode(root)]) as string).replaceAll("\r", "&#13;").trimStart();
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
  const [name, ...below] = path;
  // Listings are asked for nothing else, many thousand times.
  if (name !== undefined && below.length === 0) {
    return element.children.find((child) => child.name === name)?.text;
  }
  return elementsAt(element, path)[0]?.text;
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
