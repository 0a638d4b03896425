/** Finds what is wrong with a configuration's inputs, and what a person should know before they are written. */

import {
  draftOf,
  type Failure,
  group,
  hasUnknown,
  normaliseStruct,
  sortFailures,
  validateStruct,
} from "../../../codec";
import { bucketTarget, nameMissingRegion, sameBucket, settleTarget } from "../../../model/bucketNames";
import type { Settings } from "../../../model/context";
import type { Props } from "../../../model/props";
import type { CheckResult } from "../../handler";
import type { BucketConfig } from "../descriptor";
import type { ConfigAccess } from "./access";

/** Makes the check of a configuration. */
export function configCheck(
  access: ConfigAccess,
): (settings: Settings, olds: Props, news: Props) => CheckResult {
  const { config } = access;
  const struct = group({ ...bucketTarget.fields, ...config.struct.fields }, ...config.struct.rules);
  return (settings, olds, news) => {
    const inputs = settleTarget(settings, normaliseStruct(struct, news));
    const same = sameBucket(olds.bucket, inputs.bucket) && olds.region === inputs.region;
    const { failures, doubts } = sortFailures([
      ...validateStruct(struct, inputs).map(nameMissingRegion),
      ...((same && config.forbidden?.(olds, draftOf(struct, inputs))) || []),
    ]);
    if (failures.length > 0) {
      return { inputs, failures, warnings: doubts };
    }
    const settled = config.overrides?.settle?.(inputs) ?? inputs;
    return {
      inputs: settled,
      failures: sizeFailures(access, settled),
      warnings: warningsOf(access, same ? olds : {}, settled, doubts),
    };
  };
}

function sizeFailures(access: ConfigAccess, inputs: Props): readonly Failure[] {
  const { maxBytes, struct }: BucketConfig = access.config;
  if (maxBytes === undefined || hasUnknown(inputs)) {
    return [];
  }
  const bytes = Buffer.byteLength(access.encode(inputs, undefined).body ?? "");
  const [name = "", ...others] = Object.keys(struct.fields);
  const reason = `makes a document of ${bytes} bytes; COS takes ${maxBytes}`;
  return bytes > maxBytes ? [{ path: others.length === 0 ? name : "", reason }] : [];
}

/** What is worth knowing of a configuration that is new, or not as it was. */
function warningsOf(
  access: ConfigAccess,
  olds: Props,
  news: Props,
  doubts: readonly string[],
): readonly string[] {
  const { permanent, warnings } = access.config;
  const changed = (permanent || doubts.length > 0) && access.compare(olds, news).length > 0;
  const reason = changed ? permanent?.(news) : undefined;
  return [
    ...(reason === undefined ? [] : [reason]),
    ...(changed ? doubts : []),
    ...(warnings?.(olds, news) ?? []),
  ];
}
