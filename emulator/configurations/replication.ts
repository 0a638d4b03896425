/** Copies in other buckets. https://www.tencentcloud.com/document/product/436/19223, 19222, 19221 */

import { ServiceError } from "../format/errors";
import { httpDate } from "../format/text";
import type { XmlElement } from "../format/xml";
import type { BucketCall } from "../request/operation";
import type { Configuration } from "./configuration";
import { refuseBeside } from "./exclusions";
import {
  anyCase,
  group,
  integer,
  many,
  one,
  optional,
  readDocument,
  renderShape,
  text,
  type ValueOf,
  word,
} from "./shape";
import { tag } from "./tagging";

const root = "ReplicationConfiguration";

const status = word("Enabled", "Disabled");
const prefix = text({ min: 0, max: 850 });

const rule = group(
  {
    ID: optional(text({ max: 255 })),
    Status: one(status),
    Priority: optional(integer(1, 1_000)),
    Prefix: optional(prefix),
    Filter: optional(
      group(
        {
          Prefix: optional(prefix),
          And: optional(group({ Prefix: optional(prefix), Tag: many(tag, { max: 10 }) })),
        },
        ({ Prefix, And }) => {
          if (Prefix !== undefined && And !== undefined) {
            throw new ServiceError("MalformedXML");
          }
        },
      ),
    ),
    Destination: one(
      group({
        Bucket: one(text({ pattern: /^qcs::cos:[a-z0-9-]+::[^:/]+$/, code: "TargetBucketNameInvalid" })),
        StorageClass: optional(
          anyCase(
            "STANDARD",
            "STANDARD_IA",
            "INTELLIGENT_TIERING",
            "ARCHIVE",
            "DEEP_ARCHIVE",
            "MAZ_STANDARD",
            "MAZ_STANDARD_IA",
            "MAZ_INTELLIGENT_TIERING",
            "MAZ_ARCHIVE",
            "MAZ_DEEP_ARCHIVE",
          ),
        ),
        EncryptionConfiguration: optional(group({ ReplicaKmsKeyID: optional(text({ min: 0, max: 1_024 })) })),
      }),
    ),
    DeleteMarkerReplication: optional(group({ Status: one(status) })),
    SourceSelectionCriteria: optional(
      group({ SseKmsEncryptedObjects: optional(group({ Status: one(status) })) }),
    ),
  },
  ({ Prefix, Filter }) => {
    if (Prefix !== undefined && Filter !== undefined) {
      throw new ServiceError("MalformedXML");
    }
  },
);

const document = group({
  // That the form is checked, and with which code, is unverified(replication-role).
  Role: one(text({ pattern: /^qcs::cam::uin\/\d+:uin\/\d+$/, code: "InvalidArgument" })),
  Rule: many(rule, { min: 1, max: 1_000 }),
});

type Rule = ValueOf<typeof rule>;

interface Replication {
  readonly document: ValueOf<typeof document>;
  /** When it was put, in milliseconds. */
  readonly created: number;
}

function checkRules(rules: readonly Rule[]): void {
  const ids = rules.flatMap(({ ID }) => ID ?? []);
  const priorities = rules.flatMap(({ Priority }) => (Priority === undefined ? [] : [Number(Priority)]));
  if (new Set(ids).size < ids.length) {
    throw invalid("The IDs of rules must differ.");
  }
  if (new Set(priorities).size < priorities.length) {
    throw invalid("The priorities of rules must differ.");
  }
  for (const { Filter, Priority, DeleteMarkerReplication } of rules) {
    if (Filter?.And && Priority === undefined) {
      throw invalid("A rule with And needs a Priority.");
    }
    // Enabled is the default.
    if (Filter?.And && Filter.And.Tag.length > 0 && DeleteMarkerReplication?.Status !== "Disabled") {
      throw invalid("A filter by tags needs DeleteMarkerReplication to be Disabled.");
    }
  }
  // Of rules with a filter and a priority the priority decides.
  const prefixes = rules
    .filter(({ Filter, Priority }) => !Filter || (!Filter.And && Priority === undefined))
    .map(({ Prefix, Filter }) => Prefix ?? Filter?.Prefix ?? "")
    .sort();
  // In order, a prefix that another one begins with stands right before one of those that do.
  if (prefixes.some((each, index) => index > 0 && each.startsWith(prefixes[index - 1] as string))) {
    throw invalid("The prefixes of rules overlap.");
  }
}

// The page has no codes for rules that do not go together, unverified(replication-error-codes).
function invalid(message: string): ServiceError {
  return new ServiceError("InvalidArgument", { message });
}

/** What each destination must be. */
function checkDestination({ Destination }: Rule, { bucket, service }: BucketCall): void {
  const [region, name = ""] = Destination.Bucket.slice("qcs::cos:".length).split("::");
  const found = service.findBucket(name, region);
  // The code of a bucket that is not there, or is the source itself, is unverified(replication-no-destination).
  if (!found || found === bucket) {
    throw new ServiceError("TargetBucketNameInvalid", {
      message: `There is no destination bucket ${name} in ${region}.`,
    });
  }
  if (found.ownerUin !== bucket.ownerUin) {
    throw new ServiceError("UserNotTargetBucketOwner");
  }
  // Which of the two codes is for which of the two buckets is unverified(replication-versioning).
  if (found.versioning !== "Enabled") {
    throw new ServiceError("InvalidBucketState", { message: `Versioning of ${name} is not enabled.` });
  }
  const severalZones = bucket.multiZone || Destination.StorageClass?.toUpperCase().startsWith("MAZ_");
  if (severalZones && !found.multiZone) {
    throw new ServiceError("MAZOperationNotSupportOnOAZBucket");
  }
}

/** `?replication`. Several destinations are taken; when the service takes only one is unverified(replication-several). */
export const replication: Configuration<Replication> = {
  query: "replication",
  operations: {
    get: "GetBucketReplication",
    put: "PutBucketReplication",
    delete: "DeleteBucketReplication",
  },
  absent: { code: "ReplicationConfigurationNotFoundError" },
  // A thousand rules take more than the 64 KB of other configurations; the limit is unverified(configuration-size).
  maxBytes: 4 * 1024 * 1024,
  read: (source, { request }) => ({
    document: readDocument(root, document, source as XmlElement),
    created: request.now,
  }),
  render: (value) => renderShape(root, document, value.document),
  headers: (value): Record<string, string> =>
    value ? { "x-cos-replication-rule-creation-time": httpDate(value.created) } : {},
  admit: (value, _before, call) => {
    checkRules(value.document.Rule);
    refuseBeside(call, ["object-lock"], "BucketLocked");
    if (call.bucket.versioning !== "Enabled") {
      throw new ServiceError("BucketVersionNotOpen");
    }
    for (const each of value.document.Rule) {
      checkDestination(each, call);
    }
  },
};
