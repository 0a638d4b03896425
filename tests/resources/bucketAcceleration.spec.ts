import assert from "node:assert/strict";
import { bucketAcceleration } from "../../provider/resources/configurations/acceleration";
import { describeBucketConfig } from "../conformance";
import { pathsOf, useConfigBench } from "./configBench";

describeBucketConfig(bucketAcceleration);

describe("BucketAcceleration", () => {
  const use = useConfigBench(bucketAcceleration);

  it("is really off after a destroy", async () => {
    const { create, delete: destroy, outside } = use();
    await destroy(await create({ status: "Enabled" }));
    assert.match(await outside("GET"), /<Status>Suspended<\/Status>/);
  });

  it("is not there before it was ever switched on, though COS answers a document", async () => {
    assert.equal(await use().read(), undefined);
  });

  it("ignores the kind that COS fills in, but compares a declared one", () => {
    const live = { status: "Enabled", type: "COS" };
    assert.deepEqual(pathsOf(bucketAcceleration, live, { status: "Enabled" }), []);
    assert.deepEqual(pathsOf(bucketAcceleration, live, { status: "Enabled", type: "OTHER" }), ["type"]);
  });
});
