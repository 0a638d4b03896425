import assert from "node:assert/strict";
import { bucketReferer } from "../../provider/resources/configurations/referer";
import { describeBucketConfig } from "../conformance";
import { pathsOf, useConfigBench } from "./configBench";

describeBucketConfig(bucketReferer);

describe("BucketReferer", () => {
  const use = useConfigBench(bucketReferer);
  const list = { refererType: "White-List", domainList: ["*.example.com"] };

  it("is really off after a destroy", async () => {
    const { create, delete: destroy, outside } = use();
    await destroy(await create(list));
    assert.match(await outside("GET"), /<Status>Disabled<\/Status>/);
  });

  it("can be disabled without being forgotten", async () => {
    const { create, read } = use();
    const outputs = await create({ ...list, status: "Disabled" });
    assert.equal(outputs.status, "Disabled");
    assert.deepEqual(await read(outputs), outputs);
  });

  it("takes what COS fills in for no difference", () => {
    const live = {
      ...list,
      status: "Enabled",
      emptyReferConfiguration: "Deny",
      verifySignatureURL: "Disabled",
    };
    assert.deepEqual(pathsOf(bucketReferer, live, list), []);
    assert.deepEqual(pathsOf(bucketReferer, live, { ...list, verifySignatureURL: "Enabled" }), [
      "verifySignatureURL",
    ]);
  });
});
