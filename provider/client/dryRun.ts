/** Describes a request that is not sent, without what is secret in it. */

import type { Prepared } from "./prepare";
import type { Signature, SignatureSteps } from "./signature";
import type { SignedHeaders } from "./signer";
import type { DryRun } from "./types";

/** Describes it. @param redact takes secrets out of a text */
export function describeDryRun(
  { address, query, headers, facts }: Prepared,
  signed: SignedHeaders | undefined,
  redact: (text: string) => string,
): DryRun {
  const shown = Object.entries(signed?.headers ?? headers).map(([name, value]) => {
    // On the wire stand the bytes of UTF-8, one in each character.
    return [name, redact(Buffer.from(value, "latin1").toString())] as const;
  });
  return {
    method: facts.method,
    url: redact(`${address.origin}${address.path}${query === "" ? "" : `?${query}`}`),
    headers: Object.fromEntries(shown),
    ...(signed !== undefined && { signature: redactSteps(signed.signature, redact) }),
  };
}

function redactSteps(signature: Signature, redact: (text: string) => string): SignatureSteps {
  const { signKey: _, authorization: __, ...steps } = signature;
  return {
    ...steps,
    httpParameters: redact(steps.httpParameters),
    httpHeaders: redact(steps.httpHeaders),
    httpString: redact(steps.httpString),
  };
}
