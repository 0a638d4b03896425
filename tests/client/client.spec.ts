import assert from "node:assert/strict";
import { MockAgent } from "undici";
import {
  CosClient,
  type CosClientOptions,
  type CosRequest,
  CosServiceError,
} from "../../provider/hosts/client";
import { type Bench, qSign, startBench } from "../emulator/http";
import { bucket, keys, region } from "./server";

interface Sent {
  readonly origin: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
}

/** Sends one request into the void of a MockAgent and says what would have gone out. */
async function sentBy(
  request: Omit<CosRequest, "responseBody">,
  options: Partial<CosClientOptions> = {},
): Promise<Sent> {
  const agent = new MockAgent();
  agent.disableNetConnect();
  const sent: Sent[] = [];
  agent
    .get(() => true)
    .intercept({ path: () => true, method: request.method })
    .reply((received) => {
      sent.push(received as unknown as Sent);
      return { statusCode: 200, data: "" };
    });
  const client = new CosClient({ credentials: keys, region, dispatcher: agent, ...options });
  await client.send(request);
  await client.close();
  await agent.close();
  const [only] = sent;
  assert.ok(only);
  return only;
}

const listsOf = (authorization = "") => {
  const [, headers = "", parameters = ""] =
    /q-header-list=([^&]*)&q-url-param-list=([^&]*)&/.exec(authorization) ?? [];
  return { headers, parameters };
};

describe("A request of the client", () => {
  it("goes to the bucket's own host over https, signed for it", async () => {
    const sent = await sentBy({ method: "GET", bucket, key: "a b/文.txt", query: { versionId: "v 1" } });
    assert.equal(sent.origin, `https://${bucket}.cos.${region}.myqcloud.com`);
    assert.equal(sent.headers.host, `${bucket}.cos.${region}.myqcloud.com`);
    assert.equal(sent.path, "/a%20b/%E6%96%87.txt?versionId=v%201");
    const [, time = ""] = /q-key-time=(\d+;\d+)/.exec(sent.headers.authorization ?? "") ?? [];
    const expected = qSign(keys, {
      method: "GET",
      path: "/a b/文.txt",
      parameters: [["versionId", "v 1"]],
      headers: [["host", sent.headers.host ?? ""]],
      keyTime: time,
    });
    assert.equal(sent.headers.authorization, expected.authorization);
  });

  it("goes to another domain, region or host when told so", async () => {
    const newer = await sentBy({ method: "GET", bucket }, { domain: "tencentcos.cn" });
    assert.equal(newer.origin, `https://${bucket}.cos.${region}.tencentcos.cn`);
    const elsewhere = await sentBy({ method: "GET", bucket, region: "ap-tokyo" });
    assert.equal(elsewhere.headers.host, `${bucket}.cos.ap-tokyo.myqcloud.com`);
    assert.equal((await sentBy({ method: "GET" })).headers.host, "service.cos.myqcloud.com");
    const one = await sentBy({ method: "GET", region: "ap-tokyo" });
    assert.equal(one.headers.host, "cos.ap-tokyo.myqcloud.com");
  });

  // docs/promises.md#custom-endpoints-read-everything
  it("connects to an endpoint, and signs the host of COS all the same", async () => {
    const options = { endpoint: "http://127.0.0.1:9000/gateway" };
    const sent = await sentBy({ method: "PUT", bucket, query: { cors: "" }, body: "<x/>" }, options);
    assert.equal(sent.origin, "http://127.0.0.1:9000");
    assert.equal(sent.path, "/gateway/?cors");
    assert.equal(sent.headers.host, `${bucket}.cos.${region}.myqcloud.com`);
    assert.match(listsOf(sent.headers.authorization).headers, /(^|;)host(;|$)/);
  });

  it("has its bucket in the path when told so", async () => {
    const local = await sentBy(
      { method: "GET", bucket, key: "k" },
      { endpoint: "http://127.0.0.1:9000", pathStyle: true },
    );
    assert.equal(local.path, `/${bucket}/k`);
    assert.equal(local.headers.host, "127.0.0.1:9000");
    const regional = await sentBy({ method: "GET", bucket, key: "k" }, { pathStyle: true });
    assert.equal(regional.origin, `https://cos.${region}.myqcloud.com`);
  });

  it("signs its parameters and every header that matters, and none that a proxy may change", async () => {
    const sent = await sentBy({
      method: "PUT",
      bucket,
      key: "k",
      query: { b: 2, a: "1", skipped: undefined },
      headers: {
        "Content-Type": "text/plain",
        "X-Cos-Meta-A": "1",
        "cache-control": "no-cache",
        "User-Agent": "mine",
        "accept-encoding": "br",
        skipped: undefined,
      },
      body: "hello",
    });
    assert.equal(sent.path, "/k?b=2&a=1");
    assert.deepEqual(listsOf(sent.headers.authorization), {
      headers: "cache-control;content-length;content-type;host;x-cos-meta-a",
      parameters: "a;b",
    });
    assert.equal(sent.headers["user-agent"], "mine");
    assert.equal(sent.headers["content-length"], "5");
    assert.ok(!("skipped" in sent.headers));
    assert.equal(sent.body, "hello");
  });

  it("carries the token of temporary keys, signed", async () => {
    const credentials = { ...keys, securityToken: "token" };
    const sent = await sentBy({ method: "GET", bucket }, { credentials });
    assert.equal(sent.headers["x-cos-security-token"], "token");
    assert.match(listsOf(sent.headers.authorization).headers, /x-cos-security-token/);
  });

  it("has no signature when it is to be anonymous, and asks for no keys", async () => {
    const credentials = async () => assert.fail("asked for keys");
    const sent = await sentBy({ method: "GET", bucket, anonymous: true }, { credentials });
    assert.equal(sent.headers.authorization, undefined);
  });

  // https://www.tencentcloud.com/document/product/436/7728 asks for it on every configuration.
  it("has the MD5 and the type of a configuration, but leaves an object's alone", async () => {
    const xml = await sentBy({ method: "PUT", bucket, query: { cors: "" }, body: "<a/>" });
    // By openssl.
    assert.equal(xml.headers["content-md5"], "8BnumgOXiv+fm3jQ3fPttw==");
    assert.equal(xml.headers["content-type"], "application/xml");
    const json = await sentBy({ method: "PUT", bucket, query: { policy: "" }, body: ' {"a":1}' });
    assert.equal(json.headers["content-type"], "application/json");
    const object = await sentBy({ method: "PUT", bucket, key: "k", body: "<a/>" });
    assert.equal(object.headers["content-md5"], undefined);
    assert.equal(object.headers["content-type"], undefined);
    const part = await sentBy({
      method: "PUT",
      bucket,
      key: "k",
      query: { partNumber: 1, uploadId: "u" },
      body: "{",
    });
    assert.equal(part.headers["content-md5"], undefined);
  });

  it("says that it carries nothing where COS wants a length", async () => {
    for (const method of ["PUT", "POST"] as const) {
      const sent = await sentBy({ method, bucket, key: "k", query: { uploads: "" } });
      assert.equal(sent.headers["content-length"], "0");
    }
    assert.equal((await sentBy({ method: "GET", bucket })).headers["content-length"], undefined);
    assert.equal((await sentBy({ method: "DELETE", bucket })).headers["content-length"], undefined);
  });

  it("is not made at all with a header that would begin another one", async () => {
    for (const value of ["a\r\nx-evil: 1", "a\nb", "\u0000"]) {
      await assert.rejects(sentBy({ method: "GET", bucket, headers: { "x-cos-meta-a": value } }), {
        code: "InvalidHeader",
        message: /x-cos-meta-a/,
      });
    }
  });

  it("is not made at all without a region or with a name that leads elsewhere", async () => {
    const lone = new CosClient({ credentials: keys });
    await assert.rejects(lone.send({ method: "GET", bucket }), /TENCENTCLOUD_REGION/);
    for (const name of ["a/b", "a@b", "a.b"]) {
      await assert.rejects(sentBy({ method: "GET", bucket: name }), /cannot be part of a host name/);
    }
  });
});

describe("The client and the emulator", () => {
  let bench: Bench;
  let name: string;
  const clients: CosClient[] = [];
  const connect = (options: Partial<CosClientOptions> = {}) => {
    const { url: endpoint, secretId, secretKey } = bench.emulator;
    const client = new CosClient({ credentials: { secretId, secretKey }, region, endpoint, ...options });
    clients.push(client);
    return client;
  };

  before(async () => {
    bench = await startBench();
    name = await bench.createBucket();
  });
  after(async () => {
    for (const client of clients) {
      await client.close();
    }
    await bench.close();
  });

  for (const [what, options] of [
    ["with the bucket in the host", {}],
    ["with the bucket in the path", { pathStyle: true }],
    ["with the newer domain", { domain: "tencentcos.cn" }],
  ] as const) {
    it(`agree about every key and header, ${what}`, async () => {
      const client = connect(options);
      for (const key of ["a", "a b", "a//b", "../x", "a/./b", "文件😀", "+%2F%", "!'()*~", "q?acl&x=1#"]) {
        const request = { bucket: name, key };
        const word = `größe 文 ${key}`;
        await client.send({ method: "PUT", ...request, body: key, headers: { "x-cos-meta-word": word } });
        const { status, body, headers, attempts } = await client.send({ method: "GET", ...request });
        assert.deepEqual([status, body.toString(), attempts], [200, key, 1]);
        assert.equal(headers["x-cos-meta-word"], word);
        const listing = await client.send({ method: "GET", bucket: name, query: { prefix: key } });
        assert.match(listing.body.toString(), /<Key>/);
        assert.equal((await client.send({ method: "DELETE", ...request })).status, 204);
        await assert.rejects(
          client.send({ method: "HEAD", ...request }),
          (error) => CosServiceError.isInstance(error) && error.code === "NotFound",
        );
      }
    });
  }

  it("agree about URLs that anyone may open", async () => {
    const client = connect();
    const target = { bucket: name, key: "a b/../文+.txt" };
    await client.send({ method: "PUT", ...target, body: "[Object Content]" });
    const url = await client.presign({ ...target, query: { "response-content-type": "a/b" } });
    const answer = await fetch(url);
    assert.equal(answer.status, 200, await answer.clone().text());
    assert.equal(await answer.text(), "[Object Content]");
    assert.equal(answer.headers.get("content-type"), "a/b");
    assert.equal((await fetch(url.replace("a%2Fb", "a%2Fc"))).status, 403);
    assert.equal((await fetch(client.objectUrl(target))).status, 403);
  });

  it("agree about URLs to upload by, with headers that the visitor must send", async () => {
    const client = connect();
    const target = { bucket: name, key: "up" };
    const url = await client.presign({ method: "PUT", ...target, headers: { "x-cos-acl": "private" } });
    const put = (headers: Record<string, string>) => fetch(url, { method: "PUT", body: "x", headers });
    assert.equal((await put({})).status, 403);
    assert.equal((await put({ "x-cos-acl": "public-read" })).status, 403);
    assert.equal((await put({ "x-cos-acl": "private" })).status, 200);
  });

  it("agree that such a URL ends", async () => {
    const client = connect({ now: () => Date.now() - 3_600_000 });
    const url = await client.presign({ bucket: name, key: "up", expiresInSeconds: 60 });
    const answer = await fetch(url);
    assert.equal(answer.status, 403);
    assert.match(await answer.text(), /Request has expired/);
  });
});

describe("An address for visitors", () => {
  it("is COS's own over https, or path style under an endpoint", () => {
    const client = new CosClient({ credentials: keys, region });
    assert.equal(client.host({ bucket }), `${bucket}.cos.${region}.myqcloud.com`);
    assert.equal(client.host(), "service.cos.myqcloud.com");
    assert.equal(
      client.objectUrl({ bucket, key: "a b" }),
      `https://${bucket}.cos.${region}.myqcloud.com/a%20b`,
    );
    const local = new CosClient({ credentials: keys, region, endpoint: "http://127.0.0.1:9000" });
    assert.equal(local.objectUrl({ bucket, key: "a b" }), `http://127.0.0.1:9000/${bucket}/a%20b`);
  });

  it("carries the token of temporary keys, signed, when it is pre-signed", async () => {
    const client = new CosClient({
      credentials: { ...keys, securityToken: "t/1" },
      region,
      now: () => 1_700_000_000_000,
    });
    const url = new URL(await client.presign({ bucket, key: "k" }));
    assert.equal(url.searchParams.get("x-cos-security-token"), "t/1");
    assert.equal(url.searchParams.get("q-url-param-list"), "x-cos-security-token");
    assert.equal(url.searchParams.get("q-sign-time"), "1700000000;1700000900");
    const { signature } = qSign(keys, {
      method: "GET",
      path: "/k",
      parameters: [["x-cos-security-token", "t/1"]],
      headers: [["host", url.host]],
      keyTime: "1700000000;1700000900",
    });
    assert.equal(url.searchParams.get("q-signature"), signature);
  });
});
