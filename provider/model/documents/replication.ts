/** Replication of a bucket's objects into other buckets (https://www.tencentcloud.com/document/product/436/19223, 19222, 19221). */

import {
  anyOf,
  doubtful,
  exclusive,
  type Failure,
  group,
  int,
  type Part,
  string,
  struct,
  structs,
} from "../../codec/fields";
import { type Draft, isUnknown, known, knownItems } from "../../codec/unknown";
import { uinReason } from "../accounts";
import { destinationBucket, destinationRegion, shortNameFailures } from "../destination";
import { fewFilterTags, filterPrefix } from "../filters";
import { maxKeyBytes } from "../keys";
import { storageClasses } from "../storageClasses";

/** Greatest number of rules of a bucket (https://www.tencentcloud.com/document/product/436/14518). */
const maxRules = 1_000;

const switches = ["Enabled", "Disabled"] as const;

const rolePattern = /^qcs::cam::uin\/(\d+):uin\/(\d+)$/;

const roleParts = {
  uin: {
    read: (text) => rolePattern.exec(text)?.[1],
    write: ({ uin, subUin }) => `qcs::cam::uin/${uin}:uin/${subUin ?? uin}`,
  },
  subUin: {
    read: (text) => {
      const [, uin, subUin] = rolePattern.exec(text) ?? [];
      return subUin === uin ? undefined : subUin;
    },
  },
} as const satisfies Record<string, Part>;

/** Who sets the replication up. */
export const replicationRole = group("ReplicationRole", {
  /** The UIN of the root account. */
  uin: string("", { verify: uinReason, partOf: roleParts.uin }),
  /** The UIN of a sub-account of `uin`. Left out, the root account itself is meant. */
  subUin: string("", { optional: true, verify: uinReason, partOf: roleParts.subUin }),
});

/** Conditions that an object must fulfil together. At least one. */
export const replicationAnd = group(
  "ReplicationAnd",
  {
    /** How the keys begin. */
    prefix: filterPrefix,
    /** Tags that the objects have, values by key. 1 to 10. */
    tags: fewFilterTags,
  },
  doubtful(anyOf(["prefix", "tags"])),
);

/** Which objects a rule is for: one of the two. */
export const replicationFilter = group(
  "ReplicationFilter",
  {
    /** How the keys begin; empty for all objects. */
    prefix: string("Prefix", { optional: true, minBytes: 0, maxBytes: maxKeyBytes }),
    /** Several conditions, all of which the objects fulfil. The rule then needs a `priority`. */
    and: struct("And", replicationAnd, { optional: true }),
  },
  exclusive(["prefix", "and"]),
  doubtful(anyOf(["prefix", "and"])),
);

/** Where the copies go. */
export const replicationDestination = group("ReplicationDestination", {
  /** The bucket that takes the copies, of the same account. Its versioning must be on. */
  bucket: destinationBucket,
  /**
   * The region of that bucket.
   * @default that of the `Bucket`; required where the bucket is given by its name
   */
  region: destinationRegion,
  /** The class of the copies. Left out, that of the original. A bucket with several zones takes only copies of such a bucket's kind. */
  storageClass: string("StorageClass", { optional: true, oneOf: storageClasses, open: true }),
  /** The key of the Key Management Service with which copies of objects are encrypted that are encrypted with one. Known from the SDKs only. */
  replicaKmsKeyId: string("EncryptionConfiguration>ReplicaKmsKeyID", { optional: true }),
});

/** One rule. It concerns objects that are written after it. */
export const replicationRule = group(
  "ReplicationRule",
  {
    /**
     * A disabled rule is kept and does nothing.
     * @default `Enabled`
     */
    status: string("Status", { oneOf: switches, sentDefault: "Enabled" }),
    /** The rule's name, which no other rule of the bucket has; rules are known by it, wherever they stand. */
    id: string("ID"),
    /** Which rule goes first where several fit, 1 to 1,000, each number only once. Required with `filter.and`. */
    priority: int("Priority", { optional: true, min: 1, max: 1_000 }),
    /** How the keys of the objects begin. Left out together with `filter`, all objects are meant. Prefixes must not overlap. */
    prefix: string("Prefix", { optional: true, maxBytes: maxKeyBytes }),
    /** Which objects are copied, when not chosen by `prefix`. */
    filter: struct("Filter", replicationFilter, { optional: true }),
    /** Where the copies go. */
    destination: struct("Destination", replicationDestination),
    /**
     * Whether delete markers are copied too. With a filter by tags it has to be `Disabled`.
     * @default `Enabled`
     */
    deleteMarkerReplication: string("DeleteMarkerReplication>Status", {
      optional: true,
      oneOf: switches,
      default: "Enabled",
    }),
    /**
     * Whether objects are copied that are encrypted with a key of the Key Management Service. Known from the SDKs only.
     * @default `Disabled`
     */
    sseKmsEncryptedObjects: string("SourceSelectionCriteria>SseKmsEncryptedObjects>Status", {
      optional: true,
      oneOf: switches,
      default: "Disabled",
    }),
  },
  exclusive(["prefix", "filter"]),
  partsOfAnd,
);

/** The document of `?replication`. */
export const replicationConfiguration = group(
  "BucketReplication",
  {
    /** Who sets the replication up: the account of the buckets, or a sub-account of it that may replicate. */
    role: struct("Role", replicationRole),
    /** The rules. The order means nothing. 1 to 1,000. */
    rules: structs("Rule", replicationRule, { identity: "id", maxItems: maxRules }),
  },
  uniquePriorities,
  separatePrefixes,
  fullDestinations,
);

/** What rules between rules look at. */
type RulesDraft = Draft<{
  bucket: string;
  rules: readonly {
    priority: number;
    prefix: string;
    filter: { prefix: string; and: object };
    destination: { bucket: string };
  }[];
}>;

/** What COS asks for with `And` (https://www.tencentcloud.com/document/product/436/19223). */
function partsOfAnd({
  priority,
  filter,
  deleteMarkerReplication,
}: Draft<{
  priority: number;
  filter: { and: { tags: object } };
  deleteMarkerReplication: string;
}>): readonly Failure[] {
  const and = known(known(filter)?.and);
  if (and === undefined) {
    return [];
  }
  const copied = deleteMarkerReplication !== "Disabled" && !isUnknown(deleteMarkerReplication);
  return [
    ...(priority === undefined ? [{ path: "priority", reason: "is required with filter.and" }] : []),
    ...(and.tags !== undefined && copied
      ? [{ path: "deleteMarkerReplication", reason: "must be Disabled when filter.and.tags is given" }]
      : []),
  ];
}

function fullDestinations({ bucket, rules }: RulesDraft): readonly Failure[] {
  return knownItems("rules", rules).flatMap(({ path, item }) =>
    shortNameFailures(bucket, item.destination, `${path}.destination`),
  );
}

function uniquePriorities({ rules }: RulesDraft): readonly Failure[] {
  const first = new Map<number, string>();
  return knownItems("rules", rules).flatMap(({ path, item }) => {
    const priority = known(item.priority);
    if (priority === undefined) {
      return [];
    }
    const before = first.get(priority);
    if (before === undefined) {
      first.set(priority, path);
      return [];
    }
    return [{ path: `${path}.priority`, reason: `is used already, by ${before}` }];
  });
}

/**
 * Rules that choose by a prefix must not meet, unless a filter has a priority, which then decides. Sorted, one that overlaps comes right
 * after what it overlaps with.
 */
function separatePrefixes({ rules }: RulesDraft): readonly Failure[] {
  const choices = knownItems("rules", rules)
    .flatMap(({ path, item: { filter, prefix, priority } }) => {
      if (filter === undefined) {
        return [{ path: `${path}.prefix`, rule: path, prefix: known(prefix ?? "") }];
      }
      return isUnknown(filter) || filter.and !== undefined || priority !== undefined
        ? []
        : [{ path: `${path}.filter.prefix`, rule: path, prefix: known(filter.prefix ?? "") }];
    })
    .flatMap(({ prefix, ...choice }) => (prefix === undefined ? [] : [{ ...choice, prefix }]))
    .sort((a, b) => (a.prefix < b.prefix ? -1 : a.prefix > b.prefix ? 1 : 0));
  const failures: Failure[] = [];
  let outer: (typeof choices)[number] | undefined;
  for (const choice of choices) {
    if (outer !== undefined && choice.prefix.startsWith(outer.prefix)) {
      const what = outer.prefix === "" ? "which is for all objects" : "which is for these objects too";
      failures.push({
        path: choice.path,
        reason: `overlaps with that of ${outer.rule}, ${what}`,
      });
    } else {
      outer = choice;
    }
  }
  return failures;
}
