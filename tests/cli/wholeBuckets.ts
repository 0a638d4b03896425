/** Generated buckets with any configurations at the same time, as far as COS takes them together. */

import assert from "node:assert/strict";
import fc from "fast-check";
import type { BucketAddress } from "../../provider/model/ids";
import type { Props } from "../../provider/model/props";
import { bucketConfigs } from "../../provider/resources/configurations";
import { handlerOf, inputsOf } from "../properties/inputs";
import { otherBuckets, versioned } from "../properties/subjects/others";
import type { TestBench } from "../support";

/** What others need is written first; a policy last, which may forbid the rest. */
const first = ["BucketVersioning", "BucketWebsite", "BucketAcceleration", "BucketDomain"];
const writingOrder = [...bucketConfigs].sort((a, b) => rank(a.token) - rank(b.token));

function rank(token: string): number {
  const index = first.indexOf(token);
  return token === "BucketPolicy" ? first.length + 1 : index === -1 ? first.length : index;
}

/** The inputs of configurations by token, without the bucket. */
export type WholeBucket = Readonly<Record<string, Props>>;

/** One configuration of each kind that goes with the others. */
export const everything: WholeBucket = {
  BucketTagging: { tags: { team: "web" } },
  BucketAcl: { acl: "public-read" },
  BucketCors: { rules: [{ allowedOrigins: ["*"], allowedMethods: ["GET"] }] },
  BucketReferer: {
    refererType: "White-List",
    domainList: ["*.example.com"],
    emptyReferConfiguration: "Allow",
  },
  BucketStrictSignature: { rules: [{ id: "a", actions: ["PutBucketACL"], headers: ["Host"] }] },
  BucketEncryption: { sseAlgorithm: "AES256" },
  BucketVersioning: { status: "Enabled" },
  BucketLifecycle: { rules: [{ id: "a", expiration: { days: 365 } }] },
  BucketIntelligentTiering: { tieringId: "default", tierings: [{ accessTier: "INFREQUENT", days: 30 }] },
  BucketWebsite: { indexDocument: { suffix: "index.html" } },
  BucketAcceleration: { status: "Enabled" },
  BucketDomain: { rules: [{ name: "www.example.com", type: "WEBSITE" }] },
  BucketDomainCertificate: { domainName: "www.example.com", certId: "id-1" },
  BucketOrigin: {
    rules: [
      {
        rulePriority: 1,
        originType: "Mirror",
        originCondition: { httpStatusCode: "404" },
        originParameter: {},
        originInfo: { hostInfos: [{ hostName: "origin.example.com" }] },
      },
    ],
  },
  BucketReplication: {
    role: { uin: "100000000001" },
    rules: [{ id: "a", destination: { bucket: "copies-1250000000", region: "ap-guangzhou" } }],
  },
  BucketLogging: { targetBucket: "logs-1250000000" },
  BucketInventory: {
    inventoryId: "all",
    destination: { bucket: "logs-1250000000" },
    schedule: { frequency: "Daily" },
    includedObjectVersions: "Current",
  },
  BucketPolicy: {
    policy: {
      statement: [
        {
          principal: { qcs: ["qcs::cam::anyone:anyone"] },
          effect: "allow",
          action: ["name/cos:GetObject"],
          resource: ["qcs::cos:ap-guangzhou:uid/1250000000:site-1250000000/*"],
        },
      ],
    },
  },
};

/** What a bucket with object lock cannot have. */
const excluded = ["BucketVersioning", "BucketLifecycle", "BucketReplication", "BucketIntelligentTiering"];

/** Any configurations of a bucket. */
export const wholeBuckets: fc.Arbitrary<WholeBucket> = fc.oneof(
  { weight: 4, arbitrary: anyOf((token) => token !== "BucketObjectLock") },
  { weight: 1, arbitrary: anyOf((token) => !excluded.includes(token), ["BucketObjectLock"]) },
);

function anyOf(
  isPossible: (token: string) => boolean,
  requiredKeys: string[] = [],
): fc.Arbitrary<WholeBucket> {
  const configs = bucketConfigs.filter(({ token }) => isPossible(token));
  return fc
    .record(Object.fromEntries(configs.map((config) => [config.token, inputsOf(config)])), { requiredKeys })
    .map((bucket) => withNeeds({ ...bucket }));
}

/** With what others need: versions, domains, a website, acceleration. */
function withNeeds(bucket: WholeBucket): WholeBucket {
  const {
    BucketDomainCertificate: certificate,
    BucketDomain: domain,
    BucketReplication: replication,
  } = bucket;
  const certified = certificate?.domainName;
  const listed = (domain?.rules ?? []) as readonly { readonly name: string; readonly type: string }[];
  const rules = listed.some(({ name }) => certified === undefined || name === certified)
    ? listed
    : [...listed, ...(certified === undefined ? [] : [{ name: String(certified), type: "REST" }])];
  const has = (type: string) => rules.some((rule) => rule.type === type);
  return {
    ...bucket,
    // The emulator takes any text for an id, one of blanks too.
    ...(certificate?.certId !== undefined && {
      BucketDomainCertificate: { ...certificate, certId: "id-1" },
    }),
    ...(rules.length > 0 && { BucketDomain: { rules } }),
    ...(has("WEBSITE") && { BucketWebsite: bucket.BucketWebsite ?? { indexDocument: { suffix: "a" } } }),
    ...(has("ACCELERATE") && { BucketAcceleration: { status: "Enabled" } }),
    ...(replication && { BucketVersioning: { status: "Enabled" } }),
  };
}

/** Makes the buckets into which configurations write. */
export async function makeOtherBuckets({ context: { client } }: Pick<TestBench, "context">): Promise<void> {
  for (const [bucket, region] of Object.entries(otherBuckets)) {
    await client.send({ method: "PUT", bucket, region });
    await client.send({ method: "PUT", bucket, region, query: { versioning: "" }, body: versioned });
  }
}

/** Gives a bucket all these configurations. */
export async function configure(
  { context }: Pick<TestBench, "context">,
  address: BucketAddress,
  whole: WholeBucket,
): Promise<void> {
  if (JSON.stringify(whole.BucketLifecycle ?? {}).includes("accessFrequency")) {
    const body = "<AccessMonitorConfiguration><Status>Enabled</Status></AccessMonitorConfiguration>";
    await context.client.send({ method: "PUT", ...address, query: { accessmonitor: "" }, body });
  }
  for (const config of writingOrder) {
    const given = whole[config.token];
    if (given !== undefined) {
      const handler = handlerOf(config);
      const news = { ...address, ...forBucket(given, address) };
      const { inputs, failures } = handler.check(context.settings, {}, news);
      assert.deepEqual(failures, []);
      await handler.create(context, inputs);
    }
  }
}

/** The inputs with this bucket in the place of the one that they were made for; a policy that forbids reading would forbid the test. */
function forBucket(inputs: Props, { bucket }: BucketAddress): Props {
  const text = JSON.stringify(inputs).replaceAll("site-1250000000", bucket).replaceAll('"deny"', '"allow"');
  return JSON.parse(text) as Props;
}
