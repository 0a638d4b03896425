/**
 * Intelligent tiering of a bucket (https://www.tencentcloud.com/document/product/436/38314, 38315): the old form, which the pages had until
 * 2024, and the new one, of which a bucket has several (also the Go SDK's `bucket_intelligenttiering.go`).
 */

import { anyOf, bool, doubtful, type Failure, group, int, string, struct, structs } from "../../codec/fields";
import { type Draft, known, knownItems } from "../../codec/unknown";
import { filterPrefix, filterTagKey, filterTags, filterTagValue, oneOrAnd } from "../filters";
import { maxKeyBytes } from "../keys";

/** Days after which unused objects become infrequent (https://www.tencentcloud.com/document/product/436/38314). */
const infrequentDays = [30, 60, 90];

/** Days after which they are archived (https://www.tencentcloud.com/document/product/436/38314). */
const archiveDays = { least: 91, greatest: 730 };

/** The least of them for the deep archive, which only the Terraform provider has. */
const deepArchiveDays = 180;

/** The id of the rule on which all others build. */
export const baseId = "default";

/** A tag that an object must have. */
export const tieringTag = group("TieringTag", {
  /** The tag's key, 1 to 128 bytes. */
  key: filterTagKey,
  /** The tag's value, at most 256 bytes. */
  value: filterTagValue,
});

/** Conditions that an object must fulfil together. At least one. */
export const tieringAnd = group(
  "TieringAnd",
  {
    /** How the keys begin. */
    prefix: filterPrefix,
    /** Tags that the objects have, values by key. */
    tags: filterTags,
  },
  doubtful(anyOf(["prefix", "tags"])),
);

/** Which objects a rule is for: one of the three. */
export const tieringFilter = group(
  "TieringFilter",
  {
    /** How the keys begin; empty for all objects. */
    prefix: string("Prefix", { optional: true, minBytes: 0, maxBytes: maxKeyBytes }),
    /** One tag that the objects have. */
    tag: struct("Tag", tieringTag, { optional: true }),
    /** Several conditions, all of which the objects fulfil. */
    and: struct("And", tieringAnd, { optional: true }),
  },
  doubtful(anyOf(["prefix", "tag", "and"])),
  oneOrAnd,
);

/** One tier, and when objects move to it. */
export const tiering = group(
  "Tiering",
  {
    /** Where objects move: infrequent access, which only the rule `default` has, or one of the archives, which it does not have. */
    accessTier: string("AccessTier", { oneOf: ["INFREQUENT", "ARCHIVE_ACCESS", "DEEP_ARCHIVE_ACCESS"] }),
    /** Days without use: 30, 60 or 90 for `INFREQUENT`, 91 to 730 for `ARCHIVE_ACCESS`, 180 to 730 for `DEEP_ARCHIVE_ACCESS`. */
    days: int("Days", { min: 1, max: 730 }),
    /** Uses in those days from which on an object stays where it is. COS takes only 1, and only for `INFREQUENT`. */
    requestFrequent: int("RequestFrequent", { optional: true, default: 1, min: 1, max: 1 }),
  },
  tierDays,
);

/** The old form: when objects become infrequent. */
export const tieringTransition = group(
  "TieringTransition",
  {
    /** Days without use: 30, 60 or 90. Can never be changed. */
    days: int("Days", { min: 1 }),
    /**
     * Uses in those days from which on an object stays where it is. COS takes only 1.
     * @default 1
     */
    requestFrequent: int("RequestFrequent", { sentDefault: 1, min: 1, max: 1 }),
  },
  ({ days }) => infrequentReason(days),
);

/** The document of `?intelligent-tiering`. */
export const intelligentTieringConfiguration = group(
  "BucketIntelligentTiering",
  {
    /**
     * COS's `Id`, a name that Pulumi keeps for itself: the rule's id in the new form. `default` is the rule that makes objects
     * infrequent, all others archive. Left out, the old form is meant. Neither that nor `default` can ever be taken back. Cannot be
     * changed.
     */
    tieringId: string("Id", { optional: true, immutable: true }),
    /**
     * Whether the rule works. Without a `tieringId`, and for the one `default`, only `Enabled`.
     * @default `Enabled`
     */
    status: string("Status", { oneOf: ["Enabled", "Disabled"], sentDefault: "Enabled" }),
    /** Only in the old form: when objects become infrequent. */
    transition: struct("Transition", tieringTransition, { optional: true }),
    /** Only in the new form, and not for `default`: which objects the rule is for. Left out, all. */
    filter: struct("Filter", tieringFilter, { optional: true }),
    /** Only in the new form: the tiers, each only once. The order means nothing. */
    tierings: structs("Tiering", tiering, { optional: true, identity: "accessTier" }),
  },
  eitherForm,
  tiersOfId,
);

/** Rules of intelligent tiering (https://www.tencentcloud.com/document/product/436/60836). */
export const listIntelligentTieringConfigurations = group({
  rules: structs("IntelligentTieringConfiguration", intelligentTieringConfiguration, { optional: true }),
  isTruncated: bool("IsTruncated", { optional: true }),
  /** Where this page began. */
  continuationToken: string("ContinuationToken", { optional: true, minBytes: 0 }),
  /** Where the next page begins. */
  nextContinuationToken: string("NextContinuationToken", { optional: true, minBytes: 0 }),
});

type TierDraft = Draft<{ accessTier: string; days: number; requestFrequent: number }>;

function infrequentReason(days: unknown): readonly Failure[] {
  return typeof days === "number" && !infrequentDays.includes(days)
    ? [{ path: "days", reason: `must be one of ${infrequentDays.join(", ")}` }]
    : [];
}

function tierDays({ accessTier, days, requestFrequent }: TierDraft): readonly Failure[] {
  if (accessTier === "INFREQUENT") {
    return infrequentReason(days);
  }
  if (accessTier !== "ARCHIVE_ACCESS" && accessTier !== "DEEP_ARCHIVE_ACCESS") {
    return [];
  }
  const { least, greatest } = archiveDays;
  const known = typeof days === "number" ? days : greatest;
  const failures: readonly Failure[] =
    known < least || known > greatest
      ? [{ path: "days", reason: `must be from ${least} to ${greatest} for ${accessTier}` }]
      : accessTier === "DEEP_ARCHIVE_ACCESS" && known < deepArchiveDays
        ? [{ path: "days", reason: `must be at least ${deepArchiveDays} for ${accessTier}`, doubtful: true }]
        : [];
  return [
    ...failures,
    ...(requestFrequent === undefined
      ? []
      : [{ path: "requestFrequent", reason: "can be given for INFREQUENT only", doubtful: true as const }]),
  ];
}

/** With an id the new form, without one the old. */
function eitherForm(
  value: Draft<{
    tieringId: string;
    status: string;
    transition: object;
    filter: object;
    tierings: readonly object[];
  }>,
): readonly Failure[] {
  const [needed, excluded, form] =
    value.tieringId === undefined
      ? (["transition", ["filter", "tierings"], "without a tieringId, which is the old form"] as const)
      : (["tierings", ["transition"], "with a tieringId, which is the new form"] as const);
  return [
    ...(value[needed] === undefined ? [{ path: needed, reason: `is required ${form}` }] : []),
    ...excluded
      .filter((name) => value[name] !== undefined)
      .map((name) => ({ path: name, reason: `cannot be given ${form}` })),
    ...(value.filter !== undefined && value.tieringId === baseId
      ? [{ path: "filter", reason: `cannot be given for the tieringId ${baseId}, which is for all objects` }]
      : []),
    ...(value.status === "Disabled" && (value.tieringId === undefined || value.tieringId === baseId)
      ? [
          {
            path: "status",
            reason: `must be Enabled ${value.tieringId === undefined ? form : `for the tieringId ${baseId}`}`,
          },
        ]
      : []),
  ];
}

/** The base rule has infrequent access alone, the others have archives, the deep one later than the other. */
function tiersOfId({
  tieringId,
  tierings,
}: Draft<{
  tieringId: string;
  tierings: readonly { accessTier: string; days: number }[];
}>): readonly Failure[] {
  const id = known(tieringId);
  if (id === undefined) {
    return [];
  }
  const tiers = knownItems("tierings", tierings);
  const find = (tier: string) => tiers.find(({ item }) => item.accessTier === tier);
  const deepTier = find("DEEP_ARCHIVE_ACCESS");
  const [archive, deep] = [find("ARCHIVE_ACCESS")?.item.days, deepTier?.item.days];
  return [
    ...tiers.flatMap(({ path, item: { accessTier } }) => {
      const isInfrequent = accessTier === "INFREQUENT";
      const wrong = id === baseId ? !isInfrequent && known(accessTier) !== undefined : isInfrequent;
      const reason =
        id === baseId
          ? `must be INFREQUENT for the tieringId ${baseId}`
          : `can be INFREQUENT only for the tieringId ${baseId}`;
      return wrong ? [{ path: `${path}.accessTier`, reason }] : [];
    }),
    ...(typeof archive === "number" && typeof deep === "number" && deep <= archive
      ? [
          {
            path: `${deepTier?.path}.days`,
            reason: `must be more than the ${archive} of ARCHIVE_ACCESS`,
            doubtful: true as const,
          },
        ]
      : []),
  ];
}
