/** What the log says of each operation as a whole. */

import type { LoggedRequest, RequestLog } from "./log";

/**
 * The requests of one operation, summed up: all of them, also those that the log has dropped. Only `inFlight` and
 * `medianDuration` look at what the log still holds.
 */
export interface OperationStatistics {
  /** The API operation, e.g. `PutBucketCors`; empty for requests that named none. */
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
export function statisticsOf(log: Pick<RequestLog, "entries" | "totals">): OperationStatistics[] {
  const newest = new Map<string, LoggedRequest[]>();
  for (const entry of log.entries) {
    const operation = entry.operation ?? "";
    const group = newest.get(operation);
    if (group) {
      group.push(entry);
    } else {
      newest.set(operation, [entry]);
    }
  }
  return [...log.totals]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([operation, totals]) => {
      const entries = newest.get(operation) ?? [];
      const durations = entries.map(({ duration }) => duration).sort((one, other) => one - other);
      return {
        operation,
        ...totals,
        inFlight: mostAtOnce(entries),
        medianDuration: durations[Math.floor((durations.length - 1) / 2)] ?? 0,
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
