/** Inventories: where they go. */

import fc from "fast-check";
import type { Subject } from "../subject";
import { emptyFilters, nearBuckets, oneZoneClasses, uins } from "./others";

export const bucketInventory: Subject = {
  shapes: {
    "destination.bucket": nearBuckets,
    "destination.region": fc.constant("ap-guangzhou"),
    "destination.accountId": uins,
    "filter.and.storageClass": oneZoneClasses,
    optionalFields: fc.constantFrom("Size", "ETag", "Tag", "Crc64", "x-cos-meta-a"),
  },
  fixed: { "destination.region": "it is always that of the bucket itself" },
  laxities: [
    ...emptyFilters,
    {
      path: /^filter\.period$/,
      reason: /^one of startTime, endTime is required$/,
      because: "a period without ends means all times",
    },
    {
      path: /^filter\.period\.(startTime|endTime)$/,
      reason: /^must be (at least 1|later than startTime)$/,
      because: "COS takes a period in which no object was made",
    },
    {
      path: /^filter\.and\.storageClass$/,
      reason: /^must be one of STANDARD, /,
      because: "known from the SDKs only, and what COS does with other classes is not",
    },
    {
      path: /^schedule\.monthlyDate$/,
      reason: /^is required when frequency is Monthly$/,
      because: "known from the SDKs only, and whether COS can do without it is not",
    },
  ],
};
