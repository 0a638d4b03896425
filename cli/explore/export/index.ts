/** Calls of the history as a file that others can use. */

import { ProblemError } from "../problem";
import type { ExportAnswer, ExportRequest, HistoryEntry } from "../wire";
import { emulatorTestOf } from "./emulatorTest";
import { harOf } from "./har";
import { shellScriptOf } from "./shell";

const formats: Readonly<
  Record<
    ExportRequest["format"],
    { readonly name: string; readonly write: (calls: readonly HistoryEntry[]) => string }
  >
> = {
  shell: { name: "calls.sh", write: shellScriptOf },
  test: { name: "calls.spec.ts", write: emulatorTestOf },
  har: { name: "calls.har", write: harOf },
};

/**
 * Writes them down, in the order in which they were sent.
 * @throws ProblemError when there are none
 */
export function exportCalls(entries: readonly HistoryEntry[], format: string): ExportAnswer {
  const found = Object.hasOwn(formats, format) ? formats[format as ExportRequest["format"]] : undefined;
  if (found === undefined || entries.length === 0) {
    throw new ProblemError(400, "There is nothing to export.");
  }
  const calls = entries.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return { name: found.name, text: found.write(calls) };
}
