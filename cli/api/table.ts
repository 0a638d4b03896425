/** Lays JSON out as a table for people. */

import { visible } from "../../provider/client/visible";

/** A row: its cells by the names of their columns. */
export type Row = Readonly<Record<string, unknown>>;

/** A column of a table. */
interface Column {
  readonly name: string;
  readonly width: number;
  readonly isNumeric: boolean;
}

/** Lays rows out below each other, with a heading. Ends with a line feed unless there is nothing. */
export function asTable(rows: readonly Row[]): string {
  return layOut(columnsOf(rows), rows);
}

function layOut(columns: readonly Column[], rows: readonly Row[]): string {
  return heading(columns) + linesOf(columns, rows);
}

function linesOf(columns: readonly Column[], rows: readonly Row[]): string {
  return rows.map((row) => lineOf(columns, row)).join("");
}

/** Rows that decide how wide the columns of a long table are. */
const firstRows = 1_000;

/**
 * A table of rows that come in batches, for any number of rows in the same memory: the first thousand decide about the columns. A cell
 * that is wider later on stands out, and a row with another column begins a table of its own.
 */
export class LongTable {
  readonly #write: (text: string) => Promise<void>;
  #waiting: Row[] = [];
  #columns: readonly Column[] | undefined;

  /** @param write takes the text of whole lines */
  constructor(write: (text: string) => Promise<void>) {
    this.#write = write;
  }

  async add(rows: readonly Row[]): Promise<void> {
    this.#waiting.push(...rows);
    if (this.#columns !== undefined || this.#waiting.length >= firstRows) {
      await this.end();
    }
  }

  /** Writes what has not been written yet. */
  async end(): Promise<void> {
    const rows = this.#waiting;
    this.#waiting = [];
    const known = this.#columns;
    const names = new Set(known?.map(({ name }) => name));
    if (known !== undefined && rows.every((row) => Object.keys(row).every((name) => names.has(name)))) {
      await this.#write(linesOf(known, rows));
      return;
    }
    this.#columns = columnsOf(rows);
    await this.#write((known === undefined ? "" : "\n") + layOut(this.#columns, rows));
  }
}

function columnsOf(rows: readonly Row[]): readonly Column[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return names.map((name) => ({
    name,
    width: rows.reduce((width, row) => Math.max(width, cellOf(row[name]).length), name.length),
    isNumeric: rows.every((row) => row[name] === undefined || isNumber(row[name])),
  }));
}

function heading(columns: readonly Column[]): string {
  const names = Object.fromEntries(columns.map(({ name }) => [name, name]));
  return columns.length === 0 ? "" : lineOf(columns, names);
}

function lineOf(columns: readonly Column[], row: Row): string {
  const cells = columns.map(({ name, width, isNumeric }) => {
    const cell = cellOf(row[name]);
    return isNumeric ? cell.padStart(width) : cell.padEnd(width);
  });
  return `${cells.join("  ").trimEnd()}\n`;
}

function isNumber(value: unknown): boolean {
  return typeof value === "number" || (typeof value === "string" && /^\d+$/.test(value));
}

function cellOf(value: unknown): string {
  if (value === undefined || value === null) {
    return "";
  }
  return visible(typeof value === "string" ? value : JSON.stringify(value));
}

/**
 * The rows of a value: a listing has one for each entry, anything else one for each member.
 * @param items the members that hold the entries of a listing
 */
export function rowsOf(value: unknown, items: readonly string[] = []): readonly Row[] {
  if (Array.isArray(value)) {
    return value.map((entry) => (isObject(entry) ? flatten(entry) : { value: entry }));
  }
  if (!isObject(value)) {
    return value === undefined || value === null ? [] : [{ value }];
  }
  const lists = items.length > 0 ? items : onlyList(value);
  const rows = lists.flatMap((name) => rowsOf(asList(value[name])));
  return rows.length > 0 || items.length > 0
    ? rows
    : Object.entries(flatten(value)).map(([name, member]) => ({ name, value: member }));
}

/** The list that is all there is, such as the rules of a configuration. */
function onlyList(value: Row): readonly string[] {
  const lists = Object.entries(value).filter(([, member]) => Array.isArray(member) && member.some(isObject));
  return lists.length === 1 ? lists.map(([name]) => name) : [];
}

function asList(value: unknown): unknown {
  return isObject(value) ? Object.values(value).find(Array.isArray) : (value ?? []);
}

/** Members of objects as columns of their own: `Owner.ID`. Lists of strings stay in one cell. */
function flatten(value: Row, prefix = ""): Row {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      if (isObject(member)) {
        return Object.entries(flatten(member, `${prefix}${name}.`));
      }
      const isPlainList = Array.isArray(member) && member.every((item) => typeof item !== "object");
      return [[`${prefix}${name}`, isPlainList ? member.join(",") : member]];
    }),
  );
}

function isObject(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
