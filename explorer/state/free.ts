/** The free request: whatever the table does not know. */

import { computed, type Signal, signal } from "@preact/signals";
import type { Draft, Effect, FreeDraft } from "../../cli/explore/wire";
import { type Call, newCall } from "./call";
import { targetName } from "./session";

export interface FreeCall extends Call {
  readonly free: Signal<FreeDraft>;
}

/** What the methods of HTTP do, as far as one may know. */
const effects: Readonly<Record<FreeDraft["method"], Effect>> = {
  GET: "reads",
  HEAD: "reads",
  OPTIONS: "reads",
  PUT: "replaces",
  POST: "writes",
  DELETE: "destroys",
};

/** Whether requests of a method have a body. */
export function hasBody(method: FreeDraft["method"]): boolean {
  return method === "PUT" || method === "POST";
}

const free = signal<FreeDraft>({
  method: "GET",
  bucket: "",
  region: "",
  key: "",
  query: [],
  headers: [],
  text: "",
});

/** The one that the page has. */
export const freeCall: FreeCall = {
  ...newCall(),
  free,
  file: signal(undefined),
  effect: computed(() => effects[free.value.method]),
  draft: computed<Draft>(() => ({
    target: targetName.value,
    operation: "",
    parameters: {},
    // What was typed for another method stays in the form, and out of the request.
    free: hasBody(free.value.method) ? free.value : { ...free.value, text: "" },
  })),
};
