/** The example of a bucket whose objects change with time; the emulator's time goes as fast as need be. */
import assert from "node:assert/strict";
import type COS from "cos-nodejs-sdk-v5";
import { describeExample, drift, getConfiguration, putConfiguration, type World, where } from "./example";

const tiering = "intelligent-tiering&id=scans";

async function rules(world: World): Promise<COS.LifecycleRule[]> {
  return (await world.outsider.getBucketLifecycle(where(world))).Rules;
}

async function changeRules(
  world: World,
  change: (rules: COS.LifecycleRule[]) => COS.LifecycleRule[],
): Promise<void> {
  await world.outsider.putBucketLifecycle({ ...where(world), Rules: change(await rules(world)) });
}

const tags = async (world: World) => (await world.outsider.getBucketTagging(where(world))).Tags;

describeExample("lifecycle rules on the real engine", {
  project: "examples/lifecycle",
  works: async (world) => {
    const put = (Key: string, tagging = "") =>
      world.outsider.putObject({
        ...where(world),
        Key,
        Body: Buffer.alloc(100_000), // COS moves nothing that is smaller than 64 KB
        Headers: { "x-cos-tagging": tagging },
      });
    await put("originals/1.raw");
    await put("drafts/1.jpg", "state=rejected");
    await put("drafts/2.jpg", "state=open");
    await put("previews/1.jpg", "kind=preview");
    world.emulator.advance(31);
    const { Contents } = await world.outsider.getBucket(where(world));
    assert.deepEqual(
      Contents.map(({ Key, StorageClass }) => `${Key} ${StorageClass}`),
      ["drafts/2.jpg STANDARD", "originals/1.raw STANDARD_IA", "previews/1.jpg STANDARD"],
    );
  },
  outside: [
    {
      title: "a rule disabled",
      change: (world) =>
        changeRules(world, (all) =>
          all.map((rule) => (rule.ID === "rejected drafts go" ? { ...rule, Status: "Disabled" } : rule)),
        ),
      shows: [drift("BucketLifecycle", "rejected drafts go", '~ status: "Enabled" => "Disabled"')],
      healed: async (world) => {
        const rule = (await rules(world)).find(({ ID }) => ID === "rejected drafts go");
        assert.equal(rule?.Status, "Enabled");
      },
    },
    {
      title: "a rule added",
      change: (world) =>
        changeRules(world, (all) => [
          ...all,
          { ID: "everything goes", Status: "Enabled", Filter: {}, Expiration: { Days: 1 } },
        ]),
      shows: [drift("BucketLifecycle", "+ [4]", "everything goes")],
      healed: async (world) => assert.equal((await rules(world)).length, 4),
    },
    {
      title: "a tag removed",
      change: async (world) =>
        world.outsider.putBucketTagging({ ...where(world), Tags: (await tags(world)).slice(1) }),
      shows: [drift("BucketTagging", "tags", '- cost-center: "4711"')],
      healed: async (world) => assert.equal((await tags(world)).length, 2),
    },
    {
      title: "versioning suspended",
      change: (world) =>
        world.outsider.putBucketVersioning({
          ...where(world),
          VersioningConfiguration: { Status: "Suspended" },
        }),
      shows: [drift("BucketVersioning", '~ status: "Enabled" => "Suspended"')],
      healed: async (world) => {
        const { VersioningConfiguration } = await world.outsider.getBucketVersioning(where(world));
        assert.equal(VersioningConfiguration.Status, "Enabled");
      },
    },
    {
      title: "a tier removed, and one reached earlier",
      change: (world) =>
        putConfiguration(
          world,
          tiering,
          "<IntelligentTieringConfiguration><Id>scans</Id><Status>Enabled</Status><Filter><Prefix>scans/</Prefix></Filter>" +
            "<Tiering><AccessTier>ARCHIVE_ACCESS</AccessTier><Days>91</Days></Tiering></IntelligentTieringConfiguration>",
        ),
      shows: [
        drift("BucketIntelligentTiering", "tierings", "[0]", "~ days: 180 => 91"),
        drift("BucketIntelligentTiering", "tierings", "- [1]", '- accessTier: "DEEP_ARCHIVE_ACCESS"'),
      ],
      healed: async (world) => {
        assert.match(await getConfiguration(world, tiering), /<Days>180<\/Days>.*<Days>365<\/Days>/s);
      },
    },
  ],
});
