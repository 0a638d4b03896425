/** The form of the free request. */

import type { FreeCall } from "../state/free";

export function FreeForm({ call }: { readonly call: FreeCall }) {
  return <pre>{JSON.stringify(call.free.value, undefined, 2)}</pre>;
}
