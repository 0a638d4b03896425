/** Query parameters that several listings have. */

import { ServiceError } from "../format/errors";
import type { Query } from "../format/query";

/** A count such as `max-keys`: 1 up to a maximum; more is taken for the maximum. Left out, it is `usual`. */
export function readCount(query: Query, name: string, maximum: number, usual = maximum): number {
  const text = query.get(name);
  if (text === undefined || text === "") {
    return usual;
  }
  // Zero is refused like every other number out of range, unverified(max-keys-zero).
  if (!/^\d{1,10}$/.test(text) || Number(text) < 1) {
    throw new ServiceError("InvalidArgument", { message: `${name} must be a positive number.` });
  }
  return Math.min(Number(text), maximum);
}

/** The delimiter, one character. */
export function readDelimiter(query: Query): string {
  const delimiter = query.get("delimiter") ?? "";
  if ([...delimiter].length > 1) {
    throw new ServiceError("InvalidDelimiter");
  }
  return delimiter;
}

/** `encoding-type=url` percent-encodes keys, prefixes and markers; `/` stays, as in the samples. */
export function readEncoding(query: Query): (text: string) => string {
  const type = query.get("encoding-type");
  if (!type) {
    return (text) => text;
  }
  if (type.toLowerCase() !== "url") {
    throw new ServiceError("InvalidArgument", { message: "encoding-type must be url." });
  }
  return (text) =>
    encodeURIComponent(text)
      .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
      .replaceAll("%2F", "/");
}
