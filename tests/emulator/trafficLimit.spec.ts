import assert from "node:assert/strict";
import { type Answer, type Bench, startBench } from "./http";

const least = "819200";
/** Takes at least 1.2 seconds at the least limit, 102,400 bytes a second. */
const content = Buffer.alloc(125_000, "x");
const atLeast = 1_200;

// https://www.tencentcloud.com/document/product/436/34072
describe("An emulated traffic limit", () => {
  let bench: Bench;
  let bucket: string;
  before(async () => {
    bench = await startBench();
    bucket = await bench.createBucket();
    await bench.put(bucket, "/a", content);
  });
  after(() => bench.close());

  const limit = { "x-cos-traffic-limit": least };
  const form = (value: string) =>
    `--b\r\nContent-Disposition: form-data; name="key"\r\n\r\nform\r\n` +
    `--b\r\nContent-Disposition: form-data; name="x-cos-traffic-limit"\r\n\r\n${value}\r\n` +
    `--b\r\nContent-Disposition: form-data; name="file"\r\n\r\n${content}\r\n--b--`;
  const asForm = { "content-type": "multipart/form-data; boundary=b" };

  /** Sends a request, and says how long the emulator took for it. */
  async function timed(request: Parameters<Bench["ask"]>[0]): Promise<{ answer: Answer; duration: number }> {
    const answer = await bench.ask({ bucket, ...request });
    return { answer, duration: bench.emulator.requests.at(-1)?.duration ?? 0 };
  }

  it("slows down what is read and written, by a header or a parameter", async () => {
    const upload = await bench.ask({ method: "POST", bucket, path: "/parts", query: "uploads" });
    const part = `partNumber=1&uploadId=${upload.one("UploadId")}`;
    for (const request of [
      { path: "/a", headers: limit },
      { path: "/a", query: `x-cos-traffic-limit=${least}` },
      { method: "PUT", path: "/b", headers: limit, body: content },
      { method: "PUT", path: "/parts", query: `${part}&x-cos-traffic-limit=${least}`, body: content },
    ]) {
      const { answer, duration } = await timed(request);
      assert.equal(answer.status, 200, answer.text);
      assert.ok(duration >= atLeast, `${JSON.stringify({ ...request, body: "" })} took ${duration} ms`);
    }
    assert.ok((await bench.ask({ bucket, path: "/b" })).body.equals(content));
  });

  it("reads an object without a byte all the same", async () => {
    await bench.put(bucket, "/empty", "");
    const { status, body } = await bench.ask({ bucket, path: "/empty", headers: limit });
    assert.deepEqual([status, body.length], [200, 0]);
  });

  it("slows down a form that names it in a field", async () => {
    const open = await bench.createBucket({ "x-cos-acl": "public-read-write" });
    const { answer, duration } = await timed({
      method: "POST",
      bucket: open,
      headers: asForm,
      body: form(least),
    });
    assert.equal(answer.status, 204, answer.text);
    assert.ok(duration >= atLeast);
    const refused = await bench.ask({ method: "POST", bucket: open, headers: asForm, body: form("1") });
    assert.equal(refused.outcome, "400 InvalidArgument");
  });

  it("is refused outside 819200 to 838860800, and when it is not a number", async () => {
    for (const value of ["819199", "838860801", "0", "-1", "1e6", "fast", "99999999999"]) {
      for (const request of [
        { path: "/a", headers: { "x-cos-traffic-limit": value } },
        { path: "/a", query: `x-cos-traffic-limit=${value}` },
        { method: "PUT", path: "/c", headers: { "x-cos-traffic-limit": value }, body: "x" },
      ]) {
        const answer = await bench.ask({ bucket, ...request });
        assert.equal(answer.outcome, "400 InvalidArgument", value);
      }
    }
    assert.equal((await bench.ask({ bucket, path: "/c" })).status, 404);
    const most = await bench.ask({ bucket, path: "/a", headers: { "x-cos-traffic-limit": "838860800" } });
    assert.equal(most.status, 200);
  });
});
