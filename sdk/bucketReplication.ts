/** Replication of a bucket's objects in a program. */

import type * as pulumi from "@pulumi/pulumi";
import {
  bucketReplication,
  type replicationAnd,
  type replicationDestination,
  type replicationFilter,
  type replicationRole,
  type replicationRule,
} from "../provider/resources/configurations/replication";
import type { BucketTarget } from "./bucket";
import { BucketConfigResource } from "./bucketConfig";
import { mapInput, resolveDestination } from "./destination";
import type { Args, Outputs } from "./resource";

/** Arguments of a `BucketReplication`. */
export interface BucketReplicationArgs
  extends BucketTarget,
    Omit<Args<typeof bucketReplication.struct.fields>, "rules"> {
  /** The rules. The order means nothing. 1 to 1,000. */
  rules: pulumi.Input<readonly pulumi.Input<ReplicationRuleArgs>[]>;
}

/** One rule. It concerns objects that are written after it. */
export interface ReplicationRuleArgs extends Omit<Args<typeof replicationRule.fields>, "destination"> {
  /** Where the copies go. */
  destination: pulumi.Input<ReplicationDestinationArgs>;
}

/** Where the copies go: a bucket of this program, or a name and a region. */
export interface ReplicationDestinationArgs
  extends BucketTarget,
    Omit<Args<typeof replicationDestination.fields>, "bucket" | "region"> {}

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
    const rules = mapInput(args.rules, (items) =>
      items.map((item) =>
        mapInput(item, (rule) => ({ ...rule, destination: resolveDestination(rule.destination) })),
      ),
    );
    const resolved = { ...args, rules };
    super(bucketReplication, name, resolved, options);
  }
}

export interface BucketReplication extends Outputs<typeof bucketReplication.struct.fields> {}
