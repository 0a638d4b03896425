import assert from "node:assert/strict";
import { documentsOf, squeeze, surprises } from "./configurations";
import { type Bench, startBench } from "./http";

// https://www.tencentcloud.com/document/product/436/38314 and 38315
describe("An emulated bucket's intelligent tiering", () => {
  let bench: Bench;
  let bucket: string;
  const tiering = documentsOf(() => bench, "intelligenttiering");
  const transition = (days: number, frequent = 1) =>
    `<Transition><Days>${days}</Days><RequestFrequent>${frequent}</RequestFrequent></Transition>`;
  const root = (inner: string) =>
    `<IntelligentTieringConfiguration>${inner}</IntelligentTieringConfiguration>`;
  const once = (days: number, frequent = 1) => root(`<Status>Enabled</Status>${transition(days, frequent)}`);

  before(async () => {
    bench = await startBench();
  });
  after(() => bench.close());
  beforeEach(async () => {
    bucket = await bench.createBucket();
  });

  it("is an empty document until it is set, and cannot be changed or removed then", async () => {
    assert.equal(await tiering.get(bucket), "<IntelligentTieringConfiguration/>");
    // The sample of page 38314.
    const sample = `<IntelligentTieringConfiguration xmlns="cos xmlns/">
  <Status>Enabled</Status>
  <Transition>
    <Days>30</Days>
    <RequestFrequent>1</RequestFrequent>
  </Transition>
</IntelligentTieringConfiguration>`;
    assert.equal(await tiering.put(bucket, sample), "200");
    assert.equal(await tiering.get(bucket), once(30));
    assert.equal(await tiering.put(bucket, once(30)), "200");
    assert.equal(await tiering.put(bucket, once(60)), "409 InvalidBucketState");
    assert.equal(await tiering.remove(bucket), "405 MethodNotAllowed");
    assert.equal(await tiering.get(bucket), once(30));
  });

  it("is refused when it is malformed", async () => {
    const wrong = await surprises(
      (body) => tiering.put(bucket, body),
      [
        ["400 MalformedXML", once(31)],
        ["400 MalformedXML", once(30, 2)],
        ["400 MalformedXML", root("<Status>Enabled</Status>")],
        ["400 MalformedXML", root(`<Status>Suspended</Status>${transition(30)}`)],
      ],
    );
    assert.deepEqual(wrong, []);
  });

  // https://github.com/tencentyun/cos-go-sdk-v5/blob/master/bucket_intelligenttiering.go
  describe("by id", () => {
    const rules = documentsOf(() => bench, "intelligent-tiering");
    const by = (id: string) => ({ query: `intelligent-tiering&id=${id}` });
    const tier = (name: string, days: number, rest = "") =>
      `<Tiering><AccessTier>${name}</AccessTier><Days>${days}</Days>${rest}</Tiering>`;
    const rule = (id: string, inner: string, status = "Enabled") =>
      root(`<Id>${id}</Id><Status>${status}</Status>${inner}`);
    const archive = tier("ARCHIVE_ACCESS", 91);

    it("is put, listed, changed and deleted rule by rule", async () => {
      assert.equal(await rules.get(bucket), "<ListBucketIntelligentTieringConfigurationsOutput/>");
      assert.equal(await rules.get(bucket, by("a")), "404 IntelligentTieringConfigurationNotFoundError");
      const filter =
        "<Filter><And><Prefix>test</Prefix><Tag><Key>key</Key><Value>value</Value></Tag></And></Filter>";
      const first = rule("a", `${filter}${archive}${tier("DEEP_ARCHIVE_ACCESS", 730)}`, "Disabled");
      assert.equal(await rules.put(bucket, first, by("a")), "200");
      assert.equal(await rules.put(bucket, rule("b", archive), by("b")), "200");
      assert.equal(await rules.get(bucket, by("a")), first);
      assert.equal(
        await rules.get(bucket),
        squeeze(
          `<ListBucketIntelligentTieringConfigurationsOutput>${first}${rule("b", archive)}</ListBucketIntelligentTieringConfigurationsOutput>`,
        ),
      );
      assert.equal(await rules.put(bucket, rule("a", archive), by("a")), "200");
      assert.equal(await rules.remove(bucket, by("a")), "204");
      assert.equal(await rules.get(bucket, by("a")), "404 IntelligentTieringConfigurationNotFoundError");
      assert.equal(await tiering.get(bucket), "<IntelligentTieringConfiguration/>");
    });

    it("is refused when it is malformed or contradicts itself", async () => {
      const put = (id: string) => (body: string) => rules.put(bucket, body, by(id));
      const filter = (inner: string) => `<Filter>${inner}</Filter>`;
      const wrong = await surprises(put("a"), [
        ["400 MalformedXML", rule("a", "")],
        ["400 MalformedXML", rule("a", tier("ARCHIVE_ACCESS", 90))],
        ["400 MalformedXML", rule("a", tier("DEEP_ARCHIVE_ACCESS", 731))],
        ["400 MalformedXML", rule("a", tier("COLD", 100))],
        ["400 MalformedXML", rule("a", `${filter("<Prefix>a</Prefix><And/>")}${archive}`)],
        ["400 MalformedXML", rule("a", archive, "On")],
        ["400 InvalidArgument", rule("b", archive)],
        ["400 InvalidArgument", rule("a", archive + archive)],
        ["400 InvalidArgument", rule("a", archive + tier("INFREQUENT", 30))],
        ["200", rule("a", `${filter("<Tag><Key>k</Key><Value>v</Value></Tag>")}${archive}`)],
      ]);
      assert.deepEqual(wrong, []);
      assert.equal(await rules.put(bucket, rule("a", archive)), "400 InvalidArgument");
    });

    it("has a default rule about the whole bucket, which is set once", async () => {
      const put = (body: string) => rules.put(bucket, body, by("default"));
      const infrequent = (days: number) => tier("INFREQUENT", days, "<RequestFrequent>1</RequestFrequent>");
      assert.equal(await put(rule("default", archive)), "400 InvalidArgument");
      assert.equal(await put(rule("default", infrequent(60), "Disabled")), "400 InvalidArgument");
      assert.equal(
        await put(rule("default", `<Filter><Prefix>a</Prefix></Filter>${infrequent(30)}`)),
        "400 InvalidArgument",
      );
      assert.equal(await put(rule("default", infrequent(60))), "200");
      assert.equal(await put(rule("default", infrequent(60))), "200");
      assert.equal(await put(rule("default", infrequent(90))), "409 InvalidBucketState");
      assert.equal(await rules.remove(bucket, by("default")), "409 InvalidBucketState");
    });

    it("shows the rule of the older form under the id default", async () => {
      await tiering.put(bucket, once(60));
      assert.equal(
        await rules.get(bucket, by("default")),
        rule("default", tier("INFREQUENT", 60, "<RequestFrequent>1</RequestFrequent>")),
      );
      assert.equal(await rules.remove(bucket, by("default")), "409 InvalidBucketState");
    });
  });
});
