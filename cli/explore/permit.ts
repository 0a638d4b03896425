/** Whether a call may be sent: of a session that only reads, and of what cannot be undone. */

import { type Operation, operations } from "../../provider/api/operations";
import type { Effect } from "../../provider/api/operations/operation";
import { warningOf } from "../api/confirm";
import { ProblemError } from "./problem";
import type { FreeDraft, SendRequest } from "./wire";

/**
 * Lets pass what may be sent.
 * @throws ProblemError for what a session that only reads would change, and for what a person has to confirm
 */
export function permit(
  { free, confirmed }: Pick<SendRequest, "free" | "confirmed">,
  operation: Operation | undefined,
  readOnly: boolean,
): void {
  const effect = operation?.effect ?? (free === undefined ? "reads" : effectOf(free));
  const name = operation?.name ?? `${free?.method ?? "The request"}`;
  if (readOnly && effect !== "reads") {
    throw new ProblemError(403, `${name} is not sent: this explorer was started with --read-only.`);
  }
  const warning = warningOf(name, effect);
  if (warning !== undefined && confirmed !== true) {
    throw new ProblemError(409, `${warning}: it has to be confirmed.`);
  }
}

/** From the least to the worst. */
const effects: readonly Effect[] = ["reads", "writes", "replaces", "destroys", "cannot be undone"];

/** What a request does that is not called by its name: the worst of what it may be by its method and its sub-resource. */
function effectOf({ method, query, key }: FreeDraft): Effect {
  if (method === "GET" || method === "HEAD" || method === "OPTIONS") {
    return "reads";
  }
  const names = new Set(query.map(([name]) => name.toLowerCase()));
  const found = operations.filter(
    (operation) =>
      operation.method === method &&
      operation.host === "bucket" &&
      (operation.path === "/") === (key === "") &&
      (operation.subresource === undefined || names.has(operation.subresource)),
  );
  const known = found.filter(({ subresource }) => subresource !== undefined);
  const worst = Math.max(
    effects.indexOf(method === "DELETE" ? "destroys" : "writes"),
    ...(known.length > 0 ? known : found).map(({ effect }) => effects.indexOf(effect)),
  );
  return effects[worst] as Effect;
}
