/** The CAM actions that a resource needs, as the handlers themselves tell them. */

import { actionOf } from "../../provider/api/operations";
import type { Permission } from "../../provider/api/permissions";
import type { Props } from "../../provider/model/props";
import { handlers } from "../../provider/resources";
import { code, table } from "./markdown";
import { address } from "./resource";

const settings = { region: address.region, appId: "1250000000" };
const elsewhere = { region: "ap-beijing", bucket: "copy-1250000000" };

/** The least that arguments say. */
const plain: Props = { ...address, key: "key", prefix: "", rules: [], source: { ...elsewhere, key: "key" } };

/** Arguments with which further actions are needed. */
const special: Props = {
  ...plain,
  forceDestroy: true,
  tieringId: "archive",
  rules: [
    { destination: elsewhere, type: "WEBSITE" },
    { destination: elsewhere, type: "ACCELERATE" },
  ],
};

/** The table of a resource's actions, each once. */
export function permissionsTable(token: string, id: string): string {
  const of = (props: Props) =>
    handlers.get(token)?.permissions(settings, id, props) ?? { read: [], write: [] };
  const usual = new Set([...of(plain).read, ...of(plain).write].map(({ operation }) => actionOf(operation)));
  const { read, write } = of(special);
  const reading = new Set(read.map(({ operation }) => actionOf(operation)));
  const rows = [...groupByAction([...read, ...write])].map(([action, permissions]) => [
    code(`name/cos:${action}`),
    (reading.has(action) ? "reading" : "writing") + (usual.has(action) ? "" : ", depending on the arguments"),
    sentence(permissions),
  ]);
  return table(["CAM action", "For", "Without it"], rows);
}

function groupByAction(permissions: readonly Permission[]): ReadonlyMap<string, readonly Permission[]> {
  const groups = new Map<string, Permission[]>();
  for (const permission of permissions) {
    const action = actionOf(permission.operation);
    groups.set(action, [...(groups.get(action) ?? []), permission]);
  }
  return groups;
}

/** What becomes of the work without an action, when it is done all the same wherever the action is asked for. */
function sentence(permissions: readonly Permission[]): string {
  const consequences = permissions.map(({ otherwise }) => otherwise);
  const [first] = consequences;
  return first === undefined || consequences.includes(undefined)
    ? ""
    : `${first.charAt(0).toUpperCase()}${first.slice(1)}.`;
}
