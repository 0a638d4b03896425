/** The request as it would go out, and as it went out. */

import type { Call } from "../state/call";

export function RequestTab({ call }: { readonly call: Call }) {
  return <pre>{JSON.stringify(call.preview.value?.request, undefined, 2)}</pre>;
}
