/** A second bucket in another region: new objects are replicated, and what was there before is copied once. */
import * as pulumi from "@pulumi/pulumi";
import * as cos from "pulumi-tencentcos";

const account = new pulumi.Config().require("account"); // the UIN of the account of both buckets

// Versions and delete markers outlive their objects; forceDestroy removes them together with the bucket.
const primary = new cos.Bucket("primary", { forceDestroy: true });
const standby = new cos.Bucket("standby", { forceDestroy: true, region: "ap-beijing" });

const manual = new cos.Object("manual.txt", { bucket: primary, content: "Read me first.\n" });
const copy = new cos.ObjectCopy("manual.txt", {
  bucket: standby,
  source: manual,
  storageClass: "STANDARD_IA",
});

// COS replicates only between buckets that both keep versions.
const versions = [
  new cos.BucketVersioning("primary", { bucket: primary, status: "Enabled" }),
  new cos.BucketVersioning("standby", { bucket: standby, status: "Enabled" }),
];

new cos.BucketReplication(
  "primary",
  {
    bucket: primary,
    role: { uin: account },
    rules: [
      { id: "documents", prefix: "documents/", destination: { bucket: standby } },
      {
        id: "invoices",
        priority: 1,
        filter: { and: { prefix: "invoices/", tags: { state: "paid" } } },
        deleteMarkerReplication: "Disabled", // COS demands it where tags decide
        destination: { bucket: standby, storageClass: "ARCHIVE" },
      },
    ],
  },
  { dependsOn: versions },
);

export const bucket = primary.bucket;
export const standbyBucket = standby.bucket;
export const copyCrc64 = copy.crc64;
