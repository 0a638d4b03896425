/** Buckets and keys as people type them: `site/img/logo.png`, or `cos://site/img/logo.png`. */

import { bucketNameReason } from "../provider/model/bucketNames";
import { UsageError } from "./api/usage";

/** What is meant. */
export interface TypedAddress {
  /** With or without the APPID. */
  readonly Bucket: string;
  /** `""` without one. */
  readonly Key: string;
}

/**
 * Reads an address. Everything after the first slash is the key.
 * @throws UsageError when it begins with no name of a bucket
 */
export function readAddress(typed: string): TypedAddress {
  const text = typed.replace(/^cos:\/\//, "");
  const slash = text.indexOf("/");
  const [Bucket, Key] = slash === -1 ? [text, ""] : [text.slice(0, slash), text.slice(slash + 1)];
  const reason = bucketNameReason(Bucket);
  if (reason !== undefined) {
    throw new UsageError(`${typed} must be bucket/key, such as site/img/logo.png: the bucket ${reason}`);
  }
  return { Bucket, Key };
}

/**
 * Reads the address of an object.
 * @throws UsageError without a key
 */
export function readObjectAddress(typed: string): TypedAddress {
  const address = readAddress(typed);
  if (address.Key === "") {
    throw new UsageError(`${typed} must name an object too: bucket/key, such as site/img/logo.png`);
  }
  return address;
}
