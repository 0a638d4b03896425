/** What the log says of each operation as a whole. */

import type { LoggedRequest } from "./log";

/** The requests of one operation, summed up. */
export interface OperationStatistics {
  /** The API operation, e.g. `PutBucketCORS`; empty for requests that named none. */
  readonly operation: string;
  readonly requests: number;
  /** Of them, those that were answered with an error, or not at all. */
  readonly failed: number;
  /** The most that were under way at the same time. */
  readonly inFlight: number;
  /** Bytes of the bodies of requests. */
  readonly bytesIn: number;
  /** Bytes of the bodies of answers. */
  readonly bytesOut: number;
  /** Half of the answers took no longer, in milliseconds. */
  readonly medianDuration: number;
  /** In milliseconds. */
  readonly longestDuration: number;
}

/** Sums a log up by operation, in the order of the operations' names. */
export function statisticsOf(log: readonly LoggedRequest[]): OperationStatistics[] {
  const groups = new Map<string, LoggedRequest[]>();
  for (const entry of log) {
    const operation = entry.operation ?? "";
    const group = groups.get(operation);
    if (group) group.push(entry);
    else groups.set(operation, [entry]);
  }
  return [...groups]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([operation, entries]) => {
      const durations = entries.map(({ duration }) => duration).sort((one, other) => one - other);
      return {
        operation,
        requests: entries.length,
        failed: entries.filter(({ status }) => status === 0 || status >= 400).length,
        inFlight: mostAtOnce(entries),
        bytesIn: sum(entries.map(({ bytesIn }) => bytesIn)),
        bytesOut: sum(entries.map(({ bytesOut }) => bytesOut)),
        medianDuration: durations[Math.floor((durations.length - 1) / 2)] ?? 0,
        longestDuration: durations.at(-1) ?? 0,
      };
    });
}

function mostAtOnce(entries: readonly LoggedRequest[]): number {
  // Times are whole milliseconds. At the same moment an end comes before a beginning: one after another is not at once.
  const moments = entries
    .flatMap(({ time, duration }) => [
      [time, 1],
      [Math.floor(time + duration), -1],
    ])
    .sort(([one = 0, step = 0], [other = 0, otherStep = 0]) => one - other || step - otherStep);
  let [now, most] = [0, 0];
  for (const [, step = 0] of moments) {
    now += step;
    most = Math.max(most, now);
  }
  return most;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
