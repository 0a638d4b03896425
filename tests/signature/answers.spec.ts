import assert from "node:assert/strict";
import { type Verdict, verifySignature } from "../../provider/signature";
import { run } from "../../tools/processes";
import { asQuery, type Bench, hostOf, keyTime, qSign, startBench } from "../emulator/http";

describe("An answer of COS tells more:", () => {
  let bench: Bench;
  let bucket: string;
  let host: string;
  before(async () => {
    bench = await startBench();
    bucket = await bench.createBucket();
    await bench.put(bucket, "/a.txt", "hello");
    host = hostOf(bucket);
  });
  after(() => bench.close());

  const sign = (
    path: string,
    headers: readonly (readonly [string, string])[] = [["host", host]],
    time?: string,
  ) =>
    qSign(bench.emulator, { method: "GET", path, headers, ...(time !== undefined && { keyTime: time }) })
      .authorization;
  const verify = (...inputs: string[]) => verifySignature(inputs, { credentials: bench.emulator });
  const request = (path: string, authorization: string, named = host) =>
    `GET ${path} HTTP/1.1\r\nHost: ${named}\r\nAuthorization: ${authorization}\r\n\r\n`;
  const blames = ({ holds, findings }: Verdict, cause: string) => {
    assert.equal(holds, false);
    assert.deepEqual([findings[0]?.cause, findings[0]?.certain], [cause, true], JSON.stringify(findings));
  };

  it("a proxy that changed the Host, the path or a header is told from a mistake of the signer", async () => {
    const headers = [
      ["content-type", "text/plain"],
      ["host", host],
    ] as const;
    const changes = {
      host: { path: "/a.txt", host: `cdn-${host}`, headers: { "content-type": "text/plain" } },
      encodedPath: { path: "/a%2520b", host, headers: { "content-type": "text/plain" } },
      changedHeader: { path: "/a.txt", host, headers: { "content-type": "text/html" } },
      missingHeader: { path: "/a.txt", host, headers: {} },
    } as const;
    for (const [cause, { path, host: arrived, headers: changed }] of Object.entries(changes)) {
      const sent = cause === "encodedPath" ? "/a%20b" : path;
      const authorization = sign(decodeURIComponent(sent), headers);
      const answer = await bench.ask({ bucket, path, host: arrived, headers: { ...changed, authorization } });
      assert.equal(answer.one("Code"), "SignatureDoesNotMatch");
      const text = request(sent, authorization).replace("\r\nAuth", "\r\nContent-Type: text/plain\r\nAuth");
      assert.equal(verify(text).holds, true);
      const verdict = verify(text, answer.text);
      blames(verdict, cause === "encodedPath" ? "doubleEncoding" : cause);
      assert.equal(verdict.differences.length, 1);
    }
  });

  it("an Authorization header and the error are enough to find the cause", async () => {
    const authorization = sign("/a%20b");
    const answer = await bench.ask({ bucket, path: "/a%20b", headers: { authorization } });
    const verdict = verify(answer.text, authorization);
    blames(verdict, "encodedPath");
    assert.deepEqual(verdict.differences, [{ line: "path", signed: "/a%20b", seen: "/a b" }]);
    const corrected = verdict.corrected?.authorization ?? "";
    assert.equal(
      (await bench.ask({ bucket, path: "/a%20b", headers: { authorization: corrected } })).one("Code"),
      "NoSuchKey",
    );
  });

  it("its own time counts, not the one of this machine", () => {
    const authorization = sign("/a.txt", undefined, "1700000000;1700000900");
    const time = (text: string) => `<Error><Code>NoSuchKey</Code><ServerTime>${text}</ServerTime></Error>`;
    assert.equal(verify(request("/a.txt", authorization), time("2023-11-14T22:20:00Z")).holds, true);
    blames(verify(request("/a.txt", authorization), time("2023-11-14T22:30:00Z")), "expired");
    blames(verify(request("/a.txt", authorization)), "expired");
  });

  it("a signature that holds for what is given, and was refused all the same, was changed on the way", () => {
    const refused = "<Error><Code>SignatureDoesNotMatch</Code></Error>";
    blames(verify(request("/a.txt", sign("/a.txt")), refused), "changedOnTheWay");
  });

  it("a signature that holds for what COS saw, and was refused all the same, has another account's key", async () => {
    const authorization = sign("/a.txt");
    const answer = await bench.ask({
      bucket,
      path: "/a.txt",
      headers: { authorization: `${authorization}0` },
    });
    assert.equal(answer.one("Code"), "SignatureDoesNotMatch");
    blames(verify(request("/a.txt", authorization), answer.text), "wrongKey");
  });

  it("other refusals are not about the signature", () => {
    for (const code of ["AccessDenied", "NoSuchBucket"]) {
      const verdict = verify(request("/a.txt", sign("/a.txt")), `<Error><Code>${code}</Code></Error>`);
      assert.deepEqual([verdict.holds, verdict.findings], [true, []]);
      assert.match(verdict.notes.join(), new RegExp(`COS answered ${code}`));
    }
  });

  it("a corrected URL works, also where the mistake is in what is sent", async () => {
    await bench.put(bucket, "/a%20b.txt", "hello");
    const items = (path: string, parameters: readonly (readonly [string, string])[] = []) =>
      asQuery(
        qSign(bench.emulator, { method: "GET", path, parameters, headers: [["host", host]] }).authorization,
      );
    const type = ["response-content-type", "text/x+y"] as const;
    const urls = {
      doubleEncoding: `/a%2520b.txt?${items("/a b.txt")}`,
      encodedPath: `/a%20b.txt?${items("/a%20b.txt")}`,
      plusForBlank: `/a%20b.txt?response-content-type=text/x+y&${items("/a b.txt", [type])}`,
      leadingSlash: `/a%20b.txt?${items("a b.txt")}`,
      addedParameter: `/a%20b.txt?response-content-type=text/x%2By&${items("/a b.txt", [["response-content-type", ""]])}`,
    };
    const visit = async (url: string) => {
      const { pathname, search } = new URL(url);
      return await bench.ask({ bucket, path: pathname, query: search.slice(1), as: "anonymous" });
    };
    for (const [cause, url] of Object.entries(urls)) {
      const verdict = verify(`https://${host}${url}`);
      blames(verdict, cause);
      assert.equal((await visit(`https://${host}${url}`)).status, 403);
      const answer = await visit(verdict.corrected?.url ?? "");
      assert.deepEqual([answer.status, answer.text], [200, "hello"], cause);
      if (url.includes("text/x")) {
        assert.equal(answer.headers["content-type"], "text/x+y");
      }
    }
  });

  describe("in an entry of a browser's network log", () => {
    /** As Chromium's developer tools copy and export it. */
    const entry = (over: {
      authorization?: string;
      url?: string;
      status?: number;
      body?: string;
      started?: string;
      date?: string;
    }) => ({
      _connectionId: "1",
      _initiator: { type: "script" },
      _priority: "High",
      _resourceType: "fetch",
      cache: {},
      connection: "443",
      request: {
        method: "GET",
        url: over.url ?? `https://${host}/a.txt`,
        httpVersion: "h2",
        headers: [
          { name: ":authority", value: host },
          { name: ":method", value: "GET" },
          { name: ":path", value: "/a.txt" },
          { name: ":scheme", value: "https" },
          { name: "accept", value: "*/*" },
          ...(over.authorization ? [{ name: "authorization", value: over.authorization }] : []),
          { name: "user-agent", value: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36" },
        ],
        queryString: [],
        cookies: [],
        headersSize: -1,
        bodySize: 0,
      },
      response: {
        status: over.status ?? 403,
        statusText: "",
        httpVersion: "h2",
        headers: [
          { name: "content-type", value: "application/xml" },
          { name: "date", value: over.date ?? new Date().toUTCString() },
        ],
        cookies: [],
        content: { size: 10, mimeType: "application/xml", ...(over.body && { text: over.body }) },
        redirectURL: "",
        headersSize: -1,
        bodySize: -1,
        _transferSize: 500,
        _error: null,
      },
      serverIPAddress: "127.0.0.1",
      startedDateTime: over.started ?? new Date().toISOString(),
      time: 12.3,
      timings: { blocked: 1, dns: -1, ssl: -1, connect: -1, send: 0.1, wait: 10, receive: 1 },
    });
    const log = (...entries: object[]) =>
      JSON.stringify({
        log: { version: "1.2", creator: { name: "WebInspector", version: "537.36" }, pages: [], entries },
      });

    it("request and error are read together, also when the body is in Base64", async () => {
      const authorization = sign("/b.txt");
      const { text } = await bench.ask({ bucket, path: "/a.txt", headers: { authorization } });
      const given = entry({ authorization, body: text });
      const encoded = structuredClone(given);
      Object.assign(encoded.response.content, {
        text: Buffer.from(text).toString("base64"),
        encoding: "base64",
      });
      for (const each of [given, encoded]) {
        const verdict = verify(JSON.stringify(each));
        assert.deepEqual(
          [verdict.inputs, verdict.holds, verdict.host, verdict.path],
          [["har"], false, host, "/a.txt"],
        );
      }
    });

    it("both clocks are compared", () => {
      const authorization = sign("/a.txt", undefined, keyTime(-40 * 60, 15 * 60));
      const slow = entry({ authorization, started: new Date(Date.now() - 40 * 60_000).toISOString() });
      const verdict = verify(JSON.stringify(slow));
      blames(verdict, "clock");
      assert.match(verdict.findings[0]?.message ?? "", /is (?:39|40) minutes behind/);
      blames(verify(JSON.stringify(entry({ authorization }))), "expired");
    });

    it("of a whole log the one signed request that was refused is taken", () => {
      const good = sign("/a.txt");
      const plain = entry({ status: 200 });
      const accepted = entry({ authorization: good, status: 200 });
      const refused = entry({ authorization: good, url: `https://${host}/b.txt` });
      assert.equal(verify(log(plain, accepted, refused)).path, "/b.txt");
      assert.equal(verify(log(plain, accepted)).holds, true);
      assert.throws(() => verify(log(accepted, accepted)), /2 signed requests/);
      assert.throws(() => verify(log(plain, plain)), /no signed request/);
      assert.throws(() => verify(JSON.stringify(plain)), /no signature in it/);
    });

    it("a pre-signed URL is taken from its address", () => {
      const url = `https://${host}/a.txt?${asQuery(sign("/a.txt"))}`;
      const verdict = verify(JSON.stringify(entry({ url, status: 200 })));
      assert.deepEqual([verdict.holds, verdict.carrier], [true, "url"]);
    });
  });

  it("what curl -v prints is read with the answer below it", async () => {
    const authorization = sign("/b.txt");
    const arguments_ = [
      "-sv",
      `${bench.emulator.url}/a.txt`,
      "-H",
      `Host: ${host}`,
      "-H",
      `Authorization: ${authorization}`,
    ];
    const { output: printed } = await run("curl", arguments_, { timeoutMs: 10_000 });
    assert.match(printed, /^> GET \/a\.txt/m);
    const verdict = verify(printed);
    assert.deepEqual([verdict.inputs, verdict.holds, verdict.path], [["request"], false, "/a.txt"]);
    assert.equal(verdict.findings[0]?.cause, "wrongKey");
  });
});
