import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import COS from "cos-nodejs-sdk-v5";
import type { EmulatorAccount } from "../../emulator";
import { type Cause, type Verdict, verifySignature } from "../../provider/signature";
import { remedies } from "../../provider/signature/causes";
import { type Ask, type Bench, escapeAll, hostOf, keyTime, qSign, startBench } from "../emulator/http";

const temporary: EmulatorAccount = {
  secretId: `AKID${"t".repeat(64)}`,
  secretKey: "temporary-key",
  appId: "1250000000",
  uin: "100000000001",
  token: "a/token+with=signs",
};

/** A request as it is sent, and what its client signed in place of it. */
interface Broken {
  readonly cause: Cause;
  readonly sent?: Pick<Ask, "method" | "path" | "query" | "headers" | "host">;
  /** What Tencent's SDK for Node is told to sign. */
  readonly signed?: Partial<COS.StaticGetAuthorizationOptions>;
  /** A change of the finished header. */
  readonly change?: ((authorization: string) => string) | undefined;
  /** Whether COS refuses it before it looks at the signature. */
  readonly code?: string;
}

describe("A signature that does not hold", () => {
  let bench: Bench;
  let bucket: string;
  before(async () => {
    bench = await startBench({ accounts: [temporary] });
    bucket = await bench.createBucket();
  });
  after(() => bench.close());

  /** Signs by the SDK what the client took the request for, sends the request, and gives it to be verified, alone and with the answer. */
  async function ask({ sent = {}, signed = {}, change = (text) => text }: Broken) {
    const { method = "GET", path = "/a%20b/c%281%29.txt", query = "", headers = {} } = sent;
    const Host = sent.host ?? hostOf(bucket);
    const authorization = change(
      COS.getAuthorization({
        SecretId: bench.emulator.secretId,
        SecretKey: bench.emulator.secretKey,
        Method: method as COS.Method,
        Pathname: decodeURIComponent(path),
        Query: Object.fromEntries(new URLSearchParams(query.replaceAll("+", "%20"))),
        Headers: { Host, ...headers },
        ...signed,
      } as COS.StaticGetAuthorizationOptions),
    );
    const answer = await bench.ask({
      method,
      bucket,
      path,
      query,
      host: Host,
      headers: { ...headers, authorization },
    });
    const lines = [
      `${method} ${path}${query && `?${query}`} HTTP/1.1`,
      ...Object.entries({ Host, ...headers, Authorization: authorization }).map((pair) => pair.join(": ")),
    ];
    const request = `${lines.join("\r\n")}\r\n\r\n`;
    const { secretId, secretKey } = bench.emulator;
    const verify = (...inputs: string[]) => verifySignature(inputs, { credentials: { secretId, secretKey } });
    return {
      answer,
      authorization,
      request,
      alone: verify(request),
      together: verify(request, answer.text),
      verify,
    };
  }

  function blames(verdict: Verdict, cause: Cause): void {
    assert.equal(verdict.holds, false);
    assert.equal(verdict.findings[0]?.cause, cause, JSON.stringify(verdict.findings, undefined, 2));
    assert.equal(verdict.findings[0]?.certain, true);
  }

  const cases: Readonly<Record<string, Broken>> = {
    "for another method": { cause: "method", sent: { method: "PUT" }, signed: { Method: "GET" } },
    "over the path as it is encoded": { cause: "encodedPath", signed: { Pathname: "/a%20b/c(1).txt" } },
    "over the path encoded in full": { cause: "encodedPath", signed: { Pathname: "/a%20b/c%281%29.txt" } },
    "over a path that is sent encoded twice": {
      cause: "doubleEncoding",
      sent: { path: "/a%2520b" },
      signed: { Pathname: "/a b" },
    },
    "over the path with the bucket, which is in the host": {
      cause: "bucketInPath",
      sent: { path: "/a" },
      signed: { Pathname: "/BUCKET/a" },
    },
    "over a parameter that is not sent": {
      cause: "missingParameter",
      signed: { Query: { "response-expires": "never" } },
    },
    "over a parameter before it got its value": {
      cause: "addedParameter",
      sent: { query: "versionId=abc" },
      signed: { Query: { versionId: "" } },
    },
    "over a + in the query where the client meant one": {
      cause: "plusForBlank",
      sent: { path: "/", query: "prefix=a+b" },
      signed: { Query: { prefix: "a+b" } },
    },
    "over the host with a port that is not sent": {
      cause: "hostPort",
      signed: { Headers: { Host: "BUCKET.cos.ap-guangzhou.myqcloud.com:443" } },
    },
    "over the host of another domain": {
      cause: "host",
      signed: { Headers: { Host: "BUCKET.cos.accelerate.myqcloud.com" } },
    },
    "over a header that an HTTP library added a value to": {
      cause: "addedHeader",
      sent: { headers: { "content-md5": "1B2M2Y8AsgTpgAmY7PhCfg==" } },
      change: () => {
        const headers = [
          ["content-md5", ""],
          ["host", hostOf(bucket)],
        ] as const;
        return qSign(bench.emulator, { method: "GET", path: "/a b/c(1).txt", headers }).authorization;
      },
    },
    "over a header that its list leaves out": {
      cause: "unlistedHeader",
      sent: { headers: { "x-cos-acl": "private" } },
      change: (authorization) => authorization.replace(/;x-cos-acl&/, "&"),
    },
    "over a parameter that its list leaves out": {
      cause: "unlistedParameter",
      sent: { query: "versionId=abc" },
      change: (authorization) => authorization.replace("param-list=versionid", "param-list="),
    },
    "over a value of the query that is sent encoded twice": {
      cause: "doubleEncoding",
      sent: { path: "/", query: "prefix=a%2520b" },
      signed: { Query: { prefix: "a b" } },
    },
    "over a header with a blank before its value": {
      cause: "headerBlanks",
      sent: { headers: { "x-cos-acl": "private" } },
      signed: { Headers: { Host: "BUCKET.cos.ap-guangzhou.myqcloud.com", "x-cos-acl": " private" } },
    },
    "over a header that is not sent": {
      cause: "missingHeader",
      signed: { Headers: { Host: "BUCKET.cos.ap-guangzhou.myqcloud.com", "x-cos-acl": "private" } },
    },
    "that has expired": {
      cause: "expired",
      signed: { KeyTime: keyTime(-7200) } as object,
      code: "AccessDenied",
    },
    "of a machine whose clock is ahead": {
      cause: "clock",
      signed: { KeyTime: keyTime(3600) } as object,
      code: "RequestTimeTooSkewed",
    },
    "with times in milliseconds": {
      cause: "time",
      signed: { KeyTime: `${Date.now() - 1000};${Date.now() + 900_000}` } as object,
      code: "RequestTimeTooSkewed",
    },
    "without its list of headers and its times": {
      cause: "missingItem",
      change: (authorization) => authorization.replace(/q-sign-time=[^&]*&/, ""),
      code: "InvalidArgument",
    },
  };

  for (const [name, broken] of Object.entries(cases)) {
    it(`${name}: the cause is named, also together with the answer of COS`, async () => {
      const fill = <T>(value: T): T =>
        JSON.parse(JSON.stringify(value ?? {}).replaceAll("BUCKET", bucket)) as T;
      const { change } = broken;
      const { answer, alone, together } = await ask({ ...fill({ ...broken, change: undefined }), change });
      assert.equal(answer.status >= 400, true);
      assert.equal(answer.one("Code"), broken.code ?? "SignatureDoesNotMatch");
      blames(alone, broken.cause);
      blames(together, broken.cause);
    });
  }

  /** Signs as the page says, but for what a client does wrong. */
  interface Wrong {
    readonly encode?: (text: string) => string;
    readonly encodeName?: (text: string) => string;
    readonly pair?: (name: string, value: string) => string;
    readonly compare?: (a: string, b: string) => number;
    readonly httpString?: (text: string) => string;
    readonly digest?: (text: string) => string;
    readonly stringToSign?: (text: string) => string;
    readonly key?: (hex: string) => string | Buffer;
    readonly secretKey?: (key: string) => string;
    readonly path?: (path: string) => string;
  }

  const parameters = [
    ["prefix", "a b/(c)!~"],
    ["max-keys", "10"],
    ["Versions", ""],
    ["marker", "x*'y"],
  ] as const;

  function signWrongly(wrong: Wrong): string {
    const { secretId, secretKey } = bench.emulator;
    const time = keyTime();
    const hmac = (key: string | Buffer, text: string) => createHmac("sha1", key).update(text).digest("hex");
    const encodeName = wrong.encodeName ?? ((name: string) => escapeAll(name).toLowerCase());
    const pair = wrong.pair ?? ((name: string, value: string) => `${name}=${value}`);
    const compare = wrong.compare ?? ((a: string, b: string) => (a < b ? -1 : 1));
    const names = parameters.map(([name]) => encodeName(name)).sort(compare);
    const values = new Map(
      parameters.map(([name, value]) => [encodeName(name), (wrong.encode ?? escapeAll)(value)]),
    );
    const path = (wrong.path ?? String)("/");
    const text = `get\n${path}\n${names.map((name) => pair(name, values.get(name) ?? "")).join("&")}\nhost=${hostOf(bucket)}\n`;
    const digest = wrong.digest ?? ((given: string) => createHash("sha1").update(given).digest("hex"));
    const toSign = `sha1\n${time}\n${digest((wrong.httpString ?? String)(text))}\n`;
    const signKey = hmac((wrong.secretKey ?? String)(secretKey), time);
    const signature = hmac((wrong.key ?? String)(signKey), (wrong.stringToSign ?? String)(toSign));
    return `q-sign-algorithm=sha1&q-ak=${secretId}&q-sign-time=${time}&q-key-time=${time}&q-header-list=host&q-url-param-list=${names.join(";")}&q-signature=${signature}`;
  }

  const slips: Readonly<Record<string, readonly [Cause, Wrong]>> = {
    "with blanks written as +": [
      "plusForBlank",
      { encode: (text) => escapeAll(text).replaceAll("%20", "+") },
    ],
    "with the escapes of JavaScript": ["encoding", { encode: encodeURIComponent }],
    "with values that are not encoded": ["encoding", { encode: String }],
    "with escapes in small letters": [
      "escapeCase",
      { encode: (text) => escapeAll(text).replace(/%../g, (digits) => digits.toLowerCase()) },
    ],
    "with values encoded twice": ["doubleEncoding", { encode: (text) => escapeAll(escapeAll(text)) }],
    "with names in capitals": ["nameCase", { encodeName: escapeAll }],
    "with names that are not sorted": ["unsorted", { compare: () => 0 }],
    "with a parameter without its equals sign": [
      "emptyValue",
      { pair: (name, value) => (value === "" ? name : `${name}=${value}`) },
    ],
    "without the last line feed of HttpString": ["lineEnd", { httpString: (text) => text.slice(0, -1) }],
    "without the last line feed of StringToSign": ["lineEnd", { stringToSign: (text) => text.slice(0, -1) }],
    "with line ends of Windows": ["lineEnd", { httpString: (text) => text.replaceAll("\n", "\r\n") }],
    "over HttpString in place of its SHA-1": ["digest", { digest: String }],
    "over a SHA-1 in capitals": [
      "digest",
      { digest: (text) => createHash("sha1").update(text).digest("hex").toUpperCase() },
    ],
    "over a SHA-256": ["digest", { digest: (text) => createHash("sha256").update(text).digest("hex") }],
    "keyed with the bytes of SignKey": ["signKey", { key: (hex) => Buffer.from(hex, "hex") }],
    "with a line feed behind the SecretKey": ["keyBlanks", { secretKey: (key) => `${key}\n` }],
    "over a path without its slash": ["leadingSlash", { path: () => "" }],
    "with two mistakes": [
      "encoding",
      { encode: encodeURIComponent, httpString: (text) => text.slice(0, -1) },
    ],
  };

  for (const [name, [cause, wrong]] of Object.entries(slips)) {
    it(`${name}: the cause is named, and the corrected one is accepted`, async () => {
      const query = parameters
        .map(([key, value]) => (value === "" ? key : `${key}=${escapeAll(value)}`))
        .join("&");
      const { answer, request, verify } = await ask({
        cause,
        sent: { path: "/", query },
        change: () => signWrongly(wrong),
      });
      assert.equal(answer.one("Code"), "SignatureDoesNotMatch");
      for (const verdict of [verify(request), verify(request, answer.text)]) {
        blames(verdict, cause);
        const again = {
          bucket,
          path: "/",
          query,
          headers: { authorization: verdict.corrected?.authorization ?? "" },
        };
        assert.equal((await bench.ask(again)).status, 200);
      }
    });
  }

  it("over the host without its port, as Tencent's SDK for Python signs it", () => {
    const headers = [["host", "127.0.0.1"]] as const;
    const { authorization } = qSign(bench.emulator, { method: "GET", path: "/a", headers });
    const request = `GET /a HTTP/1.1\r\nHost: 127.0.0.1:9000\r\nAuthorization: ${authorization}\r\n\r\n`;
    blames(verifySignature([request], { credentials: bench.emulator }), "hostPort");
  });

  it("with one time in q-sign-time and another in StringToSign", async () => {
    const time = keyTime();
    const other = keyTime(-1);
    const { request, together } = await ask({
      cause: "signTime",
      signed: { KeyTime: time } as object,
      change: (authorization) => authorization.replace(`q-sign-time=${time}`, `q-sign-time=${other}`),
    });
    assert.ok(request.includes(`q-sign-time=${other}&q-key-time=${time}`));
    blames(together, "signTime");
  });

  it("with another SecretKey: that is said once nothing else is left", async () => {
    const { alone, together, authorization } = await ask({
      cause: "wrongKey",
      signed: { SecretKey: "another" },
    });
    for (const { holds, findings } of [alone, together]) {
      assert.equal(holds, false);
      assert.deepEqual(
        findings.map(({ cause, certain }) => [cause, certain]),
        [["wrongKey", false]],
      );
    }
    assert.ok(!JSON.stringify([alone.findings, authorization]).includes(bench.emulator.secretKey));
  });

  it("without the token of temporary keys: the length of the id hints at it, the keys or the answer prove it", async () => {
    const { secretId, secretKey, token = "" } = temporary;
    const { answer, request } = await ask({
      cause: "tokenMissing",
      signed: { SecretId: secretId, SecretKey: secretKey },
    });
    assert.equal(answer.one("Code"), "InvalidAccessKeyId");
    const hint = verifySignature([request], { credentials: { secretId, secretKey } });
    assert.deepEqual(
      [hint.holds, hint.findings[0]?.cause, hint.findings[0]?.certain],
      [true, "tokenMissing", false],
    );
    blames(verifySignature([request, answer.text], { credentials: { secretId, secretKey } }), "tokenMissing");
    const credentials = { secretId, secretKey, securityToken: token };
    const verdict = verifySignature([request], { credentials });
    blames(verdict, "tokenMissing");
    const foreign = request.replace("\r\n\r\n", "\r\nx-cos-security-token: another\r\n\r\n");
    blames(verifySignature([foreign], { credentials }), "wrongToken");
    const { authorization = "" } = verdict.corrected ?? {};
    const again = { headers: { authorization, "x-cos-security-token": token } };
    assert.equal(
      (await bench.ask({ bucket, path: "/a%20b/c%281%29.txt", ...again })).one("Code"),
      "NoSuchKey",
    );
    assert.ok(!JSON.stringify(verdict).includes(escapeAll(token)));
  });

  it("with the id of other keys: both ways are told apart", async () => {
    const named = await ask({ cause: "wrongId", signed: { SecretId: "AKIDanotheranother" } });
    blames(named.alone, "wrongId");
    const foreign = await ask({
      cause: "wrongKey",
      signed: { SecretId: "AKIDanotheranother", SecretKey: "its key" },
    });
    assert.equal(foreign.alone.findings[0]?.cause, "wrongKey");
    assert.match(foreign.alone.findings[0]?.message ?? "", /AKIDan…ther/);
    blames(foreign.together, "wrongId");
  });

  it("has its remedy on the page", () => {
    const page = readFileSync(path.resolve(__dirname, "../../docs/signature.md"), "utf8");
    const rows = Object.entries(remedies).map(([cause, remedy]) => `| \`${cause}\` | ${remedy} |`);
    assert.deepEqual(page.match(/^\| `\w+` \| .* \|$/gm), rows);
  });
});
