/** The example of records that are locked, listed and logged. */
import assert from "node:assert/strict";
import { describeExample, drift, getConfiguration, putConfiguration, type World, where } from "./example";

const inventory = "inventory&id=everything";

const locked = { code: "ObjectLocked", statusCode: 409 };

const logging = async (world: World) =>
  (await world.outsider.getBucketLogging(where(world))).BucketLoggingStatus;

describeExample("records on the real engine", {
  project: "examples/records",
  config: { "records:retentionDays": "30" },
  works: async (world) => {
    const record = { ...where(world), Key: "2026/1.txt", Body: "One." };
    const { headers } = await world.outsider.putObject(record);
    assert.equal(headers?.["x-cos-server-side-encryption"], "cos/kms");
    await assert.rejects(world.outsider.putObject({ ...record, Body: "Another." }), locked);
    await assert.rejects(world.outsider.deleteObject(record), locked);
    world.emulator.advance(31);
    await world.outsider.deleteObject(record);
    assert.equal((await logging(world)).LoggingEnabled?.TargetBucket, world.outputs.booksBucket);
  },
  outside: [
    {
      title: "logging switched off",
      change: (world) => world.outsider.putBucketLogging({ ...where(world), BucketLoggingStatus: {} }),
      shows: [drift("BucketLogging", '- targetPrefix: "requests/"')],
      healed: async (world) => {
        assert.equal((await logging(world)).LoggingEnabled?.TargetPrefix, "requests/");
      },
    },
    {
      title: "the inventory disabled, with one more column",
      change: async (world) => {
        const document = await getConfiguration(world, inventory);
        await putConfiguration(
          world,
          inventory,
          document
            .replace("<IsEnabled>true</IsEnabled>", "<IsEnabled>false</IsEnabled>")
            .replace("</OptionalFields>", "<Field>ETag</Field></OptionalFields>"),
        );
      },
      shows: [
        drift("BucketInventory", "~ isEnabled: true => false"),
        drift("BucketInventory", "optionalFields", '+ [3]: "ETag"'),
      ],
      healed: async (world) => {
        const document = await getConfiguration(world, inventory);
        assert.match(document, /<IsEnabled>true<\/IsEnabled>/);
        assert.doesNotMatch(document, /ETag/);
      },
    },
    {
      title: "records encrypted with other keys",
      change: (world) =>
        putConfiguration(
          world,
          "encryption",
          "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>",
        ),
      shows: [drift("BucketEncryption", '~ sseAlgorithm: "KMS" => "AES256"')],
      healed: async (world) => {
        assert.match(await getConfiguration(world, "encryption"), /KMS/);
      },
    },
  ],
});
