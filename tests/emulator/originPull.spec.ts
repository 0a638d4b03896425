import assert from "node:assert/strict";
import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { type Ask, type Bench, startBench } from "./http";

/** An origin that remembers what it was asked for. */
interface Origin {
  readonly host: string;
  readonly asked: { readonly url: string; readonly headers: http.IncomingHttpHeaders }[];
  close(): void;
}

async function startOrigin(answer: (url: string, response: http.ServerResponse) => void): Promise<Origin> {
  const asked: Origin["asked"] = [];
  const server = http.createServer((request, response) => {
    asked.push({ url: request.url ?? "", headers: request.headers });
    answer(request.url ?? "", response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    asked,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

// https://www.tencentcloud.com/document/product/436/31508
describe("An emulated bucket with an origin", () => {
  let bench: Bench;
  let bucket: string;
  const origins: Origin[] = [];
  const start = async (answer: (url: string, response: http.ServerResponse) => void) => {
    const origin = await startOrigin(answer);
    origins.push(origin);
    return origin;
  };
  const sends =
    (body: string, headers: http.OutgoingHttpHeaders = {}) =>
    (_url: string, response: http.ServerResponse) =>
      void response.writeHead(200, headers).end(body);
  const fails = (status: number) => (_url: string, response: http.ServerResponse) =>
    void response.writeHead(status, { "content-type": "text/plain" }).end("no");

  const hangsUp = (_url: string, response: http.ServerResponse) => void response.destroy();

  interface Parts {
    readonly type?: string;
    readonly status?: number | string;
    readonly condition?: string;
    readonly parameter?: string;
    readonly file?: string;
    readonly standby?: string;
    readonly rest?: string;
  }
  const rule = (host: string, parts: Parts = {}, priority = 1) =>
    `<OriginRule><RulePriority>${priority}</RulePriority><OriginType>${parts.type ?? "Mirror"}</OriginType>` +
    `<OriginCondition><HTTPStatusCode>${parts.status ?? 404}</HTTPStatusCode>${parts.condition ?? ""}</OriginCondition>` +
    `<OriginParameter>${parts.parameter ?? ""}</OriginParameter><OriginInfo><HostInfo><HostName>${host}</HostName>` +
    `${parts.standby ?? ""}</HostInfo>${parts.file ?? ""}</OriginInfo>${parts.rest ?? ""}</OriginRule>`;
  const set = async (...rules: string[]) => {
    const body = `<OriginConfiguration>${rules.join("")}</OriginConfiguration>`;
    assert.equal((await bench.ask({ method: "PUT", bucket, query: "origin", body })).outcome, "200");
  };
  const get = (path: string, request: Ask = {}) => bench.ask({ bucket, path, ...request });

  before(async () => {
    bench = await startBench();
  });
  after(() => bench.close());
  beforeEach(async () => {
    bucket = await bench.createBucket();
  });
  afterEach(() => {
    for (const origin of origins.splice(0)) {
      origin.close();
    }
  });

  it("mirrors a missing object: fetches it, answers it, and has it from then on", async () => {
    const origin = await start(
      sends("from afar", {
        "content-type": "text/css",
        "cache-control": "no-store",
        "x-cos-meta-a": "b",
        "x-other": "c",
      }),
    );
    await set(rule(origin.host));
    const first = await get("/css/a%20b.css");
    assert.deepEqual([first.status, first.text], [200, "from afar"]);
    const { headers } = await get("/css/a%20b.css", { method: "HEAD" });
    assert.deepEqual(
      ["content-type", "cache-control", "x-cos-meta-a", "x-other"].map((name) => headers[name]),
      ["text/css", "no-store", "b", undefined],
    );
    assert.equal(headers.etag, first.headers.etag);
    assert.deepEqual(
      origin.asked.map(({ url }) => url),
      ["/css/a%20b.css"],
    );
  });

  it("fetches the whole object where only a range of it was wanted", async () => {
    const origin = await start(sends("0123456789"));
    await set(rule(origin.host));
    const part = await get("/a", { headers: { range: "bytes=2-4" } });
    assert.deepEqual([part.status, part.text], [206, "234"]);
    assert.equal(origin.asked[0]?.headers.range, undefined);
    assert.equal((await get("/a")).text, "0123456789");
  });

  it("passes the query on without the signature, unless configured otherwise", async () => {
    const origin = await start(fails(404));
    await set(rule(origin.host));
    await get("/a", { query: "v=1&w=a%2Fb" });
    await set(rule(origin.host, { parameter: "<FollowQueryString>false</FollowQueryString>" }));
    await get("/a", { query: "v=1" });
    assert.deepEqual(
      origin.asked.map(({ url }) => url),
      ["/a?v=1&w=a%2Fb", "/a"],
    );
  });

  it("sends the configured headers", async () => {
    const origin = await start(fails(404));
    const header = (name: string, value = "") =>
      `<Header><Key>${name}</Key>${value && `<Value>${value}</Value>`}</Header>`;
    const sent = async (parameter: string) => {
      await set(rule(origin.host, { parameter: `<HttpHeader>${parameter}</HttpHeader>` }));
      await get("/a", { headers: { "x-a": "1", "x-b": "2" } });
      const { headers = {} } = origin.asked.at(-1) ?? {};
      return ["x-a", "x-b", "x-new", "authorization"].map((name) => headers[name]);
    };
    assert.deepEqual(await sent(""), [undefined, undefined, undefined, undefined]);
    assert.deepEqual(await sent(`<FollowHttpHeaders>${header("X-A")}</FollowHttpHeaders>`), [
      "1",
      undefined,
      undefined,
      undefined,
    ]);
    const all = "<FollowAllHeaders>true</FollowAllHeaders>";
    assert.deepEqual(await sent(`${all}<ForbidFollowHeaders>${header("x-a")}</ForbidFollowHeaders>`), [
      undefined,
      "2",
      undefined,
      undefined,
    ]);
    assert.deepEqual(
      await sent(`${all}<ForbidFollowHttpHeaders>${header("x-b")}</ForbidFollowHttpHeaders>`),
      ["1", undefined, undefined, undefined],
    );
    assert.deepEqual(await sent(`<NewHttpHeaders>${header("x-new", "3")}${header("x-a")}</NewHttpHeaders>`), [
      undefined,
      undefined,
      "3",
      undefined,
    ]);
  });

  it("asks under another name where files are renamed", async () => {
    const origin = await start(fails(404));
    const asked = async (file: string) => {
      await set(rule(origin.host, { file: `<FileInfo>${file}</FileInfo>` }));
      await get("/old/a.jpg");
      return origin.asked.at(-1)?.url;
    };
    const prefix = (inner: string) => `<PrefixConfiguration>${inner}</PrefixConfiguration>`;
    const suffix = (inner: string) => `<SuffixConfiguration>${inner}</SuffixConfiguration>`;
    assert.equal(await asked(prefix("<Prefix>test</Prefix>")), "/test/old/a.jpg");
    assert.equal(
      await asked(prefix("<Prefix>old/</Prefix><ReplacedWithPrefix>new/</ReplacedWithPrefix>")),
      "/new/a.jpg",
    );
    assert.equal(
      await asked(prefix("<Prefix>x</Prefix><ReplacedWithPrefix>new/</ReplacedWithPrefix>")),
      "/old/a.jpg",
    );
    assert.equal(
      await asked(suffix("<Suffix>.jpg</Suffix><ReplacedWithSuffix>.png</ReplacedWithSuffix>")),
      "/old/a.png",
    );
    assert.equal(await asked("<Prefix>p</Prefix><Suffix>.s</Suffix>"), "/p/old/a.jpg.s");
    const fixed = "<FixedFileConfiguration><FixedFilePath>/one.html</FixedFilePath></FixedFileConfiguration>";
    assert.equal(await asked(fixed), "/one.html");
  });

  it("follows the origin's redirections, or passes them on", async () => {
    const real = await start(sends("real"));
    const origin = await start((_url, response) => {
      response.writeHead(301, { location: `http://${real.host}/there` }).end();
    });
    await set(rule(origin.host, { parameter: "<FollowRedirection>false</FollowRedirection>" }));
    const passed = await get("/a");
    assert.deepEqual([passed.status, passed.headers.location], [301, `http://${real.host}/there`]);
    await set(rule(origin.host));
    assert.equal((await get("/a")).text, "real");
  });

  it("says 404 where the origin does, 424 where it fails, and the origin's own words where it shall", async () => {
    for (const [status, transparent, expected] of [
      [404, "false", "404 NoSuchKey"],
      [404, "true", "404"],
      [403, "false", "424 FailedDependency"],
      [500, "false", "424 FailedDependency"],
      [500, "true", "500"],
    ] as const) {
      const origin = await start(fails(status));
      const parameter = `<TransparentErrorCode>${transparent}</TransparentErrorCode>`;
      await set(rule(origin.host, { parameter }));
      const answer = await get("/a");
      assert.equal(answer.outcome, expected);
      if (transparent === "true") {
        assert.equal(answer.text, "no");
      }
    }
    await set(rule((await start(hangsUp)).host));
    assert.equal((await get("/a")).outcome, "424 FailedDependency");
  });

  it("turns to standby hosts on 5xx, on silence, and on the 4xx that are named", async () => {
    const standby = await start(sends("standby"));
    const silent = await start(hangsUp);
    const standbyHosts = `<StandbyHostName_1>${silent.host}</StandbyHostName_1><StandbyHostName_2>${standby.host}</StandbyHostName_2>`;
    const through = async (status: number, rest = "") => {
      const origin = await start(fails(status));
      await set(rule(origin.host, { standby: standbyHosts, rest }));
      const answer = await get(`/${status}${rest && "-named"}`);
      return answer.status === 200 ? answer.text : answer.outcome;
    };
    assert.equal(await through(503), "standby");
    assert.equal(await through(403), "424 FailedDependency");
    assert.equal(
      await through(403, "<HTTPStandbyCode><StatusCode>403</StatusCode></HTTPStandbyCode>"),
      "standby",
    );
  });

  it("shares the load by weight", async () => {
    const [busy, idle] = [await start(fails(404)), await start(fails(404))];
    const hosts = `<HostInfo><HostName>${busy.host}</HostName><Weight>4</Weight></HostInfo><HostInfo><HostName>${idle.host}</HostName><Weight>0</Weight></HostInfo>`;
    await set(rule("x").replace("<HostInfo><HostName>x</HostName></HostInfo>", hosts));
    for (let turn = 0; turn < 10; turn++) {
      await get("/a");
    }
    assert.deepEqual([busy.asked.length, idle.asked.length], [10, 0]);
  });

  it("sends a client to the origin, and fetches the object in the meantime", async () => {
    const origin = await start(sends("later"));
    await set(rule(origin.host, { type: "Proxy" }));
    const answer = await get("/a", { query: "v=1" });
    assert.deepEqual([answer.status, answer.headers.location], [302, `http://${origin.host}/a?v=1`]);
    let text = "";
    for (let turn = 0; turn < 100 && text !== "later"; turn++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      text = (await get("/a")).text;
    }
    assert.equal(text, "later");
  });

  it("redirects on the status that is named, with the code that is named, and stores nothing", async () => {
    const redirect = {
      type: "Redirect",
      parameter: "<Protocol>HTTPS</Protocol><HttpRedirectCode>301</HttpRedirectCode>",
    };
    await bench.put(bucket, "/secret", "x");
    await set(rule("a.example.com", { ...redirect, status: 403 }), rule("b.example.com", redirect, 2));
    const refused = await get("/secret", { as: "anonymous" });
    assert.deepEqual([refused.status, refused.headers.location], [301, "https://a.example.com/secret"]);
    const missing = await get("/missing");
    assert.deepEqual([missing.status, missing.headers.location], [301, "https://b.example.com/missing"]);
    assert.equal((await get("/secret")).text, "x");
    assert.equal((await get("/", {})).outcome, "200");
    await set(
      rule("a.example.com", { type: "Redirect", condition: "<Prefix>img/</Prefix><Suffix>.jpg</Suffix>" }),
    );
    assert.equal((await get("/img/a.jpg")).status, 302);
    assert.equal((await get("/img/a.png")).outcome, "404 NoSuchKey");
    assert.equal((await get("/a.jpg")).outcome, "404 NoSuchKey");
  });

  it("redirects on any status of a kind, where 4XX is named", async () => {
    await bench.put(bucket, "/secret", "x");
    await set(rule("a.example.com", { type: "Redirect", status: "4XX" }));
    assert.equal((await get("/missing")).status, 302);
    assert.equal((await get("/secret", { as: "anonymous" })).status, 302);
    await set(rule("a.example.com", { type: "Redirect", status: "5XX" }));
    assert.equal((await get("/missing")).outcome, "404 NoSuchKey");
  });

  it("asks the rule with the lowest number first", async () => {
    const [first, second] = [await start(sends("first")), await start(sends("second"))];
    await set(rule(second.host, {}, 20), rule(first.host, {}, 3));
    assert.equal((await get("/a")).text, "first");
  });

  it("asks no origin for writes, for versions that are named, or for strangers who may not read", async () => {
    const origin = await start(sends("content"));
    await set(rule(origin.host));
    assert.equal((await get("/a", { method: "DELETE" })).outcome, "204");
    assert.equal((await get("/a", { query: "versionId=1" })).outcome, "404 NoSuchVersion");
    assert.equal((await get("/a", { query: "acl" })).outcome, "404 NoSuchKey");
    assert.equal((await get("/a", { as: "anonymous" })).outcome, "403 AccessDenied");
    assert.equal((await get("/a", { method: "HEAD" })).outcome, "404");
    assert.deepEqual(origin.asked, []);
  });
});
