/** Lifecycle rules of a bucket (https://www.tencentcloud.com/document/product/436/8280, 8278, 8284; elements: 17029). */

import { anyOf, bool, date, group, int, string, struct, structs } from "../../codec/fields";
import { fewFilterTags, filterPrefix, filterTagKey, filterTagValue, oneOrAnd } from "../filters";
import { maxKeyBytes } from "../keys";
import { storageClasses } from "../storageClasses";
import { daysOrDate, oneExpiration, ruleValidators, validateAnd } from "./lifecycleValidators";

/** Greatest number of lifecycle rules of a bucket (https://www.tencentcloud.com/document/product/436/14518). */
const maxRules = 1_000;

/** Greatest number of days that any action can wait. */
const maxDays = 3_650;

/** A tag that an object must have. */
export const lifecycleTag = group("LifecycleTag", {
  /** The tag's key, 1 to 128 bytes. */
  key: filterTagKey,
  /** The tag's value, at most 256 bytes. */
  value: filterTagValue,
});

/** Conditions that an object must fulfil together. */
export const lifecycleAnd = group(
  "LifecycleAnd",
  {
    /** How the keys begin. */
    prefix: filterPrefix,
    /** How the keys do not begin. */
    prefixNotEquals: string("PrefixNotEquals", { optional: true, maxBytes: maxKeyBytes }),
    /** Tags that the objects have, values by key. 1 to 10. */
    tags: fewFilterTags,
    /** Bytes that the objects have more than. */
    objectSizeGreaterThan: int("ObjectSizeGreaterThan", { optional: true, min: 0 }),
    /** Bytes that the objects have less than. */
    objectSizeLessThan: int("ObjectSizeLessThan", { optional: true, min: 0 }),
  },
  validateAnd,
);

/** Which objects a rule is for: at most one of the three. An empty filter, like none, means all objects of the bucket. */
export const lifecycleFilter = group(
  "LifecycleFilter",
  {
    /** How the keys begin. */
    prefix: filterPrefix,
    /** One tag that the objects have. Cannot be given together with `abortIncompleteMultipartUpload`. */
    tag: struct("Tag", lifecycleTag, { optional: true }),
    /** Several conditions, all of which the objects fulfil. */
    and: struct("And", lifecycleAnd, { optional: true }),
  },
  oneOrAnd,
);

/**
 * Only objects that are seldom used. COS opens this on application, for `STANDARD_IA` in buckets of one zone, without filters by tag or size
 * (https://cloud.tencent.com/document/product/436/8280).
 */
export const lifecycleAccessFrequency = group(
  "LifecycleAccessFrequency",
  {
    /** Uses that an object has less than. */
    accessCountLessThan: int("AccessCountLessThan", { optional: true, min: 1 }),
    /** The last days in which the uses are counted. */
    recentDays: int("RecentDays", { optional: true, min: 1, max: maxDays }),
  },
  anyOf(["accessCountLessThan", "recentDays"]),
);

/** When objects move to a cheaper class: after `days`, on a `date`, or when they are seldom used. */
export const lifecycleTransition = group(
  "LifecycleTransition",
  {
    /** Days since the object was written. 0 to 3,650. Never in one rule with a `date`. */
    days: int("Days", { optional: true, min: 0, max: maxDays }),
    /** The instant from which on, such as `2030-01-31T00:00:00+08:00`; COS asks for a midnight in GMT+8 and takes any. */
    date: date("Date", { optional: true }),
    /** The class that they move to. Objects of less than 64 KB stay where they are, and none moves from several zones to one. */
    storageClass: string("StorageClass", { oneOf: storageClasses, open: true }),
    /** Only those that are seldom used. Known from the newest SDKs only. */
    accessFrequency: struct("AccessFrequency", lifecycleAccessFrequency, { optional: true }),
  },
  anyOf(["days", "date", "accessFrequency"]),
  daysOrDate,
);

/** When objects are deleted: after `days`, or on a `date`; or what becomes of a delete marker without versions. */
export const lifecycleExpiration = group(
  "LifecycleExpiration",
  {
    /** Days since the object was written. 1 to 3,650. Never in one rule with a `date`. */
    days: int("Days", { optional: true, min: 1, max: maxDays }),
    /** The instant from which on, such as `2030-01-31T00:00:00+08:00`; COS asks for a midnight in GMT+8 and takes any. */
    date: date("Date", { optional: true }),
    /**
     * Whether a delete marker goes when it is the last version left. Cannot be given together with a filter by tags.
     * @default false
     */
    expiredObjectDeleteMarker: bool("ExpiredObjectDeleteMarker", { optional: true, default: false }),
  },
  anyOf(["days", "date", "expiredObjectDeleteMarker"]),
  oneExpiration,
);

/** When older versions move to a cheaper class. */
export const lifecycleNoncurrentVersionTransition = group(
  "LifecycleNoncurrentVersionTransition",
  {
    /** Days since a newer version took the place. 0 to 3,650. */
    noncurrentDays: int("NoncurrentDays", { optional: true, min: 0, max: maxDays }),
    /** The class that they move to. */
    storageClass: string("StorageClass", { oneOf: storageClasses, open: true }),
    /** Only those that are seldom used. Known from the newest SDKs only. */
    accessFrequency: struct("AccessFrequency", lifecycleAccessFrequency, { optional: true }),
  },
  anyOf(["noncurrentDays", "accessFrequency"]),
);

/** When older versions are deleted. */
export const lifecycleNoncurrentVersionExpiration = group("LifecycleNoncurrentVersionExpiration", {
  /** Days since a newer version took the place. 1 to 3,650. */
  noncurrentDays: int("NoncurrentDays", { min: 1, max: maxDays }),
});

/** When unfinished uploads in parts are aborted. */
export const lifecycleAbortIncompleteMultipartUpload = group("LifecycleAbortIncompleteMultipartUpload", {
  /** Days since the upload began. 1 to 3,650. */
  daysAfterInitiation: int("DaysAfterInitiation", { min: 1, max: maxDays }),
});

/** One rule. It has at least one action. COS runs the rules once a day, from midnight in GMT+8. */
export const lifecycleRule = group(
  "LifecycleRule",
  {
    /** The rule's name, which no other rule of the bucket has; rules are known by it, wherever they stand. 1 to 255 bytes. */
    id: string("ID", { maxBytes: 255 }),
    /** Which objects it is for. Left out, all objects of the bucket. */
    filter: struct("Filter", lifecycleFilter, { optional: true, always: true }),
    /**
     * A disabled rule is kept and does nothing.
     * @default `Enabled`
     */
    status: string("Status", { oneOf: ["Enabled", "Disabled"], sentDefault: "Enabled" }),
    /** When objects move to cheaper classes. The order means nothing. */
    transitions: structs("Transition", lifecycleTransition, { optional: true, unordered: true }),
    /** When objects are deleted. Deleting goes before moving. */
    expiration: struct("Expiration", lifecycleExpiration, { optional: true }),
    /** When older versions move to cheaper classes. The order means nothing. */
    noncurrentVersionTransitions: structs(
      "NoncurrentVersionTransition",
      lifecycleNoncurrentVersionTransition,
      {
        optional: true,
        unordered: true,
      },
    ),
    /** When older versions are deleted. */
    noncurrentVersionExpiration: struct("NoncurrentVersionExpiration", lifecycleNoncurrentVersionExpiration, {
      optional: true,
    }),
    /** When unfinished uploads in parts are aborted. Cannot be given together with a filter by tags. */
    abortIncompleteMultipartUpload: struct(
      "AbortIncompleteMultipartUpload",
      lifecycleAbortIncompleteMultipartUpload,
      { optional: true },
    ),
  },
  anyOf([
    "transitions",
    "expiration",
    "noncurrentVersionTransitions",
    "noncurrentVersionExpiration",
    "abortIncompleteMultipartUpload",
  ]),
  ...ruleValidators,
);

/** The document of `?lifecycle`. */
export const lifecycleConfiguration = group("BucketLifecycle", {
  /** The rules. The order means nothing. 1 to 1,000. */
  rules: structs("Rule", lifecycleRule, { identity: "id", maxItems: maxRules }),
});
