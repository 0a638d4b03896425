/** Reads the records of an object, one after another; never more than one of them is in memory. */

import type { Row } from "./compile";
import { checkRecord, selectError } from "./errors";
import { valueRow } from "./query";
import type { CsvInput, JsonInput } from "./request";
import { parseJson, type Value } from "./values";

/** Decodes UTF-8. */
export async function* decoded(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const chunk of chunks) {
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    throw error instanceof TypeError ? selectError("InvalidTextEncoding") : error;
  }
}

/** Takes the text of an object piece by piece, and gives the records that end in each. Nothing is read before it is asked for. */
export interface Reader<T> {
  push(text: string): Iterable<T>;
  /** What is left after the last piece. */
  end(): Iterable<T>;
}

/** Cuts text at a delimiter; `findEnd` says where the next record ends, or -1. */
function splitter(
  delimiter: string,
  findEnd = (text: string, from: number) => text.indexOf(delimiter, from),
): Reader<string> {
  let rest = "";
  return {
    *push(text) {
      rest += text;
      let from = 0;
      for (let end = findEnd(rest, from); end >= 0; end = findEnd(rest, from)) {
        checkRecord(end - from);
        yield rest.slice(from, end);
        from = end + delimiter.length;
      }
      rest = rest.slice(from);
      checkRecord(rest.length);
    },
    *end() {
      if (rest !== "") {
        yield rest;
      }
    },
  };
}

/** Reads other records from those of a reader; undefined stands for none. */
function mapped<T>(reader: Reader<string>, read: (record: string) => T | undefined): Reader<T> {
  function* all(records: Iterable<string>): Generator<T> {
    for (const record of records) {
      const value = read(record);
      if (value !== undefined) {
        yield value;
      }
    }
  }
  return { push: (text) => all(reader.push(text)), end: () => all(reader.end()) };
}

/** The records of a CSV file as rows. */
export function readCsv(format: CsvInput): Reader<Row> {
  const { recordDelimiter, quote, comments, headers, quotedRecordDelimiters } = format;
  const findQuoted = (text: string, from: number) => {
    let end = text.indexOf(recordDelimiter, from);
    // A delimiter with an open quote in front of it belongs to a field.
    while (end >= 0 && countOf(text.slice(from, end), quote) % 2 === 1) {
      end = text.indexOf(recordDelimiter, end + 1);
    }
    return end;
  };
  let names: readonly string[] | undefined;
  let first = headers !== "NONE";
  const quoted = quotedRecordDelimiters && quote !== "";
  return mapped(splitter(recordDelimiter, quoted ? findQuoted : undefined), (record) => {
    // unverified(select-empty-lines): that empty lines are no records
    if (record === "" || (comments !== "" && record.startsWith(comments))) {
      return undefined;
    }
    const fields = splitFields(record, format);
    if (!first) {
      return csvRow(fields, names);
    }
    first = false;
    if (headers === "USE") {
      names = fields;
    }
    return undefined;
  });
}

function countOf(text: string, character: string): number {
  return text.split(character).length - 1;
}

/** The fields of one record. */
export function splitFields(
  record: string,
  { fieldDelimiter, quote, quoteEscape }: Pick<CsvInput, "fieldDelimiter" | "quote" | "quoteEscape">,
): string[] {
  if (quote === "" || !record.includes(quote)) {
    return record.split(fieldDelimiter);
  }
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    let field = "";
    if (record[at] === quote) {
      for (at++; ; at++) {
        const character = record[at];
        if (character === undefined) {
          throw selectError("CSVParsingError");
        }
        if (
          character === quoteEscape &&
          (record[at + 1] === quote || (quoteEscape !== quote && record[at + 1] === quoteEscape))
        ) {
          field += record[++at];
        } else if (character === quote) {
          break;
        } else {
          field += character;
        }
      }
      at++;
    }
    const end = record.indexOf(fieldDelimiter, at);
    fields.push(field + record.slice(at, end < 0 ? undefined : end));
    if (end < 0) {
      return fields;
    }
    at = end + fieldDelimiter.length;
  }
}

function csvRow(fields: readonly string[], names: readonly string[] | undefined): Row {
  const named = (name: string, exact: boolean): Value => {
    const position = /^_([1-9]\d*)$/.exec(name);
    if (position) {
      return fields[Number(position[1]) - 1];
    }
    const same = (each: string) => (exact ? each === name : each.toLowerCase() === name.toLowerCase());
    const found = (names ?? []).flatMap((each, index) => (same(each) ? [index] : []));
    if (found.length > 1) {
      throw selectError("AmbiguousFieldName");
    }
    if (found[0] === undefined) {
      throw selectError("MissingHeaderName");
    }
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
export function readJson({ type }: JsonInput): Reader<Row> {
  const reader = type === "LINES" ? splitter("\n") : valueSplitter();
  return mapped(reader, (text) => (text.trim() === "" ? undefined : valueRow(parseJson(text))));
}

/** Cuts a text into its outermost values, which blanks and commas may part. */
function valueSplitter(): Reader<string> {
  let [rest, at, start, depth] = ["", 0, -1, 0];
  let [inString, escaped] = [false, false];
  return {
    *push(text) {
      rest += text;
      for (; at < rest.length; at++) {
        const character = rest[at] as string;
        if (inString) {
          if (escaped) {
            escaped = false;
          } else if (character === "\\") {
            escaped = true;
          } else if (character === '"') {
            inString = false;
          }
          continue;
        }
        const parts = depth === 0 && /[\s,]/.test(character);
        if (parts) {
          if (start >= 0) {
            yield rest.slice(start, at);
          }
          start = -1;
          continue;
        }
        if (start < 0) {
          start = at;
        }
        if (character === '"') {
          inString = true;
        } else if (character === "{" || character === "[") {
          depth++;
        } else if (character === "}" || character === "]") {
          if (--depth < 0) {
            throw selectError("JSONParsingError");
          }
          if (depth > 0) {
            continue;
          }
          yield rest.slice(start, at + 1);
          start = -1;
        }
      }
      rest = start < 0 ? "" : rest.slice(start);
      at = rest.length;
      if (start >= 0) {
        start = 0;
      }
      checkRecord(rest.length);
    },
    *end() {
      if (depth > 0 || inString) {
        throw selectError("LastRecordParseFail");
      }
      if (start >= 0) {
        yield rest;
      }
    },
  };
}
