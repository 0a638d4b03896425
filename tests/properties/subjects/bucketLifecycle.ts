/** Lifecycle rules: the classes of a bucket with a single zone, and contradictions that COS does not mind. */

import fc from "fast-check";
import type { Subject } from "../subject";

const classes = fc.constantFrom("STANDARD", "STANDARD_IA", "INTELLIGENT_TIERING", "ARCHIVE", "DEEP_ARCHIVE");

export const bucketLifecycle: Subject = {
  shapes: {
    "rules.transitions.storageClass": classes,
    "rules.noncurrentVersionTransitions.storageClass": classes,
  },
  // Rules by the last access need it.
  needs: [
    {
      method: "PUT",
      query: "accessmonitor",
      body: "<AccessMonitorConfiguration><Status>Enabled</Status></AccessMonitorConfiguration>",
    },
  ],
  laxities: [
    {
      path: /^rules\.id$/,
      reason: /^is required$/,
      because: "COS makes one up; a program has to know it, as rules are known by it",
    },
  ],
};
