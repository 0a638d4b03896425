/** Access logs of a bucket (https://www.tencentcloud.com/document/product/436/17054, 17053). */

import { group, reference, text } from "../../codec";
import { bucketNameReason } from "../../model/bucketNames";
import { maxKeyBytes } from "../../model/keys";
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
  struct: group("BucketLogging", {
    /**
     * The bucket into which the logs are written, or its full name, `name-APPID`: of the same account and region. The bucket itself is
     * possible and not advised, because then writing logs is logged too. COS writes them through the role `CLS_QcsRole` with the
     * policy `QcloudCOSAccessForCLSRole`, which the account must have.
     */
    targetBucket: reference("LoggingEnabled>TargetBucket", { verify: fullNameReason }),
    /**
     * How the keys of the logs begin, such as `site/`; `{YYYY}/{MM}/{DD}/{time}_{random}_{index}.gz` follows. About every five minutes
     * there is a new one.
     * @default an empty text
     */
    targetPrefix: text("LoggingEnabled>TargetPrefix", {
      minBytes: 0,
      maxBytes: maxKeyBytes,
      sentDefault: "",
      verify: prefixReason,
    }),
  }),
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

function fullNameReason(value: string): string | undefined {
  return (
    bucketNameReason(value) ??
    (/-\d+$/.test(value)
      ? undefined
      : "must be the full name, which ends in the APPID, such as logs-1250000000")
  );
}

/** The prefix begins a key (https://www.tencentcloud.com/document/product/436/13324); unlike a key it may begin with a slash. */
function prefixReason(value: string): string | undefined {
  return value.startsWith("\\") ? "must not begin with \\, as no key does" : undefined;
}

function warnings(olds: Props, news: Props): readonly string[] {
  const { bucket, targetBucket } = news;
  return targetBucket === bucket && olds.targetBucket !== targetBucket
    ? [`${String(bucket)} logs into itself: every log that is written is logged again`]
    : [];
}
