/** Looks for drift of a whole stack: the engine says which resources changed, their own handlers say where. */

import { compareValues } from "../../provider/codec";
import type { Context } from "../../provider/model/context";
import type { Props } from "../../provider/model/props";
import { handlers } from "../../provider/resources";
import type { OpenStack, Outcome, StackResource } from "../stack";
import { findingOf, readDetails } from "./details";
import type { ResourceFinding } from "./report";

/** What each resource of a stack is like: a bucket, its configurations, its objects, the next bucket; other packages' last. */
export async function findDrift(
  context: Context,
  { resources }: OpenStack,
  outcomes: ReadonlyMap<string, Outcome>,
): Promise<readonly ResourceFinding[]> {
  // The state's order depends on which request was answered first.
  const inOrder = [...resources].sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
  return await Promise.all(
    inOrder.map((resource) => findingFor(context, resource, outcomes.get(resource.urn))),
  );
}

function orderOf({ token, id, urn }: StackResource): string {
  return token === undefined ? `\uffff${urn}` : `${id}\n${token}`;
}

async function findingFor(
  context: Context,
  resource: StackResource,
  outcome: Outcome | undefined,
): Promise<ResourceFinding> {
  switch (outcome?.kind) {
    case undefined:
      return findingOf(resource, "unreadable", { error: "the engine did not refresh it" });
    case "failed":
      return findingOf(resource, "unreadable", { error: outcome.message });
    case "gone":
      return findingOf(resource, "gone");
    case "same":
      return findingOf(resource, "unchanged");
    case "changed":
      return handlers.has(resource.token ?? "")
        ? await readDetails(context, resource)
        : findingOf(resource, "drifted", { changes: changesOfOthers(outcome.old, outcome.live) });
  }
}

/** Resources of other packages: what the engine says of their outputs, its secrets masked. */
function changesOfOthers(old: Props, live: Props) {
  return compareValues(old, live).map(({ path, before, after }) => ({
    path,
    declared: before,
    live: after,
    up: "update" as const,
  }));
}
