/** Replication of a bucket's objects in a program. */

import type * as pulumi from "@pulumi/pulumi";
import type {
  replicationAnd,
  replicationDestination,
  replicationFilter,
  replicationRole,
  replicationRule,
} from "../provider/model/documents/replication";
import { bucketReplication } from "../provider/resources/configurations/replication";
import type { Args, BucketTarget } from "./bucket";
import { BucketConfigResource } from "./bucketConfig";
import type { Outputs } from "./resource";

/** Arguments of a `BucketReplication`. */
export interface BucketReplicationArgs extends BucketTarget, Args<typeof bucketReplication.struct.fields> {}

/** One rule. It concerns objects that are written after it. */
export interface ReplicationRuleArgs extends Args<typeof replicationRule.fields> {}

/** Where the copies go: a bucket of this program, or a name and a region. */
export interface ReplicationDestinationArgs extends Args<typeof replicationDestination.fields> {}

/** Who sets a replication up. */
export interface ReplicationRoleArgs extends Args<typeof replicationRole.fields> {}

/** Which objects a rule is for: `{ prefix }` or `{ and }`. */
export interface ReplicationFilterArgs extends Args<typeof replicationFilter.fields> {}

/** Conditions that an object must fulfil together. At least one. */
export interface ReplicationAndArgs extends Args<typeof replicationAnd.fields> {}

/**
 * Which objects of a bucket COS copies into other buckets of the account, as they are written.
 *
 * @example
 * ```ts
 * const data = new cos.Bucket("data", { region: "ap-guangzhou" });
 * const copy = new cos.Bucket("copy", { region: "ap-beijing" });
 * const versioned = [data, copy].map(
 *   (bucket, index) => new cos.BucketVersioning(`versions-${index}`, { bucket, status: "Enabled" }),
 * );
 *
 * new cos.BucketReplication(
 *   "data",
 *   {
 *     bucket: data,
 *     role: { uin: "100000000001" },
 *     rules: [{ id: "everything", destination: { bucket: copy, storageClass: "STANDARD_IA" } }],
 *   },
 *   { dependsOn: versioned },
 * );
 * ```
 *
 * @destroy
 * Ends the replication (`DeleteBucketReplication`). Copies that were made stay.
 *
 * @remarks
 * - Versioning has to be on in the bucket and in every destination. It is looked at before anything is written, and the message says where it is off.
 * - Only objects that are written from then on are copied.
 * - Rules are known by their ids. The prefixes of those without a `priority` must not overlap.
 *
 * @see https://www.tencentcloud.com/document/product/436/19223
 */
export class BucketReplication extends BucketConfigResource {
  constructor(name: string, args: BucketReplicationArgs, options?: pulumi.CustomResourceOptions) {
    super(bucketReplication, name, args, options);
  }
}

export interface BucketReplication extends Outputs<typeof bucketReplication.struct.fields> {}
