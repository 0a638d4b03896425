import assert from "node:assert/strict";
import { createOutsider } from "../../tools/outsider";
import { documentsOf, squeeze, surprises } from "./configurations";
import { type Bench, elements, region, startBench } from "./http";

// https://www.tencentcloud.com/document/product/436/30625, 30623, 30626, 30627 and 46869
describe("An emulated bucket's inventories", () => {
  let bench: Bench;
  let bucket: string;
  const inventory = documentsOf(() => bench, "inventory");
  const by = (id: string) => ({ query: `inventory&id=${id}` });
  const destination = (rest = "", where = region) =>
    `<Destination><COSBucketDestination><Bucket>qcs::cos:${where}::${bucket}</Bucket><Format>CSV</Format>${rest}</COSBucketDestination></Destination>`;
  interface Parts {
    readonly id?: string;
    readonly enabled?: string;
    readonly filter?: string;
    readonly fields?: string;
    readonly schedule?: string;
    readonly to?: string;
  }
  const document = ({ id = "list1", enabled = "true", filter = "", fields = "", schedule, to }: Parts = {}) =>
    `<InventoryConfiguration><Id>${id}</Id><IsEnabled>${enabled}</IsEnabled><IncludedObjectVersions>All</IncludedObjectVersions>` +
    `${filter}${fields}<Schedule>${schedule ?? "<Frequency>Daily</Frequency>"}</Schedule>${to ?? destination()}</InventoryConfiguration>`;
  const once = (id: string) =>
    document({ id }).replace(/<IsEnabled>.*<\/IsEnabled>|<Schedule>.*<\/Schedule>/g, "");

  before(async () => {
    bench = await startBench();
  });
  after(() => bench.close());
  beforeEach(async () => {
    bucket = await bench.createBucket();
  });

  it("are put one by one, read back in canonical order, and deleted even twice", async () => {
    assert.equal(await inventory.get(bucket, by("list1")), "404 InventoryConfigurationNotFoundError");
    // The sample of page 30625.
    const sample = `<?xml version = "1.0" encoding = "UTF-8"?>
<InventoryConfiguration xmlns = "http://....">
    <Id>list1</Id>
    <IsEnabled>true</IsEnabled>
    <Destination>
        <COSBucketDestination>
            <Format>CSV</Format>
            <AccountId>100000000001</AccountId>
            <Bucket>qcs::cos:ap-guangzhou::${bucket}</Bucket>
            <Prefix>list1</Prefix>
            <Encryption>
                <SSE-COS></SSE-COS>
            </Encryption>
        </COSBucketDestination>
    </Destination>
    <Schedule>
        <Frequency>Daily</Frequency>
    </Schedule>
    <Filter>
        <Prefix>myPrefix</Prefix>
      <Period>
        <StartTime>1568688761</StartTime>
        <EndTime>1568688762</EndTime>
      </Period>
    </Filter>
    <IncludedObjectVersions>All</IncludedObjectVersions>
    <OptionalFields>
        <Field>Size</Field>
        <Field>ReplicationStatus</Field>
	</OptionalFields>
</InventoryConfiguration>`;
    assert.equal(await inventory.put(bucket, sample, by("list1")), "200");
    assert.equal(
      await inventory.get(bucket, by("list1")),
      document({
        filter:
          "<Filter><Prefix>myPrefix</Prefix><Period><StartTime>1568688761</StartTime><EndTime>1568688762</EndTime></Period></Filter>",
        fields: "<OptionalFields><Field>Size</Field><Field>ReplicationStatus</Field></OptionalFields>",
        to: destination(
          "<AccountId>100000000001</AccountId><Prefix>list1</Prefix><Encryption><SSE-COS/></Encryption>",
        ),
      }),
    );
    // As cos-python-sdk-v5 spells it.
    const encrypted = await inventory.get(bucket, by("list1"));
    assert.equal(await inventory.put(bucket, sample.replaceAll("SSE-COS", "SSECOS"), by("list1")), "200");
    assert.equal(await inventory.get(bucket, by("list1")), encrypted);
    assert.equal(await inventory.put(bucket, document({ id: "list2" }), by("list2")), "200");
    assert.equal(await inventory.put(bucket, document({ enabled: "false" }), by("list1")), "200");
    assert.equal(await inventory.get(bucket, by("list1")), document({ enabled: "false" }));
    assert.equal(await inventory.remove(bucket, by("list1")), "204");
    assert.equal(await inventory.remove(bucket, by("list1")), "204");
    assert.equal(await inventory.get(bucket, by("list2")), document({ id: "list2" }));
  });

  it("keep what only SDKs know, and both spellings of true", async () => {
    const full = document({
      enabled: "True",
      filter:
        "<Filter><And><Prefix>p</Prefix><Tag><Key>age</Key><Value>18</Value></Tag><StorageClass>STANDARD</StorageClass></And></Filter>",
      fields: "<OptionalFields><Field>Tag</Field><Field>x-cos-meta-*</Field></OptionalFields>",
      schedule: "<Frequency>Monthly</Frequency><MonthlyDate>31</MonthlyDate>",
      to: destination().replace("CSV", "ORC"),
    });
    assert.equal(await inventory.put(bucket, full, by("list1")), "200");
    assert.equal(await inventory.get(bucket, by("list1")), full.replace("True", "true"));
  });

  it("are refused when they are malformed or contradict themselves", async () => {
    const field = (name: string) => `<OptionalFields><Field>${name}</Field></OptionalFields>`;
    const tagged = "<Filter><And><Tag><Key>age</Key><Value>18</Value></Tag></And></Filter>";
    const malformed = [
      "<InventoryConfiguration/>",
      document({ enabled: "yes" }),
      document({ fields: field("Colour") }),
      document({ filter: "<Filter><Prefix>a</Prefix><And/></Filter>" }),
      document({ schedule: "<Frequency>Hourly</Frequency>" }),
      document({ schedule: "<Frequency>Daily</Frequency><MonthlyDate>1</MonthlyDate>" }),
      document({ to: destination().replace("CSV", "XLS") }),
      document({ to: "" }),
      once("list1"),
    ];
    const wrong = await surprises(
      (body) => inventory.put(bucket, body, by("list1")),
      [
        ...malformed.map((body) => ["400 MalformedXML", body] as const),
        ["400 InvalidArgument", document({ id: "other" })],
        ["400 InvalidArgument", document({ filter: tagged, fields: field("Size") })],
        ["400 InvalidArgument", document({ filter: tagged })],
        ["200", document({ filter: tagged, fields: field("Tag") })],
        ["400 TargetBucketNameInvalid", document({ to: destination().replace(bucket, bench.newName()) })],
        ["400 TargetBucketNameInvalid", document({ to: destination("", "ap-beijing") })],
        ["400 TargetBucketNameInvalid", document({ to: destination().replace("qcs::cos", "cos") })],
      ],
    );
    assert.deepEqual(wrong, []);
    const slash = document({ id: "a/b" });
    assert.equal(await inventory.put(bucket, slash, by("a%2Fb")), "400 InvalidArgument");
    assert.equal(await inventory.put(bucket, document()), "400 InvalidArgument");
  });

  it("are listed in pages of 100, and without any the list is not found", async () => {
    assert.equal(await inventory.get(bucket), "404 InventoryConfigurationNotFoundError");
    const ids = Array.from({ length: 150 }, (_, index) => `ID-${index}`);
    for (const id of ids) {
      assert.equal(await inventory.put(bucket, document({ id }), by(id)), "200");
    }
    const first = await bench.ask({ bucket, query: "inventory" });
    const token = first.one("NextContinuationToken") ?? "";
    assert.deepEqual([first.all("Id").length, first.one("IsTruncated")], [100, "true"]);
    assert.equal(first.one("ContinuationToken"), undefined);
    const query = `inventory&continuation-token=${encodeURIComponent(token)}`;
    const second = await bench.ask({ bucket, query });
    assert.deepEqual(
      [second.all("Id").length, second.one("IsTruncated"), second.one("ContinuationToken")],
      [50, "false", token],
    );
    assert.equal(second.one("NextContinuationToken"), undefined);
    assert.deepEqual([...first.all("Id"), ...second.all("Id")].sort(), [...ids].sort());
    assert.equal(
      squeeze(elements(second.text, "InventoryConfiguration")[0] ?? ""),
      document({ id: second.all("Id")[0] ?? "" }).replace(/<\/?InventoryConfiguration>/g, ""),
    );
  });

  it("are 1,000 at most", async () => {
    const put = (id: string) => inventory.put(bucket, document({ id }), by(id));
    for (let index = 0; index < 1_000; index++) {
      await put(`i${index}`);
    }
    assert.equal(await put("one-more"), "400 InventoryFull");
    assert.equal(await put("i999"), "200");
  });

  it("are put and removed by an id, and an empty one is none", async () => {
    assert.equal(await inventory.put(bucket, document(), by("")), "400 InvalidArgument");
    assert.equal(await inventory.remove(bucket, by("")), "400 InvalidArgument");
    // Without the sub-resource nobody knows what an empty id is about.
    assert.match(await inventory.remove(bucket, { query: "id=" }), /^501 /);
  });

  it("can be made once, under an id that is free for a day", async () => {
    const post = async (id: string, body = once(id)) => {
      const answer = await bench.ask({ method: "POST", bucket, query: `inventory&id=${id}`, body });
      return [answer.outcome, answer.one("JobId")] as const;
    };
    const [status, job] = await post("disposable");
    assert.equal(status, "200");
    assert.match(job ?? "", /./);
    assert.equal((await post("disposable"))[0], "400 DuplicateInventoryId");
    await inventory.put(bucket, document({ id: "regular" }), by("regular"));
    assert.equal((await post("regular"))[0], "400 DuplicateInventoryId");
    assert.equal((await post("other", once("list1")))[0], "400 InvalidArgument");
    assert.equal(await inventory.get(bucket, by("disposable")), "404 InventoryConfigurationNotFoundError");
    bench.emulator.advance(1);
    assert.equal((await post("disposable"))[0], "200");
  });

  it("are understood by the Node SDK", async () => {
    const cos = createOutsider({ ...bench.emulator, endpoint: bench.emulator.url });
    const where = { Bucket: bucket, Region: region, Id: "inventory_test" };
    // The configuration of that SDK's own test.
    const InventoryConfiguration = {
      Id: "inventory_test",
      IsEnabled: "true" as const,
      Destination: {
        COSBucketDestination: {
          Format: "CSV" as const,
          AccountId: "100000000001",
          Bucket: `qcs::cos:${region}::${bucket}`,
          Prefix: "inventory_prefix_1",
          Encryption: { SSECOS: "" },
        },
      },
      Schedule: { Frequency: "Daily" as const },
      Filter: { Prefix: "myPrefix" },
      IncludedObjectVersions: "All" as const,
      OptionalFields: ["Size"],
    };
    await cos.putBucketInventory({ ...where, InventoryConfiguration } as never);
    assert.deepEqual((await cos.getBucketInventory(where)).InventoryConfiguration, InventoryConfiguration);
    const list = await cos.listBucketInventory(where);
    assert.deepEqual(list.InventoryConfigurations, [InventoryConfiguration]);
    assert.equal(list.IsTruncated, "false");
    await cos.deleteBucketInventory(where);
    await assert.rejects(cos.getBucketInventory(where), { statusCode: 404 });
  });
});
