/** Intelligent tiering of a bucket in a program. */

import type * as pulumi from "@pulumi/pulumi";
import {
  bucketIntelligentTiering,
  type tiering,
  type tieringAnd,
  type tieringFilter,
  type tieringTag,
  type tieringTransition,
} from "../provider/resources/bucketIntelligentTiering";
import type { BucketTarget } from "./bucket";
import { BucketConfigResource } from "./bucketConfig";
import type { Args, Outputs } from "./resource";

/** Arguments of a `BucketIntelligentTiering`: `tieringId` and `tierings`, or in the old form `transition` alone. */
export interface BucketIntelligentTieringArgs
  extends BucketTarget,
    Args<typeof bucketIntelligentTiering.struct.fields> {}

/** One tier, and when objects move to it. */
export interface TieringArgs extends Args<typeof tiering.fields> {}

/** Which objects a rule is for. */
export interface TieringFilterArgs extends Args<typeof tieringFilter.fields> {}

/** Conditions that an object must fulfil together. */
export interface TieringAndArgs extends Args<typeof tieringAnd.fields> {}

/** A tag that an object must have. */
export interface TieringTagArgs extends Args<typeof tieringTag.fields> {}

/** When objects become infrequent in the old form. */
export interface TieringTransitionArgs extends Args<typeof tieringTransition.fields> {}

/**
 * When objects of the class `INTELLIGENT_TIERING` move to cheaper tiers. With a `tieringId` it is one of several rules, which can be
 * changed and removed; the rule `default` makes objects infrequent, the others archive them.
 *
 * ```ts
 * new cos.BucketIntelligentTiering("base", {
 *   bucket: data,
 *   tieringId: "default",
 *   tierings: [{ accessTier: "INFREQUENT", days: 30 }],
 * });
 * new cos.BucketIntelligentTiering("archive", {
 *   bucket: data,
 *   tieringId: "archive",
 *   filter: { prefix: "reports/" },
 *   tierings: [{ accessTier: "ARCHIVE_ACCESS", days: 91 }],
 * });
 * ```
 *
 * Without a `tieringId` it is the old form, which **cannot be taken back**: COS neither changes it nor switches it off, and a destroy only
 * forgets the resource.
 *
 * ```ts
 * new cos.BucketIntelligentTiering("data", { bucket: data, transition: { days: 30 } });
 * ```
 *
 * https://www.tencentcloud.com/document/product/436/38314
 */
export class BucketIntelligentTiering extends BucketConfigResource {
  constructor(name: string, args: BucketIntelligentTieringArgs, options?: pulumi.CustomResourceOptions) {
    super(bucketIntelligentTiering, name, args, options);
  }
}

export interface BucketIntelligentTiering extends Outputs<typeof bucketIntelligentTiering.struct.fields> {}
