/** Inventories: where they go. */

import fc from "fast-check";
import type { Subject } from "../subject";
import { nearBuckets, oneZoneClasses, uins } from "./others";

export const bucketInventory: Subject = {
  shapes: {
    "destination.bucket": nearBuckets,
    "destination.region": fc.constant("ap-guangzhou"),
    "destination.accountId": uins,
    "filter.and.storageClass": oneZoneClasses,
    optionalFields: fc.constantFrom("Size", "ETag", "Tag", "Crc64", "x-cos-meta-a"),
  },
  fixed: { "destination.region": "it is always that of the bucket itself" },
};
