/** Decides whether a failed attempt is repeated, and how long to wait: pure functions, without clock or randomness. */
import type { CosRetryOptions } from "./types";

/** `CosRetryOptions` with every default filled in. */
export interface RetryPolicy {
  maxAttempts: number;
  baseDelayMs: number;
  maxDelayMs: number;
  deadlineMs: number;
}

/** The default policy: first waits near 200 ms, none above some seconds. */
export const defaultRetryPolicy: RetryPolicy = {
  maxAttempts: 6,
  baseDelayMs: 200,
  maxDelayMs: 10_000,
  deadlineMs: 120_000,
};

/** Statuses that are worth a retry. 501 is not: the service does not know the operation. */
const retriedStatuses = new Set([408, 429, 500, 502, 503, 504]);

/** Codes that mean "try again" whatever the status: also found in a 200 of Copy and Complete. */
const retriedCodes = new Set([
  "InternalError",
  "KmsFreqControl",
  "KmsInternalException",
  "PathConflict",
  "RequestTimeout",
  "ServiceUnavailable",
  "SlowDown",
]);

/**
 * 409s of configuration writes that run at the same time, repeated with `retryConflicts` (docs/promises.md#conflicts-are-retried): `InvalidBucketState` is
 * seen right after versioning was switched on; `OperationAborted` is the name S3-compatible services use. Never those
 * that do not change with retries: BucketAlreadyExists, BucketAlreadyOwnedByYou, BucketNotEmpty, DomainConfigConflict.
 */
export const conflictCodes: ReadonlySet<string> = new Set([
  "InvalidBucketState",
  "OperationAborted",
  "Http409",
]);

/** Whether a refusal asks for fewer requests at once (`SlowDown` is a 503: https://www.tencentcloud.com/document/product/436/7730). */
export function asksTooMuch({ status, code }: { status: number; code: string }): boolean {
  return code === "SlowDown" || status === 429 || status === 503;
}

/**
 * System errors that do not change with retries: the certificate is wrong, or the request cannot be formed.
 * All other broken connections are retried.
 */
const finalNetworkCodes = new Set([
  "AnswerTooLong",
  "BodyFailed",
  "BodyLengthMismatch",
  "ProxyAuthentication",
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "ERR_SSL_WRONG_VERSION_NUMBER",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UND_ERR_CLOSED",
  "UND_ERR_DESTROYED",
  "UND_ERR_INVALID_ARG",
]);

/** Final codes of requests that began, so that something of them may have arrived. */
const begunCodes = new Set(["AnswerTooLong", "BodyFailed", "BodyLengthMismatch"]);

/** Whether a system error means that no request can arrive at the host: its name does not resolve, or TLS does not trust it. */
export function neverArrives(code: string): boolean {
  return code === "ENOTFOUND" || (finalNetworkCodes.has(code) && !begunCodes.has(code));
}

/** Attempts for a host name that does not resolve: most are misspelt regions, some are brief failures of a resolver. */
const unknownHostAttempts = 2;

/** A difference between two clocks, in milliseconds, from which COS refuses signatures (`RequestTimeTooSkewed`: https://www.tencentcloud.com/document/product/436/7730). */
export const tolerableSkewMs = 15 * 60_000;

/** How one attempt failed. */
export type Failure =
  | { kind: "service"; status: number; code: string; retryAfter?: string | undefined }
  | { kind: "network"; code: string; retryAfter?: string | undefined };

/** Fills in defaults. */
export function resolvePolicy(options: CosRetryOptions = {}): RetryPolicy {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  return { ...defaultRetryPolicy, ...given };
}

/** Whether a retry may help. */
export function isRetryable(
  failure: Failure,
  options: { retryConflicts?: boolean | undefined } = {},
): boolean {
  if (failure.kind === "network") {
    return !finalNetworkCodes.has(failure.code);
  }
  if (retriedStatuses.has(failure.status) || retriedCodes.has(failure.code)) {
    return true;
  }
  return options.retryConflicts === true && failure.status === 409 && conflictCodes.has(failure.code);
}

/**
 * Milliseconds to wait before the next attempt, or `undefined` when there is none.
 * @param attempt attempts made so far, at least 1
 * @param elapsedMs since the first attempt began, without waits in a queue and transfers of any length
 */
export function nextDelay(
  policy: RetryPolicy,
  failure: Failure,
  state: {
    attempt: number;
    elapsedMs: number;
    now: number;
    random: number;
    retryConflicts?: boolean | undefined;
  },
): number | undefined {
  if (!isRetryable(failure, state)) {
    return undefined;
  }
  const unknownHost = failure.kind === "network" && failure.code === "ENOTFOUND";
  if (
    state.attempt >= (unknownHost ? Math.min(unknownHostAttempts, policy.maxAttempts) : policy.maxAttempts)
  ) {
    return undefined;
  }
  const own = backoff(policy, state.attempt, state.random);
  const asked = parseRetryAfter(failure.retryAfter, state.now);
  // The service's Retry-After is a minimum; jitter on top keeps many callers from returning together.
  const delay = asked === undefined ? own : asked + state.random * policy.baseDelayMs;
  return state.elapsedMs + delay < policy.deadlineMs ? delay : undefined;
}

/** Full jitter: anything between 0 and base·2^(attempt−1), capped. */
export function backoff(policy: RetryPolicy, attempt: number, random: number): number {
  return random * Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (attempt - 1));
}

/** `Retry-After` in milliseconds from now: seconds or an HTTP date (RFC 9110 §10.2.3). */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) {
    return undefined;
  }
  if (/^\d+$/.test(header.trim())) {
    return Number(header) * 1000;
  }
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** The parts of an answer that show the service's clock. */
export interface ClockEvidence {
  status: number;
  code: string;
  serverMessage: string;
  /** Whether the answer had no body with a reason (HEAD). */
  bare: boolean;
  /** Value of the Date header. */
  date?: string | undefined;
  /** `<ServerTime>` of the body. */
  serverTime?: string | undefined;
}

/**
 * The service's time in Unix milliseconds when the answer shows that ours is wrong, else `undefined` (docs/promises.md#a-wrong-clock-is-corrected).
 * @param localNow this machine's time, already corrected by what was learnt before
 */
export function wrongClock(evidence: ClockEvidence, localNow: number): number | undefined {
  if (evidence.status !== 403) {
    return undefined;
  }
  const serverNow = parseTime(evidence.serverTime) ?? parseTime(evidence.date);
  if (serverNow === undefined) {
    return undefined;
  }
  const said =
    evidence.code === "RequestTimeTooSkewed" ||
    /request has expired/i.test(`${evidence.code} ${evidence.serverMessage}`);
  const difference = Math.abs(serverNow - localNow);
  // A few seconds never cause these refusals: correcting them again would only repeat the same failure.
  if (said) {
    return difference > 5_000 ? serverNow : undefined;
  }
  return evidence.bare && difference > tolerableSkewMs ? serverNow : undefined;
}

function parseTime(text: string | undefined): number | undefined {
  if (!text) {
    return undefined;
  }
  if (/^\d{9,11}$/.test(text.trim())) {
    return Number(text) * 1000;
  }
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}
