import assert from "node:assert/strict";
import { operations } from "../../provider/api/operations";
import { CosServiceError } from "../../provider/client";
import { type CallOptions, CosParameterError, errorDocument } from "../../provider/hosts/api";
import { type ApiBench, region, startApiBench } from "./bench";

describe("A call by name", () => {
  let bench: ApiBench;
  let Bucket: string;

  before(async () => {
    bench = await startApiBench();
    Bucket = await bench.createBucket();
  });
  after(() => bench.close());

  const rule = { AllowedOrigin: ["https://www.example.com"], AllowedMethod: ["GET", "PUT"] as const };

  /** A call that the types would not let pass. */
  const call = (name: string, parameters: Record<string, unknown>, options?: CallOptions) =>
    bench.cos.call(name, parameters, options);

  it("sends a document that is given as JSON, and answers one as JSON: lists are lists, numbers are numbers", async () => {
    await bench.cos.call("PutBucketCors", {
      Bucket,
      Body: { CORSRule: [{ ...rule, MaxAgeSeconds: 600 }], ResponseVary: true },
    });
    const answer = await bench.cos.call("GetBucketCors", { Bucket });
    assert.deepEqual(answer.body, {
      CORSRule: [{ ...rule, AllowedHeader: [], ExposeHeader: [], MaxAgeSeconds: 600 }],
      ResponseVary: true,
    });
    assert.equal(answer.status, 200);
    assert.equal(answer.root, "CORSConfiguration");
    assert.equal(answer.requestId, answer.headers["x-cos-request-id"]);
  });

  it("takes XML as well, and answers it as it came when asked to", async () => {
    const text =
      "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>";
    await bench.cos.call("PutBucketCors", { Bucket, Body: text });
    const answer = await bench.cos.call("GetBucketCors", { Bucket }, { format: "xml" });
    assert.match(String(answer.body), /<CORSRule><AllowedOrigin>\*<\/AllowedOrigin>/);
  });

  it("finds the operation by an alias, and in any case", async () => {
    const byAlias = await bench.cos.call("listobjects", { Bucket });
    assert.equal(byAlias.root, "ListBucketResult");
  });

  it("takes parameters by their names in programs and on the wire", async () => {
    await bench.cos.call("PutObject", { Bucket, Key: "a/1", Body: "x" });
    for (const parameters of [
      { Prefix: "a/", MaxKeys: 1 },
      { prefix: "a/", "max-keys": 1 },
    ]) {
      const { body: page } = await call("GetBucket", { Bucket, ...parameters });
      assert.equal((page as { MaxKeys: number }).MaxKeys, 1);
    }
  });

  it("completes a bucket's short name, with the APPID that it is given or that the account's buckets tell", async () => {
    const short = Bucket.replace(/-\d+$/, "");
    await bench.cos.call("HeadBucket", { Bucket: short });
    const { appId } = bench.emulator;
    await bench.connect({ appId }).call("HeadBucket", { Bucket: short });
  });

  it("asks the account for its APPID once for all calls, and again after a failure", async () => {
    const cos = bench.connect({ retry: { maxAttempts: 1 } });
    const short = Bucket.replace(/-\d+$/, "");
    const asked = () => bench.emulator.requests.filter(({ operation }) => operation === "GetService").length;
    const before = asked();
    bench.emulator.addFault({ kind: "status", status: 503, match: { operation: "GetService" } });
    await assert.rejects(cos.call("HeadBucket", { Bucket: short }), { status: 503 });
    await Promise.all([1, 2, 3].map(() => cos.call("HeadBucket", { Bucket: short })));
    await cos.call("HeadBucket", { Bucket: short });
    assert.equal(asked() - before, 2);
  });

  it("names everything that is wrong at once, and sends nothing", async () => {
    const before = bench.emulator.requests.length;
    const error = await call("PutBucketCors", {
      Bukcet: Bucket,
      Body: { CORSRule: [{ AllowedOrigin: "*", AllowedMethod: ["GET", "PATCH"], MaxAge: 3 }] },
    }).catch((caught: unknown) => caught);
    assert.ok(error instanceof CosParameterError);
    assert.deepEqual(
      error.failures.map(({ path }) => path),
      [
        "Bukcet",
        "Bucket",
        "Body.CORSRule[0].AllowedOrigin",
        "Body.CORSRule[0].MaxAge",
        "Body.CORSRule[0].AllowedMethod[1]",
      ],
    );
    assert.match(error.message, /did you mean Bucket\?/);
    assert.equal(bench.emulator.requests.length, before);
  });

  it("sends a document as it is when it is not to be checked", async () => {
    const Body = { CORSRule: [{ AllowedOrigin: ["*"], AllowedMethod: ["GET"], Tomorrow: "yes" }] };
    await assert.rejects(call("PutBucketCors", { Bucket, Body }), /Tomorrow is not known/);
    await call("PutBucketCors", { Bucket, Body }, { validate: false });
    assert.deepEqual(bench.emulator.requests.at(-1)?.ignored, ["CORSRule/Tomorrow"]);
  });

  it("takes and answers a policy as JSON", async () => {
    const Body = {
      Statement: [
        {
          Principal: { qcs: ["qcs::cam::anyone:anyone"] },
          Effect: "allow" as const,
          Action: ["name/cos:GetObject"],
          Resource: [`qcs::cos:ap-guangzhou:uid/${bench.emulator.appId}:${Bucket}/*`],
        },
      ],
      version: "2.0" as const,
    };
    await bench.cos.call("PutBucketPolicy", { Bucket, Body });
    const { body: policy } = await bench.cos.call("GetBucketPolicy", { Bucket });
    assert.equal(policy.Statement[0]?.Principal?.qcs[0], "qcs::cam::anyone:anyone");
    const wrong = { Statement: [{ ...Body.Statement[0], Effect: "maybe", Acton: ["x"] }] };
    await assert.rejects(
      call("PutBucketPolicy", { Bucket, Body: wrong }),
      /Body\.Statement\[0\]\.Acton is not known[\s\S]*Effect must be one of allow, deny/,
    );
  });

  it("answers headers as an object where COS answers nothing else", async () => {
    await bench.cos.call("PutObject", {
      Bucket,
      Key: "headers",
      Body: "12345",
      ContentType: "text/plain",
      Meta: { author: "作者" },
      Tagging: { a: "1+2 =" },
    });
    const { body: head, headers } = await bench.cos.call("HeadObject", { Bucket, Key: "headers" });
    const { ContentLength, ContentType, ETag, HashCrc64ecma, Meta } = head;
    assert.equal(ContentLength, 5);
    assert.equal(ContentType, "text/plain");
    assert.match(String(ETag), /^"[0-9a-f]{32}"$/);
    assert.equal(HashCrc64ecma, headers["x-cos-hash-crc64ecma"]);
    assert.deepEqual(Meta, { author: "作者" });
    const { body: tags } = await bench.cos.call("GetObjectTagging", { Bucket, Key: "headers" });
    assert.deepEqual(tags, { TagSet: { Tag: [{ Key: "a", Value: "1+2 =" }] } });
  });

  it("is a method as well, of every operation", async () => {
    const { body: location } = await bench.cos.getBucketLocation({ Bucket });
    assert.equal(location.LocationConstraint, region);
    const { body: account } = await bench.cos.getService();
    assert.ok(account.Buckets.Bucket.some(({ Name }) => Name === Bucket));
    for (const { name } of operations) {
      const method = name.charAt(0).toLowerCase() + name.slice(1);
      assert.equal(typeof (bench.cos as unknown as Record<string, unknown>)[method], "function", method);
    }
  });

  it("answers Not Modified, which is no error", async () => {
    await bench.cos.call("PutObject", { Bucket, Key: "same", Body: "x" });
    const { head } = await bench.cos.call("HeadObject", { Bucket, Key: "same" });
    const answer = await bench.cos.call("HeadObject", {
      Bucket,
      Key: "same",
      IfNoneMatch: head.ETag,
    });
    assert.equal(answer.status, 304);
  });

  it("rejects with what COS refused, its number, the operation, and what to do", async () => {
    const error = await bench.cos.call("GetBucketWebsite", { Bucket }).catch((caught: unknown) => caught);
    assert.ok(CosServiceError.isInstance(error));
    const { Code, Status, Operation, RequestId, Explanation } = errorDocument(error);
    assert.deepEqual([Code, Status, Operation], ["NoSuchWebsiteConfiguration", 404, "GetBucketWebsite"]);
    assert.ok(RequestId && Explanation);
  });

  it("makes a document of the status where COS can send none, as to HEAD", async () => {
    const error = await bench.cos.call("HeadObject", { Bucket, Key: "absent" }).catch((caught) => caught);
    const { Code, Message, Status, Operation } = errorDocument(error);
    assert.deepEqual([Code, Status, Operation], ["NotFound", 404, "HeadObject"]);
    assert.notEqual(Message, "");
    const { head } = await bench.cos.call("PutObject", { Bucket, Key: "there", Body: "x" });
    const refused = await bench.cos
      .call("HeadObject", { Bucket, Key: "there", IfMatch: `"${head.ETag}x"` })
      .catch((caught) => caught);
    assert.equal(errorDocument(refused).Code, "PreconditionFailed");
  });

  it("asks for what COS may add tomorrow, without the table", async () => {
    const { body: listing, root } = await bench.cos.request({
      method: "GET",
      Bucket,
      query: { prefix: "zz" },
    });
    assert.equal(root, "ListBucketResult");
    assert.equal((listing as Record<string, unknown>).Prefix, "zz");
    const { body: bytes } = await bench.cos.request({ method: "GET", Bucket, Key: "headers", format: "xml" });
    assert.equal(bytes, "12345");
  });
});
