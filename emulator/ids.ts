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

let lastMicroseconds = 0n;

/**
 * A version id: base64 without padding of the decimal text of 2^64 − microseconds since 1970, so that later
 * versions sort first. https://www.tencentcloud.com/document/product/436/31551 (samples)
 */
export function newVersionId(now: number): string {
  let microseconds = BigInt(Math.floor(now * 1000));
  if (microseconds <= lastMicroseconds) microseconds = lastMicroseconds + 1n;
  lastMicroseconds = microseconds;
  return Buffer.from(((1n << 64n) - microseconds).toString())
    .toString("base64")
    .replace(/=+$/, "");
}
