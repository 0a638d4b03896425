/** Retention of a bucket's objects in a program. */

import type * as pulumi from "@pulumi/pulumi";
import { bucketObjectLock } from "../provider/resources/configurations/objectLock";
import type { Args, BucketTarget } from "./bucket";
import { BucketConfigResource } from "./bucketConfig";
import type { Outputs } from "./resource";

/** Arguments of a `BucketObjectLock`. */
export interface BucketObjectLockArgs extends BucketTarget, Args<typeof bucketObjectLock.struct.fields> {}

/**
 * How long objects of a bucket can be neither overwritten nor deleted after they are written. **It cannot be taken back**: COS
 * neither switches it off nor shortens it.
 *
 * @example
 * ```ts
 * const audit = new cos.Bucket("audit");
 *
 * new cos.BucketObjectLock("audit", { bucket: audit, days: 365 });
 * ```
 *
 * @destroy
 * Only forgets the resource: bucket and objects stay locked. Preview and destroy say so.
 *
 * @remarks
 * - A shorter period is refused at preview. It can only grow.
 * - Tencent Cloud opens object lock on application.
 * - A bucket with object lock has no versioning, replication, lifecycle rules or intelligent tiering.
 * - A bucket with locked objects cannot be destroyed, with `forceDestroy` neither; the message says until when.
 *
 * @see https://www.tencentcloud.com/document/product/436/40133
 */
export class BucketObjectLock extends BucketConfigResource {
  constructor(name: string, args: BucketObjectLockArgs, options?: pulumi.CustomResourceOptions) {
    super(bucketObjectLock, name, args, options);
  }
}

export interface BucketObjectLock extends Outputs<typeof bucketObjectLock.struct.fields> {}
