import assert from "node:assert/strict";
import type { Problem, SendAnswer } from "../../cli/explore/wire";
import { operations } from "../../provider/api/operations";
import { notEmulated } from "../api/wireSamples";
import { type CallBench, draftOf, exchange, startCallBench, startSaying } from "./calls";
import { sampleDraft } from "./sampleDrafts";

let bench: CallBench;
let Bucket: string;

before(async () => {
  bench = await startCallBench();
  Bucket = await bench.createBucket();
});
after(() => bench.close());

const region = "ap-guangzhou";

describe("A call from the page", () => {
  for (const operation of operations) {
    const { name, body } = operation;

    it(`of ${name} reaches COS as that operation`, async () => {
      const sample = sampleDraft(operation, name === "PutBucket" ? "other-1250000000" : Bucket);
      bench.emulator.clearRequests();
      const answer = await bench.send({ ...sample, target: "cos", confirmed: true });
      assert.deepEqual(
        bench.emulator.requests.map((request) => request.operation),
        [name],
        JSON.stringify(answer.error),
      );
      const [seen] = bench.emulator.requests;
      assert.equal(answer.response?.status, seen?.status);
      assert.equal(answer.response?.requestId, seen?.requestId);
      assert.equal(answer.error === undefined, Number(seen?.status) < 400);
      assert.equal(answer.response?.status === 501, notEmulated.includes(name));
      assert.equal(answer.request?.method, operation.method);
      assert.equal(answer.signatures.length, operation.unsigned && body?.kind !== "form" ? 0 : 1);
      if (name === "DeleteBucket") {
        Bucket = await bench.createBucket();
      }
    });
  }

  it("shows one answer as text, as JSON and as XML", async () => {
    await bench.cos.putObject({ Bucket, Key: "a b/<script>alert(1)</script>", Body: "x" });
    bench.emulator.clearRequests();
    const { response, milliseconds, attempts } = await bench.send({
      operation: "GetBucket",
      parameters: { Bucket, Prefix: "a b/", EncodingType: "url" },
    });
    assert.equal(bench.emulator.requests.length, 1);
    assert.match(response?.text ?? "", /^<\?xml.*<Key>a%20b\/%3Cscript%3E/s);
    assert.equal(JSON.parse(response?.json ?? "").Contents[0].Key, "a b/<script>alert(1)</script>");
    assert.match(response?.xml ?? "", /^<ListBucketResult>\n {2}<Name>/);
    assert.equal(response?.contentType, "application/xml");
    assert.equal(response?.bytes, Buffer.byteLength(response?.text ?? ""));
    assert.equal(response?.cut, false);
    assert.ok(milliseconds >= 0);
    assert.equal(attempts, 1);
  });

  it("shows the request as it went out, without what is secret, and the steps of its signature", async () => {
    const { request, signatures } = await bench.send({
      operation: "PutObject",
      parameters: {
        Bucket,
        Key: "secret",
        ServerSideEncryptionCustomerAlgorithm: "AES256",
        ServerSideEncryptionCustomerKey: Buffer.alloc(32, 7).toString("base64"),
        ServerSideEncryptionCustomerKeyMD5: "a",
      },
      content: { text: "typed" },
    });
    const { requests } = bench.emulator;
    assert.equal(request?.headers.host, requests.at(-1)?.headers.host);
    assert.match(request?.headers.authorization ?? "", /q-signature=[\da-f]{40}$/);
    assert.equal(request?.headers["x-cos-server-side-encryption-customer-key"], "***");
    assert.equal(request?.body, "typed");
    const [{ carrier, steps } = { carrier: "", steps: [] }] = signatures;
    assert.equal(carrier, "header");
    const signature = steps.find(({ name }) => name === "Signature")?.value;
    assert.ok(request?.headers.authorization?.endsWith(`q-signature=${signature}`));
    assert.ok(!JSON.stringify({ request, signatures }).includes(bench.emulator.secretKey));
    const { request: document } = await bench.send({
      operation: "PutBucketDomainCertificate",
      parameters: { Bucket },
      body: {
        format: "json",
        text: JSON.stringify({
          CertificateInfo: {
            CertType: "CustomCert",
            CustomCert: { Cert: "public", PrivateKey: "hush-hush" },
          },
          DomainList: { DomainName: "www.example.com" },
        }),
      },
    });
    assert.match(document?.body ?? "", /<PrivateKey>\*\*\*<\/PrivateKey>/);
  });

  it("names everything that is wrong with its fields at once, and sends nothing", async () => {
    bench.emulator.clearRequests();
    const { id, error, request, response } = await bench.send({
      operation: "PutBucketCors",
      parameters: { Bucket: "" },
      body: { format: "json", text: '{"CORSRule": [{"AllowedMethod": ["FETCH"]}]}' },
    });
    assert.deepEqual([id, request, response], ["", undefined, undefined]);
    const paths = error?.failures.map(({ path }) => path) ?? [];
    assert.ok(paths.includes("Bucket"), paths.join());
    assert.ok(paths.includes("Body.CORSRule[0].AllowedMethod[0]"), paths.join());
    assert.ok(paths.includes("Body.CORSRule[0].AllowedOrigin"), paths.join());
    const broken = await bench.send({
      operation: "PutBucketCors",
      parameters: { Bucket },
      body: { format: "json", text: "{" },
    });
    assert.deepEqual(
      broken.error?.failures.map(({ path }) => path),
      ["Body"],
    );
    assert.equal(bench.emulator.requests.length, 0);
  });

  it("says what an error of COS means and what to do, and shows its document", async () => {
    const { error, response } = await bench.send({ operation: "GetBucketCors", parameters: { Bucket } });
    assert.equal(error?.code, "NoSuchCORSConfiguration");
    assert.match(error?.page ?? "", /^https:\/\/www\.tencentcloud\.com\/document\/product\/436\/\d+$/);
    assert.deepEqual(error?.failures, []);
    assert.deepEqual([response?.status, response?.statusText], [404, "Not Found"]);
    assert.match(response?.text ?? "", /<Code>NoSuchCORSConfiguration<\/Code>/);
    assert.equal(JSON.parse(response?.json ?? "").Error.Code, "NoSuchCORSConfiguration");
    assert.notEqual(response?.requestId, "");
    const missing = await bench.send({
      operation: "GetObject",
      parameters: { Bucket: "gone-1250000000", Key: "a" },
    });
    assert.equal(missing.error?.code, "NoSuchBucket");
    assert.notEqual(missing.error?.meaning, undefined);
    assert.match(missing.error?.remedy ?? "", /region/);
  });

  it("says what differs when the signature does not match", async () => {
    const wrong = await bench.start({
      env: { ...bench.env, TENCENTCLOUD_SECRET_KEY: "another-key-than-the-account-has" },
    });
    const call = draftOf({ operation: "GetBucketCors", parameters: { Bucket } });
    const { error } = (await bench.ask("POST", "/api/send", call, wrong)).json<SendAnswer>();
    assert.equal(error?.code, "SignatureDoesNotMatch");
    assert.equal(error?.verdict?.holds, false);
    assert.ok(
      error?.verdict?.findings.some(({ cause }) => cause === "wrongKey"),
      JSON.stringify(error?.verdict),
    );
    assert.equal(error?.verdict?.corrected, undefined);
    assert.ok(!JSON.stringify(error).includes("another-key-than"));
  });

  it("says what to do when no answer comes", async () => {
    const nowhere = await bench.start({
      env: { ...bench.env, TENCENTCOS_ENDPOINT: "http://127.0.0.1:1" },
    });
    const call = draftOf({
      operation: "AppendObject",
      parameters: { Bucket, Key: "a", Position: "0" },
      content: { text: "x" },
    });
    const told = await bench.ask("POST", "/api/send", call, nowhere);
    const { error, response, request, attempts } = told.json<SendAnswer>();
    assert.equal(error?.code, "ECONNREFUSED");
    assert.match(error?.remedy ?? "", /endpoint/);
    assert.equal(response, undefined);
    assert.notEqual(request, undefined);
    assert.ok(attempts >= 1);
  });

  it("with a free request reaches what the table does not know, and shows what came", async () => {
    const free = {
      method: "GET",
      bucket: Bucket,
      region,
      key: "",
      query: [["location", ""]],
      headers: [["x-cos-note", "1"]],
      text: "",
    } as const;
    const { response, request } = await bench.send({ operation: "", free });
    assert.equal(bench.emulator.requests.at(-1)?.operation, "GetBucketLocation");
    assert.match(response?.json ?? "", /ap-guangzhou/);
    assert.match(response?.xml ?? "", /<LocationConstraint>/);
    assert.equal(request?.headers["x-cos-note"], "1");
    const refused = await bench.send({ operation: "", free: { ...free, query: [["cors", ""]] } });
    assert.equal(refused.error?.code, "NoSuchCORSConfiguration");
    const put = await bench.send({
      operation: "",
      free: { ...free, method: "PUT", key: "free", query: [], text: "by hand" },
    });
    assert.equal(put.response?.status, 200);
    const read = await bench.send({ operation: "", free: { ...free, key: "free", query: [] } });
    assert.equal(read.response?.text, "by hand");
  });
});

describe("A document", () => {
  async function said(document: string): Promise<SendAnswer> {
    const service = await startSaying(document);
    const explorer = await bench.start({ env: { ...bench.env, TENCENTCOS_ENDPOINT: service.url } });
    const call = draftOf({ operation: "GetBucket", parameters: { Bucket } });
    const answer = (await bench.ask("POST", "/api/send", call, explorer)).json<SendAnswer>();
    await service.close();
    return answer;
  }

  const listing = (keys: number) =>
    `<ListBucketResult><Name>${Bucket}</Name><IsTruncated>true</IsTruncated><NextMarker>there</NextMarker>${"<Contents><Key>&lt;img src=x onerror=alert(1)&gt;</Key><Size>1</Size></Contents>".repeat(keys)}</ListBucketResult>`;

  it("is shown whole up to two mebibytes, and as text alone where it is longer", async () => {
    const { response: whole } = await said(listing(24_000));
    assert.deepEqual([whole?.cut, whole?.text], [false, listing(24_000)]);
    assert.equal(JSON.parse(whole?.json ?? "").Contents[23_999].Key, "<img src=x onerror=alert(1)>");
    assert.ok(whole?.xml?.includes("<Key>&lt;img src=x onerror=alert(1)&gt;</Key>"));
    const { response: long } = await said(listing(40_000));
    assert.deepEqual([long?.cut, long?.json, long?.xml], [true, undefined, undefined]);
    assert.equal(long?.text?.length, 2 * 1024 * 1024);
    assert.equal(long?.bytes, listing(40_000).length);
    assert.deepEqual(long?.next, { Marker: "there" });
  });

  it("that breaks off is shown as far as it came", async () => {
    const { response, error } = await said(listing(1).slice(0, -30));
    assert.equal(error?.code, "BrokenAnswer");
    assert.match(error?.remedy ?? "", /changed it/);
    assert.equal(response?.text, listing(1).slice(0, -30));
    assert.deepEqual([response?.json, response?.xml], [undefined, undefined]);
  });
});

describe("What is not a call", () => {
  it("is refused as such", async () => {
    const whole = draftOf({ operation: "GetService" });
    for (const [address, body] of [
      ["/api/send", null],
      ["/api/send", { ...whole, operation: 5 }],
      ["/api/send", { ...whole, parameters: { Bucket: 5 } }],
      ["/api/send", { ...whole, target: undefined }],
      ["/api/send", { ...whole, target: "elsewhere" }],
      ["/api/send", { ...whole, body: { format: "xml" } }],
      ["/api/send", { ...whole, operation: "", free: {} }],
      ["/api/send", { ...whole, operation: "NoSuchOperation" }],
      ["/api/send", { ...whole, operation: "" }],
      ["/api/downloads", []],
      ["/api/suggest", { field: "Bucket" }],
      ["/api/history/export", {}],
    ] as const) {
      const { status, json } = await bench.ask("POST", address, body);
      assert.equal(status, 400, `${address} ${JSON.stringify(body)}`);
      assert.notEqual(json<Problem>().message, "");
    }
    const { status } = await exchange(bench.explorer, "POST", "/api/send", "x", {
      "content-length": "1",
      "x-explorer-call": "no call",
    });
    assert.equal(status, 400);
  });
});
