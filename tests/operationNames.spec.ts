import assert from "node:assert/strict";
import { ApiCalls } from "../provider/api/cosApi";
import type { CosClient } from "../provider/client";
import { endingWith } from "../provider/model/ending";
import { startBench } from "./support";

describe("A bench fails its spec", () => {
  it("when the provider sends a request without the name of an operation", async () => {
    const bench = await startBench();
    const { client, settings } = bench.context;
    await new ApiCalls({ client: client as CosClient, settings }).request({ method: "GET" });
    await assert.rejects(bench.close(), /Request: GET \?/);
  });

  it("when a request has the name of another operation", async () => {
    const bench = await startBench();
    const bucket = await bench.createBucket();
    await bench.context.client.send({ method: "DELETE", ...bucket, operation: "DeleteBucketCors" });
    await assert.rejects(bench.close(), /DeleteBucketCors is DeleteBucket to the emulator/);
  });

  it("and not when the spec itself sends a request without a name", async () => {
    const bench = await startBench();
    await bench.context.client.send({ method: "GET" });
    await endingWith(bench.context, { timeoutMs: 60_000 }).client.send({ method: "GET" });
    await bench.close();
  });
});
