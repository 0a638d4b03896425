/** The values of a bucket by their types. */

import type { Values } from "../../codec";
import type { bucketStruct } from "./fields";

/** The arguments of a bucket that have been checked. */
export type BucketInputs = Values<typeof bucketStruct.fields>;

/** What follows from where a bucket is. */
export type BucketComputed = {
  /** The full name. */
  readonly bucket: string;
  readonly region: string;
  readonly appId: string;
  readonly bucketDomainName: string;
  readonly websiteDomainName: string;
  readonly qcs: string;
};

/** What the state keeps of a bucket. */
export type BucketState = BucketInputs &
  BucketComputed & {
    /** The mark of a creation whose outcome is unknown. */
    readonly creationMark?: string;
  };
