/** Two texts line by line. */

import { diffArrays } from "diff";
import type { HistoryEntry } from "../../cli/explore/wire";
import { linesOf, readDocument } from "../viewer/document";

/** A line of either side or of both, or a number of lines that are the same and are left out. */
export type Row =
  | { readonly kind: "same"; readonly text: string }
  | { readonly kind: "changed"; readonly left?: string; readonly right?: string }
  | { readonly kind: "skipped"; readonly count: number };

/** How long lines are compared, in milliseconds: what takes longer counts as changed as a whole. */
const patience = 1_000;

/** How many lines are shown around a change. */
const context = 3;

/** The lines of two texts side by side. */
export function compareLines(left: readonly string[], right: readonly string[]): readonly Row[] {
  const chunks = diffArrays([...left], [...right], { timeout: patience }) ?? [
    { value: left, removed: true, added: false },
    { value: right, removed: false, added: true },
  ];
  const rows: Row[] = [];
  for (let index = 0; index < chunks.length; index += 1) {
    const { value = [], removed = false, added = false } = chunks[index] ?? {};
    const next = chunks[index + 1];
    if (!removed && !added) {
      rows.push(...value.map((text): Row => ({ kind: "same", text })));
    } else if (removed && next?.added) {
      rows.push(...pair(value, next.value));
      index += 1;
    } else {
      rows.push(...(removed ? pair(value, []) : pair([], value)));
    }
  }
  return rows;
}

function pair(left: readonly string[], right: readonly string[]): readonly Row[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => {
    const [before, after] = [left[index], right[index]];
    return {
      kind: "changed",
      ...(before !== undefined && { left: before }),
      ...(after !== undefined && { right: after }),
    };
  });
}

/** The rows near a change; of the others only their number, unless that is as long as they are. */
export function nearChanges(rows: readonly Row[]): readonly Row[] {
  const isNear = rows.map(() => false);
  rows.forEach(({ kind }, index) => {
    if (kind === "changed") {
      isNear.fill(true, Math.max(0, index - context), index + context + 1);
    }
  });
  const shown: Row[] = [];
  for (let index = 0; index < rows.length; ) {
    const next = isNear.indexOf(!isNear[index], index);
    const end = next < 0 ? rows.length : next;
    const run = rows.slice(index, end);
    shown.push(
      ...(isNear[index] || run.length === 1 ? run : [{ kind: "skipped", count: run.length } as const]),
    );
    index = end;
  }
  return shown;
}

/** The status and the headers of an answer, in the order of their names. */
export function headLines({ status, code, responseHeaders = {} }: HistoryEntry): readonly string[] {
  const headers = Object.entries(responseHeaders).map(([name, value]) => `${name.toLowerCase()}: ${value}`);
  return [[status, code].filter(Boolean).join(" "), ...headers.sort()];
}

/** The document of an answer, indented. */
export function bodyLines({ answer = "" }: HistoryEntry): readonly string[] {
  const lines = answer === "" ? [] : linesOf(readDocument(answer));
  return lines.map(({ depth, text }) => `${"  ".repeat(depth)}${text}`);
}
