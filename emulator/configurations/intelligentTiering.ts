/**
 * Cheaper tiers for objects that are not read, in two forms: one rule for the bucket, as the pages had it until 2026, and rules by id.
 * https://www.tencentcloud.com/document/product/436/38314, 38315, 60836, 60837
 */

import { ServiceError } from "../format/errors";
import { element, type XmlElement } from "../format/xml";
import type { BucketCall } from "../request/operation";
import { type Configuration, nameOf } from "./configuration";
import { refuseBeside } from "./exclusions";
import {
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

const root = "IntelligentTieringConfiguration";
const bucketQuery = "intelligenttiering";
const ruleQuery = "intelligent-tiering";
/** The id of the rule that is about the whole bucket. */
const baseRule = "default";
const infrequentDays = word("30", "60", "90");
const requestFrequent = integer(1, 1);

const bucketRule = group({
  Status: one(word("Enabled")),
  Transition: one(group({ Days: one(infrequentDays), RequestFrequent: one(requestFrequent) })),
});

const tiering = group(
  {
    AccessTier: one(word("INFREQUENT", "ARCHIVE_ACCESS", "DEEP_ARCHIVE_ACCESS")),
    Days: one(integer(1)),
    RequestFrequent: optional(requestFrequent),
  },
  ({ AccessTier, Days }) => {
    if (AccessTier === "INFREQUENT") {
      infrequentDays.leaf(Days, "Days");
    } else {
      integer(91, 730).leaf(Days, "Days");
    }
  },
);

const ruleById = group({
  Id: one(text({ max: 255 })),
  Status: one(word("Enabled", "Disabled")),
  Filter: optional(
    group(
      {
        Prefix: optional(text({ min: 0, max: 850 })),
        Tag: optional(tag),
        And: optional(group({ Prefix: optional(text({ min: 0, max: 850 })), Tag: many(tag, { max: 10 }) })),
      },
      (value) => {
        if (Object.keys(value).length > 1) {
          throw new ServiceError("MalformedXML");
        }
      },
    ),
  ),
  Tiering: many(tiering, { min: 1, max: 3 }),
});

type BucketRule = ValueOf<typeof bucketRule>;
type RuleById = ValueOf<typeof ruleById>;

/** The words are those that the Python SDK's test meets; the code is unverified(tiering-unchangeable). */
function unchangeable(message: string): ServiceError {
  return new ServiceError("InvalidBucketState", { message });
}

function refuseOnLocked(call: BucketCall): void {
  // The code is that of the other configurations that a locked bucket does not take, unverified(tiering-locked).
  refuseBeside(call, ["object-lock"], "BucketLocked");
}

function checkById(value: RuleById, key: string | undefined): void {
  const { Id, Status, Filter, Tiering } = value;
  // The codes are unverified(tiering-codes).
  const invalid = (message: string) => new ServiceError("InvalidArgument", { message });
  if (Id !== key) {
    throw invalid("The Id in the document is not the id in the query.");
  }
  if (new Set(Tiering.map(({ AccessTier }) => AccessTier)).size < Tiering.length) {
    throw invalid("Each AccessTier can be there once.");
  }
  if (
    Id === baseRule &&
    (Status !== "Enabled" ||
      Filter !== undefined ||
      Tiering.some(({ AccessTier }) => AccessTier !== "INFREQUENT"))
  ) {
    throw invalid("The default rule is Enabled, about all objects, and about the tier INFREQUENT.");
  }
  if (Id !== baseRule && Tiering.some(({ AccessTier }) => AccessTier === "INFREQUENT")) {
    throw invalid("Only the default rule has the tier INFREQUENT.");
  }
}

/** `?intelligenttiering`. It can be put once; putting the same again is taken, unverified(tiering-put-again). */
export const intelligentTiering: Configuration<BucketRule> = {
  query: bucketQuery,
  operations: { get: "GetBucketIntelligentTieringLegacy", put: "PutBucketIntelligentTieringLegacy" },
  action: (name) => name.replace("Legacy", ""),
  absent: { document: `<${root}/>` },
  read: (source) => readDocument(root, bucketRule, source as XmlElement),
  render: (value) => renderShape(root, bucketRule, value),
  admit: (value, before, call) => {
    refuseOnLocked(call);
    if (before && before.Transition.Days !== value.Transition.Days) {
      throw unchangeable("Not support modify intelligent tiering configuration");
    }
  },
  // The Python SDK's test finds it under the id `default` then; whether the reverse holds is unverified(tiering-legacy-shown), here it does not.
  apply: (bucket, value) => {
    if (!value) {
      return;
    }
    const { Status, Transition } = value;
    const shown: RuleById = { Id: baseRule, Status, Tiering: [{ AccessTier: "INFREQUENT", ...Transition }] };
    bucket.configurations.set(nameOf(ruleQuery, baseRule), shown);
  },
};

/** `?intelligent-tiering&id=`. */
export const intelligentTieringById: Configuration<RuleById> = {
  query: ruleQuery,
  operations: {
    get: "GetBucketIntelligentTiering",
    put: "PutBucketIntelligentTiering",
    delete: "DeleteBucketIntelligentTiering",
    list: "ListBucketIntelligentTieringConfigurations",
  },
  // So for the id default; that it is the same for others is unverified(tiering-id-absent).
  absent: { code: "IntelligentTieringConfigurationNotFoundError", status: 404 },
  key: { query: "id" },
  read: (source, _call, key) => {
    const value = readDocument(root, ruleById, source as XmlElement);
    checkById(value, key);
    return value;
  },
  render: (value) => renderShape(root, ruleById, value),
  // unverified(tiering-list): an empty list is an empty document and no 404, all rules come in one page, and the root is spelt as
  // cos-go-sdk-v5 reads it; page 60836 prints it without the first "s".
  renderList: (values) =>
    element(
      "ListBucketIntelligentTieringConfigurationsOutput",
      values.map((value) => renderShape(root, ruleById, value)),
    ),
  admit: (value, before, call) => {
    refuseOnLocked(call);
    if (before && value.Id === baseRule && JSON.stringify(value) !== JSON.stringify(before)) {
      throw unchangeable("The default rule cannot be modified");
    }
  },
  release: (before) => {
    if (before?.Id === baseRule) {
      throw unchangeable("The default rule cannot be modified");
    }
  },
};
