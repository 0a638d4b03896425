/** Versioning of a bucket (https://www.tencentcloud.com/document/product/436/19889, 19888; overview: 19883). */

import { encodeStruct, known, parseXml, renderXml, textAt } from "../../codec";
import type { Context } from "../../model/context";
import { versioningConfiguration } from "../../model/documents/versioning";
import type { BucketAddress } from "../../model/ids";
import type { BucketConfig, Proposed, Recorded } from "./descriptor";

type Versioning = typeof versioningConfiguration.fields;

const root = "VersioningConfiguration";

/**
 * The configuration `?versioning`. COS has no way back to a bucket that never had versions: a destroy suspends it, and
 * tells when older versions remain.
 */
export const bucketVersioning = {
  token: "BucketVersioning",
  title: "versioning",
  query: "versioning",
  root,
  operations: { get: "GetBucketVersioning", put: "PutBucketVersioning" },
  absent: [],
  struct: versioningConfiguration,
  // What was never switched on cannot be told from what was switched off.
  leftover: ({ status }) => status === "Suspended",
  warnings,
  remedies: {
    InvalidBucketState: ({ status }) =>
      status === "Suspended"
        ? "A bucket that is replicated needs its versions: remove the replication first."
        : "A bucket with object lock takes no versioning.",
  },
  removalReads: [
    {
      operation: "GetBucketObjectVersions",
      query: { versions: "", "max-keys": 1 },
      otherwise: "a destroy cannot tell whether older versions remain",
    },
  ],
  blockedBy: {
    token: "BucketReplication",
    title: "replication",
    code: "InvalidBucketState",
  },
  overrides: { remove },
} as const satisfies BucketConfig<typeof versioningConfiguration.fields>;

function warnings(olds: Recorded<Versioning>, news: Proposed<Versioning>): readonly string[] {
  if (news.status !== "Enabled" || olds.status !== undefined) {
    return [];
  }
  return [
    `Versioning of ${known(news.bucket) ?? "a bucket"} cannot be taken back, only suspended; a destroy suspends it, and older versions stay until something deletes them`,
  ];
}

async function remove(context: Context, address: BucketAddress): Promise<void> {
  await context.client.send({
    method: "PUT",
    ...address,
    query: { versioning: "" },
    operation: bucketVersioning.operations.put,
    retryConflicts: true,
    body: renderXml(encodeStruct(root, versioningConfiguration, { status: "Suspended" })),
  });
  if (await hasOlderVersions(context, address)) {
    context.log.warn(
      `Versioning of ${address.bucket} is suspended; COS has no way to remove it. Older versions or delete markers of its objects remain, and are paid for: a lifecycle rule with noncurrentVersionExpiration removes them, or the destroy of a bucket with forceDestroy`,
    );
  }
}

/** Looks at the first page of versions only. Without the right to list them there is no warning: the removal itself has succeeded. */
async function hasOlderVersions(context: Context, address: BucketAddress): Promise<boolean> {
  try {
    const response = await context.client.send({
      method: "GET",
      ...address,
      query: { versions: "" },
      operation: "GetBucketObjectVersions",
    });
    return parseXml(response.body.toString()).children.some(
      (element) =>
        element.name === "DeleteMarker" ||
        (element.name === "Version" && textAt(element, "IsLatest")?.trim() === "false"),
    );
  } catch {
    return false;
  }
}
