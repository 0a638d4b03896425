import assert from "node:assert/strict";
import type { CosClientOptions, Credentials } from "../../provider/client";
import { bucket, keys, refusal, type Server, startServer } from "./server";

let server: Server;
let warnings: string[];

beforeEach(async () => {
  server = await startServer();
  warnings = [];
});
afterEach(() => server.close());

const get = { method: "GET", bucket } as const;
const ok = { status: 200, body: "fine" };
const connect = (options: Partial<CosClientOptions> = {}) =>
  server.connect({ onWarning: (message) => warnings.push(message), ...options });
/** Start of the signature's time, in Unix seconds. */
const signedAt = (index: number) =>
  Number(/q-sign-time=(\d+)/.exec(server.seen[index]?.headers.authorization ?? "")?.[1]);

// docs/promises.md#a-wrong-clock-is-corrected
describe("A wrong clock", () => {
  const hour = 3_600_000;
  const serverNow = Date.parse("2026-03-04T05:06:07Z");
  const date = { date: "Wed, 04 Mar 2026 05:06:07 GMT" };
  const near = (seconds: number) => Math.abs(seconds - serverNow / 1000) < 180;

  for (const [what, answer, offset] of [
    ["skewed", { status: 403, headers: date, body: refusal("RequestTimeTooSkewed") }, -hour],
    [
      "expired",
      { status: 403, headers: date, body: refusal("AccessDenied", "Request has expired") },
      -5 * hour,
    ],
    [
      "listed as a code of its own",
      { status: 403, headers: date, body: refusal("Request has expired") },
      hour,
    ],
    [
      "expired, with its own time in the answer",
      {
        status: 403,
        headers: { date: "Thu, 01 Jan 1970 00:00:00 GMT" },
        body: refusal("AccessDenied", "Request has expired", "<ServerTime>2026-03-04T05:06:07Z</ServerTime>"),
      },
      -hour,
    ],
  ] as const) {
    it(`is corrected when the service says ${what}`, async () => {
      server.tell(answer, ok);
      const { attempts } = await connect({ now: () => serverNow + offset }).send(get);
      assert.equal(attempts, 2);
      assert.ok(!near(signedAt(0)));
      assert.ok(near(signedAt(1)));
    });
  }

  it("is corrected behind a HEAD that says nothing but 403", async () => {
    server.tell({ status: 403, headers: date }, ok);
    const { attempts } = await connect({ now: () => serverNow - hour }).send({ method: "HEAD", bucket });
    assert.equal(attempts, 2);
    assert.ok(near(signedAt(1)));
  });

  it("is warned of once, and stays corrected", async () => {
    const skewed = { status: 403, headers: date, body: refusal("RequestTimeTooSkewed") };
    server.tell(skewed, ok);
    const client = connect({ now: () => serverNow - hour });
    await client.send(get);
    await client.send(get);
    assert.equal(server.seen.length, 3);
    assert.ok(near(signedAt(2)));
    server.tell({ ...skewed, headers: { date: "Wed, 04 Mar 2026 09:06:07 GMT" } }, ok);
    await client.send(get);
    assert.deepEqual(warnings, [
      "This machine's clock is about 60 min behind the service's; requests are signed with the service's time. Set the clock (NTP).",
    ]);
  });

  it("is warned of once by many requests at a time", async () => {
    server.tell((request, response) => {
      const start = Number(/q-sign-time=(\d+)/.exec(request.headers.authorization ?? "")?.[1]);
      request.resume();
      response.writeHead(near(start) ? 200 : 403, date);
      response.end(near(start) ? "" : refusal("RequestTimeTooSkewed"));
    });
    const client = connect({ now: () => serverNow + hour });
    const answers = await Promise.all(Array.from({ length: 20 }, () => client.send(get)));
    assert.ok(answers.every(({ status }) => status === 200));
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? "", /60 min ahead of/);
  });

  it("counts for pre-signed URLs from then on", async () => {
    server.tell({ status: 403, headers: date, body: refusal("RequestTimeTooSkewed") }, ok);
    const client = connect({ now: () => serverNow - hour });
    await client.send(get);
    const url = new URL(await client.presign({ bucket, key: "k" }));
    assert.equal(url.searchParams.get("q-sign-time"), `${serverNow / 1000};${serverNow / 1000 + 900}`);
  });

  it("is not blamed for a plain refusal, nor a second time in one request", async () => {
    server.tell({ status: 403, headers: date, body: refusal("AccessDenied", "Access Denied.") });
    await assert.rejects(connect({ now: () => serverNow - hour }).send(get), { attempts: 1 });
    server.tell({ status: 403, headers: date, body: refusal("RequestTimeTooSkewed") });
    await assert.rejects(connect({ now: () => serverNow - hour }).send(get), {
      code: "RequestTimeTooSkewed",
      attempts: 2,
      message: /\(2 attempts\).*clock/s,
    });
  });

  it("is not corrected for a stream, which cannot be sent again, but for the next request", async () => {
    const { Readable } = await import("node:stream");
    server.tell({ status: 403, headers: date, body: refusal("RequestTimeTooSkewed") }, ok);
    const client = connect({ now: () => serverNow - hour });
    const body = Readable.from([Buffer.from("x")]);
    await assert.rejects(client.send({ method: "PUT", bucket, key: "k", body }), { attempts: 1 });
    const { status } = await client.send(get);
    assert.equal(status, 200);
  });
});

// docs/promises.md#secrets-stay-secret
describe("Temporary keys", () => {
  const expired = { status: 400, body: refusal("ExpiredToken", "The token has expired.") };
  const provider = () => {
    const given: Credentials[] = [];
    const credentials = async () => {
      const next = { ...keys, securityToken: `token-${given.length + 1}` };
      given.push(next);
      return next;
    };
    return { given, credentials };
  };
  const tokens = () => server.seen.map(({ headers }) => headers["x-cos-security-token"]);

  it("are asked for when they are first needed, and once", async () => {
    const { given, credentials } = provider();
    const client = connect({ credentials });
    assert.equal(given.length, 0);
    await Promise.all([client.send(get), client.send(get), client.send(get)]);
    assert.deepEqual(tokens(), ["token-1", "token-1", "token-1"]);
    assert.equal(given.length, 1);
  });

  it("are renewed when the service says that they have ended, and the request is sent again", async () => {
    const { given, credentials } = provider();
    server.tell(expired, ok);
    const { attempts } = await connect({ credentials }).send(get);
    assert.equal(attempts, 2);
    assert.deepEqual(tokens(), ["token-1", "token-2"]);
    assert.equal(given.length, 2);
  });

  it("are renewed once for many requests", async () => {
    const { given, credentials } = provider();
    server.tell((request, response) => {
      const isOld = request.headers["x-cos-security-token"] === "token-1";
      request.resume();
      response.writeHead(isOld ? 400 : 200);
      response.end(isOld ? refusal("ExpiredToken") : "");
    });
    const client = connect({ credentials });
    await Promise.all(Array.from({ length: 20 }, () => client.send(get)));
    assert.equal(given.length, 2);
  });

  it("that end again at once are an error, and so are fixed ones", async () => {
    const { given, credentials } = provider();
    server.tell(expired);
    await assert.rejects(connect({ credentials }).send(get), { code: "ExpiredToken", attempts: 2 });
    assert.equal(given.length, 2);
    const fixed = { ...keys, securityToken: "fixed-one" };
    await assert.rejects(connect({ credentials: fixed }).send(get), {
      code: "ExpiredToken",
      attempts: 1,
      message: /TENCENTCLOUD_SECURITY_TOKEN/,
    });
  });

  it("are renewed a minute before the end that they name", async () => {
    let now = 1_700_000_000_000;
    let asked = 0;
    const credentials = async () => ({ ...keys, securityToken: `t${++asked}`, expiresAt: now + 600_000 });
    const client = connect({ credentials, now: () => now });
    await client.send(get);
    now += 530_000;
    await client.send(get);
    now += 20_000;
    await client.send(get);
    assert.deepEqual(tokens(), ["t1", "t1", "t2"]);
  });

  it("that cannot be had are the caller's error, and are asked for again next time", async () => {
    let asked = 0;
    const credentials = async () => {
      if (++asked === 1) {
        throw new Error("no metadata service");
      }
      return keys;
    };
    const client = connect({ credentials });
    await assert.rejects(client.send(get), /no metadata service/);
    assert.equal(server.seen.length, 0);
    assert.equal((await client.send(get)).status, 200);
  });
});
