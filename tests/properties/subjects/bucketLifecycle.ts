/** Lifecycle rules: the classes of a bucket with a single zone. */

import fc from "fast-check";
import type { Subject } from "../subject";

const classes = fc.constantFrom("STANDARD_IA", "INTELLIGENT_TIERING", "ARCHIVE", "DEEP_ARCHIVE");

export const bucketLifecycle: Subject = {
  shapes: {
    "rules.transitions.storageClass": classes,
    "rules.noncurrentVersionTransitions.storageClass": classes,
  },
};
