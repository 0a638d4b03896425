import assert from "node:assert/strict";
import { doubt } from "../../provider/api/answers";
import { operations } from "../../provider/api/operations";
import { removeKeys } from "../../provider/api/removeKeys";
import { CosNetworkError, type CosRequest, CosServiceError } from "../../provider/client";
import { Claims } from "../../provider/model/claims";
import { handlers } from "../../provider/resources";
import { bucketConfigs } from "../../provider/resources/configurations";
import { bucket, refusal, region, type Server, startServer, type Told } from "../client/server";

const id = { "x-cos-request-id": "NjA2" };
const page = "<!DOCTYPE html><html><title>Sign in to Hotel Wi-Fi</title></html>";

type Answer = Exclude<Told, (...values: never[]) => unknown>;

/** What has no document: the body of success is empty. */
const silent: Record<string, Omit<CosRequest, "responseBody">> = {
  PutBucket: { method: "PUT" },
  DeleteBucket: { method: "DELETE" },
  DeleteObject: { method: "DELETE", key: "k" },
  PutObjectAcl: { method: "PUT", key: "k", query: { acl: "" } },
  PutObjectTagging: { method: "PUT", key: "k", query: { tagging: "" } },
  DeleteObjectTagging: { method: "DELETE", key: "k", query: { tagging: "" } },
  AbortMultipartUpload: { method: "DELETE", key: "k", query: { uploadId: "u" } },
  ...Object.fromEntries(
    bucketConfigs.flatMap(({ query, operations }) => [
      [operations.put, { method: "PUT", query: { [query]: "" } }],
      ...(operations.delete ? [[operations.delete, { method: "DELETE", query: { [query]: "" } }]] : []),
    ]),
  ),
};

/** What says whether it was done by a document or by headers, with such an answer as COS's page of the operation shows. */
const speaking: Record<string, [request: Omit<CosRequest, "responseBody">, answer: Answer]> = {
  ...Object.fromEntries(
    bucketConfigs.map(({ query, root, operations }) => [
      operations.get,
      [{ method: "GET", query: { [query]: "" } }, document(root)],
    ]),
  ),
  GetBucketAcl: [
    { method: "GET", query: { acl: "" } },
    document("AccessControlPolicy", "<Owner><ID>qcs::cam::uin/1:uin/1</ID></Owner><AccessControlList/>"),
  ],
  GetBucketPolicy: [
    { method: "GET", query: { policy: "" } },
    { status: 200, body: '{"version":"2.0","Statement":[]}' },
  ],
  ListBucketInventoryConfigurations: [
    { method: "GET", query: { inventory: "" } },
    document("ListInventoryConfigurationResult"),
  ],
  GetService: [{ method: "GET" }, document("ListAllMyBucketsResult", "<Owner><ID>1</ID></Owner>")],
  GetBucket: [{ method: "GET" }, document("ListBucketResult")],
  GetBucketObjectVersions: [{ method: "GET", query: { versions: "" } }, document("ListVersionsResult")],
  ListMultipartUploads: [{ method: "GET", query: { uploads: "" } }, document("ListMultipartUploadsResult")],
  ListParts: [{ method: "GET", key: "k", query: { uploadId: "u" } }, document("ListPartsResult")],
  DeleteMultipleObjects: [{ method: "POST", query: { delete: "" } }, document("DeleteResult")],
  GetObjectAcl: [
    { method: "GET", key: "k", query: { acl: "" } },
    document("AccessControlPolicy", "<Owner><ID>1</ID></Owner>"),
  ],
  GetObjectTagging: [{ method: "GET", key: "k", query: { tagging: "" } }, document("Tagging", "<TagSet/>")],
  InitiateMultipartUpload: [
    { method: "POST", key: "k", query: { uploads: "" } },
    document("InitiateMultipartUploadResult", "<UploadId>u</UploadId>"),
  ],
  UploadPartCopy: [
    { method: "PUT", key: "k", query: { partNumber: 1, uploadId: "u" }, errorIn200: true },
    document("CopyPartResult", '<ETag>"e"</ETag>'),
  ],
  CompleteMultipartUpload: [
    { method: "POST", key: "k", query: { uploadId: "u" }, errorIn200: true },
    {
      status: 200,
      body: '\n  \n<?xml version="1.0"?>\n<CompleteMultipartUploadResult xmlns="http://www.qcloud.com/document/product/436/7751"><ETag>"e-1"</ETag></CompleteMultipartUploadResult>',
    },
  ],
  UploadPart: [
    { method: "PUT", key: "k", query: { partNumber: 1, uploadId: "u" } },
    { status: 200, headers: { etag: '"e"' } },
  ],
  PutObject: [
    { method: "PUT", key: "k" },
    { status: 200, headers: { etag: '"e"' } },
  ],
};

function document(root: string, inner = "") {
  return { status: 200, body: `<?xml version='1.0' encoding='utf-8' ?>\n<${root}>${inner}</${root}>` };
}

// docs/promises.md#only-coss-answers-count
describe("An answer that is not COS's", () => {
  let server: Server;

  before(async () => {
    server = await startServer();
  });
  after(() => server.close());

  const send = (operation: string, request: Omit<CosRequest, "responseBody">) =>
    server
      .connect({ doubt, retry: { maxAttempts: 1 } })
      .send({ bucket, region, operation, ...request, responseBody: "buffer" });

  async function assertDoubted(operation: string, request: Omit<CosRequest, "responseBody">, told: Told) {
    server.tell(told);
    await assert.rejects(
      send(operation, request),
      (error) => {
        // The two that may be refused within a 200 are refused.
        const refused = CosServiceError.isInstance(error) && request.errorIn200 === true;
        assert.ok(
          refused || (CosNetworkError.isInstance(error) && error.code === "NotFromCos"),
          String(error),
        );
        return true;
      },
      `${operation} believes ${JSON.stringify(told)}`,
    );
  }

  const strange: Answer[] = [
    { status: 200, body: page },
    { status: 200, headers: id, body: page },
    { status: 200, headers: { ...id, etag: '"e"' }, body: page },
    { status: 200, headers: id, body: refusal("InternalError") },
    { status: 200, headers: id, body: "<SomethingElse/>" },
    { status: 200, headers: id, body: "OK" },
    { status: 200 },
    { status: 204 },
    { status: 302, headers: { location: "http://portal.example/" } },
    { status: 403, body: page },
    { status: 404, body: refusal("NoSuchBucket") },
    { status: 404 },
  ];

  for (const [operation, request] of Object.entries(silent)) {
    it(`is not believed of ${operation}, and an empty one of COS is`, async () => {
      for (const told of strange) {
        await assertDoubted(operation, request, told);
      }
      server.tell({ status: 204, headers: id });
      await send(operation, request);
    });
  }

  for (const [operation, [request, answer]] of Object.entries(speaking)) {
    it(`is not believed of ${operation}, and neither is nothing; what COS sends is`, async () => {
      for (const told of [...strange, { status: 200, headers: id }, answer]) {
        await assertDoubted(operation, request, told);
      }
      server.tell({ ...answer, headers: { ...answer.headers, ...id } });
      await send(operation, request);
    });
  }

  it("is not believed of a copy, which has another answer than an upload", async () => {
    const copy = {
      method: "PUT",
      key: "k",
      headers: { "X-Cos-Copy-Source": "a" },
      errorIn200: true,
    } as const;
    for (const told of [...strange, { status: 200, headers: { ...id, etag: '"e"' } }]) {
      await assertDoubted("PutObjectCopy", copy, told);
    }
    server.tell({ ...document("CopyObjectResult", '<ETag>"e"</ETag>'), headers: id });
    await send("PutObjectCopy", copy);
  });

  it("is not believed of a list of tiering rules, which is another document than one rule", async () => {
    const list = { method: "GET", query: { "intelligent-tiering": "" } } as const;
    for (const told of [...strange, { ...document("IntelligentTieringConfiguration"), headers: id }]) {
      await assertDoubted("ListBucketIntelligentTieringConfigurations", list, told);
    }
    for (const root of ["ConfigurationOutput", "ConfigurationsOutput"]) {
      server.tell({ ...document(`ListBucketIntelligentTiering${root}`), headers: id });
      await send("ListBucketIntelligentTieringConfigurations", list);
    }
  });

  it("is not believed of a HEAD, which shows headers alone", async () => {
    for (const told of [
      { status: 200 },
      { status: 200, headers: { etag: '"e"' } },
      { status: 404 },
      { status: 403 },
    ]) {
      await assertDoubted("HeadBucket", { method: "HEAD" }, told);
      await assertDoubted("HeadObject", { method: "HEAD", key: "k" }, told);
    }
    await assertDoubted("HeadObject", { method: "HEAD", key: "k" }, { status: 200, headers: id });
    server.tell({ status: 404, headers: id });
    await assert.rejects(send("HeadObject", { method: "HEAD", key: "k" }), { code: "NotFound" });
  });

  it("is not believed of content, which comes as a stream", async () => {
    const client = server.connect({ doubt, retry: { maxAttempts: 1 } });
    const request = {
      method: "GET",
      bucket,
      key: "k",
      operation: "GetObject",
      responseBody: "stream",
    } as const;
    for (const headers of [{}, id, { etag: '"e"' }]) {
      server.tell({ status: 200, headers, body: page });
      await assert.rejects(client.send(request), { code: "NotFromCos" });
    }
    server.tell({ status: 200, headers: { ...id, etag: '"e"' }, body: "x" });
    (await client.send(request)).body.resume();
  });

  it("is not believed of any operation of the API, unless it answers content", () => {
    const headers = { "x-cos-request-id": "a", etag: '"e"', "x-cos-symlink-target": "k" };
    for (const { name, method, answer } of operations) {
      const reason = doubt({ method, operation: name }, { status: 200, headers, body: Buffer.from(page) });
      const believed = method === "HEAD" || ["content", "frames", "text"].includes(answer?.kind ?? "");
      assert.equal(reason === undefined, believed, name);
    }
  });

  const contextOf = (maxAttempts: number) => ({
    client: server.connect({ doubt, retry: { maxAttempts } }),
    settings: { region, appId: "1250000000" },
    claims: new Claims(),
    log: { warn: () => {}, info: () => {}, status: () => {} },
  });

  it("changes nothing in the state: no configuration is gone, none is written, no object is removed", async () => {
    for (const told of [
      { status: 200, body: page },
      { status: 404, body: page },
      { status: 404 },
      { status: 200, headers: id, body: refusal("NoSuchBucket") },
    ]) {
      server.tell(told);
      const context = contextOf(1);
      for (const { token } of bucketConfigs) {
        const handler = handlers.get(token);
        const at = `${region}/${bucket}`;
        await assert.rejects(async () => handler?.read(context, at, {}), { code: "NotFromCos" }, token);
      }
      const acl = { bucket, region, acl: "private" };
      await assert.rejects(
        async () =>
          handlers
            .get("BucketAcl")
            ?.update(context, `${region}/${bucket}`, { ...acl, acl: "public-read" }, acl),
        { code: "NotFromCos" },
      );
      const keys = Array.from({ length: 300 }, (_, index) => `k${index}`);
      assert.equal((await removeKeys(context, { bucket, region }, keys)).size, 300);
    }
  });

  it("means neither that a bucket or an object is gone nor that it is there", async () => {
    for (const told of [{ status: 200, body: page }, { status: 404, body: page }, { status: 404 }]) {
      server.tell(told);
      const context = contextOf(1);
      for (const [token, at] of [
        ["Bucket", `${region}/${bucket}`],
        ["Object", `${region}/${bucket}/k`],
        ["ObjectCopy", `${region}/${bucket}/k`],
        ["Folder", `${region}/${bucket}/site/`],
      ] as const) {
        await assert.rejects(
          async () => handlers.get(token)?.read(context, at, {}),
          { code: "NotFromCos" },
          token,
        );
      }
    }
  });

  it("is asked for again, and what comes then counts", async () => {
    server.tell(
      { status: 200, body: page },
      { status: 404 },
      { ...document("CORSConfiguration"), headers: id },
    );
    const { client } = contextOf(3);
    const { attempts } = await client.send({
      method: "GET",
      bucket,
      query: { cors: "" },
      operation: "GetBucketCors",
    });
    assert.equal(attempts, 3);
  });

  it("is reported with its status, its server and its beginning, made harmless, and with what to do", async () => {
    const headers = { server: "portal/1" };
    server.tell({ status: 200, headers, body: `\n<html>\u001b[31m  ${"x".repeat(500)}` });
    const error = await send("PutBucketAcl", { method: "PUT", query: { acl: "" } }).catch((reason) => reason);
    const [first = "", second = ""] = error.message.split("\n");
    assert.match(first, /^PutBucketAcl: PUT example-1250000000 \?acl in ap-guangzhou: /);
    assert.match(first, /has no x-cos-request-id/);
    assert.match(first, /status 200, server portal\/1, it begins with <html>\\u001b\[31m x{80,120}…/);
    assert.match(second, /Sign in to the network.*tencentcos:endpoint.*HTTPS_PROXY/);
  });
});
