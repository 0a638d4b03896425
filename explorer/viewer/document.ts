/** What a text is written in, and its lines. */

import { jsonLines, type Line, textLines, xmlLines } from "./lines";
import type { Syntax } from "./pieces";

/** A text to be read; JSON is indented. */
export interface Document {
  readonly text: string;
  readonly syntax: Syntax;
}

/** What a text looks like: a document of XML or JSON, or anything else. */
export function readDocument(text: string): Document {
  if (/^\s*</.test(text)) {
    return { text, syntax: "xml" };
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object") {
      return { text: JSON.stringify(value, undefined, 2), syntax: "json" };
    }
  } catch {
    // It is text.
  }
  return { text, syntax: "text" };
}

const readers = { json: jsonLines, xml: xmlLines, text: textLines } as const;

/** The lines of a document. */
export function linesOf({ text, syntax }: Document): readonly Line[] {
  return readers[syntax](text);
}
