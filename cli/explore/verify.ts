/** Verifies signatures for the page. */

import { CosConfigError, type Credentials } from "../../provider/client";
import { InputError, verifySignature } from "../../provider/signature";
import { ProblemError } from "./problem";
import type { Targets } from "./targets";
import type { VerifyAnswer, VerifyRequest } from "./wire";

/**
 * Verifies a signature with keys that were pasted, else with those of a target.
 * @throws ProblemError when nothing in the texts is signed
 */
export async function verify(targets: Targets, request: VerifyRequest): Promise<VerifyAnswer> {
  const { texts, method, host, path, headers } = request;
  const credentials = pastedKeys(request) ?? (await keysOf(targets, request));
  try {
    return { verdict: verifySignature(texts, { method, host, path, headers, credentials }) };
  } catch (error) {
    throw error instanceof InputError ? new ProblemError(400, error.message) : error;
  }
}

function pastedKeys({ credentials = {} }: VerifyRequest): Partial<Credentials> | undefined {
  const given = Object.entries(credentials).filter(([, value]) => value !== undefined && value !== "");
  return given.length === 0 ? undefined : Object.fromEntries(given);
}

/** Without keys, times, lists and the answer are checked all the same. */
async function keysOf(targets: Targets, { target }: VerifyRequest): Promise<Partial<Credentials>> {
  if (target === undefined) {
    return {};
  }
  const { context } = await targets.open(target);
  try {
    return await context.settings.credentials();
  } catch (error) {
    if (CosConfigError.isInstance(error)) {
      return {};
    }
    throw error;
  }
}
