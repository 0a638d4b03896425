/** A drift report for a terminal or a log. */

import { visible } from "../../provider/client";
import {
  type Change,
  type DriftReport,
  describeSummary,
  describeUp,
  describeValue,
  type ResourceFinding,
  summarise,
  type UndeclaredFinding,
} from "./report";

/** Characters of a value that a line shows. */
const shownCharacters = 160;

/** Keys of undeclared objects that are shown. */
const shownKeys = 20;

const marks = { drifted: "~", gone: "-", unreadable: "!", undeclared: "?" } as const;

/** The report as lines of text. */
export function renderText(report: DriftReport): string {
  const found = report.resources.filter(({ status }) => status !== "unchanged");
  const blocks = [
    [`${report.project}/${report.stack}: ${describeSummary(summarise(report))}`],
    ...found.map(describeResource),
    ...(report.undeclared ?? []).map(describeUndeclared),
  ];
  // Line by line: what is in a line cannot end it.
  return `${blocks.map((lines) => lines.map(visible).join("\n")).join("\n\n")}\n`;
}

function describeResource({ type, name, id, status, changes, error }: ResourceFinding): readonly string[] {
  return [
    `${marks[status as keyof typeof marks]} ${type} ${name} (${id}): ${status}`,
    ...(status === "gone" ? ["    up creates it again"] : []),
    ...(error === undefined ? [] : indented(error)),
    ...changes.flatMap(describeChange),
  ];
}

function describeChange(change: Change): readonly string[] {
  return [
    `    ${change.path}`,
    `        declared  ${describeValue(change.declared, shownCharacters)}`,
    `        live      ${describeValue(change.live, shownCharacters)}`,
    `        ${describeUp(change)}`,
  ];
}

function describeUndeclared(finding: UndeclaredFinding): readonly string[] {
  const { type, id, status, opens, inputs, keys = [], count = 0, error } = finding;
  const rest = count - Math.min(keys.length, shownKeys);
  return [
    `${marks[status]} ${type} (${id}): ${status}${opens === undefined ? "" : ` — ${opens}`}`,
    ...(error === undefined ? [] : indented(error)),
    ...Object.entries(inputs ?? {}).map(
      ([name, value]) => `    ${name}  ${describeValue(value, shownCharacters)}`,
    ),
    ...keys.slice(0, shownKeys).map((key) => `    ${JSON.stringify(key)}`),
    ...(rest > 0 ? [`    and ${rest.toLocaleString("en")} more`] : []),
  ];
}

function indented(text: string): readonly string[] {
  return text.split("\n").map((line) => `    ${line}`);
}
