/** A drift report that fits a comment of a pull request. */

import { visible } from "../../provider/client";
import {
  type DriftReport,
  describeSummary,
  describeUp,
  describeValue,
  type ResourceFinding,
  summarise,
  type UndeclaredFinding,
} from "./report";

/** Characters of a value that a cell shows. */
const shownCharacters = 120;

/** Rows of a table. */
const shownRows = 150;

/** Characters of a table: GitHub takes comments of 65,536 characters, and there are two tables. */
const shownTable = 30_000;

const columns = ["resource", "where", "declared", "live", "what `pulumi up` does"];

/** The report as GitHub-flavoured Markdown. */
export function renderMarkdown(report: DriftReport): string {
  const found = report.resources.filter(({ status }) => status !== "unchanged");
  const undeclared = report.undeclared ?? [];
  const parts = [
    `### Drift of \`${report.project}/${report.stack}\``,
    `${describeSummary(summarise(report))}.`,
    ...(found.length === 0 ? [] : [tableOf(columns, found.flatMap(rowsOf))]),
    ...(undeclared.length === 0
      ? []
      : [
          "#### There, but not declared",
          tableOf(["resource", "where", "what it says"], undeclared.map(undeclaredRow)),
        ]),
  ];
  return `${parts.join("\n\n")}\n`;
}

function rowsOf({ type, name, id, status, changes, error }: ResourceFinding): readonly (readonly string[])[] {
  const resource = `**${escapeText(type)}** ${escapeText(name)}`;
  switch (status) {
    case "gone":
      return [[resource, code(id), "", "gone", "up creates it again"]];
    case "unreadable":
      return [[resource, code(id), "", `unreadable: ${onOneLine(error ?? "")}`, ""]];
    default:
      return changes.map((change) => [
        resource,
        code(change.path),
        value(change.declared),
        value(change.live),
        escapeText(describeUp(change)),
      ]);
  }
}

function undeclaredRow({
  type,
  id,
  opens,
  inputs,
  keys = [],
  count,
  error,
}: UndeclaredFinding): readonly string[] {
  const says =
    error !== undefined
      ? `unreadable: ${onOneLine(error)}`
      : count !== undefined
        ? `${count.toLocaleString("en")} ${count === 1 ? "object" : "objects"}: ${keys.slice(0, 5).map(code).join(", ")}${count > 5 ? ", …" : ""}`
        : value(inputs);
  return [
    `**${escapeText(type)}**`,
    code(id),
    opens === undefined ? says : `:warning: **${escapeText(opens)}** ${says}`,
  ];
}

function tableOf(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const lines: string[] = [];
  let left = shownTable;
  for (const row of rows.slice(0, shownRows).map(line)) {
    left -= row.length;
    if (left < 0) {
      break;
    }
    lines.push(row);
  }
  const rest = rows.length - lines.length;
  const end = rest > 0 ? [line([`… and ${rest.toLocaleString("en")} more`])] : [];
  return [line(heads), line(heads.map(() => "---")), ...lines, ...end].join("\n");
}

function value(content: unknown): string {
  return content === undefined ? "–" : code(describeValue(content, shownCharacters));
}

/** An error's lines are ours, and a cell has one. */
function onOneLine(error: string): string {
  return error.split("\n").map(escapeText).join(" ");
}

/** Not between back-ticks: a value may hold some, and bars end a cell even there. */
function code(text: string): string {
  return `<code>${escapeText(text)}</code>`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "|": "&#124;",
  "*": "&#42;",
  _: "&#95;",
  "`": "&#96;",
  "[": "&#91;",
  "@": "&#64;",
  "#": "&#35;",
  "\\": "&#92;",
  "~": "&#126;",
  $: "&#36;",
};

/** Text that Markdown leaves as it is: no markup, no formula, no mention of anybody, no end of a cell. */
function escapeText(text: string): string {
  return visible(text)
    .replace(/[&<>|*_`[@#\\~$]/g, (character) => entities[character] ?? character)
    .replace(/\s+/g, " ");
}
