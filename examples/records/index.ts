/** Records that nobody can change before their time, with the books about them: who asked for what, and what there is. */
import * as pulumi from "@pulumi/pulumi";
import * as cos from "pulumi-tencentcos";

const days = new pulumi.Config().requireNumber("retentionDays");

const records = new cos.Bucket("records");

new cos.BucketEncryption("records", { bucket: records, sseAlgorithm: "KMS" });

// Can be made longer and never shorter. A destroy forgets the lock, and fails at the bucket while there are records in it.
new cos.BucketObjectLock("records", { bucket: records, days });

// COS goes on writing into this bucket; forceDestroy removes what is there by then.
const books = new cos.Bucket("books", { forceDestroy: true });

new cos.BucketLogging("records", { bucket: records, targetBucket: books, targetPrefix: "requests/" });

new cos.BucketInventory("everything", {
  bucket: records,
  inventoryId: "everything",
  destination: { bucket: books, prefix: "inventory", sseCos: true },
  schedule: { frequency: "Weekly" },
  includedObjectVersions: "Current",
  optionalFields: ["Size", "LastModifiedDate", "Crc64"],
});

export const bucket = records.bucket;
export const booksBucket = books.bucket;
