/** Access logs of a bucket (https://www.tencentcloud.com/document/product/436/17054, 17053). */

import { known } from "../../codec";
import { bucketLoggingStatus } from "../../model/documents/logging";
import type { BucketConfig, Proposed, Recorded } from "./descriptor";

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
  remedies: {
    InvalidTargetBucketForLogging: ({ targetBucket, region }) =>
      `The logs can go only to a bucket of the same account in ${region}; is ${targetBucket} one? COS also needs the role CLS_QcsRole with the policy QcloudCOSAccessForCLSRole.`,
    LoggingPrefixInvalid: ({ targetPrefix }) =>
      `COS does not take the prefix ${JSON.stringify(targetPrefix)}.`,
    AccessDenied: () => "Only the owner of a bucket may set where its logs go.",
  },
} as const satisfies BucketConfig<typeof bucketLoggingStatus.fields>;

type Logging = typeof bucketLoggingStatus.fields;

function warnings(olds: Recorded<Logging>, news: Proposed<Logging>): readonly string[] {
  const [bucket, targetBucket] = [known(news.bucket), known(news.targetBucket)];
  return bucket !== undefined && targetBucket === bucket && olds.targetBucket !== targetBucket
    ? [`${bucket} logs into itself: every log that is written is logged again`]
    : [];
}
