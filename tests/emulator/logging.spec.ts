import assert from "node:assert/strict";
import { createOutsider } from "../../tools/outsider";
import { documentsOf, surprises } from "./configurations";
import { type Bench, region, startBench, stranger } from "./http";

// https://www.tencentcloud.com/document/product/436/17054 and 17053
describe("An emulated bucket's logging", () => {
  let bench: Bench;
  let bucket: string;
  const logging = documentsOf(() => bench, "logging");
  const to = (target: string, prefix = "<TargetPrefix>prefix</TargetPrefix>") =>
    `<BucketLoggingStatus><LoggingEnabled><TargetBucket>${target}</TargetBucket>${prefix}</LoggingEnabled></BucketLoggingStatus>`;

  before(async () => {
    bench = await startBench();
  });
  after(() => bench.close());
  beforeEach(async () => {
    bucket = await bench.createBucket();
  });

  it("is an empty document before it was ever set, and after it was switched off", async () => {
    assert.equal(await logging.get(bucket), "<BucketLoggingStatus/>");
    const target = await bench.createBucket();
    assert.equal(await logging.put(bucket, to(target)), "200");
    assert.equal(await logging.get(bucket), to(target));
    assert.equal(await logging.put(bucket, "<BucketLoggingStatus/>"), "200");
    assert.equal(await logging.get(bucket), "<BucketLoggingStatus/>");
    assert.equal(await logging.remove(bucket), "405 MethodNotAllowed");
  });

  it("goes to a bucket of the same account and region, which may be the bucket itself", async () => {
    const far = bench.newName();
    await bench.ask({ method: "PUT", bucket: far, region: "ap-beijing" });
    const foreign = `logs-${stranger.appId}`;
    await bench.ask({ method: "PUT", bucket: foreign, as: stranger });
    const wrong = await surprises(
      (body) => logging.put(bucket, body),
      [
        ["200", to(bucket)],
        ["200", to(bucket, "")],
        ["200", to(bucket, "<TargetPrefix/>")],
        ["400 InvalidTargetBucketForLogging", to(far)],
        ["400 InvalidTargetBucketForLogging", to(foreign)],
        ["400 InvalidTargetBucketForLogging", to(bench.newName())],
        ["400 LoggingPrefixInvalid", to(bucket, "<TargetPrefix>\\logs</TargetPrefix>")],
        ["400 LoggingPrefixInvalid", to(bucket, `<TargetPrefix>${"x".repeat(851)}</TargetPrefix>`)],
        ["400 MalformedXML", "<BucketLoggingStatus><LoggingEnabled/></BucketLoggingStatus>"],
        ["400 MissingRequestBodyError", ""],
      ],
    );
    assert.deepEqual(wrong, []);
  });

  it("may have a prefix that begins with a slash, and shows it so", async () => {
    const slashed = to(bucket, "<TargetPrefix>/logs/</TargetPrefix>");
    assert.equal(await logging.put(bucket, slashed), "200");
    assert.equal(await logging.get(bucket), slashed);
  });

  it("is understood by the Node SDK, which switches it off with an empty element", async () => {
    const cos = createOutsider({ ...bench.emulator, endpoint: bench.emulator.url });
    const where = { Bucket: bucket, Region: region };
    const BucketLoggingStatus = {
      LoggingEnabled: { TargetBucket: bucket, TargetPrefix: "bucket-logging-prefix/" },
    };
    await cos.putBucketLogging({ ...where, BucketLoggingStatus });
    assert.deepEqual((await cos.getBucketLogging(where)).BucketLoggingStatus, BucketLoggingStatus);
    await cos.putBucketLogging({ ...where, BucketLoggingStatus: "" as never });
    assert.equal((await cos.getBucketLogging(where)).BucketLoggingStatus, "");
  });
});
