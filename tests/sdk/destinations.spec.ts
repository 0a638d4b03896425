import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Bucket } from "../../sdk/bucket";
import { BucketDomainCertificate } from "../../sdk/bucketDomainCertificate";
import { BucketInventory } from "../../sdk/bucketInventory";
import { BucketOrigin } from "../../sdk/bucketOrigin";
import { BucketReplication } from "../../sdk/bucketReplication";

describe("A program's arguments", () => {
  let registered: { readonly type: string; readonly inputs: Record<string, unknown> }[] = [];

  before(async () => {
    await pulumi.runtime.setMocks({
      newResource: ({ type, name, inputs }) => {
        registered.push({ type, inputs });
        return { id: name, state: { ...inputs, region: inputs.region ?? "ap-beijing" } };
      },
      call: () => ({}),
    });
  });
  beforeEach(() => {
    registered = [];
  });

  const inputsOf = async (resource: pulumi.CustomResource): Promise<Record<string, unknown>> => {
    const urn = await new Promise<string>((resolve) => resource.urn.apply(resolve));
    return registered.find(({ type }) => urn.split("::").includes(type))?.inputs ?? {};
  };
  const replication = (rules: ConstructorParameters<typeof BucketReplication>[1]["rules"]) =>
    new BucketReplication("r", { bucket: "data-1250000000", role: { uin: "100000000001" }, rules });

  it("take a Bucket as the destination of a replication, at every depth of outputs", async () => {
    const copy = new Bucket("copy", { bucket: "copy-1250000000", region: "ap-seoul" });
    const destination = { bucket: "copy-1250000000", region: "ap-seoul" };
    const rule = { id: "a", destination: { bucket: copy } };
    for (const rules of [
      [rule],
      pulumi.output([rule]),
      [pulumi.output(rule)],
      [{ id: "a", destination: pulumi.output(rule.destination) }],
      [{ id: "a", destination: { bucket: pulumi.output(copy) } }],
      [{ id: "a", destination: { bucket: copy.bucket, region: copy.region } }],
      [{ id: "a", destination }],
    ]) {
      registered = [];
      assert.deepEqual((await inputsOf(replication(rules))).rules, [{ id: "a", destination }]);
    }
  });

  it("take a Bucket or a name as the destination of an inventory", async () => {
    const logs = new Bucket("logs", { bucket: "logs-1250000000", region: "ap-seoul" });
    const inventory = (bucket: Bucket | string) =>
      new BucketInventory("i", {
        bucket: "data-1250000000",
        inventoryId: "i",
        destination: { bucket, prefix: "p" },
        schedule: { frequency: "Daily" },
        includedObjectVersions: "All",
      });
    const named = (await inputsOf(inventory("logs"))).destination;
    registered = [];
    const taken = (await inputsOf(inventory(logs))).destination;
    assert.deepEqual(named, { bucket: "logs", prefix: "p" });
    assert.deepEqual(taken, { bucket: "logs-1250000000", region: "ap-seoul", prefix: "p" });
  });

  it("become secrets where the descriptor says so", async () => {
    const resource = new BucketDomainCertificate("c", {
      bucket: "site-1250000000",
      domainName: "www.example.com",
      cert: "-----BEGIN CERTIFICATE-----",
      privateKey: "-----BEGIN PRIVATE KEY-----",
    });
    assert.equal(await pulumi.isSecret(pulumi.output(resource.privateKey)), true);
    assert.equal(await pulumi.isSecret(pulumi.output(resource.cert)), false);
    const credentialProvider = { secretId: "AKID", secretKey: "hush" };
    const origin = new BucketOrigin("o", {
      bucket: "site-1250000000",
      rules: [
        {
          rulePriority: 1,
          originType: "Mirror",
          originCondition: { httpStatusCode: "404" },
          originParameter: {},
          originInfo: { hostInfos: [{ privateHost: { host: "a.example", credentialProvider } }] },
        },
      ],
    });
    assert.equal(await pulumi.isSecret(origin.rules), true);
  });
});
