import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { type Explorer, startExplorer } from "../../cli/explore/server";
import { Targets } from "../../cli/explore/targets";
import type { Session } from "../../cli/explore/wire";
import { defaultAccount } from "../../emulator/emulator";
import { recordsOf } from "../../provider/api/selection";
import { CosApi } from "../../provider/hosts/api";
import { exchange } from "./calls";

describe("An explorer that ends while its emulator starts", () => {
  it("does not wait for the samples", async () => {
    const targets = new Targets({ flags: {}, emulator: true, env: {} });
    const refused = assert.rejects(targets.open("emulator"));
    await targets.close();
    await refused;
  });
});

describe("Without keys the explorer", () => {
  let explorer: Explorer;
  let session: Session;
  before(async () => {
    explorer = await startExplorer({ port: 0, env: {} });
  });
  after(() => explorer.close());

  const ask = async (method: string, address: string) =>
    (
      await exchange(explorer, method, address, method === "POST" ? "{}" : undefined, {
        ...(method === "POST" && { "content-type": "application/json" }),
      })
    ).json<Session>();

  it("offers an emulator, which is started when it is wanted, and says why not the account", async () => {
    const before = await ask("GET", "/api/session");
    assert.equal(before.target, "emulator");
    assert.match(before.targets.find(({ name }) => name === "cos")?.missing ?? "", /TENCENTCLOUD_SECRET_ID/);
    assert.notEqual(before.targets.find(({ name }) => name === "emulator")?.missing, undefined);
    session = await ask("POST", "/api/targets/emulator");
    const emulator = session.targets.find(({ name }) => name === "emulator");
    assert.equal(emulator?.missing, undefined);
    assert.match(emulator?.endpoint ?? "", /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.deepEqual(await ask("POST", "/api/targets/emulator"), session);
  });

  /** A client that has nothing of the explorer but the address. */
  async function withClient(work: (cos: CosApi) => Promise<void>): Promise<void> {
    const endpoint = session.targets.find(({ name }) => name === "emulator")?.endpoint;
    const { secretId, secretKey, appId } = defaultAccount;
    const cos = new CosApi({ region: "ap-guangzhou", appId, endpoint, credentials: { secretId, secretKey } });
    try {
      await work(cos);
    } finally {
      await cos.close();
    }
  }

  it("has in it something for every kind of call: buckets, configurations, objects, versions, uploads", () =>
    withClient(async (cos) => {
      const { body } = await cos.getService();
      assert.deepEqual(
        new Set(body.Buckets.Bucket.map(({ Location }) => Location)),
        new Set(["ap-guangzhou", "ap-shanghai"]),
      );
      const Bucket = "site";
      assert.notDeepEqual((await cos.getBucketCors({ Bucket })).body.CORSRule, []);
      for (const operation of [
        "GetBucketWebsite",
        "GetBucketReferer",
        "GetBucketTagging",
        "GetBucketEncryption",
        "GetBucketLogging",
      ] as const) {
        await cos.call(operation, { Bucket });
      }
      for (const operation of [
        "GetBucketPolicy",
        "GetBucketLifecycle",
        "GetBucketReplication",
        "ListBucketInventoryConfigurations",
      ] as const) {
        await cos.call(operation, { Bucket: "documents" });
      }
      const versions = (await cos.getBucketObjectVersions({ Bucket: "documents" })).body;
      assert.ok(versions.Version.filter(({ Key }) => Key === "reports/2026.txt").length >= 3);
      assert.equal(versions.DeleteMarker.length, 1);
      const archive = { Bucket: "archive", Region: "ap-shanghai" };
      const [upload] = (await cos.listMultipartUploads(archive)).body.Upload;
      assert.ok(upload !== undefined);
      const { Key, UploadId } = upload;
      assert.equal((await cos.listParts({ ...archive, Key, UploadId })).body.Part.length, 2);
      await assert.rejects(cos.getObject({ ...archive, Key: "2020/books.txt" }), {
        code: "InvalidObjectState",
      });
      const { head } = await cos.headObject({ Bucket, Key: "logs/large.txt" });
      assert.equal(head.ContentLength, 3 * 1024 ** 2);
    }));

  it("has a table from which can be selected", () =>
    withClient(async (cos) => {
      const { body } = await cos.selectObjectContent({
        Bucket: "site",
        Key: "data/sales.csv",
        Body: {
          Expression: "SELECT s.city FROM COSObject s WHERE CAST(s.amount AS INT) > 900",
          ExpressionType: "SQL",
          InputSerialization: { CSV: { FileHeaderInfo: "USE" } },
          OutputSerialization: { CSV: {} },
        },
      });
      const records = Buffer.concat(await Readable.from(recordsOf(body)).toArray()).toString();
      assert.match(records, /^(Guangzhou|Shanghai|Chengdu|Beijing|Nanjing)\n/);
    }));

  it("has keys that have to be shown with care: markup, other encodings, control characters", () =>
    withClient(async (cos) => {
      const { body } = await cos.getBucket({ Bucket: "odd-names", EncodingType: "url" });
      const keys = body.Contents.map(({ Key }) => Key);
      for (const key of [
        "<script>alert(1)</script>.html",
        "a b+c%2F.txt",
        "two\nlines\tand a tab.txt",
        "invoice\u202Efdp.exe",
      ]) {
        assert.ok(keys.includes(key), JSON.stringify(key));
        await cos.headObject({ Bucket: "odd-names", Key: key });
      }
      assert.ok(keys.some((key) => /[\u0000-\u0008]/.test(key)));
      const page = await cos.getObject({ Bucket: "site", Key: "index.html" });
      assert.match(Buffer.concat(await page.body.toArray()).toString(), /<script>/);
    }));

  it("ends the emulator with itself", async () => {
    const other = await startExplorer({ port: 0, env: {}, emulator: true });
    const { json } = await exchange(other, "GET", "/api/session");
    const endpoint = json<Session>().targets.find(({ name }) => name === "emulator")?.endpoint ?? "";
    assert.equal((await fetch(endpoint)).status, 403);
    await other.close();
    await assert.rejects(fetch(endpoint));
    await assert.rejects(exchange(other, "GET", "/api/session"));
  });

  it("leaves the account out where it is told to, whatever keys there are", async () => {
    const { secretId, secretKey } = defaultAccount;
    const env = { TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey };
    const other = await startExplorer({ port: 0, env, emulator: true });
    try {
      const { json } = await exchange(other, "GET", "/api/session");
      assert.deepEqual(
        json<Session>().targets.map(({ name }) => name),
        ["emulator"],
      );
      const draft = JSON.stringify({ target: "cos", operation: "GetService", parameters: {} });
      const asked = await exchange(other, "POST", "/api/preview", draft, {
        "content-type": "application/json",
      });
      assert.equal(asked.status, 400);
    } finally {
      await other.close();
    }
  });
});
