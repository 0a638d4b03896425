import assert from "node:assert/strict";
import { configHandler } from "../../provider/resources/configurations/interpreter/handler";
import { bucketVersioning } from "../../provider/resources/configurations/versioning";
import { describeBucketConfig } from "../conformance";
import { useConfigBench } from "./configBench";

describeBucketConfig(bucketVersioning);

describe("BucketVersioning", () => {
  const use = useConfigBench(bucketVersioning);
  const handler = configHandler(bucketVersioning);

  it("is suspended after a destroy, and says nothing when no version remains", async () => {
    const { bench, create, delete: destroy, outside } = use();
    await destroy(await create({ status: "Enabled" }));
    assert.match(await outside("GET"), /<Status>Suspended<\/Status>/);
    assert.deepEqual(bench.warnings, []);
  });

  it("says after a destroy that older versions remain, and how to remove them", async () => {
    const { bench, target, create, delete: destroy } = use();
    const outputs = await create({ status: "Enabled" });
    for (const body of ["old", "new"]) {
      await bench.context.client.send({ method: "PUT", ...target, key: "a.txt", body });
    }
    await destroy(outputs);
    assert.equal(bench.warnings.length, 1);
    assert.match(
      bench.warnings[0] ?? "",
      new RegExp(`${target.bucket} is suspended.*noncurrentVersionExpiration`),
    );
  });

  it("is not there before it was ever switched on, though COS answers a document", async () => {
    assert.equal(await use().read(), undefined);
  });

  it("warns at preview, once, that it cannot be taken back", () => {
    const inputs = { bucket: "site-1250000000", region: "ap-guangzhou", status: "Enabled" };
    const warnings = (olds: object) => handler.check({}, { ...olds }, inputs).warnings ?? [];
    assert.match(warnings({})[0] ?? "", /cannot be taken back, only suspended/);
    assert.deepEqual(warnings(inputs), []);
    assert.deepEqual(handler.check({}, {}, { ...inputs, status: "Suspended" }).warnings, []);
  });
});
