/** Caches keys: asks for them once, and again before they expire. */
import type { Credentials, CredentialsProvider } from "./types";

/** Milliseconds before their expiry at which temporary keys are renewed. */
const renewBefore = 60_000;

/** Keeps a provider's keys until they expire; concurrent callers share one request. */
export class CredentialsCache {
  readonly #provider: CredentialsProvider;
  readonly #now: () => number;
  #pending: Promise<Credentials> | undefined;

  constructor(provider: CredentialsProvider, now: () => number) {
    this.#provider = provider;
    this.#now = now;
  }

  /** The current keys. Rejects with what the provider function threw. */
  async get(): Promise<Credentials> {
    if (typeof this.#provider !== "function") {
      return this.#provider;
    }
    const current = this.#pending;
    if (current) {
      const credentials = await current;
      const fresh = credentials.expiresAt === undefined || credentials.expiresAt - renewBefore > this.#now();
      // Another caller may have renewed while this one waited.
      if (fresh || this.#pending !== current) {
        return fresh ? credentials : this.get();
      }
    }
    return this.#ask(this.#provider);
  }

  /** Asks again after COS rejected `used` as expired; `undefined` when there are no other keys. */
  async renew(used: Credentials): Promise<Credentials | undefined> {
    if (typeof this.#provider !== "function") {
      return undefined;
    }
    const pending = this.#pending;
    let current = await pending;
    if (current === used || current === undefined) {
      // Another caller may have asked while this one waited.
      current = await (this.#pending === pending ? this.#ask(this.#provider) : this.#pending);
    }
    if (current === undefined) {
      return undefined;
    }
    const same = current.secretId === used.secretId && current.securityToken === used.securityToken;
    return same ? undefined : current;
  }

  #ask(provider: () => Promise<Credentials>): Promise<Credentials> {
    const pending = Promise.resolve().then(provider);
    this.#pending = pending;
    pending.catch(() => {
      if (this.#pending === pending) {
        this.#pending = undefined;
      }
    });
    return pending;
  }
}
