/** Verifies signatures for the page. */

import { CosConfigError, type Credentials, percentEncode } from "../../provider/client";
import { InputError, type Verdict, verifySignature } from "../../provider/signature";
import { hidden } from "../api/hideSecrets";
import { ProblemError } from "./problem";
import type { Targets } from "./targets";
import type { VerifyAnswer, VerifyRequest } from "./wire";

/**
 * Verifies a signature with keys that were pasted, else with those of a target.
 * @throws ProblemError when nothing in the texts is signed
 */
export async function verify(targets: Targets, request: VerifyRequest): Promise<VerifyAnswer> {
  const { texts, method, host, path, headers } = request;
  const pasted = pastedKeys(request);
  const credentials = pasted ?? (await keysOf(targets, request));
  try {
    const verdict = verifySignature(texts, { method, host, path, headers, credentials });
    return { verdict: pasted === undefined ? withoutToken(verdict, credentials) : verdict };
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

/** What is right has the token of temporary keys in it. Those of a target never reach the page. */
function withoutToken(verdict: Verdict, { securityToken: token }: Partial<Credentials>): Verdict {
  const { corrected, notes } = verdict;
  if (corrected === undefined || token === undefined) {
    return verdict;
  }
  const text = JSON.stringify(corrected);
  const hiding = [JSON.stringify(token).slice(1, -1), percentEncode(token)].reduce(
    (before, secret) => before.replaceAll(secret, hidden),
    text,
  );
  return hiding === text
    ? verdict
    : {
        ...verdict,
        corrected: JSON.parse(hiding),
        notes: [
          ...notes,
          `What is corrected has ${hidden} in place of the token, which never reaches the page.`,
        ],
      };
}
