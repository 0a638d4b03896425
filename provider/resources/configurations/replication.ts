/** Replication of a bucket's objects into other buckets (https://www.tencentcloud.com/document/product/436/19223, 19222, 19221). */

import type { Values } from "../../codec";
import { settleDestination } from "../../model/destination";
import { replicationConfiguration, type replicationRule } from "../../model/documents/replication";
import type { BucketAddress } from "../../model/ids";
import type { Props } from "../../model/props";
import { type BucketConfig, isEnabled, type Requirement } from "./descriptor";

/** Greatest number of tags of a filter: objects have no more (https://www.tencentcloud.com/document/product/436/19223). */
const _maxTags = 10;

type ReplicationRule = Values<typeof replicationRule.fields>;

/** The configuration `?replication`. Versioning must be on in the bucket and in every destination. */
export const bucketReplication = {
  token: "BucketReplication",
  title: "replication rules",
  query: "replication",
  root: "ReplicationConfiguration",
  operations: { get: "GetBucketReplication", put: "PutBucketReplication", delete: "DeleteBucketReplication" },
  absent: ["ReplicationConfigurationNotFoundError"],
  struct: replicationConfiguration,
  requires,
  cannot: ({ bucket }) => `${bucket} cannot be replicated: `,
  overrides: { settle },
} as const satisfies BucketConfig;

function settle(inputs: Props): Props {
  const role = inputs.role as Props;
  const { subUin, ...root } = role;
  const rules = inputs.rules as readonly ReplicationRule[];
  return {
    ...inputs,
    ...(subUin !== undefined && subUin === role.uin && { role: root }),
    ...(Array.isArray(rules) && {
      rules: rules.map((rule) =>
        typeof rule?.destination === "object"
          ? { ...rule, destination: settleDestination(inputs.bucket, rule.destination) }
          : rule,
      ),
    }),
  };
}

/** The bucket itself, and every one that it is replicated to. */
function endsOf(source: BucketAddress, { rules }: Props): readonly BucketAddress[] {
  const destinations = new Map(
    (rules as readonly ReplicationRule[]).map(({ destination: { bucket, region } }) => [
      `${region}/${bucket}`,
      { bucket, region },
    ]),
  );
  return [source, ...destinations.values()];
}

/** Versioning must be on at both ends (https://www.tencentcloud.com/document/product/436/19223). */
function requires(source: BucketAddress, news: Props): readonly Requirement[] {
  return endsOf(source, news).map((place) => {
    const { bucket, region } = place;
    return {
      token: "BucketVersioning",
      place,
      isMet: isEnabled,
      unmet: `versioning of ${bucket} in ${region} is not on: declare a BucketVersioning with the status Enabled and let this resource depend on it (dependsOn)`,
      ...(place !== source && { noBucket: `there is no destination bucket ${bucket} in ${region}` }),
    };
  });
}
