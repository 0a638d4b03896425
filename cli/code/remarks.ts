/** What programs say of the call in comments. */

import { pageOf } from "../../provider/api/operations";
import type { Call } from "./call";

/** The operation and its page, and that there is no method for it where that is so. */
export function remarksOf(
  { operation }: Call,
  sdk?: { readonly name: string; readonly reason: string | undefined },
): readonly string[] {
  const page = pageOf(operation);
  return [
    page === undefined ? operation.title : `${operation.title}: ${page}`,
    ...(sdk?.reason === undefined
      ? []
      : [`${sdk.name} ${sdk.reason}: this is its signed request for anything.`]),
  ];
}

/** Why an SDK's method is not used. */
export const noMethod = "has no method for it";
