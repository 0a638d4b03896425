/** A signed request as it reached COS, as far as it is known. */

import type { Items } from "./items";
import type { Pair } from "./pairs";

/** Where a signature travels: in the header Authorization, in the parameters of a URL, in the fields of a form. */
export type Carrier = "header" | "url" | "form";

/** The request. What is not known is left out. */
export interface SignedRequest {
  readonly carrier: Carrier;
  readonly method?: string;
  /** `http` or `https`. */
  readonly scheme?: string;
  /** The Host header. */
  readonly host?: string;
  /** The path as it was sent. */
  readonly rawPath?: string;
  /** The path decoded, with its leading slash. */
  readonly path?: string;
  /** The query as it was sent, without the parameters of the signature. */
  readonly rawQuery: string;
  readonly parameters: readonly Pair[];
  /** With the Host, and without Authorization; names as they were sent. */
  readonly headers: readonly Pair[];
  readonly items: Items;
  /** The fields of a form, its signature included. */
  readonly fields?: readonly Pair[];
}
