/** Guesses about replication, locks, inventories, logs, notifications and encryption. */

import { type Guess, step } from "../guess";
import { lock, oneTimeInventory } from "./reasons";

const replication = (role: string, bucket: string, more = "") =>
  `<ReplicationConfiguration><Role>${role}</Role><Rule><Status>Enabled</Status><ID>a</ID><Prefix>a</Prefix><Destination><Bucket>qcs::cos:{region}::${bucket}</Bucket></Destination></Rule>${more}</ReplicationConfiguration>`;
const role = "qcs::cam::uin/{uin}:uin/{uin}";
const inventory = (id: string, bucket: string) =>
  `<InventoryConfiguration><Id>${id}</Id><IsEnabled>false</IsEnabled><Destination><COSBucketDestination><Format>CSV</Format><AccountId>{uin}</AccountId><Bucket>qcs::cos:{region}::${bucket}</Bucket></COSBucketDestination></Destination><Schedule><Frequency>Weekly</Frequency></Schedule><IncludedObjectVersions>Current</IncludedObjectVersions></InventoryConfiguration>`;
const encryption = (text: string) =>
  `<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>${text}</ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>`;
const versioned = step("PutBucketVersioning", "PUT /?versioning", {
  body: "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>",
});

/** Replication, locks, inventories, logs, notifications and encryption. */
export const dataGuesses: readonly Guess[] = [
  {
    id: "replication-role",
    assumes: "A Role of another form than an account's is refused with 400 InvalidArgument.",
    files: ["configurations/replication.ts"],
    buckets: 2,
    probe: [
      versioned,
      { ...versioned, of: "second" },
      step("PutBucketReplication", "PUT /?replication", {
        body: replication("nobody", "{second}"),
        expect: { status: "400 InvalidArgument" },
      }),
    ],
  },
  {
    id: "replication-error-codes",
    assumes: "Replication rules that contradict each other are refused with 400 InvalidArgument.",
    files: ["configurations/replication.ts"],
    buckets: 2,
    probe: [
      versioned,
      { ...versioned, of: "second" },
      step("PutBucketReplication", "PUT /?replication", {
        body: replication(
          role,
          "{second}",
          "<Rule><Status>Enabled</Status><ID>a</ID><Prefix>b</Prefix><Destination><Bucket>qcs::cos:{region}::{second}</Bucket></Destination></Rule>",
        ),
        expect: { status: "400 InvalidArgument" },
      }),
    ],
  },
  {
    id: "replication-no-destination",
    assumes: "A replication into a bucket that is not there is refused with 400 TargetBucketNameInvalid.",
    files: ["configurations/replication.ts"],
    probe: [
      versioned,
      step("PutBucketReplication", "PUT /?replication", {
        body: replication(role, "{missing}"),
        expect: { status: "400 TargetBucketNameInvalid" },
      }),
    ],
  },
  {
    id: "replication-versioning",
    assumes: "A replication into a bucket without versioning is refused with 409 InvalidBucketState.",
    files: ["configurations/replication.ts"],
    buckets: 2,
    probe: [
      versioned,
      step("PutBucketReplication", "PUT /?replication", {
        body: replication(role, "{second}"),
        expect: { status: "409 InvalidBucketState" },
      }),
    ],
  },
  {
    id: "replication-several",
    assumes: "A replication may have several destinations.",
    files: ["configurations/replication.ts"],
    buckets: 3,
    probe: [
      versioned,
      { ...versioned, of: "second" },
      { ...versioned, of: "third" },
      step("PutBucketReplication", "PUT /?replication", {
        body: replication(
          role,
          "{second}",
          "<Rule><Status>Enabled</Status><ID>b</ID><Prefix>b</Prefix><Destination><Bucket>qcs::cos:{region}::{third}</Bucket></Destination></Rule>",
        ),
        expect: { status: "200" },
      }),
    ],
  },
  {
    id: "object-lock-beside",
    assumes:
      "A configuration that cannot be combined with an object lock is refused with 409 InvalidBucketState, in either order.",
    files: ["configurations/objectLock.ts", "configurations/versioning.ts"],
    probe: lock,
  },
  {
    id: "inventory-one-time-hidden",
    assumes: "No request shows a one-time inventory.",
    files: ["configurations/inventory.ts"],
    probe: oneTimeInventory,
  },
  {
    id: "inventory-one-time-again",
    assumes:
      "A second one-time inventory with the same id within a day is refused with 400 DuplicateInventoryId.",
    files: ["configurations/inventory.ts"],
    probe: oneTimeInventory,
  },
  {
    id: "inventory-error-codes",
    assumes: "An inventory whose Id is not that of the query is refused with 400 InvalidArgument.",
    files: ["configurations/inventory.ts"],
    probe: [
      step("PutBucketInventory", "PUT /?inventory&id=a", {
        body: inventory("b", "{bucket}"),
        expect: { status: "400 InvalidArgument" },
      }),
    ],
  },
  {
    id: "inventory-no-destination",
    assumes: "An inventory into a bucket that is not there is refused with 400 TargetBucketNameInvalid.",
    files: ["configurations/inventory.ts"],
    probe: [
      step("PutBucketInventory", "PUT /?inventory&id=a", {
        body: inventory("a", "{missing}"),
        expect: { status: "400 TargetBucketNameInvalid" },
      }),
    ],
  },
  {
    id: "inventory-list-empty",
    assumes:
      "A bucket without inventories answers 404 InventoryConfigurationNotFoundError to a listing of them.",
    files: ["configurations/inventory.ts"],
    probe: [
      step("ListBucketInventoryConfigurations", "GET /?inventory", {
        expect: { status: "404 InventoryConfigurationNotFoundError" },
      }),
    ],
  },
  {
    id: "encryption-kms-key",
    assumes: "A key of KMS with another algorithm than KMS is refused with 400 InvalidArgument.",
    files: ["configurations/encryption.ts"],
    probe: [
      step("PutBucketEncryption", "PUT /?encryption", {
        body: encryption(
          "<SSEAlgorithm>AES256</SSEAlgorithm><KMSMasterKeyID>01234567-89ab-cdef-0123-456789abcdef</KMSMasterKeyID>",
        ),
        expect: { status: "400 InvalidArgument" },
      }),
    ],
  },
  {
    id: "encryption-sm4",
    assumes: "SM4 shows in x-cos-server-side-encryption, and the ETag stays the MD5 of the content.",
    files: ["configurations/encryption.ts", "operations/write.ts"],
    probe: [
      step("PutBucketEncryption", "PUT /?encryption", {
        body: encryption("<SSEAlgorithm>SM4</SSEAlgorithm>"),
      }),
      step("PutObject", "PUT /a.txt", { body: "text" }),
      step("HeadObject", "HEAD /a.txt", {
        expect: { "x-cos-server-side-encryption": "SM4", etag: '"1cb251ec0d568de6a929b520c4aed8d1"' },
      }),
    ],
  },
  {
    id: "encryption-shown",
    assumes: "Answers to writes into an encrypted bucket show the encryption.",
    files: ["configurations/encryption.ts"],
    probe: [
      step("PutBucketEncryption", "PUT /?encryption", {
        body: encryption("<SSEAlgorithm>AES256</SSEAlgorithm>"),
      }),
      step("PutObject", "PUT /a.txt", { body: "text", expect: { "x-cos-server-side-encryption": "AES256" } }),
    ],
  },
  {
    id: "logging-prefix",
    assumes: "A prefix of logs that begins with a backslash is refused with 400 LoggingPrefixInvalid.",
    files: ["configurations/logging.ts"],
    probe: [
      step("PutBucketLogging", "PUT /?logging", {
        body: "<BucketLoggingStatus><LoggingEnabled><TargetBucket>{bucket}</TargetBucket><TargetPrefix>\\a</TargetPrefix></LoggingEnabled></BucketLoggingStatus>",
        expect: { status: "400 LoggingPrefixInvalid" },
      }),
    ],
  },
  {
    id: "notification-words",
    assumes: "Notifications accept any event and any rule of a filter, and the rules are in Key.",
    files: ["configurations/notification.ts"],
    probe: "It needs a cloud function that is called.",
  },
  {
    id: "notification-absent",
    assumes: "A bucket without notifications answers 200 with an empty NotificationConfiguration.",
    files: ["configurations/notification.ts"],
    probe: [
      step("GetBucketNotification", "GET /?notification", {
        expect: { status: "200", body: /<NotificationConfiguration\b/ },
      }),
    ],
  },
];
