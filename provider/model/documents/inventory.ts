/** Inventories of a bucket's objects (https://www.tencentcloud.com/document/product/436/30625, 30623, 30626; overview: 30622). */

import {
  anyOf,
  bool,
  doubtful,
  type Failure,
  flag,
  group,
  int,
  string,
  strings,
  struct,
  structs,
} from "../../codec/fields";
import { type Draft, isUnknown, known } from "../../codec/unknown";
import { uinReason } from "../accounts";
import { destinationBucket, sameRegion, shortNameFailures } from "../destination";
import { filterPrefix, filterTags } from "../filters";
import { storageClasses } from "../storageClasses";

/** Columns that an inventory can have, beside those of user metadata (https://www.tencentcloud.com/document/product/436/30625). */
const columns = [
  "Size",
  "LastModifiedDate",
  "StorageClass",
  "ETag",
  "IsMultipartUploaded",
  "ReplicationStatus",
  "Tag",
  "Crc64",
];

/** Greatest day of a month on which a monthly inventory can be made; what COS does in shorter months is not documented. */
const maxMonthlyDate = 31;

/** Conditions that an object must fulfil together. At least one. */
export const inventoryAnd = group(
  "InventoryAnd",
  {
    /** How the keys begin. */
    prefix: filterPrefix,
    /** Tags that the objects have, values by key. Then `Tag` must be one of the `optionalFields`. */
    tags: filterTags,
    /** The class that the objects have. Known from the SDKs only. */
    storageClass: string("StorageClass", { optional: true, oneOf: storageClasses, open: true }),
  },
  doubtful(anyOf(["prefix", "tags", "storageClass"])),
);

/** When the objects were created, at least one end of it. */
export const inventoryPeriod = group(
  "InventoryPeriod",
  {
    /** From when on, in Unix seconds. */
    startTime: int("StartTime", { optional: true, min: 0 }),
    /** Until when, in Unix seconds. */
    endTime: int("EndTime", { optional: true, min: 0 }),
  },
  doubtful(anyOf(["startTime", "endTime"])),
  ({ startTime, endTime }) =>
    typeof startTime === "number" && typeof endTime === "number" && endTime <= startTime
      ? [{ path: "endTime", reason: "must be later than startTime", doubtful: true }]
      : [],
);

/** Which objects are listed: `prefix` or `and`, and when they were created. */
export const inventoryFilter = group(
  "InventoryFilter",
  {
    /** How the keys begin. */
    prefix: filterPrefix,
    /** Several conditions, all of which the objects fulfil. */
    and: struct("And", inventoryAnd, { optional: true }),
    /** When the objects were created. */
    period: struct("Period", inventoryPeriod, { optional: true }),
  },
  doubtful(anyOf(["prefix", "and", "period"])),
  ({ prefix, and }) =>
    prefix !== undefined && and !== undefined
      ? [{ path: "and", reason: "cannot be given together with prefix; put both into and" }]
      : [],
);

/** How often an inventory is made. */
export const inventorySchedule = group(
  "InventorySchedule",
  {
    /** Every day, every week or every month; `Monthly` is known from the SDKs only. */
    frequency: string("Frequency", { oneOf: ["Daily", "Weekly", "Monthly"] }),
    /** The day of the month, 1 to 31. Required for `Monthly`, and only there. Known from the SDKs only. */
    monthlyDate: int("MonthlyDate", { optional: true, min: 1, max: maxMonthlyDate }),
  },
  ({ frequency, monthlyDate }) => {
    if (isUnknown(frequency) || (frequency === "Monthly") === (monthlyDate !== undefined)) {
      return [];
    }
    return frequency === "Monthly"
      ? [{ path: "monthlyDate", reason: "is required when frequency is Monthly", doubtful: true }]
      : [{ path: "monthlyDate", reason: "needs the frequency Monthly" }];
  },
);

/** Where an inventory goes, and in which form. */
export const inventoryDestination = group("InventoryDestination", {
  /**
   * The form of the file.
   * @default `CSV`
   */
  format: string("Format", { oneOf: ["CSV", "ORC"], sentDefault: "CSV" }),
  /** The UIN of the root account that owns the destination. COS may fill it in. */
  accountId: string("AccountId", {
    optional: true,
    serverDefault: true,
    verify: uinReason,
  }),
  /** The bucket that takes the inventories. It needs a policy that lets COS write, and the account the role `COS_QcsRole`. */
  bucket: destinationBucket,
  /**
   * The destination's region, which is the bucket's own.
   * @default the bucket's own region
   */
  region: sameRegion,
  /** How the inventories' keys begin. COS adds a `/` when it writes them. */
  prefix: filterPrefix,
  /**
   * Whether the inventories are encrypted with keys of COS.
   * @default false
   */
  sseCos: flag("Encryption>SSE-COS", { optional: true }),
});

/** The document of `?inventory`. */
export const inventoryConfiguration = group(
  "BucketInventory",
  {
    /**
     * COS's `Id`, a name that Pulumi keeps for itself: letters, digits and `-` `_` `.`. A bucket has up to 1,000 inventories. Cannot be
     * changed.
     */
    inventoryId: string("Id", { immutable: true, verify: idReason }),
    /**
     * Whether inventories are made.
     * @default true
     */
    isEnabled: bool("IsEnabled", { sentDefault: true }),
    /** Where the inventories go. */
    destination: struct("Destination>COSBucketDestination", inventoryDestination),
    /** How often an inventory is made. */
    schedule: struct("Schedule", inventorySchedule),
    /** Which objects are listed. Left out, all. */
    filter: struct("Filter", inventoryFilter, { optional: true }),
    /** Whether all versions are listed, with the columns `VersionId`, `IsLatest` and `DeleteMarker`, or only the current ones. */
    includedObjectVersions: string("IncludedObjectVersions", { oneOf: ["All", "Current"] }),
    /**
     * Further columns: `Size`, `LastModifiedDate`, `StorageClass`, `ETag`, `IsMultipartUploaded`, `ReplicationStatus`, `Tag`, `Crc64`, and
     * `x-cos-meta-NAME` for user metadata. The order means nothing.
     */
    optionalFields: strings("OptionalFields>Field", {
      optional: true,
      unordered: true,
      doubt: columnReason,
    }),
  },
  tagColumn,
  oneRegion,
  fullDestination,
);

const { isEnabled: _isEnabled, schedule: _schedule, ...fieldsOfOnce } = inventoryConfiguration.fields;

/** An inventory that is made once (https://www.tencentcloud.com/document/product/436/46869), whose sample filters by tags without their column. */
export const inventoryOnce = group(
  fieldsOfOnce,
  ...inventoryConfiguration.rules.map((rule) => (rule === tagColumn ? doubtful(rule) : rule)),
);

/** Inventories of a bucket (https://www.tencentcloud.com/document/product/436/30627). */
export const listInventoryConfigurations = group({
  inventories: structs("InventoryConfiguration", inventoryConfiguration, { optional: true }),
  isTruncated: bool("IsTruncated", { optional: true }),
  /** Where this page began. */
  continuationToken: string("ContinuationToken", { optional: true, minBytes: 0 }),
  /** Where the next page begins. */
  nextContinuationToken: string("NextContinuationToken", { optional: true, minBytes: 0 }),
});

function idReason(value: string): string | undefined {
  return /^[\w.-]+$/.test(value)
    ? undefined
    : "must hold only letters, digits, hyphens, underscores and dots";
}

function columnReason(value: string): string | undefined {
  return columns.includes(value) || /^x-cos-meta-.+$/.test(value)
    ? undefined
    : `is none of ${columns.join(", ")}, nor x-cos-meta- with a name`;
}

/** What objects are chosen by must be in the list (https://www.tencentcloud.com/document/product/436/30625). */
function tagColumn({
  filter,
  optionalFields,
}: Draft<{ filter: { and: { tags: object } }; optionalFields: readonly string[] }>): readonly Failure[] {
  const isListed =
    isUnknown(optionalFields) ||
    optionalFields?.some((field) => field === "Tag" || isUnknown(field)) === true;
  return known(known(filter)?.and)?.tags === undefined || isListed
    ? []
    : [{ path: "optionalFields", reason: "must include Tag when filter.and.tags is given" }];
}

function oneRegion({
  region,
  destination,
}: Draft<{ region: string; destination: { region: string } }>): readonly Failure[] {
  const [here, there] = [known(region), known(known(destination)?.region)];
  return there !== undefined && here !== undefined && there !== here
    ? [{ path: "destination.region", reason: `must be ${here}, where the bucket itself is` }]
    : [];
}

function fullDestination({
  bucket,
  destination,
}: Draft<{ bucket: string; destination: { bucket: string } }>): readonly Failure[] {
  return shortNameFailures(bucket, destination, "destination");
}
