/** What a measurement is: some rows of the table, and a sentence on what was measured against what. */
import type { Laboratory } from "./laboratory";

/** What a figure has to be. */
export interface Goal {
  /**
   * Our own figure, how many times better than the peer's it is, how many times the peer's it is, or by how much it is above
   * the peer's.
   */
  readonly of: "ours" | "ratio" | "multiple" | "difference";
  readonly atLeast?: number;
  readonly atMost?: number;
  /** What our own figure may have beyond a multiple of the peer's. @default 0 */
  readonly plus?: number;
}

/** One line of the table. */
export interface Row {
  readonly what: string;
  /** For example `MB/s`; MB are 1,000,000 bytes. */
  readonly unit: string;
  readonly ours: number;
  /** What the same costs elsewhere. */
  readonly peer?: number;
  /** Whether more is better, as with speeds, or less, as with costs. */
  readonly better: "more" | "less";
  readonly goal?: Goal;
  /** What the time or the memory goes to, or what the limit is. */
  readonly bound?: string;
}

/** A comparison. */
export interface Measurement {
  /** What it is called on the command line. */
  readonly name: string;
  /** What is ours, what is the peer, and how they were run. */
  readonly against: string;
  /** Measures. Says what it is doing through the laboratory. */
  run(laboratory: Laboratory): Promise<readonly Row[]>;
}

/** How many times better than the peer's our figure is; `undefined` without a peer, and for what costs nothing. */
export function ratioOf({ ours, peer, better }: Row): number | undefined {
  if (peer === undefined || peer === 0 || ours === 0) {
    return undefined;
  }
  return better === "more" ? ours / peer : peer / ours;
}

/** Whether the goal is reached; `undefined` without one. */
export function isReached(row: Row): boolean | undefined {
  if (row.goal === undefined) {
    return undefined;
  }
  const { of, atLeast = -Infinity, atMost = Infinity, plus = 0 } = row.goal;
  const figures = {
    ours: row.ours,
    ratio: ratioOf(row),
    multiple: row.peer && (row.ours - plus) / row.peer,
    difference: row.ours - (row.peer ?? 0),
  };
  const figure = figures[of];
  return figure !== undefined && figure >= atLeast && figure <= atMost;
}

/** The value in the middle; between two of them, their mean. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) {
    throw new Error("there is no median of nothing");
  }
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
}

/** The median of a member over several runs. */
export function medianOf<K extends string>(runs: readonly Readonly<Record<K, number>>[], member: K): number {
  return median(runs.map((run) => run[member]));
}

/**
 * Runs both sides so many times each, in turns, and who begins changes: what else the machine does, and what warms up with
 * time, meets both alike.
 */
export async function alternate<T>(
  times: number,
  ours: (run: number) => Promise<T>,
  peer: (run: number) => Promise<T>,
): Promise<{ ours: T[]; peer: T[] }> {
  const results = { ours: [] as T[], peer: [] as T[] };
  for (let run = 0; run < times; run++) {
    if (run % 2 === 0) {
      results.ours.push(await ours(run));
    }
    results.peer.push(await peer(run));
    if (run % 2 === 1) {
      results.ours.push(await ours(run));
    }
  }
  return results;
}

/** A duration for a sentence, such as `0.32 s`. */
export function inSeconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(milliseconds < 9_950 ? 2 : 1)} s`;
}
