/** The arguments and outputs of a bucket. Apart from its handler, so that a program that imports them loads no client. */

import { bool, exclusive, group, text } from "../../codec";
import { bucketField, regionField } from "../../model/bucketNames";

/** What a program says of a bucket. */
export const bucketStruct = group(
  {
    /**
     * The bucket's name: `name-APPID`, or only the name, which the account's APPID then completes. Cannot be changed.
     * @default a name made of `bucketPrefix`, seven random hex digits and the APPID
     */
    bucket: text("Bucket", { ...bucketField.options, optional: true, immutable: true }),
    /**
     * How a generated name begins; cut where the name would become too long. Cannot be given together with `bucket`.
     * @default the resource's logical name
     */
    bucketPrefix: text("BucketPrefix", { optional: true }),
    /**
     * Where the bucket is, such as `ap-guangzhou`. Cannot be changed.
     * @default `tencentcos:region`, else the environment variable TENCENTCLOUD_REGION
     */
    region: text("Region", { ...regionField.options, immutable: true }),
    /**
     * `OAZ` keeps the data in one availability zone, `MAZ` in several, in the regions that have it. Cannot be changed.
     * @default `OAZ` for a new bucket; what it is for an adopted one
     */
    redundancy: text("BucketAZConfig", { optional: true, immutable: true, oneOf: ["OAZ", "MAZ"] }),
    /**
     * Whether a destroy removes all objects, versions and unfinished uploads together with the bucket.
     * @default false
     */
    forceDestroy: bool("ForceDestroy", { optional: true, default: false }),
    /**
     * Whether to take over a bucket of this name that the account owns already, instead of failing.
     * @default false
     */
    adoptExisting: bool("AdoptExisting", { optional: true, default: false }),
  },
  exclusive(["bucket", "bucketPrefix"], { required: true }),
);

/** What COS computes for a bucket, by output name. */
export const bucketOutputs = [
  "bucket",
  "region",
  "appId",
  "bucketDomainName",
  "websiteDomainName",
  "qcs",
] as const;
