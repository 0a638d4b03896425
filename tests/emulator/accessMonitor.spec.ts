import assert from "node:assert/strict";
import { documentsOf, surprises } from "./configurations";
import { type Bench, startBench } from "./http";

// https://www.tencentcloud.com/document/product/436/80225, 80226, and 80206 on what goes together
describe("An emulated bucket's access monitor", () => {
  let bench: Bench;
  let bucket: string;
  const monitor = documentsOf(() => bench, "accessmonitor");
  const lifecycle = documentsOf(() => bench, "lifecycle");
  const status = (word: string) =>
    `<AccessMonitorConfiguration><Status>${word}</Status></AccessMonitorConfiguration>`;
  const byAccess =
    "<LifecycleConfiguration><Rule><Filter/><Status>Enabled</Status><Transition><StorageClass>STANDARD_IA</StorageClass>" +
    "<AccessFrequency><AccessCountLessThan>1</AccessCountLessThan><RecentDays>30</RecentDays></AccessFrequency>" +
    "</Transition></Rule></LifecycleConfiguration>";

  before(async () => {
    bench = await startBench();
  });
  after(() => bench.close());
  beforeEach(async () => {
    bucket = await bench.createBucket();
  });

  it("is off until it is switched on, and can be switched off again", async () => {
    assert.equal(await monitor.get(bucket), status("Disabled"));
    for (const word of ["Enabled", "Disabled"]) {
      assert.equal(await monitor.put(bucket, status(word)), "200");
      assert.equal(await monitor.get(bucket), status(word));
    }
    assert.equal(await monitor.remove(bucket), "405 MethodNotAllowed");
  });

  it("has to be on for lifecycle rules that go by the last access, and stays on while there are any", async () => {
    assert.equal(await lifecycle.put(bucket, byAccess), "400 InvalidRequest");
    await monitor.put(bucket, status("Enabled"));
    assert.equal(await lifecycle.put(bucket, byAccess), "200");
    assert.equal(await monitor.put(bucket, status("Disabled")), "400 InvalidRequest");
    assert.equal(await lifecycle.remove(bucket), "204");
    assert.equal(await monitor.put(bucket, status("Disabled")), "200");
  });

  it("is not there for buckets of several zones", async () => {
    const body =
      "<CreateBucketConfiguration><BucketAZConfig>MAZ</BucketAZConfig></CreateBucketConfiguration>";
    const wide = bench.newName();
    assert.equal((await bench.ask({ method: "PUT", bucket: wide, body })).status, 200);
    assert.equal(await monitor.put(wide, status("Enabled")), "400 InvalidRequest");
  });

  it("is refused when it is malformed", async () => {
    const wrong = await surprises(
      (body) => monitor.put(bucket, body),
      [
        ["400 MalformedXML", status("Suspended")],
        ["400 MalformedXML", "<AccessMonitorConfiguration/>"],
        ["400 MalformedXML", "<AccessMonitor><Status>Enabled</Status></AccessMonitor>"],
      ],
    );
    assert.deepEqual(wrong, []);
  });
});
