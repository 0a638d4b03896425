/** Lays JSON out as a table for people. */

import { visible } from "../../provider/client/visible";

/** A row: its cells by the names of their columns. */
export type Row = Readonly<Record<string, unknown>>;

/** Lays rows out below each other, with a heading. Ends with a line feed unless there is nothing. */
export function asTable(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = [columns, ...rows.map((row) => columns.map((column) => cellOf(row[column])))];
  const isNumeric = columns.map((column) =>
    rows.every((row) => row[column] === undefined || isNumber(row[column])),
  );
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, index) =>
        isNumeric[index] ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
  return columns.length === 0 ? "" : `${lines.join("\n")}\n`;
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
