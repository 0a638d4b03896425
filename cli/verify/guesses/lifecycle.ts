/** Guesses about how objects age: lifecycle rules, the access monitor and tiers. */

import { type Guess, step } from "../guess";
import { days, lock } from "./reasons";

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
/** Lifecycle rules, the access monitor and tiers. */
export const lifecycleGuesses: readonly Guess[] = [
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
    assumes: "Lifecycle rules that contradict each other are refused with 400 InvalidArgument.",
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
];
