/** Entries of the history, as they are listed and opened. */

import type { Draft, HistoryEntry } from "../../cli/explore/wire";

/** What stands for a secret, which the history does not keep. */
const hidden = "***";

/** The name of the operation, or the first line of a free request. */
export function titleOf({ operation, free }: Draft): string {
  return free === undefined ? operation : `${free.method} /${free.key}`;
}

/** What it was sent to: a bucket and a key, where its title does not say the key. */
export function placeOf({ parameters: { Bucket, Key }, free }: Draft): string {
  return (free === undefined ? [Bucket, Key] : [free.bucket]).filter(Boolean).join("/");
}

/** The entries in which all words of a filter are. */
export function filterEntries(entries: readonly HistoryEntry[], filter: string): readonly HistoryEntry[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return words.length === 0
    ? entries
    : entries.filter((entry) => {
        const text = searchText(entry);
        return words.every((word) => text.includes(word));
      });
}

function searchText({ draft, status, code = "", requestId = "", request }: HistoryEntry): string {
  const { parameters, target, free } = draft;
  const values = Object.values(parameters).map((value) =>
    typeof value === "string" ? value : JSON.stringify(value),
  );
  return [titleOf(draft), target, status, code, requestId, request?.url, free?.bucket, ...values]
    .join("\n")
    .toLowerCase();
}

/** Entries of one day. */
interface Day {
  /** As `Date` counts it: the first moment of the day, in Unix milliseconds. */
  readonly start: number;
  readonly entries: readonly HistoryEntry[];
}

/** The entries by the days of this machine's clock, in the order in which they come. */
export function byDay(entries: readonly HistoryEntry[]): readonly Day[] {
  const days = new Map<number, HistoryEntry[]>();
  for (const entry of entries) {
    const start = new Date(entry.time).setHours(0, 0, 0, 0);
    days.set(start, [...(days.get(start) ?? []), entry]);
  }
  return [...days].map(([start, own]) => ({ start, entries: own }));
}

/** Whether a call can be sent again as it is: the history keeps neither secrets nor files. */
export function isWhole({ content, body, parameters, free }: Draft): boolean {
  const values = [body?.text ?? "", free?.text ?? "", JSON.stringify([parameters, free])];
  return !(content !== undefined && "file" in content) && !values.some((value) => value.includes(hidden));
}

/** A call without what only stands for a secret. */
export function withoutHidden(draft: Draft): Draft {
  const parameters = Object.entries(draft.parameters).filter(([, value]) => value !== hidden);
  return { ...draft, parameters: Object.fromEntries(parameters) };
}
