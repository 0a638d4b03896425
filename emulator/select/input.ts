/** Reads the records of an object, one after another; never more than one of them is in memory. */

import { checkRecord, selectError } from "./errors";
import type { Row } from "./evaluate";
import { valueRow } from "./query";
import type { CsvInput, JsonInput } from "./request";
import { parseJson, type Value } from "./values";

/** Decodes UTF-8. */
export async function* decoded(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    throw error instanceof TypeError ? selectError("InvalidTextEncoding") : error;
  }
}

/** Cuts text at a delimiter; `findEnd` says where the next record ends, or -1. */
async function* split(
  texts: AsyncIterable<string>,
  delimiter: string,
  findEnd: (text: string, from: number) => number,
): AsyncGenerator<string> {
  let rest = "";
  for await (const text of texts) {
    rest += text;
    let from = 0;
    for (let end = findEnd(rest, from); end >= 0; end = findEnd(rest, from)) {
      checkRecord(end - from);
      yield rest.slice(from, end);
      from = end + delimiter.length;
    }
    rest = rest.slice(from);
    checkRecord(rest.length);
  }
  if (rest !== "") yield rest;
}

/** The records of a CSV file as rows. */
export async function* readCsv(texts: AsyncIterable<string>, format: CsvInput): AsyncGenerator<Row> {
  const { recordDelimiter, quote, comments, headers, quotedRecordDelimiters } = format;
  const findPlain = (text: string, from: number) => text.indexOf(recordDelimiter, from);
  const findQuoted = (text: string, from: number) => {
    let end = findPlain(text, from);
    // A delimiter with an open quote in front of it belongs to a field.
    while (end >= 0 && countOf(text.slice(from, end), quote) % 2 === 1)
      end = text.indexOf(recordDelimiter, end + 1);
    return end;
  };
  let names: readonly string[] | undefined;
  let first = true;
  const quoted = quotedRecordDelimiters && quote !== "";
  for await (const record of split(texts, recordDelimiter, quoted ? findQuoted : findPlain)) {
    // unverified: that empty lines are no records
    if (record === "" || (comments !== "" && record.startsWith(comments))) continue;
    const fields = splitFields(record, format);
    if (first && headers !== "NONE") {
      if (headers === "USE") names = fields;
    } else yield csvRow(fields, names);
    first = false;
  }
}

function countOf(text: string, character: string): number {
  return text.split(character).length - 1;
}

function splitFields(record: string, { fieldDelimiter, quote, quoteEscape }: CsvInput): string[] {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    let field = "";
    if (quote !== "" && record[at] === quote) {
      for (at++; ; at++) {
        const character = record[at];
        if (character === undefined) throw selectError("CSVParsingError");
        if (
          character === quoteEscape &&
          (record[at + 1] === quote || (quoteEscape !== quote && record[at + 1] === quoteEscape))
        ) {
          field += record[++at];
        } else if (character === quote) break;
        else field += character;
      }
      at++;
    }
    const end = record.indexOf(fieldDelimiter, at);
    fields.push(field + record.slice(at, end < 0 ? undefined : end));
    if (end < 0) return fields;
    at = end + fieldDelimiter.length;
  }
}

function csvRow(fields: readonly string[], names: readonly string[] | undefined): Row {
  const named = (name: string, exact: boolean): Value => {
    const position = /^_([1-9]\d*)$/.exec(name);
    if (position) return fields[Number(position[1]) - 1];
    const same = (each: string) => (exact ? each === name : each.toLowerCase() === name.toLowerCase());
    const found = (names ?? []).flatMap((each, index) => (same(each) ? [index] : []));
    if (found.length > 1) throw selectError("AmbiguousFieldName");
    if (found[0] === undefined) throw selectError("MissingHeaderName");
    return fields[found[0]];
  };
  const entries = () => fields.map((field, index) => [names?.[index] ?? `_${index + 1}`, field] as const);
  return {
    field: named,
    entries,
    get value() {
      return new Map(entries());
    },
  };
}

/** The values of a JSON file as rows: one a line, or one after another however they are laid out. */
export async function* readJson(texts: AsyncIterable<string>, { type }: JsonInput): AsyncGenerator<Row> {
  if (type === "LINES") {
    for await (const line of split(texts, "\n", (text, from) => text.indexOf("\n", from))) {
      if (line.trim() !== "") yield valueRow(parseJson(line));
    }
    return;
  }
  for await (const text of splitValues(texts)) yield valueRow(parseJson(text));
}

/** Cuts a text into its outermost values, which blanks and commas may part. */
async function* splitValues(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let [rest, at, start, depth] = ["", 0, -1, 0];
  let [inString, escaped] = [false, false];
  for await (const text of texts) {
    rest += text;
    for (; at < rest.length; at++) {
      const character = rest[at] as string;
      if (inString) {
        if (escaped) escaped = false;
        else if (character === "\\") escaped = true;
        else if (character === '"') inString = false;
        continue;
      }
      const parts = depth === 0 && /[\s,]/.test(character);
      if (parts) {
        if (start >= 0) yield rest.slice(start, at);
        start = -1;
        continue;
      }
      if (start < 0) start = at;
      if (character === '"') inString = true;
      else if (character === "{" || character === "[") depth++;
      else if (character === "}" || character === "]") {
        if (--depth < 0) throw selectError("JSONParsingError");
        if (depth > 0) continue;
        yield rest.slice(start, at + 1);
        start = -1;
      }
    }
    rest = start < 0 ? "" : rest.slice(start);
    at = rest.length;
    if (start >= 0) start = 0;
    checkRecord(rest.length);
  }
  if (depth > 0 || inString) throw selectError("LastRecordParseFail");
  if (start >= 0) yield rest;
}
