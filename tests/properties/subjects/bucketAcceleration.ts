/** Acceleration: COS knows one type, and fills it in. */

import fc from "fast-check";
import type { Subject } from "../subject";

export const bucketAcceleration: Subject = {
  shapes: { type: fc.constant("COS") },
  seen: (change) => (change.field === "type" ? { ...change, declared: [] } : change),
  fixed: { type: "COS knows one type, and fills it in" },
};
