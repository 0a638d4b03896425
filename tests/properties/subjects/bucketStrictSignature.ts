/** Strict signatures: actions and headers. */

import fc from "fast-check";
import type { Subject } from "../subject";

export const bucketStrictSignature: Subject = {
  shapes: {
    "rules.actions": fc.constantFrom("PutBucketACL", "DeleteObject", "Put*", "*"),
    "rules.headers": fc.constantFrom("Host", "content-type", "x-cos-acl", "x-cos-*"),
  },
  laxities: [
    {
      path: /^rules\.actions$/,
      reason: /^must be a CAM action/,
      because:
        "the page shows an asterisk alone and at the end, and says of no other place that it is refused",
    },
  ],
};
