import assert from "node:assert/strict";
import { inspect } from "node:util";
import { percentEncode } from "../../provider/client/signature";
import {
  CosClient,
  type CosClientOptions,
  CosNetworkError,
  type CosRequest,
  CosServiceError,
} from "../../provider/hosts/client";
import { type Bench, powerless, startBench } from "../emulator/http";
import { bucket, refusal, region, type Server, startServer } from "./server";

let server: Server;

beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const credentials = {
  secretId: "AKIDwhoSignedThisRequest0123",
  secretKey: "this/key+must=never",
  securityToken: "this/token+must=never/be/shown==",
};
const customerKey = Buffer.alloc(32, "k").toString("base64");
const request: CosRequest & { responseBody?: undefined } = {
  method: "PUT",
  bucket,
  key: "k",
  headers: {
    "x-cos-server-side-encryption-customer-key": customerKey,
    "x-cos-copy-source-server-side-encryption-customer-key": customerKey,
  },
  body: "x",
};
const connect = (options: Partial<CosClientOptions> = {}) =>
  server.connect({ credentials, retry: { maxAttempts: 2 }, ...options });

/** Everything that anybody could print of something. */
function everythingOf(value: unknown): string {
  const error = value as Error & { cause?: unknown };
  const seen = [
    String(value),
    JSON.stringify(value),
    JSON.stringify(value, Object.getOwnPropertyNames(Object(value))),
    inspect(value, { depth: Infinity, showHidden: true, getters: true }),
    error.stack,
    error.message,
  ];
  return seen.join("\n") + (error.cause ? everythingOf(error.cause) : "");
}

function assertSilent(value: unknown): void {
  const text = everythingOf(value);
  const secrets = [credentials.secretKey, credentials.securityToken, customerKey];
  for (const secret of [...secrets, ...secrets.map(percentEncode)]) {
    assert.ok(!text.includes(secret), `${secret} in ${text}`);
  }
}

async function errorOf(promise: Promise<unknown>): Promise<Error> {
  const outcome = await promise.then(
    () => undefined,
    (error: Error) => error,
  );
  assert.ok(outcome);
  return outcome;
}

// docs/promises.md#secrets-stay-secret
describe("A secret is never shown", () => {
  it("by a service error, though the service repeats all that it was sent", async () => {
    server.tell((received, response) => {
      received.resume();
      const { authorization, ...others } = received.headers;
      const echo = Object.entries(others)
        .map(([name, value]) => `${name}=${value}&${name}=${percentEncode(String(value))}`)
        .join("\n");
      response.writeHead(403);
      response.end(
        refusal(
          "SignatureDoesNotMatch",
          echo.replaceAll("&", "&amp;"),
          `<StringToSign>${echo.replaceAll("&", "&amp;")}</StringToSign><FormatString>${echo.replaceAll("&", "&amp;")}</FormatString>`,
        ),
      );
    });
    const error = await errorOf(connect().send(request));
    assert.ok(CosServiceError.isInstance(error));
    assert.match(error.stringToSign ?? "", /x-cos-security-token=\*\*\*/);
    assertSilent(error);
  });

  it("by a network error, nor by what caused it", async () => {
    for (const told of [
      (received: { socket: { destroy(): void } }) => received.socket.destroy(),
      (received: { socket: { end(text: string): void } }) => received.socket.end("nonsense\r\n\r\n"),
    ]) {
      server.tell(told as never);
      const error = await errorOf(connect().send(request));
      assert.ok(CosNetworkError.isInstance(error));
      assertSilent(error);
    }
    const gone = await startServer();
    await gone.close();
    assertSilent(await errorOf(connect({ endpoint: gone.url }).send(request)));
  });

  it("by a time-out, nor by giving up", async () => {
    server.tell((received) => received.resume());
    const timeouts = { connectMs: 50, headersMs: 50, bodyMs: 50 };
    assertSilent(await errorOf(connect({ timeouts }).send(request)));
    assertSilent(await errorOf(connect().send({ ...request, signal: AbortSignal.timeout(30) })));
  });

  it("by an unusable header or setting", async () => {
    assertSilent(await errorOf(connect().send({ ...request, headers: { "x-cos-meta-a": "\n" } })));
    assertSilent(await errorOf(connect({ endpoint: "ftp://x" }).send(request)));
  });

  it("by the client itself, before and after it was used", async () => {
    const client = connect();
    assertSilent(client);
    await client.send(request);
    assertSilent(client);
    assertSilent([client, { client }]);
    await client.close();
    assertSilent(client);
  });

  it("by its warnings", async () => {
    const warnings: string[] = [];
    const date = "Wed, 04 Mar 2026 05:06:07 GMT";
    server.tell({ status: 403, headers: { date }, body: refusal("RequestTimeTooSkewed") }, { status: 200 });
    await connect({ onWarning: (message) => warnings.push(message) }).send(request);
    assert.equal(warnings.length, 1);
    assertSilent(warnings);
  });

  it("over the wire, but for the token", async () => {
    await connect().send(request);
    const { headers } = server.seen[0] ?? {};
    assert.equal(headers?.["x-cos-security-token"], credentials.securityToken);
    const { "x-cos-security-token": _, ...others } = headers ?? {};
    assert.ok(!JSON.stringify(others).includes(credentials.securityToken));
    assert.ok(!JSON.stringify(headers).includes(credentials.secretKey));
  });

  it("by a pre-signed URL, but for the token", async () => {
    const url = await connect().presign({ bucket, key: "k" });
    assert.ok(!url.includes(credentials.secretKey));
    assert.ok(!url.includes(percentEncode(credentials.secretKey)));
  });
});

// docs/promises.md#a-refusal-says-what-to-do
describe("A refusal says what to do:", () => {
  let bench: Bench;
  let name: string;

  before(async () => {
    bench = await startBench();
    name = await bench.createBucket();
  });
  after(() => bench.close());

  const messageOf = async (
    keys: { secretId: string; secretKey: string },
    request_: CosRequest & { responseBody?: undefined },
    more: Partial<CosClientOptions> = {},
  ) => {
    const client = new CosClient({
      credentials: keys,
      region,
      endpoint: bench.emulator.url,
      retry: { maxAttempts: 1 },
      ...more,
    });
    const { message } = await errorOf(client.send(request_));
    await client.close();
    return message;
  };
  const own = () => ({ secretId: bench.emulator.secretId, secretKey: bench.emulator.secretKey });

  it("the CAM action and who lacks it", async () => {
    const message = await messageOf(powerless, {
      method: "PUT",
      bucket: name,
      query: { cors: "" },
      body: "<x/>",
      operation: "PutBucketCors",
    });
    assert.match(
      message,
      new RegExp(`^PutBucketCors: PUT ${name} \\?cors in ap-guangzhou: 403 AccessDenied`),
    );
    assert.match(message, /\(request [A-Za-z0-9+/=]+\)/);
    assert.match(message, /SecretId AKIDpo…less lacks the CAM action name\/cos:PutBucketCORS on /);
  });

  it("the same for a HEAD, whose answer says nothing", async () => {
    const request_ = { method: "HEAD", bucket: name, operation: "HeadBucket" } as const;
    assert.match(
      await messageOf(powerless, request_),
      /403 AccessDenied.*\n.*name\/cos:HeadBucket.*or the SecretKey is another's/,
    );
  });

  it("both texts when the signature does not match", async () => {
    const message = await messageOf({ ...own(), secretKey: "wrong" }, { method: "GET", bucket: name });
    assert.match(
      message,
      /Check that the SecretKey \(tencentcos:secretKey or TENCENTCLOUD_SECRET_KEY\) belongs to/,
    );
    assert.match(message, /The service signed the text "sha1\\n\d+;\d+\\n[0-9a-f]{40}\\n"/);
    assert.match(message, /for the request "get\\n\/\\n\\nhost=.*\\n"/);
  });

  it("which setting holds an unknown id", async () => {
    const nobody = { secretId: "AKIDnobodyKnowsThisOne00", secretKey: "x" };
    assert.match(
      await messageOf(nobody, { method: "GET" }),
      /AKIDno…ne00 is unknown or disabled: check tencentcos:secretId/,
    );
  });

  it("that visitors are not let in", async () => {
    const message = await messageOf(own(), { method: "GET", bucket: name, anonymous: true });
    assert.match(message, /not signed, and the bucket does not let anonymous visitors/);
  });

  it("where a missing bucket was looked for", async () => {
    const message = await messageOf(own(), { method: "GET", bucket: name, region: "ap-tokyo" });
    assert.match(
      message,
      /404 NoSuchBucket: The specified bucket does not exist\..*\n.*ap-tokyo.*only in its own region/,
    );
  });

  it("what stands in the way of deleting a bucket", async () => {
    await bench.put(name, "/a");
    assert.match(await messageOf(own(), { method: "DELETE", bucket: name }), /forceDestroy/);
  });

  it("nothing of its own when it knows nothing better", async () => {
    const message = await messageOf(own(), { method: "GET", bucket: name, key: "missing" });
    assert.match(
      message,
      /^GET .*\/missing in ap-guangzhou: 404 NoSuchKey: The specified key does not exist\. \(request [^)]*\)$/,
    );
  });
});
