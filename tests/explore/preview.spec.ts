import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { Explorer } from "../../cli/explore/server";
import type {
  Draft,
  ExplainedSignature,
  OperationDetails,
  Preview,
  SentRequest,
} from "../../cli/explore/wire";
import { findOperation, type Operation, operations } from "../../provider/api/operations";
import { type CallBench, draftOf, startCallBench } from "./calls";
import { sampleDraft } from "./sampleDrafts";

let bench: CallBench;
let Bucket: string;

before(async () => {
  bench = await startCallBench();
  Bucket = await bench.createBucket();
});
after(() => bench.close());

async function preview(draft: Partial<Draft>, explorer?: Explorer): Promise<Preview> {
  const { status, json, body } = await bench.ask("POST", "/api/preview", draftOf(draft), explorer);
  assert.equal(status, 200, body.toString());
  return json<Preview>();
}

/** What a listener saw of a request. */
interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** A service that keeps what comes, and refuses it as COS would. */
async function startRecorder() {
  const seen: Seen[] = [];
  const server = createServer(async (incoming, response) => {
    const { method = "", url = "", headers } = incoming;
    seen.push({ method, url, headers, body: await buffer(incoming) });
    response.writeHead(400, { "x-cos-request-id": "recorded", "content-type": "application/xml" });
    response.end(method === "HEAD" ? undefined : "<Error><Code>InvalidArgument</Code></Error>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    seen,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

/** What differs from one moment to the next. */
function withoutMoment(headers: IncomingMessage["headers"] | SentRequest["headers"]) {
  const { authorization, "content-type": type, ...others } = headers;
  return {
    ...others,
    authorization: String(authorization).replace(/q-sign-time=.*?&q-key-time=[^&]*|q-signature=.*/g, ""),
    type: String(type).replace(/boundary=.*/, ""),
  };
}

/** Headers that belong to the connection. */
const ofConnection = ["connection", "transfer-encoding"];

describe("The preview of a call", () => {
  it("is the request that is sent then, for every operation", async function () {
    this.timeout(60_000);
    const recorder = await startRecorder();
    const explorer = await bench.start({ env: { ...bench.env, TENCENTCOS_ENDPOINT: recorder.url } });
    try {
      for (const operation of operations) {
        const { name } = operation;
        const draft = { ...sampleDraft(operation, Bucket), target: "cos" } as const;
        const { request: shown, failures, reason } = await preview(draft, explorer);
        assert.deepEqual(failures, [], name);
        assert.equal(reason, undefined, name);
        assert.ok(shown !== undefined, name);
        assert.deepEqual(recorder.seen.splice(0), [], `${name} was sent by looking at it`);
        await bench.ask("POST", "/api/send", { ...draft, confirmed: true }, explorer);
        const [sent] = recorder.seen.splice(0);
        assert.ok(sent !== undefined, name);
        assert.equal(shown.method, sent.method, name);
        assert.equal(shown.url, recorder.url + sent.url, name);
        const headers = Object.entries(sent.headers).filter(([header]) => !ofConnection.includes(header));
        assert.deepEqual(withoutMoment(shown.headers), withoutMoment(Object.fromEntries(headers)), name);
        if (shown.body !== undefined && name !== "PutBucketDomainCertificate") {
          assert.equal(shown.body, sent.body.toString(), name);
        } else if (shown.bodyBytes !== undefined) {
          assert.equal(shown.bodyBytes, sent.body.length, name);
        } else if (name !== "PutBucketDomainCertificate") {
          assert.equal(sent.body.length, 0, name);
        }
      }
    } finally {
      await recorder.close();
    }
  });

  it("has a signature that COS accepts, in a header, for every operation", async function () {
    this.timeout(60_000);
    for (const operation of operations.filter(({ unsigned, body }) => !unsigned && body?.kind !== "form")) {
      const draft = { ...sampleDraft(operation, "unknown-1250000000"), target: "cos" } as const;
      const { request: shown } = await preview(draft);
      assert.ok(shown !== undefined, operation.name);
      const status = await sendRaw(shown, bodyOf(operation, shown));
      assert.notEqual(status, 403, operation.name);
    }
  });

  it("has signatures that follow from their steps, in a header, in a URL and in a form", async () => {
    const { secretKey } = bench.emulator;
    for (const [name, carriers] of [
      ["GetObject", ["header", "url"]],
      ["PutBucketCors", ["header", "url"]],
      ["CreateJob", ["header"]],
      ["PostObject", ["form"]],
      ["OptionsObject", []],
    ] as const) {
      const operation = findOperation(name) as Operation;
      const { signatures } = await preview({ ...sampleDraft(operation, Bucket), target: "cos" });
      assert.deepEqual(
        signatures.map(({ carrier }) => carrier),
        carriers,
      );
      const { json } = await bench.ask("GET", `/api/operations/${name}`);
      assert.deepEqual(json<OperationDetails>().signs, carriers);
      for (const signature of signatures) {
        assert.equal(stepOf(signature, "Signature"), signatureOf(signature, secretKey), name);
      }
    }
  });

  it("has the signature of a URL with which COS can be asked", async () => {
    await bench.cos.putObject({ Bucket, Key: "a/b c", Body: "hello" });
    const operation = findOperation("GetObject") as Operation;
    const draft = { ...sampleDraft(operation, Bucket), target: "cos" } as const;
    const { signatures } = await preview(draft);
    const url = signatures.find(({ carrier }) => carrier === "url") as ExplainedSignature;
    const time = stepOf(url, "KeyTime");
    const [, names = ""] = /^host=(.*)$/m.exec(stepOf(url, "HttpString").split("\n")[3] ?? "") ?? [];
    const query = new URLSearchParams({
      "q-sign-algorithm": "sha1",
      "q-ak": bench.emulator.secretId,
      "q-sign-time": time,
      "q-key-time": time,
      "q-header-list": "host",
      "q-url-param-list": "",
      "q-signature": stepOf(url, "Signature"),
    });
    const response = await fetch(`${bench.emulator.url}/${Bucket}/a/b%20c?${query}`);
    assert.equal(await response.text(), response.status === 200 ? "hello" : names);
    assert.equal(response.status, 200);
  });

  it("names all that is wrong at once, with its fields, however little there is", async () => {
    const { failures, request, signatures } = await preview({
      target: "emulator",
      operation: "PutObject",
      parameters: { StorageClass: "STANDARD", TrafficLimit: "1", Meta: { a: "b" } },
    });
    assert.deepEqual(
      failures.map(({ path }) => path),
      ["TrafficLimit", "Bucket", "Key"],
    );
    assert.match(failures[0]?.reason ?? "", /must be from 819200 to 838860800, not 1/);
    assert.deepEqual([request, signatures], [undefined, []]);
    for (const { name } of operations) {
      const found = await preview({ target: "emulator", operation: name });
      const { json } = await bench.ask("GET", `/api/operations/${name}`);
      const { fields, body } = json<OperationDetails>();
      const required = fields.filter(({ facts }) => facts.required).map((field) => field.name);
      const expected = [
        ...required,
        ...(body !== undefined && "optional" in body && !body.optional ? ["Body"] : []),
      ];
      const paths = found.failures.map(({ path }) => path).filter((path) => path !== "File");
      assert.deepEqual(paths.sort(), expected.sort(), name);
    }
  });

  it("says of a document where it is wrong, and that it cannot be read", async () => {
    const place = { target: "emulator", operation: "PutBucketCors", parameters: { Bucket } } as const;
    const reasonsOf = async (body: Draft["body"]) =>
      (await preview({ ...place, body } as Partial<Draft>)).failures.map(
        ({ path, reason }) => `${path} ${reason}`,
      );
    assert.deepEqual(
      await reasonsOf({
        format: "json",
        text: '{"CORSRule": [{"AllowedOrigin": ["*"], "AllowedMethod": ["PATCH"]}]}',
      }),
      ["Body.CORSRule[0].AllowedMethod[0] must be one of GET, PUT, HEAD, POST, DELETE"],
    );
    const [broken, ...others] = await reasonsOf({ format: "json", text: '{"CORSRule": [' });
    assert.match(broken ?? "", /^Body is not JSON: /);
    assert.deepEqual(others, []);
    assert.match(
      (await reasonsOf({ format: "xml", text: "<CORSConfiguration>" }))[0] ?? "",
      /^Body is not well-formed|^Body is /,
    );
    assert.deepEqual(await reasonsOf({ format: "json", text: '"<CORSConfiguration/>"' }), [
      "Body must be an object",
    ]);
  });

  it("says what would have to be asked first, and asks nothing", async () => {
    const { TENCENTCLOUD_APP_ID: _, TENCENTCLOUD_REGION: __, ...env } = bench.env;
    const explorer = await bench.start({ env });
    bench.emulator.clearRequests();
    const short = await preview(
      { operation: "GetBucketAcl", parameters: { Bucket: "site", Region: "ap-guangzhou" } },
      explorer,
    );
    assert.deepEqual(short.failures, []);
    assert.equal(short.request, undefined);
    assert.match(short.reason ?? "", /APPID.*TENCENTCLOUD_APP_ID/);
    const anywhere = await preview({ operation: "GetBucketAcl", parameters: { Bucket } }, explorer);
    assert.deepEqual(
      anywhere.failures.map(({ path }) => path),
      ["Region"],
    );
    const job = { operation: "ListJobs", parameters: { Region: "ap-guangzhou" } };
    assert.match((await preview(job, explorer)).reason ?? "", /UIN/);
    assert.deepEqual(bench.emulator.requests, []);
    // Of its own emulator everything is known.
    const known = await preview({ ...job, target: "emulator" }, explorer);
    assert.equal(known.request?.headers.host, "100000000001.cos-control.ap-guangzhou.myqcloud.com");
    assert.equal(known.request?.headers["x-cos-appid"], "1250000000");
  });

  it("says that there are no keys", async () => {
    const { TENCENTCLOUD_SECRET_KEY: _, ...env } = bench.env;
    const explorer = await bench.start({ env });
    const { reason, failures, request } = await preview({ operation: "GetService" }, explorer);
    assert.match(reason ?? "", /TENCENTCLOUD_SECRET_KEY is not set/);
    assert.deepEqual([failures, request], [[], undefined]);
  });

  it("shows a free request as well", async () => {
    const free = {
      method: "GET",
      bucket: "site",
      region: "ap-shanghai",
      key: "a b",
      query: [
        ["future", ""],
        ["n", "ä b"],
      ],
      headers: [["x-cos-future", "1"]],
      text: "",
    } as const;
    const { request, signatures } = await preview({ free });
    assert.equal(request?.url, `${bench.emulator.url}/a%20b?future&n=%C3%A4%20b`);
    assert.equal(request?.headers.host, "site-1250000000.cos.ap-shanghai.myqcloud.com");
    assert.equal(request?.headers["x-cos-future"], "1");
    assert.equal(signatures[0]?.carrier, "header");
    const { failures } = await preview({ free: { ...free, bucket: "" } });
    assert.deepEqual(
      failures.map(({ path }) => path),
      ["Bucket"],
    );
  });

  it("says of a free request what cannot be sent as it is typed, and nothing is sent then", async () => {
    const free = {
      method: "GET",
      bucket: Bucket,
      region: "ap-guangzhou",
      key: "",
      query: [
        ["prefix", "a"],
        ["prefix", "b"],
      ],
      headers: [
        ["x-cos-a", "1"],
        ["X-Cos-A", "2"],
        ["x cos", "3"],
        ["größe", "4"],
      ],
      text: "",
    } as const;
    const wrong = [
      { path: "prefix", reason: "is given twice" },
      { path: "x-cos-a", reason: "is given twice" },
      { path: "x cos", reason: "cannot be the name of a header" },
      { path: "größe", reason: "cannot be the name of a header" },
    ];
    const { failures, request } = await preview({ free });
    assert.deepEqual([failures, request], [wrong, undefined]);
    bench.emulator.clearRequests();
    assert.deepEqual((await bench.send({ free })).error?.failures, wrong);
    const written = await bench.ask("POST", "/api/code", { draft: draftOf({ free }), language: "curl" });
    assert.match(written.body.toString(), /prefix is given twice/);
    const ticket = await bench.ask("POST", "/api/downloads", draftOf({ free }));
    const saved = await bench.ask("GET", ticket.json<{ path: string }>().path);
    assert.equal(saved.status, 400);
    assert.match(saved.body.toString(), /\nprefix is given twice\n/);
    assert.deepEqual(bench.emulator.requests, []);
  });

  it("hides what is secret in headers and documents", async () => {
    const key = Buffer.alloc(32, "s").toString("base64");
    const object = await preview({
      operation: "GetObject",
      parameters: {
        Bucket,
        Key: "k",
        "x-cos-server-side-encryption-customer-key": key,
      } as Draft["parameters"],
    });
    const certificate = await preview({
      operation: "PutBucketDomainCertificate",
      parameters: { Bucket },
      body: {
        format: "json",
        text: JSON.stringify({
          CertificateInfo: { CertType: "CustomCert", CustomCert: { Cert: "C", PrivateKey: "VERY SECRET" } },
          DomainList: { DomainName: "www.example.com" },
        }),
      },
    });
    assert.doesNotMatch(JSON.stringify(object), new RegExp(key.slice(0, 20)));
    assert.doesNotMatch(JSON.stringify(certificate), /VERY SECRET/);
    assert.match(certificate.request?.body ?? "", /<PrivateKey>\*\*\*<\/PrivateKey>/);
  });
});

/** The document or the content, which the preview may not show. */
function bodyOf({ body }: Operation, shown: SentRequest): string | undefined {
  return body?.kind === "content" ? "content" : shown.body;
}

/** Sends just what is shown. */
function sendRaw({ method, url, headers }: SentRequest, body: string | undefined): Promise<number> {
  const { hostname, port } = new URL(url);
  const path = url.slice(url.indexOf("/", "http://".length));
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers, agent: false }, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode ?? 0));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

function stepOf({ steps, carrier }: ExplainedSignature, name: string): string {
  const step = steps.find((each) => each.name === name);
  assert.ok(step !== undefined, `${carrier} has no ${name}, but ${steps.map((each) => each.name)}`);
  return step.value;
}

/** The signature after https://www.tencentcloud.com/document/product/436/7778 and 14690, from the steps that are not secret. */
function signatureOf(signature: ExplainedSignature, secretKey: string): string {
  const keyTime = stepOf(signature, "KeyTime");
  const hmac = (key: string, text: string) => createHmac("sha1", key).update(text).digest("hex");
  const sha1 = (text: string) => createHash("sha1").update(text).digest("hex");
  const signKey = hmac(secretKey, keyTime);
  const toSign =
    signature.carrier === "form"
      ? sha1(stepOf(signature, "Policy"))
      : `sha1\n${keyTime}\n${sha1(stepOf(signature, "HttpString"))}\n`;
  return hmac(signKey, toSign);
}
