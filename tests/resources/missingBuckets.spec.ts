import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Props } from "../../provider/model/props";
import type { Handler } from "../../provider/resources/handler";
import { bucket, folder, object, objectCopy } from "../handlers";
import { startBench, type TestBench } from "../support";

/** Each configuration meets the same in `tests/conformance/`. */
describe("A bucket that COS says is not there", () => {
  let bench: TestBench;
  let source: string;
  before(async () => {
    bench = await startBench();
    source = mkdtempSync(path.join(tmpdir(), "missing-buckets-"));
    writeFileSync(path.join(source, "a.txt"), "1");
  });
  after(async () => {
    rmSync(source, { recursive: true });
    await bench.close();
  });
  afterEach(() => bench.emulator.clearFaults());

  const raw = (request: Parameters<typeof bench.context.client.send>[0]) =>
    bench.context.client.send(request);
  const unknown = (times: number, target: string, match = {}) =>
    bench.emulator.addFault({
      kind: "status",
      status: 404,
      code: "NoSuchBucket",
      times,
      match: { bucket: target, ...match },
    });
  const forbidList = () =>
    bench.emulator.addFault({
      kind: "status",
      status: 403,
      code: "AccessDenied",
      times: 0,
      match: { operation: "GetService" },
    });

  const kinds: Record<string, { handler: Handler; inputs: (target: Props) => Props }> = {
    Bucket: { handler: bucket, inputs: () => ({ bucket: bench.newName() }) },
    Object: { handler: object, inputs: (target) => ({ ...target, key: "a.txt", content: "1" }) },
    ObjectCopy: {
      handler: objectCopy,
      inputs: (target) => ({ ...target, key: "b.txt", source: { ...target, key: "source.txt" } }),
    },
    Folder: { handler: folder, inputs: (target) => ({ ...target, prefix: "site/", source }) },
  };

  for (const [name, { handler, inputs }] of Object.entries(kinds)) {
    describe(`with a ${name} in the state`, () => {
      let created: { readonly id: string; readonly outputs: Props };
      let target: string;
      beforeEach(async () => {
        const place = await bench.createBucket();
        await raw({ method: "PUT", ...place, key: "source.txt", body: "1" });
        const { inputs: checked, failures } = await handler.check(bench.context.settings, {}, inputs(place));
        assert.deepEqual(failures, []);
        created = await handler.create(bench.context, checked);
        target = String(created.outputs.bucket);
      });

      it("is asked again while the account's list has it", async () => {
        unknown(2, target);
        const live = await handler.read(bench.context, created.id, created.outputs);
        assert.equal(live?.id, created.id);
      });

      it("is deleted from all the same when only one server did not know it", async () => {
        unknown(1, target, { method: name === "Folder" ? "POST" : "DELETE" });
        await handler.delete(bench.context, created.id, created.outputs);
        bench.emulator.clearFaults();
        assert.equal(await handler.read(bench.context, created.id, created.outputs), undefined);
      });

      it("is not taken for gone where the list may not be read", async () => {
        const context = { ...bench.context, waits: { unlistedMs: 0 } };
        unknown(0, target);
        forbidList();
        const uncertain = /is not certain.*name\/cos:GetService.*pulumi state delete/s;
        await assert.rejects(handler.read(context, created.id, created.outputs), uncertain);
        await assert.rejects(handler.delete(context, created.id, created.outputs), uncertain);
      });

      it("is not taken for gone while the list goes on showing it", async () => {
        const context = { ...bench.context, waits: { listedMs: 0 } };
        unknown(0, target);
        await assert.rejects(
          handler.read(context, created.id, created.outputs),
          /list shows .* all the same/,
        );
      });

      it("is gone when the list does not have it either", async () => {
        for (const key of ["a.txt", "b.txt", "source.txt", "site/a.txt"]) {
          await raw({ method: "DELETE", bucket: target, key });
        }
        await raw({ method: "DELETE", bucket: target });
        assert.equal(await handler.read(bench.context, created.id, created.outputs), undefined);
        await handler.delete(bench.context, created.id, created.outputs);
      });
    });
  }

  it("is reported at once, with the remedy, when an update needs it", async () => {
    const { inputs } = bucket.check(bench.context.settings, {}, { bucket: bench.newName() });
    const { id, outputs } = await bucket.create(bench.context, inputs);
    await raw({ method: "DELETE", bucket: String(outputs.bucket) });
    const heads = () => bench.sent.filter(({ operation }) => operation === "HeadBucket").length;
    const before = heads();
    await assert.rejects(
      bucket.update(bench.context, id, outputs, { ...inputs, forceDestroy: true }),
      (error: Error) => /pulumi up --refresh/.test(error.message) && !/was created/.test(error.message),
    );
    assert.equal(heads(), before + 1);
  });

  it("stays in the state when COS goes on serving it after its removal", async () => {
    const context = { ...bench.context, waits: { visibilityMs: 0 } };
    const { inputs } = bucket.check(bench.context.settings, {}, { bucket: bench.newName() });
    const { id, outputs } = await bucket.create(bench.context, inputs);
    bench.emulator.addFault({ kind: "stale", milliseconds: 300_000, match: { operation: "DeleteBucket" } });
    await assert.rejects(bucket.delete(context, id, outputs), /still serves it.*stays in the state/);
  });
});
