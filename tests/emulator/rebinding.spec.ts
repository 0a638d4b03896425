import assert from "node:assert/strict";
import { type Bench, hostOf, region, startBench } from "./http";

// A page can have its own name lead to 127.0.0.1 (DNS rebinding); the browser then sends that name as the Host.
describe("An emulator", () => {
  let bench: Bench;
  let bucket: string;

  before(async () => {
    bench = await startBench({ hosts: ["cos", "Storage.Test"] });
    bucket = await bench.createBucket();
    await bench.put(bucket, "/a.txt", "hello");
  });
  after(() => bench.close());

  const outcome = async (host: string, path = `/${bucket}/a.txt`) => {
    const answer = await bench.ask({ host, path });
    return answer.status === 200 ? answer.text : answer.outcome;
  };

  it("serves no host that is somebody else's, whatever its signature and its first labels are", async () => {
    const strangers = [
      "evil.example",
      "evil.example:9000",
      "127.0.0.1.evil.example",
      "localhost.evil.example",
      `${bucket}.cos.${region}.evil.example`,
      `cos.${region}.evil.example`,
      "service.cos.evil.example",
      `${hostOf(bucket)}.evil.example`,
      "myqcloud.com.evil.example",
      "evilmyqcloud.com",
      "10.0.0.1",
      "192.168.1.1:80",
      "[fd00::1]",
      "printer",
      "notcos",
    ];
    for (const host of strangers) {
      for (const path of [`/${bucket}/a.txt`, "/a.txt", "/_emulator/requests"]) {
        assert.equal(await outcome(host, path), "451 UnavailableForLegalReasons", host);
      }
    }
    assert.match((await bench.ask({ host: "evil.example" })).text, /does not serve the host evil\.example/);
  });

  it("serves the names of this machine", async () => {
    for (const host of [
      "127.0.0.1",
      "127.1.2.3:80",
      "localhost",
      "LOCALHOST:1",
      "a.b.localhost",
      "[::1]:9000",
    ]) {
      assert.equal(await outcome(host), "hello", host);
    }
    for (const host of [`${bucket}.localhost`, `${bucket}.127.0.0.1`]) {
      assert.equal(await outcome(host, "/a.txt"), "hello", host);
    }
  });

  // https://www.tencentcloud.com/document/product/436/6224
  it("serves the names of COS, on both of its domains", async () => {
    for (const domain of ["myqcloud.com", "tencentcos.cn"]) {
      for (const labels of ["cos", "cos-internal"]) {
        assert.equal(await outcome(`${bucket}.${labels}.${region}.${domain}`, "/a.txt"), "hello");
        assert.equal(await outcome(`${labels}.${region}.${domain}`), "hello");
      }
      assert.equal(
        await outcome(`${bucket}.cos.accelerate.${domain}`, "/a.txt"),
        "400 BucketAccelerateNotEnabled",
      );
      assert.equal(
        await outcome(`${bucket}.cos-website.${region}.${domain}`, "/"),
        "404 NoSuchWebsiteConfiguration",
      );
      for (const host of [
        `100000000001.cos-control.${region}.${domain}`,
        `${region}.migration.${domain}`,
        `${bucket}.ci.${region}.${domain}`,
      ]) {
        assert.equal(await outcome(host, "/"), "501 NotImplemented", host);
      }
      const service = await bench.ask({ host: `service.cos.${domain}` });
      assert.ok(service.all("Name").includes(bucket));
    }
  });

  it("serves the names that it was given, in any letter case, and those of buckets below them", async () => {
    for (const host of ["cos", "COS:9000", "storage.test"]) {
      assert.equal(await outcome(host), "hello", host);
    }
    for (const host of [
      `${bucket}.cos:9000`,
      `${bucket}.storage.test`,
      `${bucket}.cos.${region}.storage.test`,
    ]) {
      assert.equal(await outcome(host, "/a.txt"), "hello", host);
    }
  });

  it("serves the domain of a bucket while it is bound", async () => {
    const put = (status: string) =>
      bench.ask({
        method: "PUT",
        bucket,
        query: "domain",
        body: `<DomainConfiguration><DomainRule><Status>${status}</Status><Name>files.example.com</Name><Type>REST</Type></DomainRule></DomainConfiguration>`,
      });
    assert.equal(await outcome("files.example.com", "/a.txt"), "451 UnavailableForLegalReasons");
    await put("ENABLED");
    assert.equal(await outcome("files.example.com", "/a.txt"), "hello");
    await put("DISABLED");
    assert.equal(await outcome("files.example.com", "/a.txt"), "451 UnavailableForLegalReasons");
  });

  it("lets no web page ask for its log, its faults and its time", async () => {
    const ask = async (headers: Record<string, string>, method = "POST", path = "/faults") => {
      const body = method === "GET" ? undefined : JSON.stringify({ kind: "status", status: 500 });
      const url = `${bench.emulator.url}/_emulator${path}`;
      return (await fetch(url, { method, headers, ...(body !== undefined && { body }) })).status;
    };
    const pages: Record<string, string>[] = [
      { origin: "https://evil.example", "content-type": "text/plain" },
      { origin: "null" },
      { origin: bench.emulator.url },
      { "sec-fetch-site": "cross-site" },
    ];
    for (const headers of pages) {
      assert.equal(await ask(headers), 403);
      assert.equal(await ask(headers, "GET", "/requests"), 403);
      assert.equal(await ask(headers, "POST", "/advance?days=1"), 403);
    }
    assert.equal(await outcome("127.0.0.1"), "hello");
    // Whoever types the address reads it.
    assert.equal(await ask({ "sec-fetch-site": "none" }, "GET", "/requests"), 200);
    assert.equal(await ask({ "content-type": "text/plain" }), 204);
    assert.equal(await outcome("127.0.0.1"), "500 InternalError");
  });
});
