/** When a signature holds: its times against the clock of COS. */

import { type Finding, finding } from "./causes";
import type { Items } from "./items";

/** How far a client's clock may be off, in milliseconds: https://www.tencentcloud.com/document/product/436/7730 */
const allowedSkew = 15 * 60_000;

/** The clocks, in Unix milliseconds. */
export interface Clocks {
  /** When COS judged it, or now. */
  readonly at: number;
  /** The client's clock minus the one of COS, where both are known. */
  readonly skew?: number | undefined;
}

/** What is wrong with the times of a signature. */
export function timeFindings({ signTime, keyTime }: Items, { at, skew }: Clocks): readonly Finding[] {
  const found = [...new Set([signTime, keyTime])].flatMap((time) =>
    time === undefined ? [] : findingOf(time, at, skew),
  );
  return found.slice(0, 1);
}

function findingOf(time: string, at: number, skew = 0): readonly Finding[] {
  const [, from, to] = /^(\d{1,15});(\d{1,15})$/.exec(time) ?? [];
  if (from === undefined || to === undefined) {
    return [finding("time", `The time ${JSON.stringify(time)} is not of the form start;end.`)];
  }
  const [start, end] = [Number(from) * 1000, Number(to) * 1000];
  if (Number(from) > 1e11) {
    return [finding("time", "The times are in milliseconds.")];
  }
  if (start >= end) {
    return [finding("time", "The signature ends before it begins.")];
  }
  if (Math.abs(skew) > allowedSkew) {
    return [
      finding(
        "clock",
        `The clock of the machine that sent it is ${duration(Math.abs(skew))} ${skew > 0 ? "ahead" : "behind"}.`,
      ),
    ];
  }
  if (start - at > allowedSkew) {
    return [
      finding(
        "clock",
        `It holds only from ${instant(start)}, in ${duration(start - at)}: the clock of the machine that signed it is ahead.`,
      ),
    ];
  }
  return at > end ? [finding("expired", `It expired at ${instant(end)}, ${duration(at - end)} ago.`)] : [];
}

/** A time of a signature as people read it; as it is, when it is malformed. */
export function describeTime(time: string): string {
  const [, from, to] = /^(\d{1,11});(\d{1,11})$/.exec(time) ?? [];
  if (from === undefined || to === undefined) {
    return time;
  }
  const [start, end] = [Number(from) * 1000, Number(to) * 1000];
  return `${instant(start)} to ${instant(end)}, ${duration(end - start)}`;
}

function instant(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
}

function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const units = [
    [86_400, "day"],
    [3_600, "hour"],
    [60, "minute"],
    [1, "second"],
  ] as const;
  const [length, unit] = units.find(([size]) => seconds >= 2 * size) ?? [1, "second"];
  const count = Math.floor(seconds / length);
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
