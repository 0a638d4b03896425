import assert from "node:assert/strict";
import {
  backoff,
  type ClockEvidence,
  defaultRetryPolicy,
  type Failure,
  isRetryable,
  nextDelay,
  parseRetryAfter,
  wrongClock,
} from "../../provider/client/retry";

const service = (status: number, code: string, retryAfter?: string): Failure => ({
  kind: "service",
  status,
  code,
  retryAfter,
});
const network = (code: string): Failure => ({ kind: "network", code });
const state = { attempt: 1, elapsedMs: 0, now: 0, random: 0.5 };

describe("what is tried again", () => {
  it("repeats what the service or the network may cure by itself", () => {
    for (const status of [408, 429, 500, 502, 503, 504]) {
      assert.ok(isRetryable(service(status, `Http${status}`)), `${status}`);
    }
    assert.ok(isRetryable(service(503, "SlowDown")));
    assert.ok(isRetryable(service(400, "RequestTimeout")));
    assert.ok(isRetryable(service(409, "PathConflict")));
    assert.ok(isRetryable(service(200, "InternalError")));
    for (const code of [
      "ECONNRESET",
      "ECONNREFUSED",
      "EPIPE",
      "ETIMEDOUT",
      "EAI_AGAIN",
      "HeadersTimeout",
      "BadAnswer",
    ]) {
      assert.ok(isRetryable(network(code)), code);
    }
  });

  it("never repeats a refusal that stays true", () => {
    for (const [status, code] of [
      [400, "MalformedXML"],
      [403, "AccessDenied"],
      [404, "NoSuchBucket"],
      [409, "BucketAlreadyExists"],
      [409, "BucketAlreadyOwnedByYou"],
      [409, "BucketNotEmpty"],
      [409, "DomainConfigConflict"],
      [409, "InvalidBucketState"],
      [412, "PreconditionFailed"],
      [501, "NotImplemented"],
    ] as const) {
      assert.ok(!isRetryable(service(status, code)), code);
    }
    assert.ok(!isRetryable(network("ERR_TLS_CERT_ALTNAME_INVALID")));
  });

  // docs/promises.md#conflicts-are-retried
  it("repeats the conflicts of parallel configuration writes when asked to, and only those", () => {
    assert.ok(isRetryable(service(409, "InvalidBucketState"), { retryConflicts: true }));
    for (const code of [
      "BucketAlreadyExists",
      "BucketAlreadyOwnedByYou",
      "BucketNotEmpty",
      "DomainConfigConflict",
    ]) {
      assert.ok(!isRetryable(service(409, code), { retryConflicts: true }), code);
    }
  });

  it("asks only once more for an unknown host name", () => {
    assert.notEqual(nextDelay(defaultRetryPolicy, network("ENOTFOUND"), state), undefined);
    assert.equal(nextDelay(defaultRetryPolicy, network("ENOTFOUND"), { ...state, attempt: 2 }), undefined);
  });

  it("stops after the last attempt and before the deadline", () => {
    const failure = service(503, "SlowDown");
    assert.equal(nextDelay(defaultRetryPolicy, failure, { ...state, attempt: 6 }), undefined);
    assert.equal(nextDelay(defaultRetryPolicy, failure, { ...state, elapsedMs: 119_950 }), undefined);
    assert.equal(nextDelay(defaultRetryPolicy, failure, { ...state, elapsedMs: 119_000 }), 100);
  });
});

describe("how long is waited", () => {
  it("doubles the upper bound with each attempt, up to the cap, with full jitter", () => {
    const policy = { ...defaultRetryPolicy, baseDelayMs: 100, maxDelayMs: 1000 };
    assert.deepEqual(
      [1, 2, 3, 4, 5, 6].map((attempt) => backoff(policy, attempt, 1)),
      [100, 200, 400, 800, 1000, 1000],
    );
    assert.equal(backoff(policy, 4, 0), 0);
    assert.equal(backoff(policy, 4, 0.25), 200);
  });

  it("honours Retry-After in seconds and as a date", () => {
    const now = Date.parse("Thu, 16 May 2019 06:45:51 GMT");
    assert.equal(parseRetryAfter("3", now), 3000);
    assert.equal(parseRetryAfter("Thu, 16 May 2019 06:45:56 GMT", now), 5000);
    assert.equal(parseRetryAfter("Thu, 16 May 2019 06:45:00 GMT", now), 0);
    assert.equal(parseRetryAfter("soon", now), undefined);
    assert.equal(parseRetryAfter(undefined, now), undefined);
    assert.equal(nextDelay(defaultRetryPolicy, service(503, "SlowDown", "7"), { ...state, random: 0 }), 7000);
  });

  it("gives up at once when the service asks for more patience than the deadline leaves", () => {
    assert.equal(nextDelay(defaultRetryPolicy, service(503, "SlowDown", "3600"), state), undefined);
  });
});

// docs/promises.md#a-wrong-clock-is-corrected
describe("a wrong clock", () => {
  const serverNow = Date.parse("2026-01-01T00:00:00Z");
  const date = "Thu, 01 Jan 2026 00:00:00 GMT";
  const evidence: ClockEvidence = { status: 403, code: "AccessDenied", serverMessage: "", bare: false, date };
  const hour = 3_600_000;

  it("is recognised by the service's refusal", () => {
    assert.equal(wrongClock({ ...evidence, code: "RequestTimeTooSkewed" }, serverNow - hour), serverNow);
    assert.equal(
      wrongClock({ ...evidence, serverMessage: "Request has expired" }, serverNow + hour),
      serverNow,
    );
  });

  it("prefers ServerTime to Date", () => {
    const serverTime = "2026-01-01T00:00:30Z";
    assert.equal(
      wrongClock({ ...evidence, code: "RequestTimeTooSkewed", serverTime }, 0),
      serverNow + 30_000,
    );
    assert.equal(
      wrongClock({ ...evidence, code: "RequestTimeTooSkewed", serverTime: `${serverNow / 1000}` }, 0),
      serverNow,
    );
  });

  it("is recognised behind a bare 403 whose Date is far away", () => {
    assert.equal(wrongClock({ ...evidence, bare: true }, serverNow - hour), serverNow);
    assert.equal(wrongClock({ ...evidence, bare: true }, serverNow - 60_000), undefined);
  });

  it("is not suspected when access is plainly denied or the times agree", () => {
    assert.equal(wrongClock(evidence, serverNow - hour), undefined);
    assert.equal(wrongClock({ ...evidence, code: "RequestTimeTooSkewed" }, serverNow + 1000), undefined);
    assert.equal(wrongClock({ ...evidence, code: "RequestTimeTooSkewed", date: undefined }, 0), undefined);
  });
});
