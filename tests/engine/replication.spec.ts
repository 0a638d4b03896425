/** The example of replication between two regions. */
import assert from "node:assert/strict";
import type COS from "cos-nodejs-sdk-v5";
import { describeExample, drift, type World, where } from "./example";

const manual = "manual.txt";
const standby = (world: World) => ({ ...where(world, "standbyBucket"), Region: "ap-beijing" });

async function replication(world: World): Promise<COS.ReplicationConfiguration> {
  return (await world.outsider.getBucketReplication(where(world))).ReplicationConfiguration;
}

async function changeRules(
  world: World,
  change: (rules: COS.ReplicationRule[]) => COS.ReplicationRule[],
): Promise<void> {
  const { Role, Rules } = await replication(world);
  const ReplicationConfiguration = { Role, Rules: change(Rules) };
  await world.outsider.putBucketReplication({ ...where(world), ReplicationConfiguration });
}

describeExample("replication on the real engine", {
  project: "examples/replication",
  config: { "replication:account": "100000000001" },
  works: async (world) => {
    const { Role, Rules } = await replication(world);
    assert.equal(Role, "qcs::cam::uin/100000000001:uin/100000000001");
    assert.equal(Rules[0]?.Destination.Bucket, `qcs::cos:ap-beijing::${world.outputs.standbyBucket}`);
    const copy = await world.outsider.getObject({ ...standby(world), Key: manual });
    assert.equal(String(copy.Body), "Read me first.\n");
    assert.equal(copy.headers?.["x-cos-storage-class"], "STANDARD_IA");
    assert.equal(copy.headers?.["x-cos-hash-crc64ecma"], world.outputs.copyCrc64);
  },
  outside: [
    {
      title: "a rule disabled and one added",
      change: (world) =>
        changeRules(world, ([documents, ...others]) => [
          { ...(documents as COS.ReplicationRule), Status: "Disabled" },
          ...others,
          { ...(documents as COS.ReplicationRule), ID: "pictures", Prefix: "pictures/" },
        ]),
      shows: [
        drift("BucketReplication", "rules", "[0]", '~ status: "Enabled" => "Disabled"'),
        drift("BucketReplication", "rules", "+ [2]", '+ id: "pictures"'),
      ],
      healed: async (world) => {
        const { Rules } = await replication(world);
        assert.deepEqual(
          Rules.map(({ ID, Status }) => `${ID} ${Status}`),
          ["documents Enabled", "invoices Enabled"],
        );
      },
    },
    {
      title: "the copy overwritten",
      change: (world) => world.outsider.putObject({ ...standby(world), Key: manual, Body: "Never mind." }),
      shows: [drift("ObjectCopy", "~ contentLength: 15 => 11", "~ crc64")],
      healed: async (world) => {
        const copy = await world.outsider.getObject({ ...standby(world), Key: manual });
        assert.equal(String(copy.Body), "Read me first.\n");
      },
    },
  ],
});
