import assert from "node:assert/strict";
import { bucketEncryption } from "../../provider/resources/configurations/encryption";
import { configHandler } from "../../provider/resources/configurations/interpreter/handler";
import { describeBucketConfig } from "../conformance";

describeBucketConfig(bucketEncryption);

describe("BucketEncryption", () => {
  const handler = configHandler(bucketEncryption);
  const target = { bucket: "site-1250000000", region: "ap-guangzhou" };
  const paths = (olds: object, news: object) =>
    handler.diff("", { ...target, ...olds }, { ...target, ...news }).differences.map(({ path }) => path);

  it("lets the default key be that COS fills in, and sees another than the declared one", () => {
    const live = { sseAlgorithm: "KMS", kmsMasterKeyId: "filled-in", kmsAlgorithm: "SM4" };
    assert.deepEqual(paths(live, { sseAlgorithm: "KMS" }), []);
    assert.deepEqual(paths(live, { sseAlgorithm: "KMS", kmsMasterKeyId: "mine" }), ["kmsMasterKeyId"]);
    assert.deepEqual(paths(live, { sseAlgorithm: "AES256" }), ["sseAlgorithm"]);
  });
});
