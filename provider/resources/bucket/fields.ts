/** The arguments and outputs of a bucket. Apart from its handler, so that a program that imports them loads no client. */

import { bool, exclusive, group, string } from "../../codec";
import { bucketNameReason, regionReason } from "../../model/bucketNames";

/** The arguments of a bucket. */
export const bucketStruct = group(
  "Bucket",
  {
    /**
     * The bucket's name: `name-APPID`, or only the name, which the account's APPID then completes. Cannot be changed.
     * @default a name made of `bucketPrefix`, seven random hex digits and the APPID
     */
    bucket: string({ verify: bucketNameReason, optional: true, immutable: true }),
    /**
     * The beginning of a generated name; cut where the name would be too long. Cannot be given together with `bucket`.
     * @default the resource's logical name
     */
    bucketPrefix: string({ optional: true }),
    /**
     * Where the bucket is, such as `ap-guangzhou`. Cannot be changed.
     * @default `tencentcos:region`, else the environment variable TENCENTCLOUD_REGION
     */
    region: string({ verify: regionReason, immutable: true }),
    /**
     * `OAZ` keeps the data in one availability zone, `MAZ` in several, in the regions that have it. Cannot be changed.
     * @default `OAZ` for a new bucket; what it is for an adopted one
     */
    redundancy: string({ optional: true, immutable: true, oneOf: ["OAZ", "MAZ"] }),
    /**
     * Whether a destroy removes all objects, versions and unfinished uploads together with the bucket.
     * @default false
     */
    forceDestroy: bool({ optional: true, default: false }),
    /**
     * Whether to take over a bucket of this name that the account owns already, instead of failing.
     * @default false
     */
    adoptExisting: bool({ optional: true, default: false }),
  },
  exclusive(["bucket", "bucketPrefix"], { required: true }),
);

/** The outputs that are computed for a bucket. */
export const bucketOutputs = group("BucketOutputs", {
  /** The full name, `name-APPID`. */
  bucket: string(),
  /** Where the bucket is. */
  region: string(),
  /** The account's APPID, the digits at the end of the name. */
  appId: string(),
  /** The host of requests: `name-APPID.cos.REGION.myqcloud.com`. */
  bucketDomainName: string(),
  /** The host of the static website, once it is switched on: `name-APPID.cos-website.REGION.myqcloud.com`. */
  websiteDomainName: string(),
  /** The six-part resource name for policies, `qcs::cos:REGION:uid/APPID:name-APPID`; add `/*` for its objects. */
  qcs: string(),
});
