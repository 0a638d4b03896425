/** Access logs of a bucket (https://www.tencentcloud.com/document/product/436/17054, 17053). */

import { bucketLoggingStatus } from "../../model/documents/logging";
import type { Props } from "../../model/props";
import type { BucketConfig } from "./descriptor";

/**
 * The configuration `?logging`. COS has no DELETE for it: a destroy writes an empty document, which ends it; the logs that are there
 * stay.
 */
export const bucketLogging = {
  token: "BucketLogging",
  title: "access logs",
  query: "logging",
  root: "BucketLoggingStatus",
  operations: { get: "GetBucketLogging", put: "PutBucketLogging" },
  absent: [],
  struct: bucketLoggingStatus,
  reset: { body: "<BucketLoggingStatus></BucketLoggingStatus>" },
  warnings,
  hints: {
    InvalidTargetBucketForLogging: ({ targetBucket, region }) =>
      `The logs can go only to a bucket of the same account in ${String(region)}; is ${String(targetBucket)} one? COS also needs the role CLS_QcsRole with the policy QcloudCOSAccessForCLSRole.`,
    LoggingPrefixInvalid: ({ targetPrefix }) =>
      `COS does not take the prefix ${JSON.stringify(targetPrefix)}.`,
    AccessDenied: () => "Only the owner of a bucket may set where its logs go.",
  },
} as const satisfies BucketConfig;

function warnings(olds: Props, news: Props): readonly string[] {
  const { bucket, targetBucket } = news;
  return targetBucket === bucket && olds.targetBucket !== targetBucket
    ? [`${String(bucket)} logs into itself: every log that is written is logged again`]
    : [];
}
