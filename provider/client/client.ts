/** The client: resolves addresses, sends signed requests, parses refusals, and retries. */
import type { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { createAgent } from "./agent";
import { describeAnswer, hasErrorRoot, type Refusal, readRefusal } from "./answer";
import { describeDryRun } from "./dryRun";
import { resolveAddress, resolvePublicAddress } from "./endpoint";
import { CosError, CosNetworkError, CosServiceError } from "./errors";
import { exchange, type Incoming, type Outgoing } from "./exchange";
import { ExchangeError } from "./exchangeError";
import type { RequestFacts } from "./facts";
import type { FormCondition } from "./form";
import { defaultParallelism, Gate, type Ticket } from "./gate";
import { type Prepared, prepare, redactor } from "./prepare";
import { blameProxy, proxyFor } from "./proxy";
import {
  asksTooMuch,
  type Failure,
  neverArrives,
  nextDelay,
  type RetryPolicy,
  resolvePolicy,
  wrongClock,
} from "./retry";
import { Signer } from "./signer";
import type {
  CosClientOptions,
  CosRequest,
  CosResponse,
  CosTarget,
  Credentials,
  DryRun,
  HttpDispatcher,
  PresignRequest,
} from "./types";

/**
 * A client of the COS XML API.
 *
 * Rejects with `CosServiceError` when COS refuses, `CosNetworkError` when no answer comes, `CosConfigError` when a setting is
 * missing, and the signal's reason when the caller gives up. Operations are repeated unless known not to be repeatable. Callers have to
 * handle errors that follow from a lost answer (`NoSuchUpload` of a completed upload).
 */
export class CosClient {
  // Private fields throughout: inspecting or serialising a client must not show keys (docs/promises.md#secrets-stay-secret).
  readonly #options: CosClientOptions;
  readonly #signer: Signer;
  readonly #policy: RetryPolicy;
  readonly #gate: Gate;
  readonly #timeouts: Outgoing["timeouts"];
  readonly #random: () => number;
  #dispatcher: HttpDispatcher | undefined;
  #closed = false;
  #clockWarned = false;
  #slowWarned = false;

  constructor(options: CosClientOptions) {
    this.#options = options;
    this.#random = options.random ?? Math.random;
    this.#signer = new Signer(options);
    this.#policy = resolvePolicy(options.retry);
    this.#gate = new Gate(options.parallelism ?? defaultParallelism);
    this.#timeouts = {
      connectMs: options.timeouts?.connectMs ?? 10_000,
      headersMs: options.timeouts?.headersMs ?? 60_000,
      bodyMs: options.timeouts?.bodyMs ?? 60_000,
    };
  }

  /** Sends one request, repeated as `retry.ts` allows; resolves with a 2xx answer. */
  send(request: CosRequest & { responseBody: "stream" }): Promise<CosResponse<Readable>>;
  send(request: CosRequest & { responseBody?: "buffer" | undefined }): Promise<CosResponse>;
  async send(request: CosRequest): Promise<CosResponse | CosResponse<Readable>> {
    const prepared = prepare(this.#options, request);
    const state: TryState = {
      attempt: 0,
      began: 0,
      signedAt: 0,
      renewed: false,
      clockSet: false,
      unclear: false,
    };
    for (;;) {
      state.attempt++;
      const outcome = await this.#try(request, prepared, state);
      if ("response" in outcome) {
        return outcome.response;
      }
      await wait(outcome.delayMs, undefined, request.signal ? { signal: request.signal } : {}).catch(() =>
        request.signal?.throwIfAborted(),
      );
    }
  }

  /**
   * A URL that anyone may use until it expires, with the `q-*` parameters of
   * https://www.tencentcloud.com/document/product/436/31536. Needs keys, but no network.
   */
  async presign(request: PresignRequest): Promise<string> {
    return await this.#signer.presign(resolvePublicAddress(this.#options, request), request);
  }

  /**
   * A form that a browser may send to a bucket until it expires, with the signature of its policy
   * (https://www.tencentcloud.com/document/product/436/14690). Needs keys, but no network.
   */
  async presignForm(
    target: CosTarget,
    conditions: readonly FormCondition[],
    expiresInSeconds?: number,
  ): Promise<{ url: string; fields: Record<string, string> }> {
    const { origin, path } = resolvePublicAddress(this.#options, target);
    return { url: origin + path, fields: await this.#signer.presignForm(conditions, expiresInSeconds) };
  }

  /** The address of an object or bucket for visitors: path style under a custom endpoint, else `https://<bucket>.cos.…`. */
  objectUrl(target: CosTarget): string {
    const address = resolvePublicAddress(this.#options, target);
    return address.origin + address.path;
  }

  /** The Host header of requests to that bucket, e.g. `example-1250000000.cos.ap-guangzhou.myqcloud.com`. */
  host(target: CosTarget = {}): string {
    return resolveAddress(this.#options, target).host;
  }

  /**
   * The request as `send` would send it now, and how it is signed. Nothing is sent. Keys, tokens and the keys of objects are `***`; the
   * signature itself is real, and holds for an hour.
   */
  async dryRun(request: CosRequest): Promise<DryRun> {
    const prepared = prepare(this.#options, request);
    const credentials = request.anonymous ? undefined : await this.#signer.credentials();
    const signed = credentials && this.#signer.sign(prepared, credentials, this.#signer.now());
    return describeDryRun(prepared, signed, redactor(request, credentials));
  }

  /** Waits for requests in flight and closes the connections; later requests fail. Repeating it does nothing. */
  async close(): Promise<void> {
    if (this.#closed) {
      return;
    }
    this.#closed = true;
    if (this.#dispatcher !== this.#options.dispatcher) {
      await this.#dispatcher?.close?.();
    }
  }

  /** Makes one attempt. Returns an answer, or the wait before the next attempt; throws when there is none. */
  async #try(
    request: CosRequest,
    prepared: Prepared,
    state: TryState,
  ): Promise<{ response: CosResponse | CosResponse<Readable> } | { delayMs: number }> {
    const facts: RequestFacts = { ...prepared.facts, attempts: state.attempt, unclear: state.unclear };
    const credentials = request.anonymous ? undefined : await this.#signer.credentials();
    const queued = performance.now();
    const ticket = await this.#gate.enter(request.queue ?? this, request.signal);
    const sent = performance.now();
    // Neither waits in the queue nor transfers of any length count against the deadline.
    state.began = state.attempt === 1 ? sent : state.began + (sent - queued);
    const discount = () => {
      if (!prepared.isSmall) {
        state.began += performance.now() - sent;
      }
    };
    let incoming: Incoming;
    try {
      const outgoing = this.#outgoing(request, prepared, credentials, state);
      incoming = await exchange(this.#connect(), outgoing).finally(discount);
    } catch (error) {
      if (!(error instanceof ExchangeError)) {
        throw error;
      }
      const problem = this.#blame(error, prepared.address.origin);
      // An attempt that had hardly any time left says less than the one before.
      if (error.code === "Deadline" && state.refusal) {
        throw state.refusal;
      }
      const failure: Failure = { kind: "network", code: problem.code };
      const delayMs = prepared.repeatable ? this.#delay(failure, request, state) : undefined;
      state.unclear ||= !neverArrives(problem.code);
      if (delayMs !== undefined) {
        return { delayMs };
      }
      throw this.#noAnswer(facts, problem);
    } finally {
      this.#gate.leave();
    }
    const { status, headers, body } = incoming;
    const whole = Buffer.isBuffer(body) ? body : undefined;
    request.observer?.answered?.({ status, headers, body: whole }, redactor(request, credentials));
    const doubted = this.#doubt(request, incoming, facts, credentials);
    if (doubted !== undefined) {
      if (asksTooMuch({ status, code: "" })) {
        this.#slowDown(ticket);
      }
      const failure: Failure = { kind: "network", code: doubted.code, retryAfter: headers["retry-after"] };
      const delayMs = prepared.repeatable ? this.#delay(failure, request, state) : undefined;
      if (delayMs === undefined) {
        throw doubted;
      }
      state.refusal = doubted;
      state.unclear = true;
      return { delayMs };
    }
    const failed =
      (status >= 300 && request.answers?.includes(status) !== true) ||
      (prepared.errorIn200 && Buffer.isBuffer(body) && hasErrorRoot(body));
    if (!failed) {
      this.#gate.widen();
      return { response: { status, headers, body, attempts: state.attempt } as CosResponse };
    }
    const refusal = readRefusal(status, headers, body as Buffer, redactor(request, credentials));
    if (asksTooMuch(refusal)) {
      this.#slowDown(ticket);
    }
    const delayMs = prepared.repeatable ? await this.#cure(refusal, request, credentials, state) : undefined;
    const answer = { ...refusal, secretId: credentials?.secretId };
    const refused = new CosServiceError(facts, answer, this.#options.explain?.refusal?.(facts, answer));
    if (delayMs === undefined) {
      throw refused;
    }
    state.refusal = refused;
    state.unclear ||= status >= 500;
    return { delayMs };
  }

  /** The error for an answer that cannot come from COS. */
  #doubt(
    request: CosRequest,
    { status, headers, body }: Incoming,
    facts: RequestFacts,
    credentials: Credentials | undefined,
  ): CosNetworkError | undefined {
    const whole = Buffer.isBuffer(body) ? body : undefined;
    const reason = this.#options.doubt?.(request, { status, headers, body: whole });
    if (reason === undefined) {
      return undefined;
    }
    if (!Buffer.isBuffer(body)) {
      body.destroy();
    }
    const seen = redactor(request, credentials)(describeAnswer(status, headers, whole));
    return this.#noAnswer(facts, {
      code: "NotFromCos",
      message: `the answer is not from COS: it ${reason} (${seen})`,
    });
  }

  #noAnswer(
    facts: RequestFacts,
    { code, message, cause }: { code: string; message: string; cause?: unknown },
  ): CosNetworkError {
    return new CosNetworkError(
      facts,
      { code, message, cause },
      this.#options.explain?.noAnswer?.(facts, code),
    );
  }

  /** Tries to remove the cause of a refusal: corrects the clock, renews keys, or lowers the bound of requests in flight. */
  async #cure(
    refusal: Refusal,
    request: CosRequest,
    credentials: Credentials | undefined,
    state: TryState,
  ): Promise<number | undefined> {
    if (state.attempt >= this.#policy.maxAttempts) {
      return undefined;
    }
    if (credentials && !state.clockSet) {
      const serverNow = wrongClock(refusal.clock, state.signedAt);
      if (serverNow !== undefined) {
        state.clockSet = true;
        this.#setClock(serverNow);
        return 0;
      }
    }
    if (credentials && refusal.code === "ExpiredToken" && !state.renewed) {
      state.renewed = true;
      if (await this.#signer.renew(credentials)) {
        return 0;
      }
    }
    const { status, code, retryAfter } = refusal;
    return this.#delay({ kind: "service", status, code, retryAfter }, request, state);
  }

  #delay(failure: Failure, request: CosRequest, state: TryState): number | undefined {
    return nextDelay(this.#policy, failure, {
      attempt: state.attempt,
      elapsedMs: performance.now() - state.began,
      now: this.#signer.now(),
      random: this.#random(),
      retryConflicts: request.retryConflicts,
    });
  }

  #setClock(serverNow: number): void {
    const offset = this.#signer.setTime(serverNow);
    if (this.#clockWarned) {
      return;
    }
    this.#clockWarned = true;
    const minutes = Math.max(1, Math.round(Math.abs(offset) / 60_000));
    const side = offset < 0 ? "ahead of" : "behind";
    this.#options.onWarning?.(
      `This machine's clock is about ${minutes} min ${side} the service's; requests are signed with the service's time. Set the clock (NTP).`,
    );
  }

  #slowDown(ticket: Ticket): void {
    if (!this.#gate.narrow(ticket) || this.#slowWarned) {
      return;
    }
    this.#slowWarned = true;
    const help = this.#options.explain?.setting?.("parallelism");
    this.#options.onWarning?.(
      `COS limits the rate of requests: continuing with at most ${this.#gate.bound} in flight, and with more as COS allows.${help ? ` ${help.advice}` : ""}`,
    );
  }

  #outgoing(
    request: CosRequest,
    prepared: Prepared,
    credentials: Credentials | undefined,
    state: TryState,
  ): Outgoing {
    state.signedAt = this.#signer.now();
    const signed = credentials && this.#signer.sign(prepared, credentials, state.signedAt);
    request.observer?.sent?.(describeDryRun(prepared, signed, redactor(request, credentials)));
    const { origin, path, host } = prepared.address;
    return {
      origin,
      path: prepared.query === "" ? path : `${path}?${prepared.query}`,
      method: request.method,
      headers: signed?.headers ?? prepared.headers,
      body: prepared.openBody(),
      stream: request.responseBody === "stream",
      // undici would take the TLS name from the Host header, which is not the custom endpoint's.
      servername:
        origin.startsWith("https:") && !origin.endsWith(host) ? new URL(origin).hostname : undefined,
      timeouts: this.#timeouts,
      limitMs: prepared.isSmall
        ? Math.max(1, this.#policy.deadlineMs - (performance.now() - state.began))
        : undefined,
      signal: request.signal,
      onProgress: request.onProgress,
    };
  }

  /** Adds the name of the environment's proxy to a failure on the way through it. */
  #blame(error: ExchangeError, origin: string): ExchangeError {
    const proxy = this.#options.dispatcher === undefined ? proxyFor(origin) : undefined;
    return proxy === undefined ? error : blameProxy(error, proxy);
  }

  #connect(): HttpDispatcher {
    if (this.#closed) {
      throw new CosError("The client has been closed.", "ClientClosed");
    }
    this.#dispatcher ??= this.#options.dispatcher ?? createAgent(this.#timeouts.connectMs);
    return this.#dispatcher;
  }
}

interface TryState {
  attempt: number;
  /** performance.now() when the first try went out. */
  began: number;
  /** Corrected time with which the last attempt was signed. */
  signedAt: number;
  clockSet: boolean;
  /** Whether an attempt may have been carried out. */
  unclear: boolean;
  renewed: boolean;
  /** The error of the last attempt that was answered. */
  refusal?: CosError;
}
