import assert from "node:assert/strict";
import { type EmulatorAccount, startEmulator } from "../../emulator";
import {
  type Ask,
  asQuery,
  type Bench,
  hostOf,
  keyTime,
  powerless,
  qSign,
  reader,
  signRequest,
  startBench,
  stranger,
} from "./http";

const temporary: EmulatorAccount = {
  secretId: "AKIDtemporary",
  secretKey: "temporary-key",
  appId: "1250000000",
  uin: "100000000001",
  token: "a/token+with=signs",
};
const ended: EmulatorAccount = { ...temporary, secretId: "AKIDended", tokenExpires: Date.now() - 1000 };

// Outcomes: https://www.tencentcloud.com/document/product/436/7730
describe("The emulator refuses a signature", () => {
  let bench: Bench;
  let bucket: string;

  before(async () => {
    bench = await startBench({ accounts: [stranger, powerless, reader, temporary, ended] });
    bucket = await bench.createBucket();
    await bench.put(bucket, "/a.txt", "hello");
  });
  after(() => bench.close());

  const ask = (request: Ask) => bench.ask({ bucket, path: "/a.txt", ...request });
  const refusal = async (request: Ask) => {
    const answer = await ask(request);
    assert.equal(answer.headers["content-type"], "application/xml");
    return `${answer.outcome}: ${answer.one("Message")}`;
  };
  const at = (time: string) =>
    signRequest(bench.emulator, { method: "GET", path: "/a.txt", query: "", headers: {} }, time)
      .authorization;
  const now = () => Math.floor(Date.now() / 1000);

  it("that is not there", async () => {
    assert.equal(await refusal({ as: "anonymous" }), "403 AccessDenied: Access Denied.");
  });

  it("of an unknown SecretId", async () => {
    const as = { secretId: "AKIDnobody", secretKey: "x" };
    assert.match(await refusal({ as }), /^403 InvalidAccessKeyId: /);
  });

  it("by a wrong key, and shows what it signed itself", async () => {
    const headers = { "x-cos-meta-a": "ü (1)" };
    const time = keyTime();
    const wrong = signRequest(
      { ...bench.emulator, secretKey: "wrong" },
      { method: "GET", path: "/a.txt", query: "b=%2F&a", headers: { host: hostOf(bucket) } },
      time,
    );
    const answer = await ask({
      query: "b=%2F&a",
      headers: { authorization: wrong.authorization, ...headers },
    });
    assert.equal(answer.status, 403);
    assert.equal(answer.one("Code"), "SignatureDoesNotMatch");
    assert.equal(answer.one("Message"), "The Signature you specified is invalid.");
    assert.equal(answer.one("FormatString"), wrong.httpString);
    assert.equal(answer.one("StringToSign"), wrong.stringToSign);
  });

  it("of another path, method, parameter, header or host than was sent", async () => {
    const signed = { method: "GET", path: "/a.txt", query: "b=1", headers: { host: hostOf(bucket) } };
    for (const other of [
      { path: "/b.txt" },
      { method: "DELETE" },
      { query: "b=2" },
      { headers: { host: "elsewhere" } },
    ]) {
      const { authorization } = signRequest(bench.emulator, { ...signed, ...other });
      assert.match(await refusal({ query: "b=1", headers: { authorization } }), /^403 SignatureDoesNotMatch/);
    }
  });

  it("that lists something which was not sent, even if it was not signed either", async () => {
    const { authorization } = qSign(bench.emulator, { method: "GET", path: "/a.txt" });
    for (const list of ["q-header-list=x-cos-absent", "q-url-param-list=absent"]) {
      const claiming = authorization.replace(`${list.split("=")[0]}=`, list);
      assert.notEqual(claiming, authorization);
      assert.match(await refusal({ headers: { authorization: claiming } }), /^403 SignatureDoesNotMatch/);
    }
  });

  it("that has expired, with its own time", async () => {
    const answer = await ask({ headers: { authorization: at(`${now() - 7200};${now() - 3600}`) } });
    assert.equal(answer.status, 403);
    assert.equal(answer.one("Code"), "AccessDenied");
    assert.equal(answer.one("Message"), "Request has expired");
    const serverTime = answer.one("ServerTime") ?? "";
    assert.match(serverTime, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.ok(Math.abs(Date.parse(serverTime) - Date.now()) < 60_000);
    assert.equal(
      await refusal({ query: asQuery(at(`${now() - 7200};${now() - 3600}`)), as: "anonymous" }),
      "403 AccessDenied: Request has expired",
    );
  });

  it("that begins more than 15 minutes from now", async () => {
    const authorization = at(`${now() + 16 * 60};${now() + 3600}`);
    assert.match(await refusal({ headers: { authorization } }), /^403 RequestTimeTooSkewed: /);
  });

  it("that is malformed", async () => {
    const good = at(keyTime());
    for (const authorization of [
      "Basic dXNlcjpwYXNz",
      "q-sign-algorithm=sha1&q-ak=x",
      good.replace("=sha1", "=sha256"),
      good.replace(/q-sign-time=[^&]*/, "q-sign-time=now"),
      good.replace(/&q-signature=.*/, ""),
    ]) {
      assert.match(await refusal({ headers: { authorization } }), /^400 InvalidArgument: /);
    }
  });

  it("in a HEAD by its status alone", async () => {
    for (const [request, status] of [
      [{ as: "anonymous" }, 403],
      [{ as: { secretId: "AKIDnobody", secretKey: "x" } }, 403],
      [{ headers: { authorization: "Basic x" } }, 400],
    ] as const) {
      const answer = await ask({ method: "HEAD", ...request });
      assert.equal(answer.status, status);
      assert.equal(answer.text, "");
      assert.ok(answer.headers["x-cos-request-id"]);
      assert.ok(answer.headers["x-cos-trace-id"]);
    }
  });

  it("with another account's right signature, as not allowed", async () => {
    assert.equal(await refusal({ as: stranger }), "403 AccessDenied: Access Denied.");
    assert.equal(await refusal({ as: powerless }), "403 AccessDenied: Access Denied.");
    assert.equal((await ask({ as: reader })).text, "hello");
  });

  describe("of temporary keys", () => {
    const bare = { secretId: temporary.secretId, secretKey: temporary.secretKey };
    const unsigned = () => qSign(bare, { method: "GET", path: "/a.txt" }).authorization;

    it("unless their token comes along, in a header or the query, signed or not", async () => {
      const token = temporary.token ?? "";
      const parameter = `x-cos-security-token=${encodeURIComponent(token)}`;
      for (const request of [
        { as: temporary },
        { headers: { authorization: unsigned(), "x-cos-security-token": token } },
        { as: bare, query: parameter },
        { as: "anonymous", query: `${asQuery(unsigned())}&${parameter}` },
      ] as const) {
        assert.equal((await ask(request)).text, "hello");
      }
    });

    it("without their token, or with another", async () => {
      assert.match(await refusal({ as: bare }), /^403 InvalidAccessKeyId: /);
      assert.match(await refusal({ as: { ...bare, token: "other" } }), /^403 InvalidAccessKeyId: /);
    });

    it("that have ended", async () => {
      assert.match(await refusal({ as: ended }), /^400 ExpiredToken: /);
    });
  });

  it("of keys that were replaced by options", async () => {
    const emulator = await startEmulator({
      secretId: "own-id",
      secretKey: "own-key",
      appId: "77",
      uin: "42",
    });
    try {
      assert.deepEqual([emulator.secretId, emulator.appId, emulator.uin], ["own-id", "77", "42"]);
      const headers = { host: new URL(emulator.url).host };
      const { authorization } = signRequest(emulator, { method: "PUT", path: "/b-77", query: "", headers });
      const url = `${emulator.url}/b-77`;
      assert.equal((await fetch(url, { method: "PUT", headers: { authorization } })).status, 200);
      const { authorization: other } = signRequest(bench.emulator, {
        method: "PUT",
        path: "/b-77",
        query: "",
        headers,
      });
      assert.equal((await fetch(url, { method: "PUT", headers: { authorization: other } })).status, 403);
    } finally {
      await emulator.close();
    }
  });
});
