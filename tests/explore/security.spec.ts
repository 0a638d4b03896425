import assert from "node:assert/strict";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import type { Problem, Session } from "../../cli/explore/wire";
import { type CallBench, draftOf, exchange, startCallBench, type Told } from "./calls";

let bench: CallBench;

before(async () => {
  bench = await startCallBench();
});
after(() => bench.close());

/** Every route that needs the token. */
const routes: readonly (readonly [method: string, path: string])[] = [
  ["GET", "/api/session"],
  ["GET", "/api/catalogue"],
  ["GET", "/api/operations/GetService"],
  ["POST", "/api/targets/emulator"],
  ["POST", "/api/body"],
  ["POST", "/api/preview"],
  ["POST", "/api/code"],
  ["POST", "/api/suggest"],
  ["POST", "/api/send"],
  ["POST", "/api/downloads"],
  ["POST", "/api/verify"],
  ["GET", "/api/history"],
  ["DELETE", "/api/history"],
  ["DELETE", "/api/history/1"],
  ["POST", "/api/history/export"],
];

const getService = JSON.stringify(draftOf({ operation: "GetService" }));

/** A request with these headers, beside those that everybody sends. */
function ask(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body = method === "POST" ? getService : undefined,
): Promise<Told> {
  const type: Readonly<Record<string, string>> =
    body === undefined ? {} : { "content-type": "application/json" };
  return exchange(bench.explorer, method, path, body, { ...type, ...headers });
}

describe("The explorer's server", () => {
  it("does nothing for those who do not have its token", async () => {
    const { token } = bench.explorer;
    bench.emulator.clearRequests();
    const others = [
      "",
      "x",
      `${token}x`,
      token.slice(1),
      `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`,
    ];
    for (const [method, path] of routes) {
      for (const other of others) {
        const { status, json } = await ask(method, path, { "x-explorer-token": other });
        assert.equal(status, 401, `${method} ${path}`);
        assert.match(json<Problem>().message, /token/);
      }
    }
    assert.deepEqual(bench.emulator.requests, []);
  });

  it("has a token that cannot be guessed, and another one each time", async () => {
    const other = await bench.start();
    assert.notEqual(other.token, bench.explorer.token);
    assert.ok(Buffer.from(other.token, "base64url").length >= 32);
    assert.equal(other.url, `http://127.0.0.1:${other.port}/#token=${other.token}`);
  });

  it("shows no name but its own, so that no other name can be made to lead to it", async () => {
    const { port } = bench.explorer;
    const strangers = [
      "evil.example",
      `evil.example:${port}`,
      `127.0.0.1.evil.example:${port}`,
      "127.0.0.1",
      "localhost",
      `127.0.0.1:${port + 1}`,
      `0.0.0.0:${port}`,
      "[::1]",
      `localhost.:${port}`,
      `user@127.0.0.1:${port}`,
    ];
    for (const host of strangers) {
      for (const [method, path] of [
        ...routes,
        ["GET", "/"],
        ["GET", "/main.js"],
        ["GET", "/downloads/x"],
      ] as const) {
        const { status } = await ask(method, path, { host });
        assert.ok(status === 403 || status === 400, `${host} ${path}: ${status}`);
      }
    }
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `LocalHost:${port}`, `[::1]:${port}`]) {
      assert.equal((await ask("GET", "/api/session", { host })).status, 200, host);
      assert.equal((await ask("GET", "/", { host })).status, 200, host);
    }
  });

  it("refuses the pages of other sites, and of other ports of this machine", async () => {
    const { port } = bench.explorer;
    const own = `http://127.0.0.1:${port}`;
    const strangers: readonly Readonly<Record<string, string>>[] = [
      { origin: "http://evil.example" },
      { origin: "null" },
      { origin: `https://127.0.0.1:${port}` },
      { origin: `http://127.0.0.1:${port + 1}` },
      { origin: `http://localhost:${port}` },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" },
      { "sec-fetch-site": "something-new" },
    ];
    for (const headers of strangers) {
      for (const [method, path] of routes) {
        assert.equal((await ask(method, path, headers)).status, 403, `${JSON.stringify(headers)} ${path}`);
      }
    }
    const page = { origin: own, "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors" };
    assert.equal((await ask("POST", "/api/send", page)).status, 200);
    assert.equal((await ask("GET", "/api/session", { "sec-fetch-site": "none" })).status, 200);
  });

  it("opens its page for a link from elsewhere, and nothing in it for other pages", async () => {
    const link = {
      "sec-fetch-site": "cross-site",
      "sec-fetch-mode": "navigate",
      "sec-fetch-dest": "document",
    };
    assert.equal((await ask("GET", "/", link)).status, 200);
    assert.equal((await ask("GET", "/", { ...link, "sec-fetch-dest": "iframe" })).status, 403);
    assert.equal(
      (await ask("GET", "/", { ...link, "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script" })).status,
      403,
    );
    assert.equal((await ask("POST", "/", link)).status, 403);
    assert.equal((await ask("GET", "/main.js", { ...link, "sec-fetch-mode": "no-cors" })).status, 403);
    assert.equal((await ask("GET", "/downloads/x", link)).status, 403);
  });

  it("takes nothing that a form of a web page can send", async () => {
    bench.emulator.clearRequests();
    for (const [method, path] of routes.filter(([method]) => method === "POST")) {
      for (const type of [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "",
        "application/jsonp",
        "text/plain; application/json",
      ]) {
        const { status } = await ask(method, path, { "content-type": type });
        assert.equal(status, 415, `${path} ${type}`);
      }
      assert.notEqual(
        (await ask(method, path, { "content-type": "Application/JSON; charset=utf-8" })).status,
        415,
      );
    }
    assert.deepEqual(
      bench.emulator.requests.map(({ operation }) => operation),
      ["GetService"],
    );
  });

  it("lets no other site read an answer, and puts what contains a page to its own files on every one", async () => {
    const { port } = bench.explorer;
    const session = (await ask("GET", "/api/session")).json<Session>();
    assert.equal(session.targets.length, 2);
    const asked = [
      ask("GET", "/"),
      ask("GET", "/main.js"),
      ask("GET", "/main.css"),
      ask("GET", "/licenses.txt"),
      ask("HEAD", "/"),
      ask("GET", "/favicon.ico"),
      ask("GET", "/api/session"),
      ask("GET", "/api/nothing"),
      ask("GET", "/api/operations/Nothing"),
      ask("GET", "/downloads/nothing"),
      ask("POST", "/api/send"),
      ask("POST", "/api/send", {}, "{"),
      ask("POST", "/api/send", { "content-type": "text/plain" }),
      ask("GET", "/api/session", { "x-explorer-token": "" }),
      ask("GET", "/", { host: "evil.example" }),
      ask("GET", "/", { host: "evil/../example" }),
      ask("OPTIONS", "/api/send", {
        origin: "http://evil.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "x-explorer-token",
      }),
      ask("OPTIONS", "/api/send", {
        origin: `http://127.0.0.1:${port}`,
        "access-control-request-method": "POST",
      }),
    ];
    for (const { status, headers } of await Promise.all(asked)) {
      const cors = Object.keys(headers).filter((name) => name.startsWith("access-control-"));
      assert.deepEqual(cors, []);
      const policy = Object.fromEntries(
        String(headers["content-security-policy"])
          .split("; ")
          .map((part) => [part.replace(/ .*/, ""), part.replace(/^\S+ /, "")]),
      );
      assert.deepEqual(
        policy,
        {
          "default-src": "'none'",
          "script-src": "'self'",
          "style-src": "'self'",
          "connect-src": "'self'",
          "img-src": "'self' data:",
          "base-uri": "'none'",
          "form-action": "'none'",
          "frame-ancestors": "'none'",
        },
        String(status),
      );
      assert.equal(headers["x-content-type-options"], "nosniff");
      assert.equal(headers["referrer-policy"], "no-referrer");
      assert.equal(headers["cross-origin-resource-policy"], "same-origin");
      assert.equal(headers["cross-origin-opener-policy"], "same-origin");
      assert.equal(headers["cache-control"], "no-store");
      assert.equal(headers.server, undefined);
      assert.equal(headers["x-powered-by"], undefined);
    }
  });

  it("reads no file but those of the page", async () => {
    for (const path of [
      "/../package.json",
      "/%2e%2e/package.json",
      "/..%2fpackage.json",
      "/main.js/../../package.json",
      "/index.html",
      "/.buildinfo",
      "//etc/passwd",
      "/main.js%00.css",
    ]) {
      const { status, body } = await ask("GET", path);
      assert.ok(status === 404 || status === 400, `${path}: ${status}`);
      assert.doesNotMatch(body.toString(), /pulumi-tencentcos|root:/);
    }
  });

  it("is reached from this machine alone", async () => {
    const addresses = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .filter(({ internal, family }) => !internal && family === "IPv4")
      .map(({ address }) => address);
    // Another loopback address: it would answer if the server listened on all.
    for (const address of [...addresses, ...(process.platform === "linux" ? ["127.0.0.2"] : [])]) {
      const reached = await new Promise<boolean>((resolve) => {
        const socket = connect(bench.explorer.port, address);
        socket.on("connect", () => {
          socket.destroy();
          resolve(true);
        });
        socket.on("error", () => resolve(false));
      });
      assert.equal(reached, false, address);
    }
  });

  it("says what is wrong with a request that is no document, or too large a one", async () => {
    for (const text of ["", "{", "nothing"]) {
      const { status, json } = await ask("POST", "/api/preview", {}, text);
      assert.equal(status, 400);
      assert.notEqual(json<Problem>().message, "");
    }
    const large = JSON.stringify({
      ...draftOf({ operation: "PutBucketCors" }),
      body: { format: "xml", text: "x".repeat(9 * 1024 ** 2) },
    });
    assert.equal((await ask("POST", "/api/preview", {}, large)).status, 413);
    // Only a call that is sent brings content of any length.
    assert.equal((await ask("POST", "/api/preview", { "x-explorer-call": "e30" }, large)).status, 413);
  });
});
