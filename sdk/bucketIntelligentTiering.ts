/** Intelligent tiering of a bucket in a program. */

import type * as pulumi from "@pulumi/pulumi";
import type {
  tiering,
  tieringAnd,
  tieringFilter,
  tieringTag,
  tieringTransition,
} from "../provider/model/documents/intelligentTiering";
import { bucketIntelligentTiering } from "../provider/resources/configurations/intelligentTiering";
import type { Args, BucketTarget } from "./bucket";
import { BucketConfigResource } from "./bucketConfig";
import type { Outputs } from "./resource";

/** Arguments of a `BucketIntelligentTiering`: `tieringId` and `tierings`, or in the old form `transition` alone. */
export interface BucketIntelligentTieringArgs
  extends BucketTarget,
    Args<typeof bucketIntelligentTiering.struct.fields> {}

/** One tier, and when objects move to it. */
export interface TieringArgs extends Args<typeof tiering.fields> {}

/** Which objects a rule is for: `{ prefix }`, `{ tag }` or `{ and }`. */
export interface TieringFilterArgs extends Args<typeof tieringFilter.fields> {}

/** Conditions that an object must fulfil together. At least one. */
export interface TieringAndArgs extends Args<typeof tieringAnd.fields> {}

/** A tag that an object must have. */
export interface TieringTagArgs extends Args<typeof tieringTag.fields> {}

/** When objects become infrequent in the old form. */
export interface TieringTransitionArgs extends Args<typeof tieringTransition.fields> {}

/**
 * When objects of the class `INTELLIGENT_TIERING` move to cheaper tiers. With a `tieringId` it is one of several rules: `default` makes
 * objects infrequent, the others archive them, and can be changed and removed.
 *
 * Without a `tieringId` it is the old form. That and the rule `default` **cannot be taken back**: COS neither changes them nor switches
 * them off.
 *
 * @example
 * ```ts
 * const data = new cos.Bucket("data");
 *
 * const base = new cos.BucketIntelligentTiering("base", {
 *   bucket: data,
 *   tieringId: "default",
 *   tierings: [{ accessTier: "INFREQUENT", days: 30 }],
 * });
 *
 * new cos.BucketIntelligentTiering(
 *   "archive",
 *   {
 *     bucket: data,
 *     tieringId: "archive",
 *     filter: { prefix: "reports/" },
 *     tierings: [
 *       { accessTier: "ARCHIVE_ACCESS", days: 91 },
 *       { accessTier: "DEEP_ARCHIVE_ACCESS", days: 180 },
 *     ],
 *   },
 *   { dependsOn: base },
 * );
 * ```
 *
 * @example
 * The old form, for good:
 * ```ts
 * const logs = new cos.Bucket("logs");
 *
 * new cos.BucketIntelligentTiering("logs", { bucket: logs, transition: { days: 30 } });
 * ```
 *
 * @destroy
 * The rule is removed. The old form and the rule `default` are only forgotten: the bucket keeps them, and preview and destroy say so.
 *
 * @remarks
 * - Preview warns before the old form or the rule `default` is written, and refuses to change their days.
 *
 * @see https://www.tencentcloud.com/document/product/436/38314
 */
export class BucketIntelligentTiering extends BucketConfigResource {
  constructor(name: string, args: BucketIntelligentTieringArgs, options?: pulumi.CustomResourceOptions) {
    super(bucketIntelligentTiering, name, args, options);
  }
}

export interface BucketIntelligentTiering extends Outputs<typeof bucketIntelligentTiering.struct.fields> {}
