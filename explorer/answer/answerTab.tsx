/** What COS answered. */

import type { Call } from "../state/call";

export function AnswerTab({ call }: { readonly call: Call }) {
  return <pre>{JSON.stringify(call.answered.value?.answer, undefined, 2)}</pre>;
}
