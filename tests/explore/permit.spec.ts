import assert from "node:assert/strict";
import type { Problem } from "../../cli/explore/wire";
import { operations } from "../../provider/api/operations";
import { type CallBench, draftOf, startCallBench } from "./calls";

let bench: CallBench;
let Bucket: string;

before(async () => {
  bench = await startCallBench();
  Bucket = await bench.createBucket();
});
after(() => bench.close());

const region = "ap-guangzhou";

describe("What changes or destroys", () => {
  it("is refused by an explorer that only reads, whoever asks", async () => {
    const reader = await bench.start({ readOnly: true });
    bench.emulator.clearRequests();
    for (const { name, effect } of operations) {
      const call = draftOf({ operation: name, parameters: { Bucket }, confirmed: true });
      const { status } = await bench.ask("POST", "/api/send", call, reader);
      assert.equal(status, effect === "reads" ? 200 : 403, name);
    }
    for (const method of ["GET", "HEAD", "OPTIONS", "PUT", "POST", "DELETE"] as const) {
      const free = { method, bucket: Bucket, region, key: "free", query: [], headers: [], text: "" };
      const { status } = await bench.ask("POST", "/api/send", draftOf({ free, confirmed: true }), reader);
      assert.equal(status, /^(GET|HEAD|OPTIONS)$/.test(method) ? 200 : 403, method);
    }
    const methods = new Set(bench.emulator.requests.map(({ method }) => method));
    assert.ok(!methods.has("PUT") && !methods.has("DELETE"));
  });

  it("has to be confirmed, also as a free request", async () => {
    await bench.cos.putObject({ Bucket, Key: "keep", Body: "x" });
    const call = draftOf({ operation: "DeleteObject", parameters: { Bucket, Key: "keep" } });
    const { status, json } = await bench.ask("POST", "/api/send", call);
    assert.equal(status, 409);
    assert.match(json<Problem>().message, /DeleteObject/);
    const free = { bucket: Bucket, region, headers: [], text: "" } as const;
    for (const danger of [
      { ...free, method: "DELETE", key: "keep", query: [] },
      { ...free, method: "POST", key: "", query: [["delete", ""]] },
      { ...free, method: "PUT", key: "", query: [["versioning", ""]] },
      { ...free, method: "PUT", key: "keep", query: [["retention", ""]] },
    ] as const) {
      assert.equal((await bench.ask("POST", "/api/send", draftOf({ free: danger }))).status, 409);
    }
    await bench.cos.headObject({ Bucket, Key: "keep" });
    assert.equal((await bench.ask("POST", "/api/send", { ...call, confirmed: true })).status, 200);
    await assert.rejects(bench.cos.headObject({ Bucket, Key: "keep" }));
  });
});
