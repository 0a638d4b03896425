import assert from "node:assert/strict";
import { findDrift } from "../../cli/drift/engine";
import type { OpenStack, Outcome, StackResource } from "../../cli/stack";
import type { Props } from "../../provider/model/props";
import { configOf } from "../../provider/resources/configurations";
import { startBench, type TestBench } from "../support";

const stackOf = (resources: readonly StackResource[]): OpenStack => ({
  name: "prod",
  project: "shop",
  config: () => undefined,
  recorded: undefined,
  resources,
});

const resource = (rest: Partial<StackResource>): StackResource => ({
  urn: `urn:pulumi:prod::shop::type::${rest.name ?? "a"}`,
  type: "random:index/randomPet:RandomPet",
  token: undefined,
  name: "a",
  id: "a",
  inputs: {},
  outputs: {},
  secrets: new Set(),
  ...rest,
});

describe("Findings of drift", () => {
  let bench: TestBench;
  before(async () => {
    bench = await startBench();
  });
  after(() => bench.close());

  const find = (resources: readonly StackResource[], outcomes: Record<string, Outcome>) =>
    findDrift(bench.context, stackOf(resources), new Map(Object.entries(outcomes)));

  it("tell of resources of other packages what the engine saw, member by member", async () => {
    const pet = resource({ name: "pet" });
    const changed: Outcome = {
      kind: "changed",
      old: { length: 2, tags: { a: "1", b: "2" }, keepers: null },
      live: { length: 3, tags: { a: "1" }, keepers: null },
    };
    assert.deepEqual(await find([pet], { [pet.urn]: changed }), [
      {
        ...{ urn: pet.urn, type: pet.type, name: "pet", id: "a", status: "drifted" },
        changes: [
          { path: "length", declared: 2, live: 3, up: "update" },
          { path: "tags.b", declared: "2", live: undefined, up: "update" },
        ],
      },
    ]);
  });

  it("never pass over a resource that the engine did not reach", async () => {
    const [finding] = await find([resource({})], {});
    assert.equal(finding?.status, "unreadable");
    assert.match(finding?.error ?? "", /did not refresh/);
  });

  it("do not call drift what means the same", async () => {
    const { bucket, region } = await bench.createBucket();
    const body =
      "<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag><Tag><Key>b</Key><Value>2</Value></Tag></TagSet></Tagging>";
    await bench.context.client.send({ method: "PUT", bucket, region, query: { tagging: "" }, body });
    const inputs = { bucket, region, tags: { b: "2", a: "1" } };
    const tagging = resource({ token: "BucketTagging", id: `${region}/${bucket}`, inputs, outputs: inputs });
    const [finding] = await find([tagging], { [tagging.urn]: { kind: "changed", old: {}, live: { x: 1 } } });
    assert.deepEqual([finding?.status, finding?.changes], ["unchanged", []]);
  });

  it("come in the same order, whatever the order of the state", async () => {
    const all = [
      resource({ name: "pet" }),
      resource({ name: "page", token: "Object", id: "ap-guangzhou/b-1/index.html" }),
      resource({ name: "cors", token: "BucketCors", id: "ap-guangzhou/b-1" }),
      resource({ name: "b", token: "Bucket", id: "ap-guangzhou/b-1" }),
      resource({ name: "a", token: "Bucket", id: "ap-guangzhou/a-1" }),
    ];
    const same = Object.fromEntries(all.map(({ urn }) => [urn, { kind: "same" } as const]));
    for (const order of [all, [...all].reverse()]) {
      const names = (await find(order, same)).map(({ name }) => name);
      assert.deepEqual(names, ["a", "b", "cors", "page", "pet"]);
    }
  });
});

describe("Whom a configuration opens a bucket to", () => {
  const cases: readonly [string, Props, string | undefined][] = [
    ["BucketAcl", { acl: "private" }, undefined],
    ["BucketAcl", { acl: "public-read" }, "everyone may read"],
    ["BucketAcl", { acl: "public-read-write" }, "everyone may read and write"],
    ["BucketAcl", { acl: "authenticated-read" }, "every account may read"],
    ["BucketAcl", { grants: [{ grantee: { uin: "100000000001" }, permission: "WRITE" }] }, undefined],
    [
      "BucketAcl",
      {
        grants: [
          { grantee: { group: "AllUsers" }, permission: "READ" },
          { grantee: { group: "AllUsers" }, permission: "WRITE_ACP" },
        ],
      },
      "everyone may read and write the access rules",
    ],
    ["BucketCors", { rules: [{ allowedOrigins: ["*"] }] }, undefined],
  ];
  for (const [token, inputs, expected] of cases) {
    it(`is ${expected ?? "nobody"} for ${token} ${JSON.stringify(inputs)}`, () => {
      assert.equal(configOf(token).opens?.(inputs), expected);
    });
  }

  it("is everybody whom a statement allows something, and nobody whom it denies it", () => {
    const statement = (effect: string, qcs: string, more: Props = {}) => ({
      effect,
      principal: { qcs: [qcs] },
      action: ["name/cos:GetObject"],
      resource: ["*"],
      ...more,
    });
    const policy = (...statements: readonly object[]) =>
      configOf("BucketPolicy").opens?.({ policy: { statement: statements } });
    assert.equal(policy(statement("allow", "qcs::cam::anyone:anyone")), "everyone may GetObject");
    assert.equal(policy(statement("deny", "qcs::cam::anyone:anyone")), undefined);
    assert.equal(policy(statement("allow", "qcs::cam::uin/1:uin/1")), undefined);
    const condition = { ip_equal: { "qcs:ip": ["10.0.0.1"] } };
    assert.equal(
      policy(statement("allow", "qcs::cam::anyone:anyone", { condition })),
      "everyone may GetObject, under conditions",
    );
  });
});
