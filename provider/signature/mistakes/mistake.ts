/** A mistake of a signer. */

import type { Cause } from "../causes";
import type { Recipe } from "../recipe";
import type { SignedRequest } from "../request";

/** One mistake. */
export interface Mistake {
  readonly cause: Cause;
  readonly message: string;
  /** The recipe of a signer that makes it. */
  readonly change: (recipe: Recipe) => Recipe;
  /** The request as it has to be sent, where the mistake is in that. */
  readonly resend?: (request: SignedRequest) => SignedRequest;
}
