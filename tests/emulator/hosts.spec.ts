import assert from "node:assert/strict";
import http from "node:http";
import { type Bench, escapeAll, exchange, hostOf, qSign, region, signRequest, startBench } from "./http";

// Hosts: https://www.tencentcloud.com/document/product/436/6224
describe("An emulated bucket is found", () => {
  let bench: Bench;
  let bucket: string;

  before(async () => {
    bench = await startBench();
    bucket = await bench.createBucket();
    await bench.put(bucket, "/a.txt", "hello");
  });
  after(() => bench.close());

  const port = () => new URL(bench.emulator.url).port;

  for (const [what, host] of [
    ["by its host on myqcloud.com", (name: string) => `${name}.cos.${region}.myqcloud.com`],
    ["by its host on tencentcos.cn", (name: string) => `${name}.cos.${region}.tencentcos.cn`],
    ["by its internal host", (name: string) => `${name}.cos-internal.${region}.tencentcos.cn`],
    ["by a host of this machine", (name: string) => `${name}.localhost`],
    ["by a host in capitals", (name: string) => `${name.toUpperCase()}.COS.${region}.myqcloud.com`],
  ] as const) {
    it(`${what}, with and without a port`, async () => {
      for (const suffix of ["", `:${port()}`]) {
        const answer = await bench.ask({ host: host(bucket) + suffix, path: "/a.txt" });
        assert.equal(answer.text, "hello", host(bucket) + suffix);
      }
    });
  }

  for (const host of ["127.0.0.1", "localhost", `cos.${region}.myqcloud.com`, "[::1]"]) {
    it(`by the first part of the path on ${host}`, async () => {
      const answer = await bench.ask({ host: `${host}:${port()}`, path: `/${bucket}/a.txt` });
      assert.equal(answer.text, "hello");
      const head = await bench.ask({ host, method: "HEAD", path: `/${bucket}` });
      assert.equal(head.headers["x-cos-bucket-region"], region);
      const listing = await bench.ask({ host, path: `/${bucket}/`, query: "prefix=a" });
      assert.deepEqual(listing.all("Key"), ["a.txt"]);
    });
  }

  it("when the whole address stands in the request line, as proxies get it", async () => {
    const agent = new http.Agent();
    const target = `http://${hostOf(bucket)}/a.txt`;
    const headers = { host: hostOf(bucket) };
    const { authorization } = signRequest(bench.emulator, {
      method: "GET",
      path: target,
      query: "",
      headers,
    });
    const answer = await exchange(agent, bench.emulator.url, "GET", target, {
      // The proxy's name is no part of the request.
      host: "proxy.example",
      authorization,
    });
    assert.equal(answer.text, "hello");
  });

  it("when the host was signed without its port, as the Python SDK does", async () => {
    const { authorization } = qSign(bench.emulator, {
      method: "GET",
      path: "/a.txt",
      headers: [["host", hostOf(bucket)]],
    });
    const answer = await bench.ask({
      host: `${hostOf(bucket)}:${port()}`,
      path: "/a.txt",
      headers: { authorization },
    });
    assert.equal(answer.text, "hello");
  });

  it("not under the host of another region, in either style", async () => {
    const virtual = await bench.ask({ bucket, region: "ap-beijing" });
    assert.equal(virtual.status, 404);
    assert.equal(virtual.one("Code"), "NoSuchBucket");
    assert.equal(virtual.one("Message"), "The specified bucket does not exist.");
    const inPath = await bench.ask({ host: "cos.ap-beijing.myqcloud.com", path: `/${bucket}/a.txt` });
    assert.equal(inPath.one("Code"), "NoSuchBucket");
    const write = await bench.ask({
      method: "PUT",
      bucket,
      region: "ap-beijing",
      path: "/b.txt",
      body: "b",
    });
    assert.equal(write.one("Code"), "NoSuchBucket");
  });

  it("in the region of the host by which it was created", async () => {
    const name = bench.newName();
    assert.equal((await bench.ask({ method: "PUT", bucket: name, region: "eu-frankfurt" })).status, 200);
    const head = await bench.ask({ method: "HEAD", bucket: name, region: "eu-frankfurt" });
    assert.equal(head.headers["x-cos-bucket-region"], "eu-frankfurt");
    assert.equal((await bench.ask({ method: "HEAD", bucket: name })).status, 404);
    // A host that shows no region reaches every bucket.
    assert.equal((await bench.ask({ method: "HEAD", host: "127.0.0.1", path: `/${name}` })).status, 200);
  });
});

// https://www.tencentcloud.com/document/product/436/13324: everything but the first character is free.
describe("An emulated object's key", () => {
  let bench: Bench;
  let bucket: string;

  before(async () => {
    bench = await startBench();
    bucket = await bench.createBucket();
  });
  after(() => bench.close());

  const keys = async () => (await bench.ask({ bucket })).all("Key");

  for (const [what, path, key] of [
    ["keeps double slashes", "/a//b///c", "a//b///c"],
    ["keeps a single and a double dot", "/x/./y/../z", "x/./y/../z"],
    ["may begin with dots", "/../up", "../up"],
    ["may begin with slashes", "///abc/.//def//../../", "//abc/.//def//../../"],
    ["may be dots of a parent alone", "/..", ".."],
    ["may hold an encoded slash", "/e%2Ff", "e/f"],
    ["is decoded once and not twice", "/d%252Fe%2525", "d%2Fe%25"],
    ["may be Chinese", "/%E6%96%87%E4%BB%B6.txt", "文件.txt"],
    ["may hold an emoji", "/%F0%9F%98%80", "😀"],
    ["keeps a plus sign", "/p+q", "p+q"],
    ["may hold spaces", "/s%20t%20", "s t "],
    ["may hold what a query would be made of", "/q%3Facl%26x%3D1%23", "q?acl&x=1#"],
    ["may hold what XML escapes", "/%3Cx%3E%26%22'", "<x>&\"'"],
    ["may be a folder", "/folder/", "folder/"],
  ] as const) {
    it(what, async () => {
      await bench.put(bucket, path, key);
      assert.ok((await keys()).includes(key), (await keys()).join());
      assert.equal((await bench.ask({ bucket, path })).text, key);
      // Every way to escape it leads to the same object.
      assert.equal((await bench.ask({ bucket, path: `/${escapeAll(key)}` })).text, key);
      assert.equal((await bench.ask({ host: "127.0.0.1", path: `/${bucket}${path}` })).text, key);
      assert.equal((await bench.ask({ method: "DELETE", bucket, path })).status, 204);
      assert.ok(!(await keys()).includes(key));
    });
  }

  it("is never made of empty and single-dot segments alone: such a path is the bucket", async () => {
    for (const path of ["//", "///", "/.", "/./", "/.//./"]) {
      for (const request of [
        { bucket, path },
        { host: "127.0.0.1", path: `/${bucket}${path}` },
      ]) {
        const listing = await bench.ask(request);
        assert.match(listing.text, /<ListBucketResult/, path);
        const put = await bench.ask({ method: "PUT", ...request, body: "" });
        assert.equal(put.one("Code"), "BucketAlreadyOwnedByYou", path);
      }
    }
    assert.deepEqual(await keys(), []);
  });

  it("is refused when its escapes are not UTF-8", async () => {
    for (const path of ["/%FF", "/%E6%96", "/%zz", "/100%"]) {
      const answer = await bench.ask({ bucket, path, as: "anonymous" });
      assert.equal(answer.status, 400, path);
      assert.equal(answer.one("Code"), "InvalidURI");
    }
  });

  // https://www.tencentcloud.com/document/product/436/13324: 1 to 850 bytes, no leading / or \, no CAN, EM, SUB, ESC
  it("is refused when it is too long, begins with a backslash or holds forbidden control characters", async () => {
    const refusal = async (path: string) => {
      const answer = await bench.ask({ method: "PUT", bucket, path, body: "x" });
      return answer.outcome;
    };
    assert.equal(await refusal(`/${"k".repeat(851)}`), "400 KeyTooLong");
    assert.equal(await refusal(`/${escapeAll("文".repeat(284))}`), "400 KeyTooLong");
    assert.equal(await refusal("/%5Ca"), "400 InvalidObjectName");
    for (const control of ["%18", "%19", "%1A", "%1B"]) {
      assert.equal(await refusal(`/a${control}`), "400 InvalidObjectName");
    }
    await bench.put(bucket, `/${"k".repeat(850)}`);
    await bench.put(bucket, "/a%17b%1C");
  });
});
