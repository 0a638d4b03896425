import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ExportAnswer, ExportRequest, HistoryEntry, SendRequest } from "../../cli/explore/wire";
import { run } from "../../tools/processes";
import { type CallBench, startCallBench } from "./calls";

const root = path.resolve(__dirname, "../..");
const secret = "hush-hush-this-is-secret";

let bench: CallBench;
let folder: string;

before(async () => {
  bench = await startCallBench();
  folder = mkdtempSync(path.join(tmpdir(), "export-"));
});
after(async () => {
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
});

async function exported(
  format: ExportRequest["format"],
  isWanted: (entry: HistoryEntry) => boolean = () => true,
): Promise<ExportAnswer> {
  const ids = (await bench.history()).filter(isWanted).map(({ id }) => id);
  const told = await bench.ask("POST", "/api/history/export", { ids, format });
  assert.equal(told.status, 200, told.body.toString());
  return told.json<ExportAnswer>();
}

/** What a person does in an hour: on what was there before, and on what the calls themselves make. */
async function work(): Promise<void> {
  const Bucket = `site-${bench.emulator.appId}`;
  const there = `there-${bench.emulator.appId}`;
  await bench.cos.putBucket({ Bucket: there });
  await bench.cos.putObject({ Bucket: there, Key: "old/it's.txt", Body: "was there" });
  await bench.cos.putBucketCors({
    Bucket: there,
    Body: { CORSRule: [{ AllowedOrigin: ["https://example.com"], AllowedMethod: ["GET"] }] },
  });
  const upload = await bench.cos.initiateMultipartUpload({ Bucket: there, Key: "unfinished" });
  const call = async (
    operation: string,
    parameters: Record<string, string>,
    more: Partial<SendRequest> = {},
  ) => (await bench.send({ operation, parameters, ...more, confirmed: true })).response;
  const json = (value: unknown) => ({ body: { format: "json", text: JSON.stringify(value) } }) as const;

  await call("GetService", {});
  await call("PutBucket", { Bucket: "site" });
  await call("GetBucketCors", { Bucket });
  await call("GetBucketCors", { Bucket: there });
  await call(
    "PutBucketCors",
    { Bucket },
    json({ CORSRule: [{ AllowedOrigin: ["*"], AllowedMethod: ["GET"] }] }),
  );
  await call("GetBucketCors", { Bucket });
  await call("GetBucketVersioning", { Bucket });
  await call("PutBucketVersioning", { Bucket }, json({ Status: "Enabled" }));
  const put = await call("PutObject", { Bucket, Key: "a/$b `c`.txt" }, { content: { text: secret } });
  await call("GetObject", { Bucket, Key: "a/$b `c`.txt", VersionId: put?.headers["x-cos-version-id"] ?? "" });
  await call("GetObject", { Bucket: there, Key: "old/it's.txt" });
  await call("HeadObject", { Bucket, Key: "gone" });
  const begun = await call("InitiateMultipartUpload", { Bucket, Key: "parts" });
  const { UploadId } = JSON.parse(begun?.json ?? "");
  const part = await call(
    "UploadPart",
    { Bucket, Key: "parts", UploadId, PartNumber: "1" },
    { content: { text: "part" } },
  );
  await call(
    "CompleteMultipartUpload",
    { Bucket, Key: "parts", UploadId },
    json({ Part: [{ PartNumber: 1, ETag: part?.headers.etag }] }),
  );
  await call("PutObjectCopy", {
    Bucket,
    Key: "copy",
    CopySource: `${there}.cos.ap-guangzhou.myqcloud.com/old/it%27s.txt`,
  });
  await call("AbortMultipartUpload", { Bucket: there, Key: "unfinished", UploadId: upload.body.UploadId });
  await call("HeadObject", {
    Bucket,
    Key: "copy",
    ServerSideEncryptionCustomerAlgorithm: "AES256",
    ServerSideEncryptionCustomerKey: Buffer.from(secret).toString("base64"),
    ServerSideEncryptionCustomerKeyMD5: "m",
  });
  await call(
    "PutBucketDomainCertificate",
    { Bucket },
    json({
      CertificateInfo: { CertType: "CustomCert", CustomCert: { Cert: "C", PrivateKey: secret } },
      DomainList: { DomainName: "www.example.com" },
    }),
  );
  await call("DeleteObject", { Bucket, Key: "copy" });
  await call("DeleteBucket", { Bucket });
  await bench.send({
    free: {
      method: "GET",
      bucket: Bucket,
      region: "ap-guangzhou",
      key: "a/$b `c`.txt",
      query: [],
      headers: [],
      text: "",
    },
  });
}

describe("Calls of the history", function () {
  this.timeout(120_000);
  before(work);

  it("as a test of the emulator run as they stand, and are answered as they were", async () => {
    const { name, text } = await exported("test");
    const modules = path.join(folder, "node_modules");
    mkdirSync(modules, { recursive: true });
    symlinkSync(root, path.join(modules, "pulumi-tencentcos"));
    symlinkSync(path.join(root, "node_modules/@types"), path.join(modules, "@types"));
    writeFileSync(path.join(folder, name), text);
    writeFileSync(
      path.join(folder, "tsconfig.json"),
      JSON.stringify({
        compilerOptions: {
          strict: true,
          target: "es2022",
          module: "node16",
          moduleResolution: "node16",
          esModuleInterop: true,
          types: ["node", "mocha"],
          skipLibCheck: true,
        },
      }),
    );
    const { stdout, stderr } = await run(
      process.execPath,
      [
        path.join(root, "node_modules/mocha/bin/mocha.js"),
        "--require",
        path.join(root, "node_modules/ts-node/register"),
        "--timeout",
        "20000",
        "--reporter",
        "json",
        name,
      ],
      { cwd: folder },
    );
    const { stats, failures } = JSON.parse(stdout.slice(stdout.indexOf("{")));
    assert.deepEqual(failures, [], stderr);
    // Only what needs an upload that is in none of the answers cannot be made again.
    assert.deepEqual([stats.passes, stats.pending], [20, 1], text);
    assert.ok(!text.includes(secret) && !text.includes(bench.emulator.secretKey));
  });

  it("as a script make the same requests again, with keys from the environment", async () => {
    const kinds = [
      "GetBucketVersioning",
      "PutBucketCors",
      "PutObject",
      "GetObject",
      "HeadObject",
      "DeleteObject",
      "",
    ];
    const isWanted = ({ draft }: HistoryEntry) => kinds.includes(draft.operation);
    const { name, text } = await exported("shell", isWanted);
    assert.ok(!text.includes(secret) && !text.includes(bench.emulator.secretKey));
    const bin = path.join(folder, "bin");
    mkdirSync(bin);
    writeFileSync(
      path.join(bin, "pulumi-tencentcos"),
      `#!/bin/sh\nexec "${process.execPath}" "${path.join(root, "lib/cli/index.js")}" "$@"\n`,
      { mode: 0o755 },
    );
    writeFileSync(path.join(folder, name), text);
    writeFileSync(path.join(folder, "content"), "something else");
    const { emulator } = bench;
    emulator.clearRequests();
    await run("bash", [name], {
      cwd: folder,
      env: {
        ...process.env,
        ...bench.env,
        PATH: `${bin}:${process.env.PATH}`,
        COS_SERVER_SIDE_ENCRYPTION_CUSTOMER_KEY: Buffer.alloc(32).toString("base64"),
      },
    });
    const sent = (await bench.history())
      .filter(isWanted)
      .map(({ draft }) => draft.operation)
      .reverse();
    // The command looks at an object before it downloads it.
    const expected = sent.flatMap((operation) =>
      operation === "GetObject" ? ["HeadObject", operation] : [operation || "GetObject"],
    );
    assert.deepEqual(
      emulator.requests.map(({ operation }) => operation),
      expected,
      text,
    );
  });

  it("as an HTTP archive have all parts of version 1.2", async () => {
    const { name, text } = await exported("har");
    assert.match(name, /\.har$/);
    assert.ok(!text.includes(secret) && !text.includes(bench.emulator.secretKey));
    assert.ok(!/q-signature=[\da-f]/.test(text));
    const { log } = JSON.parse(text);
    assert.equal(log.version, "1.2");
    assert.deepEqual(Object.keys(log.creator), ["name", "version"]);
    const history = [...(await bench.history())].reverse();
    assert.equal(log.entries.length, history.length);
    for (const [index, entry] of log.entries.entries()) {
      const { request, response } = entry;
      assert.equal(new Date(entry.startedDateTime).toISOString(), entry.startedDateTime);
      const { send, wait, receive } = entry.timings;
      assert.equal(send + wait + receive, entry.time);
      assert.deepEqual(entry.cache, {});
      for (const message of [request, response]) {
        assert.ok(Array.isArray(message.headers) && Array.isArray(message.cookies));
        assert.equal(message.httpVersion, "HTTP/1.1");
        assert.equal(typeof message.headersSize, "number");
        assert.equal(typeof message.bodySize, "number");
        for (const pair of message.headers) {
          assert.deepEqual([typeof pair.name, typeof pair.value], ["string", "string"]);
        }
      }
      assert.ok(Array.isArray(request.queryString));
      assert.ok(URL.canParse(request.url));
      assert.equal(response.status, history[index]?.status);
      assert.equal(typeof response.statusText, "string");
      assert.equal(typeof response.redirectURL, "string");
      assert.deepEqual(
        [typeof response.content.size, typeof response.content.mimeType],
        ["number", "string"],
      );
      if (request.postData !== undefined) {
        assert.deepEqual(
          [typeof request.postData.mimeType, typeof request.postData.text],
          ["string", "string"],
        );
      }
    }
  });

  it("are refused in any other form, and when there are none", async () => {
    const [entry] = await bench.history();
    for (const request of [
      { ids: [entry?.id], format: "exe" },
      { ids: [entry?.id], format: "constructor" },
      { ids: ["gone"], format: "har" },
    ]) {
      assert.equal((await bench.ask("POST", "/api/history/export", request)).status, 400);
    }
  });
});
