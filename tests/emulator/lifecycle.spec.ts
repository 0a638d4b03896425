import assert from "node:assert/strict";
import { createOutsider } from "../../tools/outsider";
import { documentsOf, squeeze, surprises } from "./configurations";
import { type Bench, region, startBench } from "./http";

// https://www.tencentcloud.com/document/product/436/8280, 8278 and 8284
describe("An emulated bucket's lifecycle", () => {
  let bench: Bench;
  let bucket: string;
  const lifecycle = documentsOf(() => bench, "lifecycle");
  const expire = "<Expiration><Days>1</Days></Expiration>";
  const document = (...rules: string[]) =>
    `<LifecycleConfiguration>${rules.map((rule) => `<Rule>${rule}</Rule>`).join("")}</LifecycleConfiguration>`;
  const rule = (actions: string, filter = "<Filter/>", id = "r") =>
    document(`<ID>${id}</ID>${filter}<Status>Enabled</Status>${actions}`);

  before(async () => {
    bench = await startBench();
  });
  after(() => bench.close());
  beforeEach(async () => {
    bucket = await bench.createBucket();
  });

  it("is put, read back, replaced as a whole, and deleted even twice", async () => {
    assert.equal(await lifecycle.get(bucket), "404 NoSuchLifecycleConfiguration");
    // The sample of page 8280.
    const sample = `<LifecycleConfiguration>
      <Rule>
            <ID>id1</ID>
            <Filter>
                  <Prefix>documents/</Prefix>
            </Filter>
            <Status>Enabled</Status>
            <Transition>
                  <Days>100</Days>
                  <StorageClass>ARCHIVE</StorageClass>
            </Transition>
      </Rule>
      <Rule>
            <ID>id2</ID>
            <Filter>
                  <Prefix>logs/</Prefix>
            </Filter>
            <Status>Enabled</Status>
            <Transition>
                  <Days>10</Days>
                  <StorageClass>STANDARD_IA</StorageClass>
            </Transition>
      </Rule>
</LifecycleConfiguration>`;
    assert.equal(await lifecycle.put(bucket, sample), "200");
    assert.equal(await lifecycle.get(bucket), squeeze(sample));
    assert.equal(await lifecycle.put(bucket, rule(expire)), "200");
    assert.equal(await lifecycle.get(bucket), rule(expire));
    assert.equal(await lifecycle.remove(bucket), "204");
    assert.equal(await lifecycle.remove(bucket), "204");
    assert.equal(await lifecycle.get(bucket), "404 NoSuchLifecycleConfiguration");
  });

  it("takes the elements in any order and prints them in its own", async () => {
    const shuffled = `<LifecycleConfiguration xmlns="http://www.qcloud.com/document/product/436/7751"><Rule>
      <AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload>
      <NoncurrentVersionExpiration><NoncurrentDays>90</NoncurrentDays></NoncurrentVersionExpiration>
      <NoncurrentVersionTransition><StorageClass>ARCHIVE</StorageClass><NoncurrentDays>0</NoncurrentDays></NoncurrentVersionTransition>
      <Expiration><Days>3650</Days></Expiration>
      <Transition><StorageClass>Standard_IA</StorageClass><Days>0</Days></Transition>
      <Status>Disabled</Status><Filter><Prefix>a/</Prefix></Filter><ID>r</ID></Rule></LifecycleConfiguration>`;
    assert.equal(await lifecycle.put(bucket, shuffled), "200");
    assert.equal(
      await lifecycle.get(bucket),
      document(
        "<ID>r</ID><Filter><Prefix>a/</Prefix></Filter><Status>Disabled</Status>" +
          "<Transition><Days>0</Days><StorageClass>Standard_IA</StorageClass></Transition>" +
          "<Expiration><Days>3650</Days></Expiration>" +
          "<NoncurrentVersionTransition><NoncurrentDays>0</NoncurrentDays><StorageClass>ARCHIVE</StorageClass></NoncurrentVersionTransition>" +
          "<NoncurrentVersionExpiration><NoncurrentDays>90</NoncurrentDays></NoncurrentVersionExpiration>" +
          "<AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload>",
      ),
    );
  });

  /** https://www.tencentcloud.com/document/product/436/80206 asks for it before rules that go by access. */
  const monitorAccess = () =>
    bench.ask({
      method: "PUT",
      bucket,
      query: "accessmonitor",
      body: "<AccessMonitorConfiguration><Status>Enabled</Status></AccessMonitorConfiguration>",
    });

  it("takes what only SDKs know: sizes, another prefix excluded, and access frequencies", async () => {
    await monitorAccess();
    const full = rule(
      "<Transition><Days>30</Days><StorageClass>ARCHIVE</StorageClass><AccessFrequency>" +
        "<AccessCountLessThan>3</AccessCountLessThan><RecentDays>30</RecentDays></AccessFrequency></Transition>",
      "<Filter><And><Prefix>a/</Prefix><Tag><Key>k</Key><Value>v</Value></Tag><PrefixNotEquals>a/b/</PrefixNotEquals>" +
        "<ObjectSizeGreaterThan>1</ObjectSizeGreaterThan><ObjectSizeLessThan>9</ObjectSizeLessThan></And></Filter>",
    );
    assert.equal(await lifecycle.put(bucket, full), "200");
    assert.equal(await lifecycle.get(bucket), full);
  });

  it("takes an access frequency in the place of days, and needs one of both", async () => {
    await monitorAccess();
    const frequency =
      "<AccessFrequency><AccessCountLessThan>1</AccessCountLessThan><RecentDays>30</RecentDays></AccessFrequency>";
    const moved = (name: string, when: string) =>
      rule(`<${name}><StorageClass>STANDARD_IA</StorageClass>${when}</${name}>`);
    const wrong = await surprises(
      (body) => lifecycle.put(bucket, body),
      ["Transition", "NoncurrentVersionTransition"].flatMap((name) => [
        ["200", moved(name, frequency)] as const,
        ["400 MalformedXML", moved(name, "")] as const,
        ["400 MalformedXML", moved(name, "<AccessFrequency/>")] as const,
      ]),
    );
    assert.deepEqual(wrong, []);
  });

  it("takes a bare carriage return for a line feed, as every reader of XML does", async () => {
    const prefix = (text: string) => rule(expire, `<Filter><Prefix>${text}</Prefix></Filter>`);
    assert.equal(await lifecycle.put(bucket, prefix("a\r\nb\rc&#13;")), "200");
    assert.equal(await lifecycle.get(bucket), prefix("a&#10;b&#10;c&#13;"));
  });

  it("makes up an ID for a rule without one, and keeps it", async () => {
    const plain = document(`<Filter/><Status>Enabled</Status>${expire}`);
    assert.equal(await lifecycle.put(bucket, plain), "200");
    const read = await lifecycle.get(bucket);
    assert.match(read, /<Rule><ID>[0-9a-f]{32}<\/ID><Filter\/>/);
    assert.equal(await lifecycle.get(bucket), read);
  });

  it("keeps a date as it was sent, whatever its hour and its fractions of a second", async () => {
    const at = (date: string) => rule(`<Expiration><Date>${date}</Date></Expiration>`);
    const wrong = await surprises(
      (body) => lifecycle.put(bucket, body),
      [
        ["200", at("2018-07-29T16:00:00.000Z")],
        ["200", at("2018-07-30T00:00:00+08:00")],
        ["200", at("2018-07-30T00:00:00.000Z")],
        ["200", at("2018-07-30T11:22:33.456Z")],
        ["400 MalformedXML", at("2018-07-30")],
        ["400 MalformedXML", at("soon")],
      ],
    );
    assert.deepEqual(wrong, []);
    assert.equal(await lifecycle.get(bucket), at("2018-07-30T11:22:33.456Z"));
  });

  it("takes rules about all objects without a filter, and STANDARD as a class to go to", async () => {
    const to = (storageClass: string) =>
      `<Transition><Days>1</Days><StorageClass>${storageClass}</StorageClass></Transition>`;
    for (const body of [
      rule(expire, ""),
      rule(expire, "<Filter/>"),
      rule(expire, "<Filter><Prefix/></Filter>"),
      rule(to("STANDARD")),
      rule(to("Standard")),
    ]) {
      assert.equal(await lifecycle.put(bucket, body), "200", body);
      assert.equal(await lifecycle.get(bucket), body);
    }
  });

  it("without a filter reaches every object", async () => {
    await bench.put(bucket, "/a", "x");
    await bench.put(bucket, "/b/c", "x", { "x-cos-tagging": "k=v" });
    const upload = await bench.ask({ method: "POST", bucket, path: "/d", query: "uploads" });
    assert.equal(upload.status, 200);
    const abort =
      "<AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation></AbortIncompleteMultipartUpload>";
    assert.equal(await lifecycle.put(bucket, rule(expire + abort, "")), "200");
    const { expired, aborted } = bench.emulator.advance(2);
    assert.deepEqual({ expired, aborted }, { expired: 2, aborted: 1 });
  });

  it("must let an object expire after it changed its class, and not at that moment", async () => {
    const transition = (when: string) =>
      `<Transition>${when}<StorageClass>ARCHIVE</StorageClass></Transition>`;
    const expiration = (when: string) => `<Expiration>${when}</Expiration>`;
    const days = (count: number) => `<Days>${count}</Days>`;
    const on = (date: string) => `<Date>${date}</Date>`;
    const noncurrent = (first: number, last: number) =>
      `<NoncurrentVersionTransition><NoncurrentDays>${first}</NoncurrentDays><StorageClass>ARCHIVE</StorageClass></NoncurrentVersionTransition>` +
      `<NoncurrentVersionExpiration><NoncurrentDays>${last}</NoncurrentDays></NoncurrentVersionExpiration>`;
    const [july, august] = ["2030-07-29T16:00:00Z", "2030-08-01T00:00:00+08:00"];
    const wrong = await surprises(
      (body) => lifecycle.put(bucket, body),
      [
        ["200", rule(transition(days(9)) + expiration(days(10)))],
        ["400 InvalidArgument", rule(transition(days(10)) + expiration(days(10)))],
        ["400 InvalidArgument", rule(transition(days(1)) + transition(days(11)) + expiration(days(10)))],
        ["200", rule(transition(on(july)) + expiration(on(august)))],
        ["400 InvalidArgument", rule(transition(on(august)) + expiration(on(july)))],
        ["200", rule(noncurrent(9, 10))],
        ["400 InvalidArgument", rule(noncurrent(10, 10))],
      ],
    );
    assert.deepEqual(wrong, []);
  });

  it("refuses what is malformed or does not go together", async () => {
    const tag = "<Filter><Tag><Key>k</Key><Value>v</Value></Tag></Filter>";
    const abort =
      "<AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation></AbortIncompleteMultipartUpload>";
    const date = "<Date>2018-07-29T16:00:00.000Z</Date>";
    const transition = (time: string, storageClass = "ARCHIVE") =>
      `<Transition>${time}<StorageClass>${storageClass}</StorageClass></Transition>`;
    const body = `<ID>r</ID><Filter/><Status>Enabled</Status>${expire}`;
    const malformed = [
      "<LifecycleConfiguration>",
      "<LifecycleConfiguration/>",
      "<Other/>",
      rule(""),
      rule("<Expiration/>"),
      rule("<Expiration><Days>0</Days></Expiration>"),
      rule("<Expiration><Days>3651</Days></Expiration>"),
      rule(transition("<Days>-1</Days>")),
      rule(transition("")),
      rule(transition(`<Days>1</Days>${date}`)),
      rule("<NoncurrentVersionExpiration><NoncurrentDays>0</NoncurrentDays></NoncurrentVersionExpiration>"),
      rule(expire, "<Filter><Prefix>a</Prefix><Tag><Key>k</Key><Value>v</Value></Tag></Filter>"),
      document(`<ID>r</ID><Filter/><Status>enabled</Status>${expire}`),
      document(`<ID>${"x".repeat(256)}</ID><Filter/><Status>Enabled</Status>${expire}`),
      document(...Array.from({ length: 1_001 }, (_, index) => body.replace("r", `r${index}`))),
    ];
    const wrong = await surprises(
      (each) => lifecycle.put(bucket, each),
      [
        ...malformed.map((each) => ["400 MalformedXML", each] as const),
        ["400 MissingRequestBodyError", ""],
        ["400 InvalidArgument", document(body, body)],
        ["400 InvalidRequest", rule(`${transition("<Days>1</Days>")}<Expiration>${date}</Expiration>`)],
        ["400 InvalidRequest", rule(abort, tag)],
        [
          "400 InvalidRequest",
          rule("<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>", tag),
        ],
        [
          "400 InvalidRequest",
          rule(
            abort,
            "<Filter><And><Prefix>a</Prefix><Tag><Key>k</Key><Value>v</Value></Tag></And></Filter>",
          ),
        ],
        ["400 InvalidTag", rule(expire, "<Filter><Tag><Key>a%b</Key><Value>v</Value></Tag></Filter>")],
        ["400 MAZOperationNotSupportOnOAZBucket", rule(transition("<Days>1</Days>", "MAZ_STANDARD_IA"))],
      ],
    );
    assert.deepEqual(wrong, []);
    assert.equal(await lifecycle.get(bucket), "404 NoSuchLifecycleConfiguration");
  });

  it("takes 1,000 rules, which are more than 64 KB", async () => {
    const rules = Array.from(
      { length: 1_000 },
      (_, index) =>
        `<ID>r${index}</ID><Filter><Prefix>${index}/</Prefix></Filter><Status>Enabled</Status>${expire}`,
    );
    assert.equal(await lifecycle.put(bucket, document(...rules)), "200");
    assert.equal(await lifecycle.get(bucket), document(...rules));
  });

  it("knows only the classes of several zones on a bucket of several zones", async () => {
    const zones = bench.newName();
    const body =
      "<CreateBucketConfiguration><BucketAZConfig>MAZ</BucketAZConfig></CreateBucketConfiguration>";
    assert.equal((await bench.ask({ method: "PUT", bucket: zones, body })).outcome, "200");
    const to = (storageClass: string) =>
      rule(`<Transition><Days>1</Days><StorageClass>${storageClass}</StorageClass></Transition>`);
    assert.equal(await lifecycle.put(zones, to("ARCHIVE")), "400 OAZOperationNotSupportOnMAZBucket");
    assert.equal(await lifecycle.put(zones, to("MAZ_STANDARD_IA")), "200");
  });

  it("does not go with an object lock", async () => {
    await documentsOf(() => bench, "object-lock").put(
      bucket,
      "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>",
    );
    assert.equal(await lifecycle.put(bucket, rule(expire)), "409 BucketLocked");
  });

  it("is understood by the Node SDK, which finds no rules where there are none", async () => {
    const cos = createOutsider({ ...bench.emulator, endpoint: bench.emulator.url });
    const target = { Bucket: bucket, Region: region };
    // The rules of that SDK's own test.
    const Rules = [1, 2].map((number) => ({
      ID: String(number),
      Filter: { Prefix: `test${number}_` },
      Status: "Enabled" as const,
      Transition: { Date: "2018-07-29T16:00:00.000Z", StorageClass: "STANDARD_IA" },
    }));
    assert.deepEqual((await cos.getBucketLifecycle(target)).Rules, []);
    await cos.putBucketLifecycle({ ...target, Rules });
    assert.deepEqual((await cos.getBucketLifecycle(target)).Rules, Rules);
    await cos.deleteBucketLifecycle(target);
    assert.deepEqual((await cos.getBucketLifecycle(target)).Rules, []);
    await assert.rejects(cos.getBucketLifecycle({ ...target, Bucket: bench.newName() }), {
      code: "NoSuchBucket",
    });
  });
});
