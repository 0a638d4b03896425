import assert from "node:assert/strict";
import { createOutsider } from "../../tools/outsider";
import { documentsOf, surprises } from "./configurations";
import { type Ask, type Bench, region, startBench } from "./http";

// https://www.tencentcloud.com/document/product/436/33411 and 33412
describe("An emulated bucket's acceleration", () => {
  let bench: Bench;
  let bucket: string;
  const acceleration = documentsOf(() => bench, "accelerate");
  const status = (word: string, type = "") =>
    `<AccelerateConfiguration><Status>${word}</Status>${type}</AccelerateConfiguration>`;
  const type = "<Type>COS</Type>";
  const fast = async (request: Ask) =>
    (await bench.ask({ host: `${bucket}.cos.accelerate.myqcloud.com`, ...request })).outcome;

  before(async () => {
    bench = await startBench();
  });
  after(() => bench.close());
  beforeEach(async () => {
    bucket = await bench.createBucket();
  });

  it("is an empty document until it is switched on, and then can only be suspended", async () => {
    assert.equal(await acceleration.get(bucket), "<AccelerateConfiguration/>");
    assert.equal(await acceleration.put(bucket, status("Enabled")), "200");
    assert.equal(await acceleration.get(bucket), status("Enabled", type));
    assert.equal(await acceleration.put(bucket, status("Suspended", type)), "200");
    assert.equal(await acceleration.get(bucket), status("Suspended", type));
    assert.equal(await acceleration.remove(bucket), "405 MethodNotAllowed");
    const wrong = await surprises(
      (body) => acceleration.put(bucket, body),
      [
        ["400 MalformedXML", status("Disabled")],
        ["400 MalformedXML", "<AccelerateConfiguration/>"],
      ],
    );
    assert.deepEqual(wrong, []);
  });

  it("opens the acceleration host to objects, and closes it again", async () => {
    const put = { method: "PUT", path: "/a", body: "content" };
    assert.equal(await fast(put), "400 BucketAccelerateNotEnabled");
    await acceleration.put(bucket, status("Enabled"));
    assert.equal(await fast(put), "200");
    assert.equal(await fast({ path: "/a" }), "200");
    assert.equal(await fast({ host: "cos.accelerate.myqcloud.com", path: `/${bucket}/a` }), "200");
    assert.equal((await bench.ask({ bucket, path: "/a" })).text, "content");
    await acceleration.put(bucket, status("Suspended"));
    assert.equal(await fast({ path: "/a" }), "400 BucketAccelerateNotEnabled");
    assert.equal((await bench.ask({ bucket, path: "/a" })).outcome, "200");
  });

  it("does not create, remove or list buckets", async () => {
    await acceleration.put(bucket, status("Enabled"));
    const refused = "400 ActionAccelerateNotSupported";
    assert.equal(
      await fast({ method: "PUT", host: `${bench.newName()}.cos.accelerate.myqcloud.com` }),
      refused,
    );
    assert.equal(await fast({ method: "DELETE" }), refused);
    assert.equal(await fast({ host: "cos.accelerate.myqcloud.com" }), refused);
    assert.equal(await fast({ method: "HEAD" }), "200");
    assert.equal(await fast({ host: `${bench.newName()}.cos.accelerate.myqcloud.com` }), "404 NoSuchBucket");
  });

  it("is understood by the Node SDK", async () => {
    const cos = createOutsider({ ...bench.emulator, endpoint: bench.emulator.url });
    const where = { Bucket: bucket, Region: region };
    const read = async () =>
      ((await cos.getBucketAccelerate(where)) as { AccelerateConfiguration?: unknown })
        .AccelerateConfiguration;
    await cos.putBucketAccelerate({ ...where, AccelerateConfiguration: { Status: "Enabled" } });
    assert.deepEqual(await read(), { Status: "Enabled", Type: "COS" });
    await cos.putBucketAccelerate({ ...where, AccelerateConfiguration: { Status: "Suspended" } });
    assert.deepEqual(await read(), { Status: "Suspended", Type: "COS" });
  });
});
