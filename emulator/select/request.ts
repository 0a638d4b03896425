/** What a selection asks for. https://www.tencentcloud.com/document/product/436/32360 */

import type { ServiceError } from "../format/errors";
import { notImplemented } from "../format/errors";
import { childOf, childText, type XmlElement } from "../format/xml";
import { selectError, sqlError } from "./errors";
import { prepareQuery, type Query } from "./query";

/** How a CSV object is laid out. Empty marks are not used. */
export interface CsvInput {
  readonly headers: "NONE" | "USE" | "IGNORE";
  readonly recordDelimiter: string;
  readonly fieldDelimiter: string;
  readonly quote: string;
  readonly quoteEscape: string;
  readonly comments: string;
  readonly quotedRecordDelimiters: boolean;
}

/** How a JSON object is laid out. */
export interface JsonInput {
  readonly type: "DOCUMENT" | "LINES";
}

/** How a result is written as CSV. */
export interface CsvOutput {
  readonly quoteFields: "ASNEEDED" | "ALWAYS";
  readonly recordDelimiter: string;
  readonly fieldDelimiter: string;
  readonly quote: string;
  readonly quoteEscape: string;
}

/** How a result is written as JSON. */
export interface JsonOutput {
  readonly recordDelimiter: string;
}

/** A selection that was read and can be carried out. */
export interface Selection {
  readonly query: Query;
  readonly gzip: boolean;
  readonly input: CsvInput | JsonInput;
  readonly output: CsvOutput | JsonOutput;
  /** Whether messages tell how far it is. */
  readonly progress: boolean;
}

/** Reads the request's document; S3 libraries call it by their own name, unverified(select-s3-root). */
export function readSelection(root: XmlElement): Selection {
  if (root.name !== "SelectRequest" && root.name !== "SelectObjectContentRequest") {
    throw selectError("InvalidXML");
  }
  const expression = childText(root, "Expression");
  if (!expression?.trim()) {
    throw selectError("MissingExpectedExpression");
  }
  const type = childText(root, "ExpressionType");
  if (type === undefined) {
    throw selectError("MissingRequiredParameter");
  }
  // unverified(select-expression-type): the code
  if (type.toUpperCase() !== "SQL") {
    throw selectError("InvalidRequestParameter", "ExpressionType must be SQL");
  }
  const input = childOf(root, "InputSerialization");
  if (!input) {
    throw selectError("MissingInputSerialization");
  }
  const output = childOf(root, "OutputSerialization");
  if (!output) {
    throw selectError("MissingOutputSerialization");
  }
  const progress = childOf(root, "RequestProgress");
  const selection = {
    query: prepareQuery(expression),
    gzip: readCompression(input),
    input: readInput(input),
    output: readOutput(output),
    progress: progress !== undefined && readTruth(progress, "Enabled"),
  };
  if (selection.query.needsJson && "headers" in selection.input) {
    throw sqlError("A path in FROM is for JSON only");
  }
  return selection;
}

function readCompression(input: XmlElement): boolean {
  const type = choose(
    input,
    "CompressionType",
    ["NONE", "GZIP", "BZIP2"],
    selectError("InvalidCompressionFormat"),
  );
  if (type === "BZIP2") {
    throw notImplemented("selections from objects that are compressed by BZIP2");
  }
  return type === "GZIP";
}

function readInput(parent: XmlElement): Selection["input"] {
  const [csv, json] = [childOf(parent, "CSV"), childOf(parent, "JSON")];
  if (parent.children.some(({ name }) => /^parquet$/i.test(name))) {
    throw notImplemented("selections from Parquet objects");
  }
  if (json && !csv) {
    return { type: choose(json, "Type", ["DOCUMENT", "LINES"], selectError("InvalidJsonType"), "") };
  }
  if (!csv || json) {
    throw selectError("MissingInputFormat");
  }
  const headers = choose(
    csv,
    "FileHeaderInfo",
    ["NONE", "USE", "IGNORE"],
    selectError("InvalidFileHeaderInfo"),
  );
  return {
    headers,
    ...readMarks(csv, "input", '"'),
    comments: mark(csv, "Comments", "#", 0, 1, "Comment", "input"),
    quotedRecordDelimiters: readTruth(csv, "AllowQuotedRecordDelimiter"),
  };
}

function readOutput(parent: XmlElement): Selection["output"] {
  const [csv, json] = [childOf(parent, "CSV"), childOf(parent, "JSON")];
  if (json && !csv) {
    return { recordDelimiter: mark(json, "RecordDelimiter", "\n", 1, 2, "RecordDelimiter", "output") };
  }
  if (!csv || json) {
    throw selectError("MissingOutputFormat");
  }
  const quoteFields = choose(csv, "QuoteFields", ["ASNEEDED", "ALWAYS"], selectError("InvalidQuoteFields"));
  return { quoteFields, ...readMarks(csv, "output", '"') };
}

function readMarks(csv: XmlElement, side: string, usual: string) {
  const quote = mark(csv, "QuoteCharacter", usual, side === "input" ? 0 : 1, 1, "QuoteCharacter", side);
  return {
    recordDelimiter: mark(csv, "RecordDelimiter", "\n", 1, 2, "RecordDelimiter", side),
    fieldDelimiter: mark(csv, "FieldDelimiter", ",", 1, 1, "FieldDelimiter", side),
    quote,
    quoteEscape: mark(csv, "QuoteEscapeCharacter", usual, 1, 1, "QuoteEscapeCharacter", side),
  };
}

/** A delimiter or quote. The samples write `\n` for a line feed. */
function mark(
  parent: XmlElement,
  name: string,
  usual: string,
  least: number,
  most: number,
  label: string,
  side: string,
): string {
  const written = childText(parent, name);
  if (written === undefined) {
    return usual;
  }
  const known: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", "\\": "\\" };
  const text = written.replace(/\\([nrt\\])/g, (_, letter: string) => known[letter] as string);
  const bytes = Buffer.byteLength(text);
  if (bytes < least || bytes > most) {
    throw selectError("InvalidRequestParameter", `The ${side} ${label} of ${parent.name} is invalid`);
  }
  return text;
}

/** One of some words in any letter case; without the element the default, by itself the first. */
function choose<const W extends string>(
  parent: XmlElement,
  name: string,
  words: readonly [W, ...W[]],
  refusal: ServiceError,
  usual: string = words[0],
): W {
  const text = (childText(parent, name) ?? usual).trim().toUpperCase();
  const found = words.find((word) => word === text);
  if (found === undefined) {
    throw refusal;
  }
  return found;
}

function readTruth(parent: XmlElement, name: string): boolean {
  const text = (childText(parent, name) ?? "false").trim().toLowerCase();
  if (text !== "true" && text !== "false") {
    throw selectError("InvalidRequestParameter", `The ${name} is invalid. Only TRUE and FALSE are supported`);
  }
  return text === "true";
}
