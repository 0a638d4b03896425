/** One handler for every configuration of a bucket: it interprets a descriptor. */

import { fullName, namePermissions } from "../../../api/account";
import { permit, readable } from "../../../api/permissions";
import { unlessGone } from "../../../api/service";
import {
  type Failure,
  group,
  hasUnknown,
  normaliseStruct,
  sortFailures,
  validateStruct,
} from "../../../codec";
import {
  bucketTarget,
  nameMissingRegion,
  sameBucket,
  settleTarget,
  staysInBucket,
} from "../../../model/bucketNames";
import type { Context } from "../../../model/context";
import { type BucketAddress, keyedId, parseKeyedId } from "../../../model/ids";
import type { Props } from "../../../model/props";
import type { ImmediateHandler } from "../../handler";
import type { BucketConfig } from "../descriptor";
import { ConfigAccess } from "./access";
import { convergeConfig } from "./convergence";
import { removeConfig } from "./removal";
import { requirementPermissions } from "./requirements";

async function addressOf(context: Context, { bucket, region }: Props): Promise<BucketAddress> {
  return { region: String(region), bucket: await fullName(context, String(bucket)) };
}

/** Makes the handler of a configuration. */
export function configHandler(config: BucketConfig): ImmediateHandler {
  const struct = group({ ...bucketTarget.fields, ...config.struct.fields }, ...config.struct.rules);

  const access = new ConfigAccess(config);

  function sizeFailures(inputs: Props): readonly Failure[] {
    const { maxBytes } = config;
    if (maxBytes === undefined || hasUnknown(inputs)) {
      return [];
    }
    const bytes = Buffer.byteLength(access.encode(inputs, undefined).body ?? "");
    const [name = "", ...others] = Object.keys(config.struct.fields);
    const reason = `makes a document of ${bytes} bytes; COS takes ${maxBytes}`;
    return bytes > maxBytes ? [{ path: others.length === 0 ? name : "", reason }] : [];
  }

  /** What is worth knowing of a configuration that is new, or not as it was. */
  function warnings(olds: Props, news: Props, doubts: readonly string[]): readonly string[] {
    const changed = (config.permanent || doubts.length > 0) && access.compare(olds, news).length > 0;
    const reason = changed ? config.permanent?.(news) : undefined;
    return [
      ...(reason === undefined ? [] : [reason]),
      ...(changed ? doubts : []),
      ...(config.warnings?.(olds, news) ?? []),
    ];
  }

  return {
    token: config.token,

    check(settings, olds, news) {
      const inputs = settleTarget(settings, normaliseStruct(struct, news));
      const same = sameBucket(olds.bucket, inputs.bucket) && olds.region === inputs.region;
      const { failures, doubts } = sortFailures([
        ...validateStruct(struct, inputs).map(nameMissingRegion),
        ...((same && config.forbidden?.(olds, inputs)) || []),
      ]);
      if (failures.length > 0) {
        return { inputs, failures, warnings: doubts };
      }
      const settled = config.overrides?.settle?.(inputs) ?? inputs;
      return {
        inputs: settled,
        failures: sizeFailures(settled),
        warnings: warnings(same ? olds : {}, settled, doubts),
      };
    },

    async locate(context, news) {
      return keyedId(await addressOf(context, news), access.keyOf(news));
    },

    target(id) {
      const { key = "", ...address } = parseKeyedId(id);
      const label = `${key === "" ? "" : `${key} of `}the ${config.title} of ${address.bucket}`;
      return { kind: config.token, address, name: key, label };
    },

    diff(id, olds, news) {
      const moved = [
        ...(staysInBucket(id, olds, news) ? [] : ["bucket"]),
        ...(olds.region === news.region ? [] : ["region"]),
        ...(config.key === undefined || olds[config.key.field] === news[config.key.field]
          ? []
          : [config.key.field]),
      ];
      const changed = access.compare(olds, news).filter(({ path }) => !moved.includes(path));
      return { differences: [...moved.map((path) => ({ path, kind: "replace" as const })), ...changed] };
    },

    async create(context, news) {
      return await convergeConfig(context, access, await addressOf(context, news), undefined, news);
    },

    async update(context, _id, olds, news) {
      return await convergeConfig(context, access, await addressOf(context, news), olds, news);
    },

    async read(context, id, olds) {
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
    },

    async delete(context, id, olds) {
      await removeConfig(context, access, id, olds);
    },

    permissions(settings, id, props) {
      const { key, ...address } = parseKeyedId(id);
      const { get, put, delete: remove } = access.operationsOf(key);
      const removes =
        remove !== undefined && !config.overrides?.remove && config.permanent?.(props) === undefined;
      return {
        read: permit(address, [readable(get, access.queryOf(key, "GET"))]),
        write: [
          ...permit(address, [{ operation: put }, ...(removes ? [{ operation: remove }] : [])]),
          ...requirementPermissions(config, address, props),
          ...(config.removalPermissions?.(address) ?? []),
          ...namePermissions(settings, props.bucket),
        ],
      };
    },
  };
}
