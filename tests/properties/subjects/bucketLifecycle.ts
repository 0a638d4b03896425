/** Lifecycle rules: the classes of a bucket with a single zone, and contradictions that COS does not mind. */

import fc from "fast-check";
import type { Subject } from "../subject";
import { emptyFilters } from "./others";

const classes = fc.constantFrom("STANDARD", "STANDARD_IA", "INTELLIGENT_TIERING", "ARCHIVE", "DEEP_ARCHIVE");

export const bucketLifecycle: Subject = {
  shapes: {
    "rules.transitions.storageClass": classes,
    "rules.noncurrentVersionTransitions.storageClass": classes,
  },
  laxities: [
    ...emptyFilters,
    {
      path: /^rules\.id$/,
      reason: /^is required$/,
      because: "COS makes one up; a program has to know it, as rules are known by it",
    },
    {
      path: /^rules\.expiration\.expiredObjectDeleteMarker$/,
      reason: /^cannot be given together with (days|date)$/,
      because: "whether COS refuses it is not written down",
    },
    {
      path: /\.and\.objectSizeLessThan$/,
      reason: /^(must be at least 1|leaves no size .*)$/,
      because: "COS takes a filter that no object fits",
    },
  ],
};
