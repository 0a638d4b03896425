/** Prints the rows of all measurements as one table. */
import { type Goal, isReached, type Row, ratioOf } from "./measurement";

const headings = ["what", "ours", "peer", "ratio", "wanted", "reached"];

/** The table as lines of text, the numbers flush right. */
export function renderTable(rows: readonly Row[]): string[] {
  const cells = [headings, ...rows.map(cellsOf)];
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => (row[column] as string).length)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] as number;
        return column === 0 || column === 4 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join("  ")
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => "─".repeat(width)).join("  "));
  return lines;
}

/** The table in Markdown, for a README. */
export function renderMarkdown(rows: readonly Row[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(headings),
    "| --- | ---: | ---: | ---: | --- | --- |",
    ...rows.map((row) => line(cellsOf(row))),
  ];
}

function cellsOf(row: Row): string[] {
  const { what, unit, ours, peer, goal } = row;
  const ratio = ratioOf(row);
  const reached = isReached(row);
  return [
    what,
    formatFigure(ours, unit),
    peer === undefined ? "" : formatFigure(peer, unit),
    ratio === undefined ? "" : `${ratio.toFixed(2)} ×`,
    goal === undefined ? "" : formatGoal(goal, unit),
    reached === undefined ? "" : reached ? "yes" : "NO",
  ];
}

function formatGoal({ of, atLeast, atMost, plus }: Goal, unit: string): string {
  const sign = atLeast === undefined ? "≤" : atMost === undefined ? "≥" : "=";
  const bound = (atLeast ?? atMost) as number;
  switch (of) {
    case "ours":
      return `${sign} ${formatFigure(bound, unit)}`;
    case "ratio":
      return `${sign} ${formatNumber(bound)} ×`;
    case "multiple":
      return `${sign} ${formatNumber(bound)} × peer${plus === undefined ? "" : ` + ${formatFigure(plus, unit)}`}`;
    case "difference":
      return `${sign} peer + ${formatFigure(bound, unit)}`;
    default:
      return of satisfies never;
  }
}

function formatFigure(value: number, unit: string): string {
  return `${formatNumber(value)} ${unit}`.trimEnd();
}

/** Three digits that matter, and thousands set apart. */
function formatNumber(value: number): string {
  const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
