import assert from "node:assert/strict";
import type { OperationStatistics } from "../../emulator";
import { type OpenLogEntry, RequestLog } from "../../emulator/http/log";
import { statisticsOf } from "../../emulator/http/statistics";
import { type Bench, region, startBench } from "./http";

describe("The emulator's statistics", () => {
  let bench: Bench;
  before(async () => {
    bench = await startBench({ latency: 20 });
  });
  after(() => bench.close());

  const of = (operation: string) => bench.emulator.statistics().find((each) => each.operation === operation);

  it("sum the log up by operation", async () => {
    const bucket = await bench.createBucket();
    bench.emulator.clearRequests();
    await Promise.all(
      ["a", "b", "c"].map((key) => bench.ask({ method: "PUT", bucket, path: `/${key}`, body: "12345" })),
    );
    await bench.ask({ bucket, path: "/a" });
    await bench.ask({ bucket, path: "/missing" });
    const { medianDuration, longestDuration, ...puts } = of("PutObject") as OperationStatistics;
    assert.deepEqual(puts, {
      operation: "PutObject",
      requests: 3,
      failed: 0,
      inFlight: 3,
      bytesIn: 15,
      bytesOut: 0,
    });
    assert.ok(medianDuration >= 19 && longestDuration >= medianDuration);
    const gets = of("GetObject");
    assert.equal(gets?.requests, 2);
    assert.equal(gets?.failed, 1);
    assert.equal(gets?.inFlight, 1);
    assert.ok((gets?.bytesOut ?? 0) > 5, "the error had a body");
    const answer = await fetch(`${bench.emulator.url}/_emulator/statistics`);
    assert.deepEqual(await answer.json(), bench.emulator.statistics());
  });

  it("have a row for copies", async () => {
    const bucket = await bench.createBucket();
    await bench.put(bucket, "/source", "12345");
    bench.emulator.clearRequests();
    const headers = { "x-cos-copy-source": `${bucket}.cos.${region}.myqcloud.com/source` };
    await bench.ask({ method: "PUT", bucket, path: "/copy", headers });
    assert.equal(of("PutObjectCopy")?.requests, 1);
    assert.equal(of("PutObject"), undefined);
  });

  it("begin anew when the log is cleared", async () => {
    await bench.createBucket();
    assert.ok(bench.emulator.statistics().length > 0);
    bench.emulator.clearRequests();
    assert.deepEqual(bench.emulator.statistics(), []);
  });
});

describe("The statistics of a log that has dropped its oldest requests", () => {
  it("count all requests", () => {
    const log = new RequestLog();
    const entry = { operation: "PutObject", status: 200, bytesIn: 2, bytesOut: 1, time: 0, duration: 1 };
    for (let each = 0; each < 12_000; each++) {
      log.add({ ...entry } as OpenLogEntry);
    }
    assert.ok(log.entries.length < 6_000);
    const [row] = statisticsOf(log);
    assert.equal(row?.requests, 12_000);
    assert.equal(row?.bytesIn, 24_000);
  });
});

describe("An emulator with a bandwidth", () => {
  let bench: Bench;
  before(async () => {
    bench = await startBench({ bandwidth: 1_000_000 });
  });
  after(() => bench.close());

  const timed = async (work: () => Promise<unknown>) => {
    const began = performance.now();
    await work();
    return performance.now() - began;
  };

  it("takes the time that the line would take, in both directions", async () => {
    const bucket = await bench.createBucket();
    const body = Buffer.alloc(200_000, "x");
    const put = await timed(() => bench.ask({ method: "PUT", bucket, path: "/large", body }));
    assert.ok(put >= 190, `${put} ms to send 200 kB at 1 MB/s`);
    let received = "";
    const got = await timed(async () => {
      received = (await bench.ask({ bucket, path: "/large" })).text;
    });
    assert.ok(got >= 190, `${got} ms to receive it`);
    assert.ok(received === body.toString());
    // Small bodies come from memory, and take their time all the same.
    const small = Buffer.alloc(10_000, "y");
    const several = async () => {
      for (let each = 0; each < 10; each++) {
        await bench.ask({ method: "PUT", bucket, path: "/small", body: small });
      }
    };
    const sent = await timed(several);
    assert.ok(sent >= 90, `${sent} ms to send ten times 10 kB`);
  });
});
