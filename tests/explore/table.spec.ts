import assert from "node:assert/strict";
import type { Catalogue, OperationDetails, Problem } from "../../cli/explore/wire";
import { findOperation, operations, pageOf } from "../../provider/api/operations";
import { namedParameters } from "../../provider/api/parameters";
import { type CallBench, startCallBench } from "./calls";

let bench: CallBench;

before(async () => {
  bench = await startCallBench();
});
after(() => bench.close());

async function detailsOf(name: string): Promise<OperationDetails> {
  const { status, json, body } = await bench.ask("GET", `/api/operations/${name}`);
  assert.equal(status, 200, body.toString());
  return json<OperationDetails>();
}

describe("The explorer's catalogue", () => {
  let found: Catalogue;
  before(async () => {
    found = (await bench.ask("GET", "/api/catalogue")).json<Catalogue>();
  });

  it("has all 115 operations, each in a family", () => {
    assert.equal(found.operations.length, 115);
    assert.equal(new Set(found.operations.map(({ name }) => name)).size, 115);
    const families = new Set(found.families.map(({ name }) => name));
    assert.deepEqual(
      found.operations.filter(({ family }) => !families.has(family)),
      [],
    );
    for (const { title } of found.families) {
      assert.notEqual(title, "");
    }
  });

  it("has what people know an operation by", () => {
    const cors = found.operations.find(({ name }) => name === "PutBucketCors");
    assert.ok(cors !== undefined);
    assert.equal(cors.method, "PUT");
    assert.equal(cors.subresource, "cors");
    assert.equal(cors.action, "name/cos:PutBucketCORS");
    assert.equal(cors.effect, "replaces");
    // https://www.tencentcloud.com/document/product/436/8279
    assert.deepEqual(cors.pages, ["8279"]);
    for (const method of [
      "putBucketCors",
      "Bucket.PutCORS",
      "put_bucket_cors",
      "setBucketCrossOriginConfiguration",
    ]) {
      assert.ok(cors.methods.includes(method), method);
    }
    assert.ok(cors.aliases.includes("put-bucket-cors"));
    const put = found.operations.find(({ name }) => name === "PutObject");
    for (const parameter of [
      "x-cos-storage-class",
      "StorageClass",
      "x-cos-meta-*",
      "Content-Type",
      "x-cos-version-id",
    ]) {
      assert.ok(put?.parameters.includes(parameter), parameter);
    }
    const upload = found.operations.find(({ name }) => name === "CompleteMultipartUpload");
    assert.ok(upload?.errors.includes("NoSuchUpload"));
  });
});

describe("What the form of an operation is made of", () => {
  it("has every parameter that there is to choose, the required ones first, for every operation", async () => {
    for (const operation of operations) {
      const { name, path, body, paging } = operation;
      const details = await detailsOf(name);
      const names = details.fields.map((field) => field.name);
      assert.equal(new Set(names).size, names.length, name);
      const leading = ["Bucket", "Uin", "Region", "Key"].filter((each) => names.includes(each));
      assert.deepEqual(names.slice(0, leading.length), leading, name);
      assert.equal(names.includes("Bucket"), operation.host === "bucket" || operation.host === "migration");
      assert.ok(names.includes("Region"), name);
      assert.equal(names.includes("Key"), path.includes("{Key}") || body?.kind === "form", name);
      const others = details.fields.slice(leading.length);
      const required = others.map(({ facts }) => facts.required === true);
      assert.deepEqual(required, [...required].sort().reverse(), name);
      for (const parameter of namedParameters(operation).values()) {
        const { required: isRequired, values } = parameter.facts;
        const isFixed = isRequired === true && values?.length === 1;
        assert.equal(names.includes(parameter.name), !isFixed, `${name} ${parameter.name}`);
      }
      for (const { facts } of details.fields) {
        assert.notEqual(facts.meaning, "");
      }
      assert.equal(details.paged, paging !== undefined);
      assert.equal(details.page, pageOf(operation));
      assert.equal(details.body?.kind, body?.kind);
    }
  });

  it("warns of what cannot be taken back, and says what is lost", async () => {
    for (const { name, effect, notes } of operations) {
      const { warning } = await detailsOf(name);
      assert.equal(warning !== undefined, effect === "destroys" || effect === "cannot be undone", name);
      assert.ok(warning === undefined || notes === undefined || warning.includes(notes), name);
    }
    assert.match(
      (await detailsOf("PutBucketVersioning")).warning ?? "",
      /cannot be undone.*can only suspend it/,
    );
    assert.match(
      (await detailsOf("DeleteObject")).warning ?? "",
      /With versioning only a named version is really gone/,
    );
  });

  it("is found by any name of an operation", async () => {
    for (const name of [
      "GetBucketCors",
      "getbucketcors",
      "get-bucket-cors",
      "GetBucketCORS",
      "ListObjects",
    ]) {
      assert.equal((await detailsOf(name)).name, findOperation(name.replaceAll("-", ""))?.name, name);
    }
    for (const name of ["Nothing", "__proto__", "constructor", "<script>", "%2e%2e%2fsession"]) {
      const { status, json } = await bench.ask("GET", `/api/operations/${encodeURIComponent(name)}`);
      assert.equal(status, 404, name);
      assert.match(json<Problem>().message, /There is no operation/);
    }
  });

  it("describes documents element by element", async () => {
    const { body } = await detailsOf("PutBucketCors");
    assert.ok(body?.kind === "xml");
    assert.equal(body.root, "CORSConfiguration");
    const [rule] = body.shape.members;
    assert.deepEqual(
      [rule?.name, rule?.kind, rule?.repeated, rule?.required],
      ["CORSRule", "object", true, true],
    );
    const method = rule?.members.find(({ name }) => name === "AllowedMethod");
    assert.deepEqual(method?.values, ["GET", "PUT", "HEAD", "POST", "DELETE"]);
    assert.notEqual(method?.meaning ?? "", "");
    const certificate = await detailsOf("PutBucketDomainCertificate");
    assert.match(JSON.stringify(certificate.body), /"name":"PrivateKey"[^{}]*"secret":true/);
  });
});
