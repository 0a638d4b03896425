/** The document of a job. https://www.tencentcloud.com/document/product/436/33781 and 33786 */

import {
  empty,
  group,
  integer,
  many,
  one,
  optional,
  text,
  truth,
  type ValueOf,
  word,
} from "../../configurations/shape";
import { ServiceError } from "../../format/errors";
import type { Job } from "../../store/jobs";

/** `qcs::cos:<region>:<account>:<bucket>`; samples name the account as nothing, and as `uid/<APPID>`. */
const bucketName = /^qcs::cos:([a-z0-9-]+):(?:uid\/\d+)?:([^:/]+)$/;
const objectName = /^qcs::cos:([a-z0-9-]+):(?:uid\/\d+)?:([^:/]+)\/(.+)$/s;

const optionalText = optional(text({ min: 0 }));
const tags = group({
  COSTag: many(group({ Key: one(text()), Value: one(text({ min: 0 })) })),
});
/** A time, in Unix seconds as cos-go-sdk-v5 sends it, or as a date, unverified(batch-times). */
const time = text({ pattern: /^\d{1,12}$|^\d{4}-\d\d-\d\dT/ });

const manifest = group(
  {
    Location: one(
      group({
        ETag: one(text({ max: 1_024 })),
        ObjectArn: one(text({ max: 1_024, pattern: objectName })),
        ObjectVersionId: optional(text({ min: 0, max: 1_024 })),
      }),
    ),
    Spec: one(
      group({
        Fields: optional(group({ member: many(word("Ignore", "Bucket", "Key", "VersionId")) })),
        Format: one(word("COSBatchOperations_CSV_V1", "COSInventoryReport_CSV_V1")),
      }),
    ),
  },
  ({ Spec: { Fields, Format } }) => {
    // That the page requires the fields does not say which of them; without these two no object is named.
    const named = ["Bucket", "Key"].every((name) => Fields?.member.includes(name));
    if (Format === "COSBatchOperations_CSV_V1" && !named) {
      throw malformed("The Fields of a CSV file must name Bucket and Key.");
    }
  },
);

const copy = group({
  AccessControlDirective: optional(word("Copy", "Replaced", "Add")),
  AccessControlGrants: optional(
    group({
      COSGrant: many(
        group({
          Grantee: one(
            group({
              DisplayName: optionalText,
              Identifier: one(text()),
              TypeIdentifier: one(word("ID")),
            }),
          ),
          Permission: one(word("READ", "WRITE", "FULL_CONTROL")),
        }),
      ),
    }),
  ),
  CannedAccessControlList: optionalText,
  PrefixReplace: optional(truth),
  ResourcesPrefix: optional(text({ min: 0, max: 1_024 })),
  TargetKeyPrefix: optional(text({ min: 0, max: 1_024 })),
  ModifiedSinceConstraint: optional(time),
  UnModifiedSinceConstraint: optional(time),
  MetadataDirective: optional(word("Copy", "Replaced", "Add")),
  NewObjectMetadata: optional(
    group({
      CacheControl: optionalText,
      ContentDisposition: optionalText,
      ContentEncoding: optionalText,
      ContentType: optionalText,
      HttpExpiresDate: optionalText,
      SSEAlgorithm: optionalText,
      UserMetadata: optional(
        group({ member: many(group({ Key: one(text()), Value: one(text({ min: 0 })) })) }),
      ),
    }),
  ),
  TaggingDirective: optional(word("Copy", "Replaced", "Add")),
  NewObjectTagging: optional(tags),
  StorageClass: optionalText,
  TargetResource: one(text({ pattern: bucketName })),
});

const operation = group(
  {
    COSPutObjectCopy: optional(copy),
    COSInitiateRestoreObject: optional(
      group({ ExpirationInDays: one(integer(1, 365)), JobTier: one(word("Bulk", "Standard")) }),
    ),
    // The two below are in the Chinese page only: https://cloud.tencent.com/document/product/436/38607
    COSDeleteObject: optional(empty),
    // Which directives there are is unverified(batch-tagging-directives).
    COSPutObjectTagging: optional(
      group({ TaggingDirective: optional(word("Replaced", "Add")), TagSet: optional(tags) }),
    ),
  },
  (value) => {
    if (Object.keys(value).length !== 1) {
      throw malformed("A job has exactly one Operation.");
    }
  },
);

const report = group(
  {
    Bucket: optional(text({ min: 0, pattern: new RegExp(`${bucketName.source}|^$`) })),
    Enabled: one(truth),
    // cos-go-sdk-v5 sends these as empty elements when there is no report.
    Format: optional(word("", "Report_CSV_V1")),
    Prefix: optional(text({ min: 0, max: 256 })),
    ReportScope: optional(word("", "AllTasks", "FailedTasksOnly")),
  },
  ({ Enabled, Bucket, Format, ReportScope }) => {
    if (Enabled === "true" && !(Bucket && Format && ReportScope)) {
      throw malformed("A Report needs Bucket, Format and ReportScope.");
    }
  },
);

/** `<CreateJobRequest>` */
export const jobDocument = group({
  ClientRequestToken: one(text({ max: 64 })),
  ConfirmationRequired: optional(truth),
  Description: optional(text({ min: 0, max: 256 })),
  Manifest: one(manifest),
  Operation: one(operation),
  Priority: one(integer(0, 2_147_483_647, "InvalidRequest")),
  Report: one(report),
  RoleArn: one(text({ pattern: /^qcs::cam::uin\/\d+:roleName\/.+$/ })),
});

/** What a job was asked for. */
export type JobDocument = ValueOf<typeof jobDocument>;
/** How it copies objects. */
export type JobCopy = ValueOf<typeof copy>;
/** Tags that it gives to objects. */
export type JobTags = ValueOf<typeof tags>;

/** What a job was asked for. */
export function documentOf(job: Job): JobDocument {
  return job.document as JobDocument;
}

/** The region and the name of a bucket that a document names. */
export function readBucketName(name: string): { readonly region: string; readonly bucket: string } {
  const [, region = "", bucket = ""] = bucketName.exec(name) ?? [];
  return { region, bucket };
}

/** The same of an object. */
export function readObjectName(name: string): {
  readonly region: string;
  readonly bucket: string;
  readonly key: string;
} {
  const [, region = "", bucket = "", key = ""] = objectName.exec(name) ?? [];
  return { region, bucket, key };
}

function malformed(message: string): ServiceError {
  return new ServiceError("MalformedXML", { message });
}
