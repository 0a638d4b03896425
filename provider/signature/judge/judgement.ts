/** What recomputing a signature shows. */

import type { Finding } from "../causes";
import type { Difference } from "../difference";
import type { SignedRequest } from "../request";
import type { SignatureStep } from "../steps";

/** What recomputing a signature shows. */
export interface Judgement {
  /** Whether the signature is the right one; `undefined` where it cannot be computed. */
  readonly matches: boolean | undefined;
  readonly findings: readonly Finding[];
  readonly differences: readonly Difference[];
  readonly notes: readonly string[];
  /** Of the right signature. */
  readonly steps: readonly SignatureStep[];
  /** The request, with the method for which it holds where none was given. */
  readonly request: SignedRequest;
  /** The request as it should be sent. */
  readonly resend: SignedRequest;
}
