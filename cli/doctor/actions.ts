/** Checks of the CAM actions that a stack needs: asked for where that changes nothing. */

import { actionOf } from "../../provider/api/operations";
import type { Permission } from "../../provider/api/permissions";
import { bucketId } from "../../provider/model/ids";
import { firstOf } from "../../provider/model/messages";
import type { Asker, Unanswered } from "./asker";
import { type Check, count, reasonOf } from "./check";
import type { Needs } from "./needs";

/** Places at which one action is asked for. A stack may have thousands of objects, of which a few stand for all. */
const maxPlaces = 20;

/** How many names of places are shown. */
const shownPlaces = 3;

/** An action with everywhere that it is needed. */
interface Action {
  readonly name: string;
  /** Needed to read already. */
  readonly reads: boolean;
  readonly permissions: readonly Permission[];
}

/** One check for each action, in the order of their names. */
export async function checkActions(asker: Asker, needs: Needs): Promise<readonly Check[]> {
  return await Promise.all(actionsOf(needs).map((action) => checkAction(asker, action)));
}

function actionsOf({ read, write }: Needs): readonly Action[] {
  const names = new Set([...read, ...write].map(({ operation }) => actionOf(operation)));
  return [...names].sort().map((name) => {
    const [reads, writes] = [read, write].map((list) =>
      list.filter(({ operation }) => actionOf(operation) === name),
    );
    return { name, reads: reads?.length !== 0, permissions: distinct([...(reads ?? []), ...(writes ?? [])]) };
  });
}

/** One for each place, the one that is not to be done without where there are several. */
function distinct(permissions: readonly Permission[]): readonly Permission[] {
  const byPlace = new Map<string, Permission>();
  for (const permission of permissions) {
    const place = JSON.stringify(permission.address ?? {});
    if (byPlace.get(place)?.otherwise !== undefined || !byPlace.has(place)) {
      byPlace.set(place, permission);
    }
  }
  return [...byPlace.values()];
}

async function checkAction(asker: Asker, { name, reads, permissions }: Action): Promise<Check> {
  const check = { id: `action:${name}`, title: name };
  const probed = permissions.filter(({ probe }) => probe !== undefined);
  if (probed.length === 0) {
    return { ...check, status: "skipped", found: "not probed: no request that changes nothing would tell" };
  }
  const asked = await Promise.all(
    probed.slice(0, maxPlaces).map(async (permission) => ({
      permission,
      outcome: await asker.ask(name, permission.probe as NonNullable<Permission["probe"]>),
    })),
  );
  const unanswered = asked.flatMap(({ permission, outcome }) =>
    outcome.kind === "allowed" ? [] : [{ permission, ...outcome }],
  );
  const refused = unanswered.filter(({ kind }) => kind === "refused");
  if (refused.length > 0) {
    return { ...check, ...describeRefusal(refused, asked.length, reads) };
  }
  const [first] = unanswered;
  if (first !== undefined && unanswered.length === asked.length) {
    return { ...check, status: "skipped", found: `not known: ${reasonOf(first.error).found}` };
  }
  const allowed = asked.length - unanswered.length;
  const of = `${allowed === permissions.length ? "" : `${allowed} of `}${count(permissions.length, "place")}`;
  return { ...check, status: "ok", found: `allowed at ${of}` };
}

function describeRefusal(
  refused: readonly (Unanswered & { readonly permission: Permission })[],
  asked: number,
  reads: boolean,
): Pick<Check, "status" | "found" | "remedy"> {
  const places = refused.map(({ permission }) => placeOf(permission));
  const where = firstOf(places, shownPlaces).join(", ");
  const found = asked === refused.length ? `refused at ${where}` : `refused at ${where}, allowed elsewhere`;
  const [first] = refused as [(typeof refused)[number]];
  const { otherwise } = first.permission;
  const { remedy } = reasonOf(first.error);
  const dispensable = refused.every(({ permission }) => permission.otherwise !== undefined);
  const why = dispensable ? `; without it ${otherwise}` : reads ? "" : "; only a deployment needs it";
  return {
    status: dispensable || !reads ? "warning" : "failed",
    found: found + why,
    ...(remedy !== undefined && { remedy }),
  };
}

function placeOf({ address }: Permission): string {
  if (address === undefined) {
    return "the account";
  }
  return address.key === undefined ? bucketId(address) : `${bucketId(address)}/${address.key}`;
}
