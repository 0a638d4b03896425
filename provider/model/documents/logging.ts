/** Access logs of a bucket (https://www.tencentcloud.com/document/product/436/17054, 17053). */

import { group, reference, string } from "../../codec/fields";
import { bucketNameReason } from "../bucketNames";
import { maxKeyBytes } from "../keys";

/** The document of `?logging`. */
export const bucketLoggingStatus = group("BucketLogging", {
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
  targetPrefix: string("LoggingEnabled>TargetPrefix", {
    minBytes: 0,
    maxBytes: maxKeyBytes,
    sentDefault: "",
    verify: prefixReason,
  }),
});

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
