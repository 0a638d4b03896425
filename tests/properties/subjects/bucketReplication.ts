/** Replication rules: where copies go, and prefixes that can stand beside each other. */

import fc from "fast-check";
import type { Struct } from "../../../provider/codec";
import { replicationDestination } from "../../../provider/model/documents/replication";
import { structValues } from "../../codec/arbitrary";
import type { Subject } from "../subject";
import { oneZoneClasses, otherBuckets, subUins, uins, versioned } from "./others";

const names = Object.keys(otherBuckets) as (keyof typeof otherBuckets)[];

const destinations = structValues(replicationDestination as unknown as Struct, {
  bucket: fc.constantFrom(...names),
  region: fc.constant("ap-guangzhou"),
  storageClass: oneZoneClasses,
}).map((destination) => ({
  ...destination,
  region: otherBuckets[destination.bucket as (typeof names)[number]],
}));

const regionFits = ({ rules }: { readonly rules?: unknown }) =>
  (rules as readonly { destination: { bucket: (typeof names)[number]; region: string } }[]).every(
    ({ destination: { bucket, region } }) => otherBuckets[bucket] === region,
  );

export const bucketReplication: Subject = {
  shapes: {
    "role.uin": uins,
    "role.subUin": subUins,
    "rules.destination": destinations,
    "rules.prefix": fc.oneof(
      fc.constantFrom("a/", "b/", "c/x", "网站/"),
      fc.string({ minLength: 1, maxLength: 4 }),
    ),
  },
  needs: [{ method: "PUT", query: "versioning", body: versioned }],
  happens: (_inputs, changed) => regionFits(changed),
  fixed: {
    "rules.destination.region": "a bucket's name belongs to one region",
    "rules.filter.and": "a filter has one of its two members, so that neither comes or goes alone",
  },
  laxities: [
    {
      path: /^rules\.id$/,
      reason: /^is required$/,
      because: "COS wants no name; a program has to give one, as rules are known by it",
    },
  ],
};
