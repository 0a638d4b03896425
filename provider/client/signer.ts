/** Signs with the keys of the moment and with the service's time. */
import { CredentialsCache } from "./credentials";
import { type Address, encodeQuery } from "./endpoint";
import { type FormCondition, signForm } from "./form";
import type { Prepared } from "./prepare";
import { presignedQuery, type Signature, sign } from "./signature";
import type { CosClientOptions, Credentials, PresignRequest } from "./types";

/** Lifetime of a header signature in seconds, as in the Go SDK; uploads of large parts need the time. */
const signatureLifetime = 3600;

/** The key time starts on a full minute, at least this many seconds ago, so that SignKey is reused and small clock differences do no harm. */
const signatureBackdating = 60;

/** Lifetime of a pre-signed address or form in seconds, where none is given. */
const presignedLifetime = 900;

/** Headers with their signature. */
export interface SignedHeaders {
  readonly headers: Readonly<Record<string, string>>;
  readonly signature: Signature;
}

/** Signs requests, addresses and forms. */
export class Signer {
  // Private fields: inspecting or serialising it must not show keys (docs/promises.md#secrets-stay-secret).
  readonly #credentials: CredentialsCache;
  readonly #clock: () => number;
  /** Milliseconds by which the service is ahead of this machine. */
  #ahead = 0;

  constructor({ credentials, now = Date.now }: Pick<CosClientOptions, "credentials" | "now">) {
    this.#clock = now;
    this.#credentials = new CredentialsCache(credentials, now);
  }

  /** The current keys. Rejects with what the provider of the keys threw. */
  credentials(): Promise<Credentials> {
    return this.#credentials.get();
  }

  /** Asks for other keys after COS rejected these as expired. @returns whether there are any */
  async renew(used: Credentials): Promise<boolean> {
    return (await this.#credentials.renew(used)) !== undefined;
  }

  /** The service's time as far as it is known, in Unix milliseconds. */
  now(): number {
    return this.#clock() + this.#ahead;
  }

  /**
   * Signs with the service's time from now on.
   * @returns by how many milliseconds it is ahead of this machine
   */
  setTime(serverNow: number): number {
    this.#ahead = serverNow - this.#clock();
    return this.#ahead;
  }

  /**
   * The headers of a request with its signature, which holds for an hour.
   * @param now the time of signing, in Unix milliseconds
   */
  sign(prepared: Prepared, credentials: Credentials, now: number): SignedHeaders {
    const startTime = Math.floor(now / 60_000) * 60 - signatureBackdating;
    const token = credentials.securityToken;
    const headers =
      token === undefined ? prepared.headers : { ...prepared.headers, "x-cos-security-token": token };
    const signature = sign({
      secretId: credentials.secretId,
      secretKey: credentials.secretKey,
      method: prepared.facts.method,
      path: prepared.address.signedPath,
      query: prepared.signedQuery,
      headers:
        token === undefined
          ? prepared.signedHeaders
          : { ...prepared.signedHeaders, "x-cos-security-token": token },
      startTime,
      endTime: startTime + signatureBackdating + signatureLifetime,
    });
    return { headers: { ...headers, authorization: signature.authorization }, signature };
  }

  /** A URL with the `q-*` parameters of https://www.tencentcloud.com/document/product/436/31536. */
  async presign(address: Address, request: PresignRequest): Promise<string> {
    const credentials = await this.#credentials.get();
    const query = { ...request.query };
    // Listed and signed, as in the Go SDK.
    if (credentials.securityToken !== undefined) {
      query["x-cos-security-token"] = credentials.securityToken;
    }
    const signed = sign({
      ...credentials,
      method: request.method ?? "GET",
      path: address.signedPath,
      query,
      headers: { ...request.headers, host: address.host },
      ...this.#validity(request.expiresInSeconds),
    });
    const encoded = encodeQuery(query);
    const and = encoded === "" ? "" : "&";
    return `${address.origin}${address.path}?${encoded}${and}${presignedQuery(credentials.secretId, signed)}`;
  }

  /** The fields of a form with the signature of its policy. */
  async presignForm(
    conditions: readonly FormCondition[],
    expiresInSeconds: number | undefined,
  ): Promise<Record<string, string>> {
    const credentials = await this.#credentials.get();
    return signForm({ ...credentials, conditions, ...this.#validity(expiresInSeconds) });
  }

  /** From when until when something pre-signed holds, in Unix seconds. */
  #validity(seconds = presignedLifetime): { startTime: number; endTime: number } {
    const startTime = Math.floor(this.now() / 1000);
    return { startTime, endTime: startTime + seconds };
  }
}
