/** Guesses about what becomes of objects over time: lifecycle, tiers, copies, locks, lists and encryption. */

import { type Guess, step } from "../guess";
import { days, lock, oneTimeInventory } from "./reasons";

const lifecycle = (...rules: readonly string[]) =>
  `<LifecycleConfiguration>${rules.map((rule) => `<Rule>${rule}</Rule>`).join("")}</LifecycleConfiguration>`;
const enabled = "<Filter><Prefix>a/</Prefix></Filter><Status>Enabled</Status>";
const byAccess = `<ID>a</ID>${enabled}<Transition><AccessFrequency><RecentDays>30</RecentDays></AccessFrequency><StorageClass>STANDARD_IA</StorageClass></Transition>`;
const monitor = (status: string) =>
  `<AccessMonitorConfiguration><Status>${status}</Status></AccessMonitorConfiguration>`;
const bucketTier = (number: number) =>
  `<IntelligentTieringConfiguration><Status>Enabled</Status><Transition><Days>${number}</Days><RequestFrequent>1</RequestFrequent></Transition></IntelligentTieringConfiguration>`;
const tier = (id: string) =>
  `<IntelligentTieringConfiguration><Id>${id}</Id><Status>Enabled</Status><Tiering><AccessTier>INFREQUENT</AccessTier><Days>30</Days><RequestFrequent>1</RequestFrequent></Tiering></IntelligentTieringConfiguration>`;
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

/** Lifecycle, tiers, replication, locks, inventories and encryption. */
export const dataGuesses: readonly Guess[] = [
  {
    id: "lifecycle-tiering-order",
    assumes: "INTELLIGENT_TIERING stands between STANDARD_IA and ARCHIVE in the order of storage classes.",
    files: ["behaviour/lifecycle.ts"],
    probe: days,
  },
  {
    id: "lifecycle-date",
    assumes: "The Date of a lifecycle rule comes back as it was put.",
    files: ["configurations/lifecycle.ts"],
    probe: [
      step("PutBucketLifecycle", "PUT /?lifecycle", {
        body: lifecycle(
          `<ID>a</ID>${enabled}<Expiration><Date>2040-01-01T00:00:00+08:00</Date></Expiration>`,
        ),
      }),
      step("GetBucketLifecycle", "GET /?lifecycle", { expect: { "<Date>": "2040-01-01T00:00:00+08:00" } }),
    ],
  },
  {
    id: "lifecycle-access-frequency",
    assumes: "AccessFrequency may have AccessCountLessThan or RecentDays alone.",
    files: ["configurations/lifecycle.ts"],
    probe: [
      step("PutBucketAccessMonitor", "PUT /?accessmonitor", { body: monitor("Enabled") }),
      step("PutBucketLifecycle", "PUT /?lifecycle", { body: lifecycle(byAccess), expect: { status: "200" } }),
    ],
  },
  {
    id: "lifecycle-marker-and-days",
    assumes: "ExpiredObjectDeleteMarker may stand beside Days.",
    files: ["configurations/lifecycle.ts"],
    probe: [
      step("PutBucketLifecycle", "PUT /?lifecycle", {
        body: lifecycle(
          `<ID>a</ID>${enabled}<Expiration><Days>30</Days><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>`,
        ),
        expect: { status: "200" },
      }),
    ],
  },
  {
    id: "lifecycle-error-codes",
    assumes: "Lifecycle rules that do not go together are refused with 400 InvalidArgument.",
    files: ["configurations/lifecycle.ts"],
    probe: [
      step("PutBucketLifecycle", "PUT /?lifecycle", {
        body: lifecycle(
          `<ID>a</ID>${enabled}<Expiration><Days>30</Days></Expiration>`,
          "<ID>a</ID><Filter><Prefix>b/</Prefix></Filter><Status>Enabled</Status><Expiration><Days>30</Days></Expiration>",
        ),
        expect: { status: "400 InvalidArgument" },
      }),
    ],
  },
  {
    id: "lifecycle-no-action",
    assumes: "A lifecycle rule that does nothing is refused with 400 MalformedXML.",
    files: ["configurations/lifecycle.ts"],
    probe: [
      step("PutBucketLifecycle", "PUT /?lifecycle", {
        body: lifecycle(`<ID>a</ID>${enabled}`),
        expect: { status: "400 MalformedXML" },
      }),
    ],
  },
  {
    id: "lifecycle-noncurrent-order",
    assumes: "A noncurrent version cannot change its class after it is gone: 400 InvalidArgument.",
    files: ["configurations/lifecycle.ts"],
    probe: [
      step("PutBucketLifecycle", "PUT /?lifecycle", {
        body: lifecycle(
          `<ID>a</ID>${enabled}<NoncurrentVersionTransition><NoncurrentDays>60</NoncurrentDays><StorageClass>STANDARD_IA</StorageClass></NoncurrentVersionTransition><NoncurrentVersionExpiration><NoncurrentDays>40</NoncurrentDays></NoncurrentVersionExpiration>`,
        ),
        expect: { status: "400 InvalidArgument" },
      }),
    ],
  },
  {
    id: "lifecycle-id",
    assumes: "COS gives a lifecycle rule without an ID one of 32 hexadecimal digits.",
    files: ["configurations/lifecycle.ts"],
    probe: [
      step("PutBucketLifecycle", "PUT /?lifecycle", {
        body: lifecycle(`${enabled}<Expiration><Days>30</Days></Expiration>`),
      }),
      step("GetBucketLifecycle", "GET /?lifecycle", { expect: { "<ID>": /^[0-9a-f]{32}$/ } }),
    ],
  },
  {
    id: "lifecycle-without-monitor",
    assumes: "A rule that goes by the last access needs the access monitor, else 400 InvalidRequest.",
    files: ["configurations/lifecycle.ts"],
    probe: [
      step("PutBucketLifecycle", "PUT /?lifecycle", {
        body: lifecycle(byAccess),
        expect: { status: "400 InvalidRequest" },
      }),
    ],
  },
  {
    id: "access-monitor-codes",
    assumes:
      "The access monitor cannot be switched off while rules go by the last access: 400 InvalidRequest.",
    files: ["configurations/accessMonitor.ts"],
    probe: [
      step("PutBucketAccessMonitor", "PUT /?accessmonitor", { body: monitor("Enabled") }),
      step("PutBucketLifecycle", "PUT /?lifecycle", { body: lifecycle(byAccess) }),
      step("PutBucketAccessMonitor", "PUT /?accessmonitor", {
        body: monitor("Disabled"),
        expect: { status: "400 InvalidRequest" },
      }),
    ],
  },
  {
    id: "access-monitor-absent",
    assumes: "The access monitor of a new bucket is `Disabled`.",
    files: ["configurations/accessMonitor.ts"],
    probe: [
      step("GetBucketAccessMonitor", "GET /?accessmonitor", {
        expect: { status: "200", "<Status>": "Disabled" },
      }),
    ],
  },
  {
    id: "tiering-unchangeable",
    assumes: "The tiering of a whole bucket cannot be changed: 409 InvalidBucketState.",
    files: ["configurations/intelligentTiering.ts"],
    probe: [
      step("PutBucketIntelligentTieringLegacy", "PUT /?intelligenttiering", { body: bucketTier(30) }),
      step("PutBucketIntelligentTieringLegacy", "PUT /?intelligenttiering", {
        body: bucketTier(60),
        expect: { status: "409 InvalidBucketState" },
      }),
    ],
  },
  {
    id: "tiering-put-again",
    assumes: "The same tiering of a whole bucket can be put again.",
    files: ["configurations/intelligentTiering.ts"],
    probe: [
      step("PutBucketIntelligentTieringLegacy", "PUT /?intelligenttiering", { body: bucketTier(30) }),
      step("PutBucketIntelligentTieringLegacy", "PUT /?intelligenttiering", {
        body: bucketTier(30),
        expect: { status: "200" },
      }),
    ],
  },
  {
    id: "tiering-locked",
    assumes: "A bucket with an object lock takes no tiering: 409 BucketLocked.",
    files: ["configurations/intelligentTiering.ts"],
    probe: lock,
  },
  {
    id: "tiering-codes",
    assumes: "A tiering whose Id is not that of the query is refused with 400 InvalidArgument.",
    files: ["configurations/intelligentTiering.ts"],
    probe: [
      step("PutBucketIntelligentTiering", "PUT /?intelligent-tiering&id=a", {
        body: tier("b"),
        expect: { status: "400 InvalidArgument" },
      }),
    ],
  },
  {
    id: "tiering-legacy-shown",
    assumes: "A tiering with the id `default` does not show as the tiering of the whole bucket.",
    files: ["configurations/intelligentTiering.ts"],
    probe: [
      step("PutBucketIntelligentTiering", "PUT /?intelligent-tiering&id=default", { body: tier("default") }),
      step("GetBucketIntelligentTieringLegacy", "GET /?intelligenttiering", {
        expect: { status: "200", "<Status>": null },
      }),
    ],
  },
  {
    id: "tiering-id-absent",
    assumes: "A tiering that is not there answers 404 IntelligentTieringConfigurationNotFoundError.",
    files: ["configurations/intelligentTiering.ts"],
    probe: [
      step("GetBucketIntelligentTiering", "GET /?intelligent-tiering&id=none", {
        expect: { status: "404 IntelligentTieringConfigurationNotFoundError" },
      }),
    ],
  },
  {
    id: "tiering-list",
    assumes:
      "A bucket without tierings answers 200 with an empty ListBucketIntelligentTieringConfigurationsOutput.",
    files: ["configurations/intelligentTiering.ts"],
    probe: [
      step("ListBucketIntelligentTieringConfigurations", "GET /?intelligent-tiering", {
        expect: { status: "200", body: /<ListBucketIntelligentTieringConfigurationsOutput\b/ },
      }),
    ],
  },
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
    assumes: "Replication rules that do not go together are refused with 400 InvalidArgument.",
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
    probe: "It needs buckets in several regions.",
  },
  {
    id: "object-lock-beside",
    assumes: "What does not go with an object lock is refused with 409 InvalidBucketState, in either order.",
    files: ["configurations/objectLock.ts", "configurations/versioning.ts"],
    probe: lock,
  },
  {
    id: "inventory-one-time-hidden",
    assumes: "No request shows an inventory that was ordered once.",
    files: ["configurations/inventory.ts"],
    probe: oneTimeInventory,
  },
  {
    id: "inventory-one-time-again",
    assumes:
      "Ordering an inventory again under the same id within a day is refused with 400 DuplicateInventoryId.",
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
    assumes: "Notifications take any event and any rule of a filter, and the rules stand in Key.",
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
