/** Finds out what the credentials may do, by requests that change nothing. */

import { type Account, readAccount } from "../../provider/api/account";
import type { Probe } from "../../provider/api/permissions";
import { CosError, CosServiceError } from "../../provider/client";
import type { Context } from "../../provider/model/context";

/** The outcome of a probe. */
export type Outcome = Allowed | Unanswered;

/** The action is allowed. */
export interface Allowed {
  readonly kind: "allowed";
  /** Whether what was asked for is there. */
  readonly found: boolean;
}

/**
 * `refused`: a policy does not let it happen. `keys`: the keys themselves are invalid. `unknown`: the answer tells nothing about
 * the action, because there is no such bucket, no answer, or the service failed.
 */
export interface Unanswered {
  readonly kind: "refused" | "keys" | "unknown";
  readonly error: unknown;
}

/** Refusals of the keys, before anything else was looked at. */
const keyCodes = new Set([
  "CosConfigError",
  "ExpiredToken",
  "InvalidAccessKeyId",
  "RequestTimeTooSkewed",
  "SignatureDoesNotMatch",
]);

/** What is known of the account: itself, or why it is not. */
export type AccountOutcome = { readonly kind: "read"; readonly account: Account } | Outcome;

/** Asks each question once. */
export class Asker {
  readonly #context: Context;
  readonly #reached: boolean;
  readonly #asked = new Map<string, Promise<Outcome>>();

  /** @param reached whether COS can be reached; otherwise nothing is known, without waiting */
  constructor(context: Context, reached: boolean) {
    this.#context = context;
    this.#reached = reached;
  }

  /** Whose the keys are. */
  async whose(): Promise<AccountOutcome> {
    try {
      this.#requireReached();
      return { kind: "read", account: await readAccount(this.#context) };
    } catch (error) {
      return outcomeOf(error);
    }
  }

  /** Whether an action is allowed, by a request that needs it. */
  ask(action: string, probe: Probe): Promise<Outcome> {
    const question = JSON.stringify([action, probe]);
    let outcome = this.#asked.get(question);
    if (outcome === undefined) {
      outcome = this.#send(action, probe);
      this.#asked.set(question, outcome);
    }
    return outcome;
  }

  async #send(action: string, probe: Probe): Promise<Outcome> {
    try {
      this.#requireReached();
      await this.#context.client.send({ ...probe, operation: action });
      return { kind: "allowed", found: true };
    } catch (error) {
      return outcomeOf(error);
    }
  }

  #requireReached(): void {
    if (!this.#reached) {
      throw new Error("COS cannot be reached");
    }
  }
}

/** What an error says about the action that was asked for. */
export function outcomeOf(error: unknown): Outcome {
  if (CosError.isInstance(error) && (keyCodes.has(error.code) || isExpired(error))) {
    return { kind: "keys", error };
  }
  if (!CosServiceError.isInstance(error)) {
    return { kind: "unknown", error };
  }
  if (error.code === "AccessDenied") {
    return { kind: "refused", error };
  }
  // What is asked for is found out after it is allowed. An archived object answers 403 with a code of its own.
  const answered = [403, 404, 416].includes(error.status) && error.code !== "NoSuchBucket";
  return answered ? { kind: "allowed", found: error.status !== 404 } : { kind: "unknown", error };
}

/** The page of errors (https://www.tencentcloud.com/document/product/436/7730) has no code for it. */
function isExpired(error: CosError): boolean {
  return CosServiceError.isInstance(error) && /request has expired/i.test(error.serverMessage);
}
