import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { order } from "../../cli/adopt/declarations";
import type { Props } from "../../provider/model/props";
import { readActions, writeActions } from "../../sdk/policyNames";
import { useAdoptions } from "./adoptions";
import { assertAdopts, type Declared, declaredBy, formatted, typeErrors } from "./programs";
import { configure, wholeBuckets } from "./wholeBuckets";

describe("The program that adopt writes", function () {
  this.timeout(120_000);
  const adoptions = useAdoptions();
  const { folder, newBucket, adopt } = adoptions;
  const inputsOf = (declared: readonly Declared[], token: string): readonly Props[] =>
    declared.filter((one) => one.token === token).map(({ inputs }) => inputs);

  it("takes over any bucket without a write, leaves nothing to do, and has the right types", async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(wholeBuckets, async (whole) => {
        const address = await adoptions.bench.createBucket();
        try {
          await configure(adoptions.bench, address, whole);
          const { text, omissions } = await adopt(address);
          assert.deepEqual(omissions, []);
          const declared = await declaredBy(text);
          const tokens = declared.map(({ token }) => token);
          const missing = Object.keys(whole).filter((token) => !tokens.includes(token));
          assert.ok(
            missing.every((token) => ["BucketAcl", "BucketAcceleration"].includes(token)),
            missing.join(),
          );
          await assertAdopts(adoptions.bench, declared);
          for (const token of tokens) {
            seen.add(token);
          }
        } finally {
          // A domain belongs to one bucket of all.
          await adoptions.bench.context.client.send({ method: "DELETE", ...address });
        }
      }),
      { numRuns: 40 },
    );
    assert.deepEqual([...seen].sort(), [...order].sort());
    assert.equal(typeErrors(readdirSync(folder).map((name) => path.join(folder, name, "index.ts"))), "");
  });

  it("is found out when the bucket is not as it says", async () => {
    const address = await newBucket({ BucketAcl: { acl: "public-read" } });
    const declared = await declaredBy((await adopt(address)).text);
    await assertAdopts(adoptions.bench, declared);
    await adoptions.bench.context.client.send({
      method: "PUT",
      ...address,
      query: { acl: "" },
      headers: { "x-cos-acl": "private" },
    });
    await assert.rejects(assertAdopts(adoptions.bench, declared), /PUT \/\?acl/);
  });

  it("reads as a person would write it", async () => {
    const address = { bucket: "site-1250000000", region: "ap-guangzhou" };
    await adoptions.bench.context.client.send({ method: "PUT", ...address });
    await configure(adoptions.bench, address, {
      BucketTagging: { tags: { team: "web", "cost-center": "网站 / 1" } },
      BucketAcl: {
        grants: [{ grantee: { group: "AllUsers" }, permission: "READ" }],
      },
      BucketPolicy: {
        policy: JSON.stringify({
          version: "2.0",
          Statement: [
            {
              Sid: "deployment",
              Principal: { qcs: "qcs::cam::uin/100000000001:uin/100000000011" },
              Effect: "Allow",
              Action: [...readActions, ...writeActions],
              Resource: [
                "qcs::cos:ap-guangzhou:uid/1250000000:site-1250000000/assets/*",
                "qcs::cos:ap-guangzhou:uid/1250000000:site-1250000000/index.html",
                "qcs::cos:ap-guangzhou:uid/1250000000:other-1250000000/*",
              ],
            },
            {
              Sid: "everybody",
              Principal: { qcs: ["qcs::cam::anyone:anyone", "qcs::cam::uin/100000000002:uin/100000000002"] },
              Effect: "allow",
              Action: ["name/cos:GetObject"],
              Resource: "qcs::cos:ap-guangzhou:uid/1250000000:site-1250000000/*",
              Condition: { ip_equal: { "qcs:ip": ["10.0.0.0/8"] } },
            },
          ],
        }),
      },
      BucketLifecycle: {
        rules: [
          {
            id: "old",
            filter: { prefix: "logs/" },
            transitions: [{ date: "2030-01-30T16:00:00.000Z", storageClass: "STANDARD_IA" }],
          },
        ],
      },
      BucketWebsite: {
        indexDocument: { suffix: "index.html" },
        autoAddressing: { status: "Disabled" },
        errorDocument: { key: "404.html", originalHttpStatus: "Enabled" },
      },
      BucketDomain: { rules: [{ name: "www.example.com", type: "WEBSITE" }] },
      BucketLogging: { targetBucket: "site-1250000000", targetPrefix: "logs/" },
    });
    const { text } = await adopt(address);
    assert.equal(formatted(text), text);
    assert.equal(
      text.slice(text.indexOf("import")),
      `import * as cos from "pulumi-tencentcos";

const site = new cos.Bucket(
  "site",
  { bucket: "site-1250000000", region: "ap-guangzhou", adoptExisting: true },
  { protect: true },
);

new cos.BucketTagging("site", {
  bucket: site,
  tags: { team: "web", "cost-center": "网站 / 1" },
});

new cos.BucketAcl("site", { bucket: site, acl: "public-read" });

new cos.BucketPolicy("site", {
  bucket: site,
  policy: {
    statement: [
      cos.policyStatement({
        sid: "deployment",
        effect: "allow",
        principals: [cos.subUin("100000000001", "100000000011")],
        actions: [...cos.readActions, ...cos.writeActions],
        resources: [
          cos.objectsOf(site, "assets/"),
          cos.objectOf(site, "index.html"),
          "qcs::cos:ap-guangzhou:uid/1250000000:other-1250000000/*",
        ],
      }),
      cos.policyStatement({
        sid: "everybody",
        effect: "allow",
        principals: [cos.anyone, cos.uin("100000000002")],
        actions: ["name/cos:GetObject"],
        resources: [cos.objectsOf(site)],
        condition: { ip_equal: { "qcs:ip": ["10.0.0.0/8"] } },
      }),
    ],
  },
});

new cos.BucketLifecycle("site", {
  bucket: site,
  rules: [
    {
      id: "old",
      filter: { prefix: "logs/" },
      transitions: [
        { date: "2030-01-31T00:00:00+08:00", storageClass: "STANDARD_IA" },
      ],
    },
  ],
});

const website = new cos.BucketWebsite("site", {
  bucket: site,
  indexDocument: { suffix: "index.html" },
  errorDocument: { key: "404.html" },
});

new cos.BucketDomain(
  "site",
  { bucket: site, rules: [{ name: "www.example.com", type: "WEBSITE" }] },
  { dependsOn: website },
);

new cos.BucketLogging("site", {
  bucket: site,
  targetBucket: site.bucket,
  targetPrefix: "logs/",
});
`,
    );
    await assertAdopts(adoptions.bench, await declaredBy(text));
  });

  it("says nothing of what every bucket has, and of a bucket alone no more than that it is there", async () => {
    const address = await adoptions.bench.createBucket();
    await adoptions.bench.context.client.send({
      method: "PUT",
      ...address,
      query: { accelerate: "" },
      body: "<AccelerateConfiguration><Status>Suspended</Status></AccelerateConfiguration>",
    });
    const { text } = await adopt(address);
    assert.deepEqual(
      (await declaredBy(text)).map(({ token }) => token),
      ["Bucket"],
    );
    assert.doesNotMatch(text, /const/);
  });

  it("keeps a bucket of several zones what it is", async () => {
    const address = { bucket: adoptions.bench.newName(), region: "ap-guangzhou" };
    await adoptions.bench.context.client.send({
      method: "PUT",
      ...address,
      body: "<CreateBucketConfiguration><BucketAZConfig>MAZ</BucketAZConfig></CreateBucketConfiguration>",
    });
    const declared = await declaredBy((await adopt(address)).text);
    assert.equal(inputsOf(declared, "Bucket")[0]?.redundancy, "MAZ");
    await assertAdopts(adoptions.bench, declared);
  });

  it("has every inventory and every tiering rule, however many pages COS needs to list them", async () => {
    const address = await newBucket({
      BucketIntelligentTiering: { transition: { days: 60 } },
    });
    const ids = Array.from({ length: 120 }, (_, index) => `list-${index}`);
    for (const id of ids) {
      await adoptions.bench.context.client.send({
        method: "PUT",
        ...address,
        query: { inventory: "", id },
        body: `<InventoryConfiguration><Id>${id}</Id><IsEnabled>true</IsEnabled><IncludedObjectVersions>All</IncludedObjectVersions><Schedule><Frequency>Daily</Frequency></Schedule><Destination><COSBucketDestination><Bucket>qcs::cos:ap-guangzhou::${address.bucket}</Bucket><Format>CSV</Format></COSBucketDestination></Destination></InventoryConfiguration>`,
      });
    }
    await adoptions.bench.context.client.send({
      method: "PUT",
      ...address,
      query: { "intelligent-tiering": "", id: "cold" },
      body: "<IntelligentTieringConfiguration><Id>cold</Id><Status>Disabled</Status><Tiering><AccessTier>ARCHIVE_ACCESS</AccessTier><Days>100</Days></Tiering></IntelligentTieringConfiguration>",
    });
    const declared = await declaredBy((await adopt(address)).text);
    assert.deepEqual(
      inputsOf(declared, "BucketInventory")
        .map(({ inventoryId }) => inventoryId)
        .sort(),
      ids.sort(),
    );
    assert.deepEqual(
      inputsOf(declared, "BucketIntelligentTiering").map(({ tieringId, transition }) => [
        tieringId,
        transition,
      ]),
      [
        [undefined, { days: 60 }],
        ["cold", undefined],
      ],
    );
    await assertAdopts(adoptions.bench, declared);
  });

  it("can be a part of a program: declarations alone, of some classes, with its name for the bucket or without", async () => {
    const address = await newBucket({
      BucketCors: { rules: [{ allowedOrigins: ["*"], allowedMethods: ["GET"] }] },
      BucketTagging: { tags: { a: "b" } },
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
    });
    const only = ["BucketCors", "BucketPolicy"];
    const part = { project: undefined, only };
    const named = (await adopt(address, { ...part, variable: "web" })).text;
    assert.match(named, /^new cos\.BucketPolicy\("\w+", \{\n {2}bucket: web,/);
    assert.match(named, /cos\.objectsOf\(web\)/);
    const { text } = await adopt(address, part);
    const declared = await declaredBy(`import * as cos from "pulumi-tencentcos";\n${text}`);
    assert.deepEqual(declared.map(({ token }) => token).sort(), only);
    await assertAdopts(adoptions.bench, declared);
  });
});
