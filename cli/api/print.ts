/** Prints answers: as JSON, as they came, or as a table. */

import { Readable } from "node:stream";
import type { CosApiAnswer } from "../../provider/api/call";
import type { Operation } from "../../provider/api/operations";
import { recordsOf, type SelectionEvent } from "../../provider/api/selection";
import { visibleJson } from "../../provider/client/visible";
import type { CallFlags } from "./callFlags";
import { writeContent } from "./content";
import { choose } from "./query";
import { write } from "./stdout";
import { asTable, LongTable, rowsOf } from "./table";

/** Prints one answer, or writes it into the file that `--out` names. Where COS answers nothing, nothing is printed. */
export async function printAnswer(
  operation: Operation,
  answer: CosApiAnswer,
  flags: CallFlags,
): Promise<void> {
  const { body } = answer;
  if (body instanceof Readable) {
    await writeContent(body, flags.out);
    return;
  }
  if (operation.answer?.kind === "frames") {
    await writeContent(Readable.from(recordsOf(body as AsyncIterable<SelectionEvent>)), flags.out);
    return;
  }
  if (operation.answer === undefined && Object.keys(body as object).length === 0) {
    return;
  }
  const text = textOf(operation, body, flags);
  if (flags.out === undefined) {
    await write(text);
  } else {
    await writeContent(Readable.from([Buffer.from(text)]), flags.out);
  }
}

function textOf(operation: Operation, body: unknown, { output, query }: CallFlags): string {
  if (query === undefined && (typeof body === "string" || body instanceof Uint8Array)) {
    const text = body.toString();
    return output === "raw" || text.endsWith("\n") ? text : `${text}\n`;
  }
  const value = query === undefined ? body : choose(query, body);
  switch (output) {
    case "table":
      return asTable(rowsOf(value, query === undefined ? operation.paging?.items : undefined));
    case "raw":
      return bareLines(value);
    default:
      return `${visibleJson(value ?? null)}\n`;
  }
}

/** What was chosen without quotes, a line for each: for shells. */
function bareLines(value: unknown): string {
  const items = Array.isArray(value) ? value : value === null || value === undefined ? [] : [value];
  return items.map((item) => `${typeof item === "string" ? item : (JSON.stringify(item) ?? "")}\n`).join("");
}

/**
 * Prints all pages, each while the next one is asked for: an entry a line. Where an operation lists entries of several kinds, each stands
 * below its kind: `{"CommonPrefixes":{"Prefix":"img/"}}`. A table has one heading, and its columns are as wide as the first thousand entries need.
 */
export async function printPages(
  { paging }: Operation,
  pages: AsyncIterable<CosApiAnswer>,
  { output, query }: CallFlags,
): Promise<void> {
  const items = paging?.items ?? [];
  const table = new LongTable(write);
  for await (const { body } of pages) {
    if (output === "table") {
      await table.add(query === undefined ? rowsOf(body, items) : rowsOf(chosen(query, body)));
      continue;
    }
    const entries = query === undefined ? entriesOf(body, items) : chosen(query, body);
    if (output === "raw") {
      await write(bareLines(entries));
    } else {
      await write(entries.map((entry) => `${visibleJson(entry, 0)}\n`).join(""));
    }
  }
  if (output === "table") {
    await table.end();
  }
}

function chosen(query: string, body: unknown): readonly unknown[] {
  const value = choose(query, body);
  return Array.isArray(value) ? value : value === null || value === undefined ? [] : [value];
}

/** The entries of a page. */
function entriesOf(body: unknown, items: readonly string[]): readonly unknown[] {
  return items.flatMap((item) => {
    const entries = listBelow((body as Readonly<Record<string, unknown>>)[item]);
    return items.length === 1 ? entries : entries.map((entry) => ({ [item]: entry }));
  });
}

/** A list, also one that stands in an element of its own: `Buckets.Bucket`. */
function listBelow(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) {
    return value;
  }
  return typeof value === "object" && value !== null ? Object.values(value).filter(Array.isArray).flat() : [];
}
