import assert from "node:assert/strict";
import { createOutsider } from "../../tools/outsider";
import { documentsOf, surprises } from "./configurations";
import { type Bench, region, startBench, stranger } from "./http";

// https://www.tencentcloud.com/document/product/436/19223, 19222 and 19221
describe("An emulated bucket's replication", () => {
  let bench: Bench;
  let bucket: string;
  let target: string;
  const replication = documentsOf(() => bench, "replication");
  const role = "<Role>qcs::cam::uin/100000000001:uin/100000000001</Role>";
  const document = (...rules: string[]) =>
    `<ReplicationConfiguration>${role}${rules.map((rule) => `<Rule>${rule}</Rule>`).join("")}</ReplicationConfiguration>`;
  const to = (name: string, where = region, storageClass = "") =>
    `<Destination><Bucket>qcs::cos:${where}::${name}</Bucket>${storageClass}</Destination>`;
  const rule = (head: string, tail = "") => `${head}${to(target)}${tail}`;
  const simple = () => rule("<ID>r</ID><Status>Enabled</Status><Prefix>testPrefix</Prefix>");
  const create = async (where: string, zones = "") => {
    const name = bench.newName();
    const body =
      zones && `<CreateBucketConfiguration><BucketAZConfig>MAZ</BucketAZConfig></CreateBucketConfiguration>`;
    assert.equal((await bench.ask({ method: "PUT", bucket: name, region: where, body })).outcome, "200");
    const status = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
    await bench.ask({ method: "PUT", bucket: name, region: where, query: "versioning", body: status });
    return name;
  };

  before(async () => {
    bench = await startBench();
  });
  after(() => bench.close());
  beforeEach(async () => {
    bucket = await create(region);
    target = await create(region);
  });

  it("is put, read back with the time of its creation, and deleted even twice", async () => {
    assert.equal(await replication.get(bucket), "404 ReplicationConfigurationNotFoundError");
    const body = document(
      `<Status>Enabled</Status><ID>RuleId_01</ID><Prefix>testPrefix</Prefix>${to(target)}`,
    );
    assert.equal(await replication.put(bucket, body), "200");
    const answer = await bench.ask({ bucket, query: "replication" });
    const created = Date.parse(answer.headers["x-cos-replication-rule-creation-time"] ?? "");
    assert.ok(Math.abs(created - Date.now()) < 60_000);
    assert.equal(
      await replication.get(bucket),
      document(`<ID>RuleId_01</ID><Status>Enabled</Status><Prefix>testPrefix</Prefix>${to(target)}`),
    );
    assert.equal(await replication.remove(bucket), "204");
    assert.equal(await replication.remove(bucket), "204");
    const gone = await bench.ask({ bucket, query: "replication" });
    assert.equal(gone.headers["x-cos-replication-rule-creation-time"], undefined);
  });

  it("keeps every element, also those that only SDKs know", async () => {
    const full = document(
      "<ID>r</ID><Status>Enabled</Status><Priority>1000</Priority><Filter><And><Prefix>a/</Prefix><Tag><Key>k</Key><Value>v</Value></Tag></And></Filter>" +
        `<Destination><Bucket>qcs::cos:${region}::${target}</Bucket><StorageClass>Standard_IA</StorageClass>` +
        "<EncryptionConfiguration><ReplicaKmsKeyID>key</ReplicaKmsKeyID></EncryptionConfiguration></Destination>" +
        "<DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication>" +
        "<SourceSelectionCriteria><SseKmsEncryptedObjects><Status>Enabled</Status></SseKmsEncryptedObjects></SourceSelectionCriteria>",
    );
    assert.equal(await replication.put(bucket, full), "200");
    assert.equal(await replication.get(bucket), full);
  });

  it("needs versioning on both buckets", async () => {
    const plain = await bench.createBucket();
    assert.equal(await replication.put(plain, document(simple())), "400 BucketVersionNotOpen");
    const unversioned = document(`<Status>Enabled</Status>${to(plain)}`);
    assert.equal(await replication.put(bucket, unversioned), "409 InvalidBucketState");
    await bench.setVersioning(plain, "Enabled");
    assert.equal(await replication.put(bucket, unversioned), "200");
  });

  it("keeps versioning from being suspended", async () => {
    await replication.put(bucket, document(simple()));
    const body = "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>";
    const suspend = async () =>
      (await bench.ask({ method: "PUT", bucket, query: "versioning", body })).outcome;
    assert.equal(await suspend(), "409 InvalidBucketState");
    await replication.remove(bucket);
    assert.equal(await suspend(), "200");
  });

  it("goes to buckets of the same account that exist, in any region", async () => {
    const far = await create("ap-beijing");
    const foreign = `foreign-${stranger.appId}`;
    await bench.ask({ method: "PUT", bucket: foreign, as: stranger });
    const into = (destination: string) => document(`<Status>Enabled</Status>${destination}`);
    const wrong = await surprises(
      (body) => replication.put(bucket, body),
      [
        ["200", into(to(far, "ap-beijing"))],
        ["400 TargetBucketNameInvalid", into(to(far, region))],
        ["400 TargetBucketNameInvalid", into(to(bench.newName()))],
        ["400 TargetBucketNameInvalid", into(to(bucket))],
        [
          "400 TargetBucketNameInvalid",
          into("<Destination><Bucket>copies-1250000000</Bucket></Destination>"),
        ],
        ["403 UserNotTargetBucketOwner", into(to(foreign))],
      ],
    );
    assert.deepEqual(wrong, []);
  });

  it("does not lead from several zones to one", async () => {
    const zones = await create(region, "MAZ");
    const other = await create(region, "MAZ");
    const into = (destination: string) => document(`<Status>Enabled</Status>${destination}`);
    assert.equal(await replication.put(zones, into(to(target))), "400 MAZOperationNotSupportOnOAZBucket");
    assert.equal(await replication.put(zones, into(to(other))), "200");
    const maz = to(target, region, "<StorageClass>MAZ_STANDARD</StorageClass>");
    assert.equal(await replication.put(bucket, into(maz)), "400 MAZOperationNotSupportOnOAZBucket");
  });

  it("refuses rules that get into each other's way", async () => {
    const enabled = "<Status>Enabled</Status>";
    const tags = "<Filter><And><Tag><Key>k</Key><Value>v</Value></Tag></And></Filter>";
    const off = "<DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication>";
    const by = (prefix: string) => rule(`${enabled}<Prefix>${prefix}</Prefix>`);
    const wrong = await surprises(
      (body) => replication.put(bucket, body),
      [
        ["200", document(by("a/"), by("b/"), by("ab/"))],
        ["400 InvalidArgument", document(by("b/"), by("a/"), by("a/b/"))],
        ["400 InvalidArgument", document(by("a/"), by("a/"))],
        ["400 InvalidArgument", document(by("a/"), by(""))],
        ["400 InvalidArgument", document(by("a/"), rule(enabled))],
        [
          "400 InvalidArgument",
          document(
            rule(`<ID>r</ID>${enabled}<Prefix>a</Prefix>`),
            rule(`<ID>r</ID>${enabled}<Prefix>b</Prefix>`),
          ),
        ],
        ["400 InvalidArgument", document(rule(`${enabled}${tags}`, off))],
        ["400 InvalidArgument", document(rule(`${enabled}<Priority>1</Priority>${tags}`))],
        [
          "200",
          document(
            rule(`${enabled}<Priority>1</Priority>${tags}`, off),
            rule(`${enabled}<Priority>2</Priority>${tags}`, off),
          ),
        ],
        [
          "400 InvalidArgument",
          document(
            rule(`${enabled}<Priority>1</Priority>${tags}`, off),
            rule(`${enabled}<Priority>1</Priority>${tags}`, off),
          ),
        ],
      ],
    );
    assert.deepEqual(wrong, []);
  });

  it("refuses what is malformed", async () => {
    const enabled = "<Status>Enabled</Status>";
    const malformed = [
      document(),
      document(rule("")),
      document(enabled),
      document(rule("<Status>On</Status>")),
      document(rule(`${enabled}<Priority>0</Priority>`)),
      document(rule(`${enabled}<Priority>1001</Priority>`)),
      document(rule(`${enabled}<Prefix>a</Prefix><Filter><Prefix>a</Prefix></Filter>`)),
      document(rule(`${enabled}<Filter><Prefix>a</Prefix><And/></Filter>`)),
      document(`${enabled}${to(target, region, "<StorageClass>COLD</StorageClass>")}`),
      document(...Array.from({ length: 1_001 }, (_, index) => rule(`${enabled}<Prefix>${index}/</Prefix>`))),
      `<ReplicationConfiguration><Rule>${simple()}</Rule></ReplicationConfiguration>`,
    ];
    const wrong = await surprises(
      (body) => replication.put(bucket, body),
      [
        ...malformed.map((body) => ["400 MalformedXML", body] as const),
        ["400 InvalidArgument", document(simple()).replace(role, "<Role>me</Role>")],
      ],
    );
    assert.deepEqual(wrong, []);
  });

  it("is understood by the Node SDK", async () => {
    const cos = createOutsider({ ...bench.emulator, endpoint: bench.emulator.url });
    const where = { Bucket: bucket, Region: region };
    const ReplicationConfiguration = {
      Role: "qcs::cam::uin/100000000001:uin/100000000001",
      Rules: [
        {
          ID: "1",
          Status: "Enabled" as const,
          Prefix: "sync/",
          Destination: { Bucket: `qcs::cos:${region}::${target}`, StorageClass: "STANDARD" as const },
        },
      ],
    };
    await cos.putBucketReplication({ ...where, ReplicationConfiguration });
    assert.deepEqual(
      (await cos.getBucketReplication(where)).ReplicationConfiguration,
      ReplicationConfiguration,
    );
    await cos.deleteBucketReplication(where);
    // The SDK expects the code in another spelling, and hands the 404 on.
    await assert.rejects(cos.getBucketReplication(where), { statusCode: 404 });
  });
});
