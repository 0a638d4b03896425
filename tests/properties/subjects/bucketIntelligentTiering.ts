/** Intelligent tiering: what COS never changes. */

import fc from "fast-check";
import type { Subject } from "../subject";

const infrequent = fc.constantFrom(30, 60, 90);

export const bucketIntelligentTiering: Subject = {
  shapes: {
    tieringId: fc.oneof(fc.constantFrom("default", "archive", "a/b?c&d"), fc.string({ minLength: 1 })),
    "transition.days": infrequent,
    "tierings.days": fc.oneof(infrequent, fc.integer({ min: 91, max: 730 })),
  },
  // The old form, and the rule that stands for it in the new one, stay what they are.
  happens: ({ tieringId }) => tieringId !== undefined && tieringId !== "default",
  fixed: {
    transition: "the old form always has it, and the new one never",
    "transition.days": "COS never changes the old form",
    "filter.tag": "a filter has one of its three members, so that none comes or goes alone",
    "filter.and": "a filter has one of its three members, so that none comes or goes alone",
    "tierings.requestFrequent": "only the rule default has it, which COS never changes",
  },
};
