/** One handler for every configuration of a bucket: it interprets a descriptor. */

import { fullName, namePermissions } from "../../../api/account";
import { type Permissions, permit, readable } from "../../../api/permissions";
import { unlessGone } from "../../../api/service";
import { sameBucket, staysInBucket } from "../../../model/bucketNames";
import type { Context, Settings } from "../../../model/context";
import { type BucketAddress, keyedId, parseKeyedId } from "../../../model/ids";
import type { Props } from "../../../model/props";
import type { Target } from "../../../model/targets";
import type { DiffResult, ImmediateHandler, LiveResource } from "../../handler";
import type { BucketConfig } from "../descriptor";
import { ConfigAccess } from "./access";
import { configCheck } from "./check";
import { convergeConfig } from "./convergence";
import { removeConfig } from "./removal";
import { requirementPermissions } from "./requirements";

/** Makes the handler of a configuration. */
export function configHandler(config: BucketConfig): ImmediateHandler {
  const access = new ConfigAccess(config);
  return {
    token: config.token,
    check: configCheck(access),
    locate: async (context, news) => keyedId(await addressOf(context, news), access.keyOf(news)),
    target: (id) => targetOf(config, id),
    diff: (id, olds, news) => diffConfig(access, id, olds, news),
    create: async (context, news) =>
      await convergeConfig(context, access, await addressOf(context, news), undefined, news),
    read: (context, id, olds) => readConfig(context, access, id, olds),
    update: async (context, _id, olds, news) =>
      await convergeConfig(context, access, await addressOf(context, news), olds, news),
    delete: (context, id, olds) => removeConfig(context, access, id, olds),
    permissions: (settings, id, props) => permissionsOf(settings, access, id, props),
  };
}

async function addressOf(context: Context, { bucket, region }: Props): Promise<BucketAddress> {
  return { region: String(region), bucket: await fullName(context, String(bucket)) };
}

function targetOf({ token, title }: BucketConfig, id: string): Target {
  const { key = "", ...address } = parseKeyedId(id);
  const label = `${key === "" ? "" : `${key} of `}the ${title} of ${address.bucket}`;
  return { kind: token, address, name: key, label };
}

/** Another bucket, region or key is another resource; everything else can be changed in place. */
function diffConfig(access: ConfigAccess, id: string, olds: Props, news: Props): DiffResult {
  const { key } = access.config;
  const moved = [
    ...(staysInBucket(id, olds, news) ? [] : ["bucket"]),
    ...(olds.region === news.region ? [] : ["region"]),
    ...(key === undefined || olds[key.field] === news[key.field] ? [] : [key.field]),
  ];
  const changed = access.compare(olds, news).filter(({ path }) => !moved.includes(path));
  return { differences: [...moved.map((path) => ({ path, kind: "replace" as const })), ...changed] };
}

async function readConfig(
  context: Context,
  access: ConfigAccess,
  id: string,
  olds: Props,
): Promise<LiveResource | undefined> {
  const { key, ...address } = parseKeyedId(id);
  const found = await unlessGone(context, address, () => access.get(context, address, key, olds, olds));
  const live = found?.value;
  if (live === undefined) {
    return undefined;
  }
  const bucket = sameBucket(address.bucket, olds.bucket) ? olds.bucket : address.bucket;
  const inputs = { bucket, region: address.region, ...live.value };
  return {
    id,
    inputs,
    outputs: { ...inputs, ...live.computed },
    ...(live.unknownElements.length > 0 && { unknownElements: live.unknownElements }),
  };
}

function permissionsOf(settings: Settings, access: ConfigAccess, id: string, props: Props): Permissions {
  const { config } = access;
  const { key, ...address } = parseKeyedId(id);
  const { get, put, delete: remove } = access.operationsOf(key);
  const removes =
    remove !== undefined && !config.overrides?.remove && config.permanent?.(props) === undefined;
  return {
    read: permit(address, [readable(get, access.queryOf(key, "GET"))]),
    write: [
      ...permit(address, [{ operation: put }, ...(removes ? [{ operation: remove }] : [])]),
      ...requirementPermissions(config, address, props),
      ...permit(
        address,
        (config.removalReads ?? []).map(({ operation, query, otherwise }) =>
          readable(operation, query, otherwise),
        ),
      ),
      ...namePermissions(settings, props.bucket),
    ],
  };
}
