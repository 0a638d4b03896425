import assert from "node:assert/strict";
import { keyedId } from "../../provider/model/ids";
import { configHandler } from "../../provider/resources/configurations/interpreter/handler";
import { bucketInventory } from "../../provider/resources/configurations/inventory";
import { describeBucketConfig } from "../conformance";
import { startBench } from "../support";

async function addDestinations({ context }: Awaited<ReturnType<typeof startBench>>): Promise<void> {
  for (const bucket of ["examplebucket-1250000000", "inventorybucket-1250000000"]) {
    // From the second time on it is there already.
    await context.client.send({ method: "PUT", bucket, region: "ap-guangzhou" }).catch(() => {});
  }
}

describeBucketConfig(bucketInventory, { setUp: addDestinations });

describe("BucketInventory", () => {
  const handler = configHandler(bucketInventory);
  const target = { bucket: "data-1250000000", region: "ap-guangzhou" };
  const inventory = {
    inventoryId: "a",
    includedObjectVersions: "All",
    schedule: { frequency: "Daily" },
    destination: { bucket: "logs-1250000000" },
  };
  const check = (news: object, settings = {}) =>
    handler.check(settings, {}, { ...target, ...inventory, ...news });

  it("fills in the region of the destination, and the APPID of a short name", () => {
    const full = { format: "CSV", bucket: "logs-1250000000", region: "ap-guangzhou" };
    assert.deepEqual(check({}).inputs.destination, full);
    assert.deepEqual(check({ destination: { bucket: "logs" } }).inputs.destination, full);
    assert.deepEqual(check({ bucket: "data", destination: { bucket: "logs" } }).failures, [
      { path: "destination.bucket", reason: "must end in the account's APPID, such as logs-1250000000" },
    ]);
    const settings = { appId: "1250000000" };
    assert.deepEqual(
      check({ bucket: "data", destination: { bucket: "logs" } }, settings).inputs.destination,
      full,
    );
  });

  it("lets the account be that COS fills in", () => {
    const { inputs } = check({});
    const live = { ...inputs, destination: { ...(inputs.destination as object), accountId: "100000000001" } };
    assert.deepEqual(handler.diff("", live, inputs).differences, []);
  });

  it("keeps several inventories of a bucket apart by their ids", async () => {
    const bench = await startBench();
    try {
      await addDestinations(bench);
      const there = await bench.createBucket();
      const inputs = (inventoryId: string, frequency: string) =>
        check({
          ...there,
          inventoryId,
          schedule: { frequency },
          destination: { bucket: "examplebucket-1250000000" },
        }).inputs;
      const first = await handler.create(bench.context, inputs("a", "Daily"));
      const second = await handler.create(bench.context, inputs("b.c", "Weekly"));
      assert.deepEqual([first.id, second.id], [keyedId(there, "a"), keyedId(there, "b.c")]);
      await handler.delete(bench.context, first.id, first.outputs);
      assert.equal(await handler.read(bench.context, first.id, {}), undefined);
      const live = await handler.read(bench.context, second.id, {});
      assert.deepEqual(handler.diff(second.id, live?.outputs ?? {}, inputs("b.c", "Weekly")).differences, []);
    } finally {
      await bench.close();
    }
  });

  it("cannot change its id in place", () => {
    const differences = (news: object) => handler.diff("", check({}).inputs, check(news).inputs).differences;
    assert.deepEqual(
      differences({ inventoryId: "b" }).map(({ path, kind }) => [path, kind]),
      [["inventoryId", "replace"]],
    );
  });
});
