/** Prints a table with what was measured against what, and what bounds the figures. */
import type { Measurement, Row } from "./measurement";
import { renderMarkdown, renderTable } from "./table";

/** A measurement that came to its end. */
export interface Measured {
  readonly measurement: Measurement;
  readonly rows: readonly Row[];
}

const legend = "Medians. Ratio: how many times better ours is. 1 MB = 1,000,000 bytes.";

/** For a terminal of so many columns. */
export function reportAsText(machine: string, measured: readonly Measured[], width: number): string {
  return [
    "",
    machine,
    "",
    ...renderTable(measured.flatMap(({ rows }) => rows)),
    "",
    legend,
    ...measured.flatMap(({ measurement: { name, against }, rows }) => [
      wrap(`${name}: ${against}.`, width, "  "),
      ...boundsOf(rows).map(({ what, bound }) => wrap(`  ${what}: ${bound}.`, width, "    ")),
    ]),
  ].join("\n");
}

/** For `bench/README.md`. */
export function reportAsMarkdown(machine: string, measured: readonly Measured[]): string {
  return [
    machine,
    "",
    ...renderMarkdown(measured.flatMap(({ rows }) => rows)),
    "",
    legend,
    "",
    ...measured.flatMap(({ measurement: { name, against }, rows }) => [
      `- **${name}**: ${against}.`,
      ...boundsOf(rows).map(({ what, bound }) => `  - *${what}*: ${bound}.`),
    ]),
  ].join("\n");
}

function boundsOf(rows: readonly Row[]): readonly Row[] {
  return rows.filter(({ bound }) => bound !== undefined);
}

/** Text in lines of at most `width` characters, all but the first indented. */
function wrap(text: string, width: number, indent: string): string {
  const [, before = "", rest = ""] = /^( *)(.*)$/s.exec(text) ?? [];
  const lines = [before];
  for (const word of rest.split(" ")) {
    const line = lines.at(-1) as string;
    const joined = line.trim() === "" ? `${line}${word}` : `${line} ${word}`;
    if (joined.length <= width || line.trim() === "") {
      lines[lines.length - 1] = joined;
    } else {
      lines.push(`${indent}${word}`);
    }
  }
  return lines.join("\n");
}
