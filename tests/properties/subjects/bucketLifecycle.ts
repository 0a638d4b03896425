/** Lifecycle rules: the classes of a bucket with a single zone, and contradictions that COS does not mind. */

import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import type { Props } from "../../../provider/model/props";
import type { Subject } from "../subject";

const classes = fc.constantFrom("STANDARD", "STANDARD_IA", "INTELLIGENT_TIERING", "ARCHIVE", "DEEP_ARCHIVE");

/** Rules whose filter is for all objects of the bucket, however it says so. */
function meant({ rules }: Props): readonly Props[] {
  return (rules as readonly Props[]).map(({ filter, ...rule }) =>
    isDeepStrictEqual(filter, {}) || isDeepStrictEqual(filter, { prefix: "" }) || filter === undefined
      ? rule
      : { ...rule, filter },
  );
}

export const bucketLifecycle: Subject = {
  // An empty prefix, an empty filter and none are the same.
  seen: (change, inputs) =>
    isDeepStrictEqual(meant(change.value), meant(inputs))
      ? { ...change, declared: [], ...(change.drifted !== undefined && { drifted: [] }) }
      : change,
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
