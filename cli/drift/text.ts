/** A drift report for a terminal or a log. */

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
    `${report.project}/${report.stack}: ${describeSummary(summarise(report))}`,
    ...found.map(describeResource),
    ...(report.undeclared ?? []).map(describeUndeclared),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function describeResource({ type, name, id, status, changes, error }: ResourceFinding): string {
  const lines = [
    `${marks[status as keyof typeof marks]} ${type} ${printable(name)} (${printable(id)}): ${status}`,
    ...(status === "gone" ? ["    up creates it again"] : []),
    ...(error === undefined ? [] : indented(error)),
    ...changes.flatMap(describeChange),
  ];
  return lines.join("\n");
}

function describeChange(change: Change): readonly string[] {
  return [
    `    ${change.path}`,
    `        declared  ${describeValue(change.declared, shownCharacters)}`,
    `        live      ${describeValue(change.live, shownCharacters)}`,
    `        ${describeUp(change)}`,
  ];
}

function describeUndeclared(finding: UndeclaredFinding): string {
  const { type, id, status, opens, inputs, keys = [], count = 0, error } = finding;
  const rest = count - Math.min(keys.length, shownKeys);
  const lines = [
    `${marks[status]} ${type} (${printable(id)}): ${status}${opens === undefined ? "" : ` — ${opens}`}`,
    ...(error === undefined ? [] : indented(error)),
    ...Object.entries(inputs ?? {}).map(
      ([name, value]) => `    ${name}  ${describeValue(value, shownCharacters)}`,
    ),
    ...keys.slice(0, shownKeys).map((key) => `    ${JSON.stringify(key)}`),
    ...(rest > 0 ? [`    and ${rest.toLocaleString("en")} more`] : []),
  ];
  return lines.join("\n");
}

function indented(text: string): readonly string[] {
  return text.split("\n").map((line) => `    ${printable(line)}`);
}

/** Without what a terminal would take for a command, or for the end of a line. */
function printable(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
