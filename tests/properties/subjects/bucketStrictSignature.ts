/** Strict signatures: actions and headers. */

import fc from "fast-check";
import type { Subject } from "../subject";

export const bucketStrictSignature: Subject = {
  shapes: {
    "rules.actions": fc.constantFrom("PutBucketACL", "DeleteObject", "Put*", "*"),
    "rules.headers": fc.constantFrom("Host", "content-type", "x-cos-acl", "x-cos-*"),
  },
};
