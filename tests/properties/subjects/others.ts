/** What several configurations share: the other buckets into which they write, accounts, classes, and filters. */

import fc from "fast-check";

/** Other buckets of the same account, versioned, by name. */
export const otherBuckets = {
  "logs-1250000000": "ap-guangzhou",
  "copies-1250000000": "ap-guangzhou",
  "far-1250000000": "ap-beijing",
} as const;

/** Names of the buckets in the region of the bucket itself. */
export const nearBuckets = fc.constantFrom("logs-1250000000", "copies-1250000000");

/** What a document says when versioning is on. */
export const versioned = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";

/** Storage classes of buckets with a single zone, which those of the tests are. */
export const oneZoneClasses = fc.constantFrom(
  "STANDARD",
  "STANDARD_IA",
  "INTELLIGENT_TIERING",
  "ARCHIVE",
  "DEEP_ARCHIVE",
);

/** Account numbers: the owner of the buckets, and others. */
export const uins = fc.constantFrom("100000000001", "100000000002", "100000000003");

/** Numbers of sub-accounts. */
export const subUins = fc.constantFrom("100000000011", "100000000012");
