/**
 * What becomes of objects with time; `../lifecycle.ts` carries it out.
 * https://www.tencentcloud.com/document/product/436/8280, 8278, 8284
 */

import { randomBytes } from "node:crypto";
import { ServiceError } from "../format/errors";
import type { XmlElement } from "../format/xml";
import type { BucketCall } from "../request/operation";
import { readStorageClass } from "../store/storageClasses";
import type { Configuration } from "./configuration";
import { refuseBeside } from "./exclusions";
import {
  anyCase,
  group,
  integer,
  type Leaf,
  many,
  one,
  optional,
  readDocument,
  renderShape,
  text,
  truth,
  type ValueOf,
  word,
} from "./shape";
import { tag } from "./tagging";

const root = "LifecycleConfiguration";
const maxDays = 3650;

/** ISO 8601. Page 8280 asks for midnight of GMT+8, the service takes any time; that it comes back as it was sent is unverified(lifecycle-date). */
const date: Leaf = {
  leaf: (given, name) => {
    const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/.test(given.trim())
      ? Date.parse(given)
      : Number.NaN;
    if (Number.isNaN(time)) {
      throw new ServiceError("MalformedXML", { message: `${name} is not a date.` });
    }
    return given.trim();
  },
};

const storageClass = anyCase(
  "STANDARD",
  "MAZ_STANDARD",
  "STANDARD_IA",
  "MAZ_STANDARD_IA",
  "INTELLIGENT_TIERING",
  "MAZ_INTELLIGENT_TIERING",
  "ARCHIVE",
  "DEEP_ARCHIVE",
  // The archives of several zones are known from SDKs only.
  "MAZ_ARCHIVE",
  "MAZ_DEEP_ARCHIVE",
);

// In the place of days; what else it goes with is not checked. Page 8280 has it since 2026.
const accessFrequency = optional(
  group({ AccessCountLessThan: optional(integer(1)), RecentDays: optional(integer(1, maxDays)) }, (value) => {
    // That either suffices, and how many days there can be, is unverified(lifecycle-access-frequency).
    if (Object.keys(value).length === 0) {
      exactlyOne("AccessFrequency", [], 1);
    }
  }),
);

const filter = group(
  {
    Prefix: optional(text({ min: 0, max: 850 })),
    Tag: optional(tag),
    And: optional(
      group({
        Prefix: optional(text({ min: 0, max: 850 })),
        Tag: many(tag, { max: 10 }),
        // The following are known from cos-go-sdk-v5 only.
        PrefixNotEquals: optional(text({ max: 850 })),
        ObjectSizeGreaterThan: optional(integer()),
        ObjectSizeLessThan: optional(integer()),
      }),
    ),
  },
  (value) => exactlyOne("Filter", Object.keys(value), 0),
);

const rule = group(
  {
    ID: optional(text({ max: 255 })),
    // Without one the rule is about all objects.
    Filter: optional(filter),
    Status: one(word("Enabled", "Disabled")),
    Transition: many(
      group(
        {
          Days: optional(integer(0, maxDays)),
          Date: optional(date),
          StorageClass: one(storageClass),
          AccessFrequency: accessFrequency,
        },
        ({ Days, Date: at, AccessFrequency: frequency }) =>
          exactlyOne("Transition", [Days, at].filter(isGiven), frequency === undefined ? 1 : 0),
      ),
    ),
    Expiration: optional(
      group(
        {
          Days: optional(integer(1, maxDays)),
          Date: optional(date),
          // Whether it is refused beside Days or Date is unverified(lifecycle-marker-and-days); here it is not.
          ExpiredObjectDeleteMarker: optional(truth),
        },
        ({ Days, Date: at, ExpiredObjectDeleteMarker: marker }) =>
          exactlyOne("Expiration", [Days, at].filter(isGiven), marker === undefined ? 1 : 0),
      ),
    ),
    NoncurrentVersionTransition: many(
      group(
        {
          NoncurrentDays: optional(integer(0, maxDays)),
          StorageClass: one(storageClass),
          AccessFrequency: accessFrequency,
        },
        ({ NoncurrentDays, AccessFrequency }) =>
          exactlyOne(
            "NoncurrentVersionTransition",
            [NoncurrentDays].filter(isGiven),
            AccessFrequency === undefined ? 1 : 0,
          ),
      ),
    ),
    NoncurrentVersionExpiration: optional(group({ NoncurrentDays: one(integer(1, maxDays)) })),
    AbortIncompleteMultipartUpload: optional(group({ DaysAfterInitiation: one(integer(1, maxDays)) })),
  },
  checkRule,
);

const document = group({ Rule: many(rule, { min: 1, max: 1_000 }) });

/** One rule; numbers and dates are strings. */
export type LifecycleRule = ValueOf<typeof rule>;
/** Which objects a rule is about. */
export type LifecycleFilter = ValueOf<typeof filter>;

function isGiven(value: unknown): boolean {
  return value !== undefined;
}

function exactlyOne(where: string, given: readonly unknown[], least: 0 | 1): void {
  if (given.length > 1 || given.length < least) {
    throw new ServiceError("MalformedXML", { message: `${where} says too little or too much.` });
  }
}

// The page has no codes for what does not go together; these are S3's, unverified(lifecycle-error-codes).
function invalid(message: string, code = "InvalidArgument"): ServiceError {
  return new ServiceError(code, { message });
}

interface Timed {
  readonly Days?: string | undefined;
  readonly Date?: string | undefined;
}

interface NoncurrentTimed {
  readonly NoncurrentDays?: string | undefined;
}

interface RuleToCheck {
  readonly Filter?: LifecycleFilter | undefined;
  readonly Transition: readonly Timed[];
  readonly Expiration?: (Timed & { readonly ExpiredObjectDeleteMarker?: string | undefined }) | undefined;
  readonly NoncurrentVersionTransition: readonly NoncurrentTimed[];
  readonly NoncurrentVersionExpiration?: NoncurrentTimed | undefined;
  readonly AbortIncompleteMultipartUpload?: unknown;
}

function checkRule(value: RuleToCheck): void {
  const { Filter, Transition, Expiration, AbortIncompleteMultipartUpload: abort } = value;
  const timed = Expiration ? [...Transition, Expiration] : Transition;
  if (timed.some(({ Days }) => Days !== undefined) && timed.some(({ Date: at }) => at !== undefined)) {
    throw invalid("Days and Date cannot be in one rule.", "InvalidRequest");
  }
  const hasTags = Filter?.Tag !== undefined || (Filter?.And?.Tag.length ?? 0) > 0;
  if (hasTags && abort !== undefined) {
    throw invalid("AbortIncompleteMultipartUpload does not go with tags.", "InvalidRequest");
  }
  if (hasTags && Expiration?.ExpiredObjectDeleteMarker === "true") {
    throw invalid("ExpiredObjectDeleteMarker does not go with tags.", "InvalidRequest");
  }
  checkOrder(value);
  const noncurrent = [...value.NoncurrentVersionTransition, value.NoncurrentVersionExpiration];
  // That a rule must say what is to be done is unverified(lifecycle-no-action).
  if (![...timed, ...noncurrent, abort].some(isGiven)) {
    throw new ServiceError("MalformedXML", { message: "A rule must have an action." });
  }
}

/** An object cannot change its class after it is gone, nor at that moment. For noncurrent versions unverified(lifecycle-noncurrent-order). */
function checkOrder(value: RuleToCheck): void {
  const { Transition, Expiration, NoncurrentVersionTransition, NoncurrentVersionExpiration } = value;
  const isLate = (transition: number, expiration: number | undefined) =>
    expiration !== undefined && transition >= expiration;
  const days = (text: string | undefined) => (text === undefined ? undefined : Number(text));
  const time = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text));
  const ends = { days: days(Expiration?.Days), time: time(Expiration?.Date) };
  const late =
    Transition.some(
      ({ Days, Date: at }) =>
        (Days !== undefined && isLate(Number(Days), ends.days)) ||
        (at !== undefined && isLate(Date.parse(at), ends.time)),
    ) ||
    NoncurrentVersionTransition.some(
      ({ NoncurrentDays }) =>
        NoncurrentDays !== undefined &&
        isLate(Number(NoncurrentDays), days(NoncurrentVersionExpiration?.NoncurrentDays)),
    );
  if (late) {
    throw invalid("A transition must come before the expiration of its rule.");
  }
}

function read(source: XmlElement, { bucket }: BucketCall): ValueOf<typeof document> {
  const { Rule } = readDocument(root, document, source);
  const ids = Rule.flatMap(({ ID }) => (ID === undefined ? [] : [ID]));
  if (new Set(ids).size < ids.length) {
    throw invalid("The IDs of rules must differ.");
  }
  for (const each of Rule) {
    for (const { StorageClass } of [...each.Transition, ...each.NoncurrentVersionTransition]) {
      // A bucket of several zones cannot hand objects to the classes of one zone, nor the other way round.
      readStorageClass(StorageClass, bucket);
    }
  }
  // That the service makes up an ID, and how it looks, is unverified(lifecycle-id).
  return { Rule: Rule.map((each) => ({ ...each, ID: each.ID ?? randomBytes(16).toString("hex") })) };
}

/** `?lifecycle`. */
export const lifecycle: Configuration<ValueOf<typeof document>> = {
  query: "lifecycle",
  operations: { get: "GetBucketLifecycle", put: "PutBucketLifecycle", delete: "DeleteBucketLifecycle" },
  absent: { code: "NoSuchLifecycleConfiguration" },
  // A thousand rules take more than the 64 KB of other configurations; the limit is unverified(configuration-size).
  maxBytes: 4 * 1024 * 1024,
  read: (source, call) => read(source as XmlElement, call),
  render: (value) => renderShape(root, document, value),
  admit: (value, _before, call) => {
    refuseBeside(call, ["object-lock"], "BucketLocked");
    // Page 80206; unverified(lifecycle-without-monitor): the code
    if (goesByAccessTime(value) && !call.bucket.accessMonitored) {
      throw invalid("Rules that go by the last access need the bucket's access monitor.", "InvalidRequest");
    }
  },
  apply: (bucket, value) => {
    bucket.goesByAccessTime = value !== undefined && goesByAccessTime(value);
  },
};

function goesByAccessTime({ Rule }: ValueOf<typeof document>): boolean {
  return Rule.some(({ Transition, NoncurrentVersionTransition }) =>
    [...Transition, ...NoncurrentVersionTransition].some(
      ({ AccessFrequency }) => AccessFrequency !== undefined,
    ),
  );
}
