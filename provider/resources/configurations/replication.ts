/** Replication of a bucket's objects into other buckets (https://www.tencentcloud.com/document/product/436/19223, 19222, 19221). */

import { isUnknown, known } from "../../codec";
import { settleDestination } from "../../model/destination";
import { replicationConfiguration } from "../../model/documents/replication";
import type { BucketAddress } from "../../model/ids";
import type { Props } from "../../model/props";
import { type BucketConfig, isEnabled, type Proposed, type Requirement, type Wanted } from "./descriptor";

type Replication = typeof replicationConfiguration.fields;

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
} as const satisfies BucketConfig<typeof replicationConfiguration.fields>;

function settle(inputs: Proposed<Replication>): Props {
  const { uin, subUin } = known(inputs.role) ?? {};
  const rules = known(inputs.rules);
  return {
    ...inputs,
    ...(subUin !== undefined && subUin === uin && { role: { uin } }),
    ...(rules !== undefined && {
      rules: rules.map((rule) => {
        const destination = isUnknown(rule) ? undefined : known(rule.destination);
        return destination === undefined
          ? rule
          : { ...rule, destination: settleDestination(inputs.bucket, destination) };
      }),
    }),
  };
}

/** The bucket itself, and every one that it is replicated to. */
function endsOf(source: BucketAddress, { rules }: Wanted<Replication>): readonly BucketAddress[] {
  const destinations = new Map(
    rules.map(({ destination: { bucket, region } }) => [`${region}/${bucket}`, { bucket, region }]),
  );
  return [source, ...destinations.values()];
}

/** Versioning must be on at both ends (https://www.tencentcloud.com/document/product/436/19223). */
function requires(source: BucketAddress, news: Wanted<Replication>): readonly Requirement[] {
  return endsOf(source, news).map((address) => {
    const { bucket, region } = address;
    return {
      token: "BucketVersioning",
      address,
      isMet: isEnabled,
      unmet: `versioning of ${bucket} in ${region} is not on: declare a BucketVersioning with the status Enabled and let this resource depend on it (dependsOn)`,
      ...(address !== source && { noBucket: `there is no destination bucket ${bucket} in ${region}` }),
    };
  });
}
