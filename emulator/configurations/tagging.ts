/**
 * Tags of buckets and objects. https://www.tencentcloud.com/document/product/436/8281, 8277, 8286 (bucket) and
 * 35709, 35710, 35711 (object)
 */

import { ServiceError } from "../format/errors";
import { element, type XmlElement } from "../format/xml";
import type { Tag } from "../store/bucket";
import type { Configuration } from "./configuration";
import { group, many, one, readDocument, text } from "./shape";

/** All tags of something. */
export type TagSet = readonly Tag[];

/** What a tag's key and value may hold. */
const allowed = /^[\p{L}\p{N} +\-=._:/@]*$/u;

/** `<Tag>`, as filters have it too. */
export const tag = group({
  Key: one(text({ max: 128, pattern: allowed, code: "InvalidTag" })),
  Value: one(text({ min: 0, max: 256, pattern: allowed, code: "InvalidTag" })),
});

const document = group({ TagSet: one(group({ Tag: many(tag, { max: 10_000 }) })) });

/** The most tags of each. */
const limits = { bucket: 50, object: 10 } as const;

/** Whose tags they are. */
export type TagScope = keyof typeof limits;

/** Reads `<Tagging>`. */
export function readTagging(source: XmlElement, scope: TagScope): TagSet {
  const { TagSet: set } = readDocument("Tagging", document, source);
  return checkTags(
    set.Tag.map(({ Key, Value }) => ({ key: Key, value: Value })),
    scope,
  );
}

/** Reads `x-cos-tagging`: `k=v&k2=v2`, keys and values percent-encoded. */
export function readTaggingHeader(value: string | undefined, scope: TagScope): TagSet | undefined {
  if (!value) {
    return undefined;
  }
  const tags = value.split("&").map((pair): Tag => {
    const equals = pair.indexOf("=");
    const [key, text] = equals < 0 ? [pair, ""] : [pair.slice(0, equals), pair.slice(equals + 1)];
    return { key: decode(key), value: decode(text) };
  });
  for (const { key, value: text } of tags) {
    if (key === "" || Buffer.byteLength(key) > 128 || Buffer.byteLength(text) > 256) {
      throw invalid();
    }
    if (!allowed.test(key) || !allowed.test(text)) {
      throw invalid();
    }
  }
  return checkTags(tags, scope);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw invalid();
  }
}

function checkTags(tags: TagSet, scope: TagScope): TagSet {
  if (tags.length > limits[scope]) {
    throw invalid(`At most ${limits[scope]} tags are allowed.`);
  }
  if (new Set(tags.map(({ key }) => key)).size < tags.length) {
    throw invalid("A key appears twice.");
  }
  const reserved = tags.find(({ key }) => scope === "bucket" && /^(qcs:|project)/.test(key));
  if (reserved) {
    throw invalid(`The key ${reserved.key} is reserved.`);
  }
  return tags;
}

function invalid(message = "The tag is not valid."): ServiceError {
  return new ServiceError("InvalidTag", { message });
}

/** `<Tagging>`. */
export function renderTagging(tags: TagSet): string {
  const items = tags.map(({ key, value }) => element("Tag", [element("Key", key), element("Value", value)]));
  return element("Tagging", [element("TagSet", items)]);
}

/** `?tagging` of a bucket. */
export const tagging: Configuration<TagSet> = {
  query: "tagging",
  operations: { get: "GetBucketTagging", put: "PutBucketTagging", delete: "DeleteBucketTagging" },
  absent: { code: "NoSuchTagSet" },
  putStatus: 204,
  read: (source) => {
    const tags = readTagging(source as XmlElement, "bucket");
    // That an empty set is refused is unverified(tagging-empty).
    if (tags.length === 0) {
      throw new ServiceError("MalformedXML");
    }
    return tags;
  },
  render: renderTagging,
};
