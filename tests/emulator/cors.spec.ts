import assert from "node:assert/strict";
import { type Bench, startBench } from "./http";

let bench: Bench;
let bucket: string;

const rules = `<CORSConfiguration>
  <CORSRule><AllowedOrigin>https://a.example</AllowedOrigin><AllowedOrigin>https://*.b.example</AllowedOrigin>
    <AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod><AllowedHeader>x-cos-*</AllowedHeader>
    <ExposeHeader>ETag</ExposeHeader><ExposeHeader>x-cos-request-id</ExposeHeader><MaxAgeSeconds>600</MaxAgeSeconds></CORSRule>
  <CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>HEAD</AllowedMethod><AllowedHeader>*</AllowedHeader></CORSRule>
</CORSConfiguration>`;

before(async () => {
  bench = await startBench();
  bucket = await bench.createBucket();
  await bench.ask({ method: "PUT", bucket, query: "cors", body: rules });
  await bench.put(bucket, "/a", "x", { "x-cos-acl": "public-read" });
});
after(() => bench.close());

const preflight = (origin: string, method: string, headers?: string, where = bucket) =>
  bench.ask({
    method: "OPTIONS",
    bucket: where,
    path: "/a",
    as: "anonymous",
    headers: {
      origin,
      "access-control-request-method": method,
      ...(headers !== undefined && { "access-control-request-headers": headers }),
    },
  });

// https://www.tencentcloud.com/document/product/436/8288
describe("The emulator answers a browser's question", () => {
  it("with the rule that lets it through", async () => {
    const answer = await preflight("https://a.example", "PUT", "X-Cos-Acl, x-cos-meta-a");
    assert.equal(answer.status, 200);
    assert.equal(answer.text, "");
    assert.equal(answer.headers["access-control-allow-origin"], "https://a.example");
    assert.equal(answer.headers["access-control-allow-methods"], "GET,PUT");
    assert.equal(answer.headers["access-control-allow-headers"], "X-Cos-Acl,x-cos-meta-a");
    assert.equal(answer.headers["access-control-expose-headers"], "ETag,x-cos-request-id");
    assert.equal(answer.headers["access-control-max-age"], "600");
    assert.equal(answer.headers["access-control-allow-credentials"], "true");
  });

  it("with all headers of the rule that fits, whatever was asked for", async () => {
    const named = await bench.createBucket();
    const body =
      "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>PUT</AllowedMethod>" +
      "<AllowedHeader>Content-Type</AllowedHeader><AllowedHeader>x-cos-meta-a</AllowedHeader></CORSRule></CORSConfiguration>";
    assert.equal((await bench.ask({ method: "PUT", bucket: named, query: "cors", body })).status, 200);
    for (const asked of [undefined, "content-type", "X-COS-META-A, content-type"]) {
      const answer = await preflight("https://a.example", "PUT", asked, named);
      assert.equal(answer.headers["access-control-allow-headers"], "Content-Type,x-cos-meta-a");
    }
    assert.equal((await preflight("https://a.example", "PUT", "x-other", named)).status, 403);
  });

  it("of the console without any rule", async () => {
    const bare = await bench.createBucket();
    const answer = await preflight("https://console.cloud.tencent.com", "DELETE", "X-Any", bare);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers["access-control-allow-origin"], "https://console.cloud.tencent.com");
    assert.equal(answer.headers["access-control-allow-methods"], "GET,PUT,POST,HEAD,DELETE");
    assert.equal(answer.headers["access-control-allow-headers"], "X-Any");
    assert.equal(
      (await preflight("https://console.cloud.tencent.com.example", "GET", undefined, bare)).status,
      403,
    );
  });

  it("with an asterisk for the headers that may be read, where the rule has it", async () => {
    const open = await bench.createBucket();
    const body =
      "<CORSConfiguration><CORSRule><AllowedOrigin>https://a.example</AllowedOrigin><AllowedMethod>GET</AllowedMethod>" +
      "<ExposeHeader>*</ExposeHeader></CORSRule></CORSConfiguration>";
    assert.equal((await bench.ask({ method: "PUT", bucket: open, query: "cors", body })).status, 200);
    assert.equal((await bench.ask({ bucket: open, query: "cors" })).one("ExposeHeader"), "*");
    const answer = await preflight("https://a.example", "GET", undefined, open);
    assert.equal(answer.headers["access-control-expose-headers"], "*");
  });

  it("by patterns, and with an asterisk where everybody is meant", async () => {
    const sub = await preflight("https://x.b.example", "GET");
    assert.equal(sub.headers["access-control-allow-origin"], "https://x.b.example");
    const anybody = await preflight("http://c.example", "HEAD", "anything");
    assert.equal(anybody.headers["access-control-allow-origin"], "*");
    assert.equal(anybody.headers["access-control-allow-credentials"], undefined);
  });

  it("with 403 when no rule fits", async () => {
    const bare = await bench.createBucket();
    for (const answer of [
      await preflight("https://c.example", "GET"),
      await preflight("http://a.example", "GET"),
      await preflight("https://b.example", "GET"),
      await preflight("https://a.example", "DELETE"),
      await preflight("https://a.example", "PUT", "authorization"),
      await preflight("https://a.example", "GET", undefined, bare),
    ]) {
      assert.equal(answer.outcome, "403 AccessForbidden");
      assert.equal(answer.headers["access-control-allow-origin"], undefined);
    }
  });

  it("that lacks what is asked, or is about no bucket, with an error", async () => {
    const answer = await bench.ask({ method: "OPTIONS", bucket, path: "/a", as: "anonymous" });
    assert.equal(answer.status, 400);
    const none = await preflight("https://a.example", "GET", undefined, bench.newName());
    assert.equal(none.outcome, "404 NoSuchBucket");
  });
});

describe("The emulator's answer to a request with an origin", () => {
  const get = (origin: string, path = "/a") =>
    bench.ask({ bucket, path, as: "anonymous", headers: { origin } });

  it("says that the page may read it", async () => {
    const answer = await get("https://a.example");
    assert.equal(answer.text, "x");
    assert.equal(answer.headers["access-control-allow-origin"], "https://a.example");
    assert.equal(answer.headers["access-control-expose-headers"], "ETag,x-cos-request-id");
    assert.match(answer.headers.vary ?? "", /Origin/i);
  });

  it("says so for errors too, so that the page can read them", async () => {
    const answer = await get("https://a.example", "/b");
    assert.equal(answer.status, 403);
    assert.equal(answer.headers["access-control-allow-origin"], "https://a.example");
  });

  it("is the plain answer for other pages", async () => {
    const answer = await get("https://c.example");
    assert.equal(answer.text, "x");
    assert.equal(answer.headers["access-control-allow-origin"], undefined);
  });
});
