/** Inventories of a bucket's objects in a program. */

import type * as pulumi from "@pulumi/pulumi";
import type {
  inventoryAnd,
  inventoryDestination,
  inventoryFilter,
  inventoryPeriod,
  inventorySchedule,
} from "../provider/model/documents/inventory";
import { bucketInventory } from "../provider/resources/configurations/inventory";
import type { Args, BucketTarget } from "./bucket";
import { BucketConfigResource } from "./bucketConfig";
import type { Outputs } from "./resource";

/** Arguments of a `BucketInventory`. */
export interface BucketInventoryArgs extends BucketTarget, Args<typeof bucketInventory.struct.fields> {}

/** Where an inventory goes, and in which form. The bucket needs a policy that lets COS write, and is in the same region. */
export interface InventoryDestinationArgs extends Args<typeof inventoryDestination.fields> {}

/** Which objects are listed: `prefix` or `and`, and when they were created. */
export interface InventoryFilterArgs extends Args<typeof inventoryFilter.fields> {}

/** Conditions that an object must fulfil together. At least one. */
export interface InventoryAndArgs extends Args<typeof inventoryAnd.fields> {}

/** When the objects were created, at least one end of it. */
export interface InventoryPeriodArgs extends Args<typeof inventoryPeriod.fields> {}

/** How often an inventory is made. */
export interface InventoryScheduleArgs extends Args<typeof inventorySchedule.fields> {}

/**
 * A list of a bucket's objects that COS writes into a bucket of the same region, every day, week or month. A bucket has several
 * inventories, each under an id of its own.
 *
 * @example
 * ```ts
 * const data = new cos.Bucket("data");
 * const reports = new cos.Bucket("reports");
 *
 * new cos.BucketInventory("everything", {
 *   bucket: data,
 *   inventoryId: "everything",
 *   destination: { bucket: reports, prefix: "inventories" },
 *   schedule: { frequency: "Weekly" },
 *   includedObjectVersions: "Current",
 *   optionalFields: ["Size", "StorageClass", "LastModifiedDate"],
 * });
 * ```
 *
 * @destroy
 * Removes the inventory of that id (`DeleteBucketInventory`). Lists that were written stay.
 *
 * @remarks
 * - The destination needs a policy that lets COS write, and the account the role `COS_QcsRole`.
 * - The order of `optionalFields` means nothing.
 *
 * @see https://www.tencentcloud.com/document/product/436/30625
 */
export class BucketInventory extends BucketConfigResource {
  constructor(name: string, args: BucketInventoryArgs, options?: pulumi.CustomResourceOptions) {
    super(bucketInventory, name, args, options);
  }
}

export interface BucketInventory extends Outputs<typeof bucketInventory.struct.fields> {}
