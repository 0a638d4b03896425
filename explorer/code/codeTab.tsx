/** The call as code. */

import type { Call } from "../state/call";

export function CodeTab({ call }: { readonly call: Call }) {
  return <pre>{JSON.stringify(call.details?.languages)}</pre>;
}
