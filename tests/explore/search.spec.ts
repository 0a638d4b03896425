/** The search of the explorer's page, over the real table. */

import assert from "node:assert/strict";
import { catalogue } from "../../cli/explore/catalogue";
import { newSearch } from "../../explorer/search/find";

const search = newSearch(catalogue());
const found = (query: string) => search(query).map(({ operation }) => operation.name);

describe("The explorer's search", () => {
  const asked: Readonly<Record<string, string>> = {
    PutBucketCors: "PutBucketCors",
    putbucketcors: "PutBucketCors",
    "put-bucket-cors": "PutBucketCors",
    put_bucket_cors: "PutBucketCors",
    "cors put": "PutBucketCors",
    "Bucket.PutCORS": "PutBucketCors",
    setBucketCrossOriginConfiguration: "PutBucketCors",
    PutBcketCors: "PutBucketCors",
    putBuckteCors: "PutBucketCors",
    NoSuchCORSConfiguration: "GetBucketCors",
    "7743": "DeleteObject",
    "delete multiple": "DeleteMultipleObjects",
    "upload part": "UploadPart",
    "list objects": "GetBucket",
    "create bucket": "PutBucket",
    getObjectMetadata: "HeadObject",
    headobject: "HeadObject",
  };
  for (const [query, name] of Object.entries(asked)) {
    it(`finds ${name} first for ${query}`, () => {
      assert.equal(found(query)[0], name);
    });
  }

  const near: Readonly<Record<string, readonly string[]>> = {
    "?cors": ["PutBucketCors", "GetBucketCors", "DeleteBucketCors"],
    "bucket cors": ["PutBucketCors", "GetBucketCors", "DeleteBucketCors"],
    "x-cos-acl": ["PutBucketAcl", "PutObjectAcl", "PutBucket"],
    UploadId: ["UploadPart", "AbortMultipartUpload", "CompleteMultipartUpload"],
    lifecyle: ["PutBucketLifecycle", "GetBucketLifecycle", "DeleteBucketLifecycle"],
    ListObjects: ["GetBucket"],
  };
  for (const [query, names] of Object.entries(near)) {
    it(`has ${names.join(", ")} among the first ten for ${query}`, () => {
      const first = found(query).slice(0, 10);
      assert.deepEqual(
        names.filter((name) => !first.includes(name)),
        [],
      );
    });
  }

  it("finds every operation first by its name, and by each of its aliases near the top", () => {
    for (const { name, aliases } of catalogue().operations) {
      assert.equal(found(name)[0], name);
      for (const alias of aliases) {
        assert.ok(found(alias).slice(0, 5).includes(name), `${alias} does not lead to ${name}`);
      }
    }
  });

  it("finds every operation by each method of an SDK, parameter, error code and page", () => {
    for (const { name, methods, parameters, errors, pages } of catalogue().operations) {
      for (const word of [...methods, ...parameters, ...errors, ...pages]) {
        assert.ok(found(word).includes(name), `${word} does not lead to ${name}`);
      }
    }
  });

  it("says what an operation was found by when its name does not show it", () => {
    assert.deepEqual(search("setBucketCrossOriginConfiguration")[0]?.reason, {
      kind: "methods",
      text: "setBucketCrossOriginConfiguration",
    });
    assert.deepEqual(search("NoSuchCORSConfiguration")[0]?.reason, {
      kind: "errors",
      text: "NoSuchCORSConfiguration",
    });
    assert.deepEqual(search("7743")[0]?.reason, { kind: "pages", text: "7743" });
    assert.equal(search("PutBucketCors")[0]?.reason, undefined);
  });

  it("finds nothing for what no operation has", () => {
    assert.deepEqual(found("zzzzqqqq"), []);
    assert.deepEqual(found("?"), []);
    assert.deepEqual(found("9999999"), []);
  });
});
