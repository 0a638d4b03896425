/** Fields of the filters with which configurations choose objects, under the names that COS gives them in each. */

import { type Draft, type Failure, map, string } from "../codec";
import { maxKeyBytes } from "./keys";
import { maxTagKeyBytes, maxTagValueBytes, tagKeyReason, tagTextReason } from "./tags";

/** How the keys begin, as one of several conditions. Left out, COS takes it for empty. */
export const filterPrefix = string("Prefix", {
  optional: true,
  default: "",
  minBytes: 0,
  maxBytes: maxKeyBytes,
});

/** The key of a tag that the objects have, 1 to 128 bytes. */
export const filterTagKey = string("Key", { maxBytes: maxTagKeyBytes, verify: tagTextReason });

/** The value of a tag that the objects have, at most 256 bytes. */
export const filterTagValue = string("Value", {
  minBytes: 0,
  maxBytes: maxTagValueBytes,
  verify: tagTextReason,
});

const tags = {
  optional: true,
  minEntries: 1,
  minBytes: 0,
  maxBytes: maxTagValueBytes,
  verify: tagTextReason,
  verifyKey: tagKeyReason,
} as const;

/** Tags that the objects have, values by key; at least one. */
export const filterTags = map("Tag", tags);

/** The same, at most 10: as many as an object can have (https://www.tencentcloud.com/document/product/436/14518). */
export const fewFilterTags = map("Tag", { ...tags, maxEntries: 10 });

/** The rule that a filter names one thing; several go into `and`. */
export function oneOrAnd(filter: Draft<{ prefix: string; tag: object; and: object }>): readonly Failure[] {
  const names = ["prefix", "tag", "and"] as const;
  const [first, ...others] = names.filter((name) => filter[name] !== undefined);
  return others.map((name) => ({
    path: name,
    reason: `cannot be given together with ${first}; put both into and`,
  }));
}
