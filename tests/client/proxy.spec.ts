import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { inspect, promisify } from "node:util";
import { describeEndpoint, probe } from "../../cli/doctor/endpoint";
import { openContent } from "../../provider/api/upload/content";
import { CosNetworkError } from "../../provider/client";
import { proxyFor } from "../../provider/client/proxy";
import { cert, key } from "../emulator/certificates";
import { startProxy, type TestProxy, withProxies } from "./proxies";
import { bucket, keys, region, type Server, startServer } from "./server";

const get = { method: "GET", bucket } as const;
const password = "pass/word:%100";
const user = `me:${encodeURIComponent(password)}`;

// docs/promises.md#proxies-are-used
describe("A proxy of the environment", () => {
  let server: Server;
  let proxy: TestProxy;
  const endpoint = "http://cos.example.test:8080";

  beforeEach(async () => {
    server = await startServer();
    server.tell({ status: 200, headers: { "x-cos-request-id": "x" }, body: "fine" });
    proxy = await startProxy(Number(new URL(server.url).port));
  });
  afterEach(async () => {
    await proxy.close();
    await server.close();
  });

  for (const variable of ["HTTP_PROXY", "http_proxy"]) {
    it(`${variable} is used by the client, with the user in its URL`, async () => {
      await withProxies({ [variable]: `http://${user}@127.0.0.1:${proxy.port}` }, async () => {
        const { body } = await server.connect({ endpoint }).send({ ...get, key: "k" });
        assert.equal(String(body), "fine");
      });
      assert.deepEqual(proxy.asked, ["CONNECT cos.example.test:8080"]);
      assert.deepEqual(proxy.users, [`Basic ${Buffer.from(`me:${password}`).toString("base64")}`]);
      assert.equal(server.seen[0]?.headers.host, `${bucket}.cos.${region}.myqcloud.com`);
      assert.equal(server.seen[0]?.headers["proxy-authorization"], undefined);
    });
  }

  it("keeps connections for the requests that follow", async () => {
    await withProxies({ HTTP_PROXY: `127.0.0.1:${proxy.port}` }, async () => {
      const client = server.connect({ endpoint });
      for (let count = 0; count < 20; count++) {
        await client.send(get);
      }
    });
    assert.equal(server.seen.length, 20);
    assert.ok(proxy.asked.length < 10, `${proxy.asked.length} connections`);
  });

  it("is bypassed where NO_PROXY names the host, and on the way to this machine", async () => {
    await withProxies({ HTTP_PROXY: "http://127.0.0.1:1" }, async () => {
      assert.equal((await server.connect().send(get)).status, 200);
      const local = server.url.replace("127.0.0.1", "localhost");
      assert.equal((await server.connect({ endpoint: local }).send(get)).status, 200);
    });
    assert.deepEqual(proxy.asked, []);
  });

  it("is used for an object's content from a URL, and bypassed where that is on this machine", async () => {
    await withProxies({ HTTP_PROXY: `http://127.0.0.1:${proxy.port}` }, async () => {
      for (const uri of [`${endpoint}/a.bin`, `${server.url}/a.bin`]) {
        const content = await openContent({ kind: "remote", name: uri, uri });
        const pieces: Uint8Array[] = [];
        for await (const piece of content.read()) {
          pieces.push(piece);
        }
        assert.equal(String(Buffer.concat(pieces)), "fine");
        await content.close();
      }
    });
    assert.deepEqual(proxy.asked, ["CONNECT cos.example.test:8080"]);
  });

  it("is used by doctor, and named by it", async () => {
    const target = { origin: endpoint, host: "cos.example.test:8080" };
    await withProxies({ HTTP_PROXY: `http://${user}@127.0.0.1:${proxy.port}` }, async () => {
      const check = describeEndpoint(target, await probe(target));
      assert.equal(check.status, "ok");
      assert.ok(
        check.found.includes(`through the proxy http://127.0.0.1:${proxy.port} of HTTP_PROXY`),
        check.found,
      );
    });
    await withProxies({ HTTP_PROXY: `http://${user}@127.0.0.1:1` }, async () => {
      const check = describeEndpoint(target, await probe(target));
      assert.equal(check.status, "failed");
      assert.match(
        check.found,
        /PROXY fails: the proxy http:\/\/127.0.0.1:1 of HTTP_PROXY cannot be reached/,
      );
      assert.ok(!JSON.stringify(check).includes(password) && !JSON.stringify(check).includes(user));
    });
    await withProxies({ HTTP_PROXY: "ftp://proxy" }, async () => {
      assert.match(
        describeEndpoint(target, await probe(target)).found,
        /HTTP_PROXY is not the address of a proxy/,
      );
    });
  });

  const failures: [title: string, answer: string | undefined, code: string, told: RegExp, tries: number][] = [
    [
      "asks who is there",
      "407 Proxy Authentication Required",
      "ProxyAuthentication",
      /asks for a user.*\(407\).*\n.*user:password@/s,
      1,
    ],
    [
      "does not open a way",
      "503 Service Unavailable",
      "ProxyRefused",
      /answered 503 .*\n.*allow CONNECT.*NO_PROXY/s,
      2,
    ],
    [
      "is not there",
      undefined,
      "ProxyUnreachable",
      /cannot be reached.*ECONNREFUSED.*\n.*Correct or remove/s,
      2,
    ],
  ];
  for (const [title, answer, code, told, tries] of failures) {
    it(`that ${title} is named with its variable, without user and password; the region is not blamed`, async () => {
      const other = await startProxy(0, answer);
      if (answer === undefined) {
        await other.close();
      }
      const address = `127.0.0.1:${other.port}`;
      const uri = `${endpoint}/a.bin`;
      const errors = await withProxies({ http_proxy: `http://${user}@${address}` }, () =>
        Promise.all([
          server
            .connect({ endpoint, retry: { maxAttempts: 2 } })
            .send(get)
            .catch((error) => error),
          openContent({ kind: "remote", name: uri, uri }).catch((error) => error),
        ]),
      );
      if (answer !== undefined) {
        await other.close();
      }
      const [refused, unread] = errors;
      assert.ok(CosNetworkError.isInstance(refused), String(refused));
      assert.equal(refused.code, code);
      assert.equal(refused.attempts, tries);
      assert.match(refused.message, told);
      for (const error of errors) {
        assert.ok(error.message.includes(`the proxy http://${address} of http_proxy`), error.message);
        assert.doesNotMatch(error.message, /region .* may be/);
        const shown = inspect(error, { depth: Infinity, showHidden: true });
        for (const secret of [password, user, encodeURIComponent(password)]) {
          assert.ok(!shown.includes(secret));
        }
      }
      assert.match(unread.message, /^cannot read http:\/\/cos\.example\.test/);
    });
  }

  it("is used for HTTPS too, without seeing the content", async function () {
    this.timeout(30_000);
    const sealed = https.createServer({ cert, key }, (_request, response) => {
      response.end("sealed");
    });
    sealed.listen(0, "127.0.0.1");
    await once(sealed, "listening");
    const way = await startProxy((sealed.address() as AddressInfo).port);
    const folder = mkdtempSync(path.join(tmpdir(), "proxy-"));
    try {
      // Whom to trust is asked once, when a process starts.
      writeFileSync(path.join(folder, "ca.pem"), cert);
      const program = `
        const { CosClient, proxiedFetch } = require("./provider/client");
        const client = new CosClient({ credentials: ${JSON.stringify(keys)}, region: "${region}", endpoint: "https://www.example.com" });
        (async () => {
          const { body } = await client.send({ method: "GET", bucket: "${bucket}" });
          const fetched = await (await proxiedFetch(new URL("https://www.example.com/x"), {})).text();
          console.log(String(body) + " " + fetched);
          process.exit();
        })();`;
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ["-r", "ts-node/register/transpile-only", "-e", program],
        {
          cwd: path.resolve(__dirname, "../.."),
          env: {
            PATH: process.env.PATH,
            NODE_EXTRA_CA_CERTS: path.join(folder, "ca.pem"),
            HTTPS_PROXY: `http://127.0.0.1:${way.port}`,
          },
        },
      );
      assert.equal(stdout.trim(), "sealed sealed");
      assert.deepEqual(way.asked, ["CONNECT www.example.com:443", "CONNECT www.example.com:443"]);
    } finally {
      rmSync(folder, { recursive: true });
      await way.close();
      sealed.closeAllConnections();
      sealed.close();
    }
  });
});

describe("Which proxy is used", () => {
  const all = { HTTPS_PROXY: "http://secure:1", HTTP_PROXY: "http://plain:2" };
  const nameFor = (origin: string, env: Record<string, string> = all) => proxyFor(origin, env)?.name;
  const cos = "https://cos.ap-guangzhou.myqcloud.com";

  it("depends on the scheme, and neither stands in for the other", () => {
    assert.equal(nameFor(cos), "http://secure:1 of HTTPS_PROXY");
    assert.equal(nameFor("http://cos.example.com"), "http://plain:2 of HTTP_PROXY");
    assert.equal(nameFor(cos, { HTTP_PROXY: "http://plain:2" }), undefined);
    assert.equal(nameFor(cos, {}), undefined);
    assert.equal(nameFor(cos, { HTTPS_PROXY: "" }), undefined);
  });

  it("follows the small name before the large one", () => {
    assert.equal(nameFor(cos, { ...all, https_proxy: "http://small:3" }), "http://small:3 of https_proxy");
    assert.equal(
      nameFor(cos, { ...all, no_proxy: "elsewhere", NO_PROXY: "*" }),
      "http://secure:1 of HTTPS_PROXY",
    );
  });

  it("accepts an address without a scheme, and refuses what is not a proxy without showing it", () => {
    assert.equal(
      nameFor(cos, { HTTPS_PROXY: "proxy.example.com:3128" }),
      "http://proxy.example.com:3128 of HTTPS_PROXY",
    );
    for (const wrong of ["socks5://me:hush@proxy", "http://", "http://me:hush@proxy:port"]) {
      assert.throws(
        () => nameFor(cos, { HTTPS_PROXY: wrong }),
        (error: Error) =>
          /HTTPS_PROXY is not the address of a proxy/.test(error.message) && !error.message.includes("hush"),
        wrong,
      );
    }
  });

  // https://curl.se/docs/manpage.html#--noproxy
  it("is none for what NO_PROXY names: hosts with all below them, addresses, networks, ports, everything", () => {
    const exempt = (list: string, origin = cos) => nameFor(origin, { ...all, NO_PROXY: list }) === undefined;
    for (const list of [
      "*",
      "myqcloud.com",
      ".myqcloud.com",
      "*.myqcloud.com",
      "a.example, MYQCLOUD.com",
      "a.example cos.ap-guangzhou.myqcloud.com",
      "myqcloud.com:443",
    ]) {
      assert.ok(exempt(list), list);
    }
    for (const list of ["", "qcloud.com", "myqcloud.com:8443", "guangzhou", "10.0.0.0/8"]) {
      assert.ok(!exempt(list), list);
    }
    assert.ok(exempt("10.0.0.0/8", "http://10.2.3.4:9000"));
    assert.ok(exempt("10.2.3.4:9000", "http://10.2.3.4:9000"));
    assert.ok(!exempt("10.0.0.0/8", "http://11.2.3.4"));
    assert.ok(exempt("[fd00::1], fd01::/16", "http://[fd00::1]"));
    assert.ok(exempt("fd00::1", "http://[fd00::1]:80"));
    assert.ok(exempt("fd01::/16", "http://[fd01::99]"));
    assert.ok(!exempt("fd01::/16", "http://[fd02::99]"));
  });

  it("is none for this machine", () => {
    for (const host of ["127.0.0.1:9000", "127.1.2.3", "localhost", "a.localhost:80", "[::1]:9000"]) {
      assert.equal(nameFor(`http://${host}`), undefined, host);
    }
    assert.ok(nameFor("http://127.example.com"));
    assert.ok(nameFor("http://localhost.example.com"));
  });
});
