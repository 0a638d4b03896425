/** One check of `doctor`, and its result. */

import { CosError, visibleLines } from "../../provider/client";
import { explainCode } from "../../provider/explanations";

/** How a check ended. Warnings are worth knowing and harm nothing yet; what was skipped could not be looked at. */
export type Status = "ok" | "warning" | "failed" | "skipped";

/** One check. */
export interface Check {
  /** Tells it from all others, the same in every run: `clock`, `bucket:ap-guangzhou/site-1250000000`, `action:GetBucketCORS`. */
  readonly id: string;
  /** What it is about, for people. */
  readonly title: string;
  readonly status: Status;
  /** What was found. */
  readonly found: string;
  /** What to do about it. */
  readonly remedy?: string;
}

/** Why something failed, apart from what to do about it. */
export interface Reason {
  readonly found: string;
  readonly remedy?: string;
}

/** Takes an error apart: the first line of the client's messages is what happened, the others are what to do. */
export function reasonOf(error: unknown): Reason {
  const message = visibleLines(error instanceof Error ? error.message : String(error));
  const [found = "", ...others] = message.split("\n");
  const remedy = others.join(" ") || (CosError.isInstance(error) && explainCode(error.code)?.remedy);
  return { found, ...(remedy && { remedy }) };
}

/** `1 bucket`, `2 buckets`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}
