/** The steps of a signature. */

import type { Call } from "../state/call";

export function SignatureTab({ call }: { readonly call: Call }) {
  return <pre>{JSON.stringify(call.preview.value?.signatures, undefined, 2)}</pre>;
}
