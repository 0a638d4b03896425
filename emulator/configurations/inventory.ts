/** Lists of objects, regular and one-time. https://www.tencentcloud.com/document/product/436/30625, 30623, 30626, 30627, 46869 */

import { randomUUID } from "node:crypto";
import { ServiceError } from "../format/errors";
import { element, optionalElement, renamed, type XmlElement, xmlDocument } from "../format/xml";
import { readXml } from "../request/body";
import type { BucketCall } from "../request/operation";
import type { Reply } from "../request/request";
import type { Bucket } from "../store/bucket";
import { type Configuration, nameOf, storedValues } from "./configuration";
import {
  empty,
  group,
  integer,
  type Leaf,
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

const root = "InventoryConfiguration";
const query = "inventory";
const maxInventories = 1_000;
const pageSize = 100;
const day = 86_400_000;

/** `true` or `false`; `True`, which the Python SDK sends, is taken for the same. */
const enabled: Leaf = {
  leaf: (given, name) => {
    const lower = given.trim().toLowerCase();
    if (lower !== "true" && lower !== "false") {
      throw new ServiceError("MalformedXML", { message: `${name} must be true or false.` });
    }
    return lower;
  },
};

const prefix = text({ min: 0, max: 850 });
const bucketName = /^qcs::cos:([a-z0-9-]+)::([^:/]+)$/;
const field =
  /^(Size|LastModifiedDate|StorageClass|ETag|IsMultipartUploaded|ReplicationStatus|Tag|Crc64|x-cos-meta-\S+)$/;

const common = {
  IncludedObjectVersions: one(word("All", "Current")),
  Filter: optional(
    group(
      {
        Prefix: optional(prefix),
        And: optional(
          group({
            Prefix: optional(prefix),
            Tag: many(tag, { max: 10 }),
            // Known from cos-go-sdk-v5 only.
            StorageClass: optional(text({ max: 64 })),
          }),
        ),
        Period: optional(group({ StartTime: optional(integer()), EndTime: optional(integer()) })),
      },
      ({ Prefix, And }) => {
        if (Prefix !== undefined && And !== undefined) {
          throw new ServiceError("MalformedXML");
        }
      },
    ),
  ),
  OptionalFields: optional(group({ Field: many(text({ max: 2_048, pattern: field })) })),
};

// cos-python-sdk-v5 sends this name, and its tests against COS with it.
const olderNames = { SSECOS: "SSE-COS" };

const destination = one(
  group({
    COSBucketDestination: one(
      group({
        Bucket: one(text({ pattern: bucketName, code: "TargetBucketNameInvalid" })),
        // ORC is known from SDKs only.
        Format: one(word("CSV", "ORC")),
        AccountId: optional(text({ pattern: /^\d+$/ })),
        Prefix: optional(prefix),
        Encryption: optional(group({ "SSE-COS": optional(empty) })),
      }),
    ),
  }),
);

const id = one(text({ max: 255, pattern: /^[A-Za-z0-9._-]+$/, code: "InvalidArgument" }));

const regular = group({
  Id: id,
  IsEnabled: one(enabled),
  ...common,
  Schedule: one(
    group(
      // Monthly is known from cos-go-sdk-v5 only.
      { Frequency: one(word("Daily", "Weekly", "Monthly")), MonthlyDate: optional(integer(1, 31)) },
      ({ Frequency, MonthlyDate }) => {
        if (MonthlyDate !== undefined && Frequency !== "Monthly") {
          throw new ServiceError("MalformedXML");
        }
      },
    ),
  ),
  Destination: destination,
});

const oneTime = group({ Id: id, ...common, Destination: destination });

type Inventory = ValueOf<typeof regular>;
type OneTimeInventory = ValueOf<typeof oneTime>;

/** Where one-time inventories are remembered: no GET shows them, unverified(inventory-one-time-hidden). */
const oneTimeName = (key: string) => nameOf("inventory (one-time)", key);

// The page has no codes for what does not go together, unverified(inventory-error-codes).
function invalid(message: string): ServiceError {
  return new ServiceError("InvalidArgument", { message });
}

function check(value: OneTimeInventory, key: string | undefined, { bucket, service }: BucketCall): void {
  if (value.Id !== key) {
    throw invalid("The Id in the document is not the id in the query.");
  }
  if (value.Filter?.And?.Tag.length && !value.OptionalFields?.Field.includes("Tag")) {
    throw invalid("A filter by tags needs the field Tag.");
  }
  const [, region, name = ""] = bucketName.exec(value.Destination.COSBucketDestination.Bucket) ?? [];
  // The code is unverified(inventory-no-destination). The policy of the target, by which the service may write, is not looked at.
  if (region !== bucket.region || !service.findBucket(name, region)) {
    throw new ServiceError("TargetBucketNameInvalid", {
      message: `There is no bucket ${name} in ${bucket.region}.`,
    });
  }
}

const render = (value: Inventory) => renderShape(root, regular, value);

/** A page; the token is the id of the last one on the page before, in a form that cannot be mistaken for an id. */
function renderList(all: readonly Inventory[], { request }: BucketCall): string {
  // Whether an empty list is this error, as its description in the table of codes says, or 200 is unverified(inventory-list-empty).
  if (all.length === 0) {
    throw new ServiceError("InventoryConfigurationNotFoundError");
  }
  const token = request.query.get("continuation-token") || undefined;
  const after = token && Buffer.from(token, "base64").toString();
  const start = after === undefined ? 0 : all.findIndex(({ Id }) => Id === after) + 1;
  const page = all.slice(start, start + pageSize);
  const truncated = start + pageSize < all.length;
  const next = truncated ? Buffer.from(page.at(-1)?.Id ?? "").toString("base64") : undefined;
  return element("ListInventoryConfigurationResult", [
    // Page 30627 prints a capital True; the live test of cos-nodejs-sdk-v5 reads what it wrote.
    ...page.map(render),
    element("IsTruncated", String(truncated)),
    optionalElement("ContinuationToken", token),
    optionalElement("NextContinuationToken", next),
  ]);
}

interface Started {
  readonly value: OneTimeInventory;
  /** In milliseconds. */
  readonly started: number;
}

async function post(call: BucketCall): Promise<Reply> {
  const { bucket, request } = call;
  const key = request.query.get("id") || undefined;
  if (key === undefined) {
    throw invalid("The parameter id is missing.");
  }
  const value = readDocument(root, oneTime, renamed(await readXml(request, 64 * 1024), olderNames));
  check(value, key, call);
  const before = bucket.configurations.get(oneTimeName(key)) as Started | undefined;
  // The page says that an id can be used again after a day; the status is unverified(inventory-one-time-again).
  if (bucket.configurations.has(nameOf(query, key)) || (before && before.started + day > request.now)) {
    throw new ServiceError("DuplicateInventoryId", { status: 400 });
  }
  bucket.configurations.set(oneTimeName(key), { value, started: request.now } satisfies Started);
  // Page 46869 knows no body; the Java SDK reads this one.
  return { status: 200, body: xmlDocument(element("PostInventoryResult", [element("JobId", randomUUID())])) };
}

function count(bucket: Bucket): number {
  return storedValues(inventory, bucket).length;
}

/** `?inventory&id=`. */
export const inventory: Configuration<Inventory> = {
  query,
  operations: {
    get: "GetBucketInventory",
    put: "PutBucketInventory",
    delete: "DeleteBucketInventory",
    list: "ListBucketInventoryConfigurations",
  },
  absent: { code: "InventoryConfigurationNotFoundError" },
  key: { query: "id" },
  read: (source, call, key) => {
    const value = readDocument(root, regular, renamed(source as XmlElement, olderNames));
    check(value, key, call);
    return value;
  },
  render,
  renderList,
  admit: (_value, before, { bucket }) => {
    if (!before && count(bucket) >= maxInventories) {
      throw new ServiceError("InventoryFull");
    }
  },
  more: { POST: { name: "PostBucketInventory", writes: true, on: "bucket", need: "owner", run: post } },
};
