/** Identifiers the service makes up: of requests, traces, versions and uploads. */

import { randomBytes } from "node:crypto";

let serial = 0;
const processPart = randomBytes(4).toString("hex");

/** `x-cos-request-id`: base64 of `<unix seconds>_<hex>_<hex>_<hex>`. */
export function newRequestId(now: number): string {
  serial = (serial + 1) & 0xffffff;
  const text = `${Math.floor(now / 1000).toString(16)}_${processPart}_${(serial >> 12).toString(16)}_${serial.toString(16)}`;
  return Buffer.from(text).toString("base64");
}

/** `x-cos-trace-id`: base64 of a long hex string. */
export function newTraceId(): string {
  return Buffer.from(randomBytes(48).toString("hex")).toString("base64");
}

/** An upload id in the shape of the published samples: Unix time and 64 hex digits. */
export function newUploadId(now: number): string {
  return Math.floor(now / 1000).toString() + randomBytes(32).toString("hex");
}

/** Makes up version ids, each later than the one before. */
export class VersionIds {
  #last = 0n;

  /**
   * The next one: base64 without padding of the decimal text of 2^64 − microseconds since 1970, so that later versions
   * sort first. https://www.tencentcloud.com/document/product/436/31551 (samples)
   */
  next(now: number): string {
    const microseconds = BigInt(Math.floor(now * 1000));
    this.#last = microseconds > this.#last ? microseconds : this.#last + 1n;
    return Buffer.from(((1n << 64n) - this.#last).toString())
      .toString("base64")
      .replace(/=+$/, "");
  }
}

/** The microseconds since 1970 that a version id holds; undefined for `null` and everything else that is none. */
export function timeOfVersionId(id: string): number | undefined {
  const digits = Buffer.from(id, "base64").toString("latin1");
  return /^\d{20}$/.test(digits) ? Number((1n << 64n) - BigInt(digits)) : undefined;
}
