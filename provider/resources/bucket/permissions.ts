/** The CAM actions of the bucket itself. */

import { listPermission, namePermissions } from "../../api/account";
import { type Action, type Permission, type Permissions, permit, readable } from "../../api/permissions";
import type { Settings } from "../../model/context";
import { parseBucketId } from "../../model/ids";
import type { Props } from "../../model/props";
import { emptyPermissions } from "./contents";

const head: Action = { operation: "HeadBucket", probe: (place) => ({ method: "HEAD", ...place }) };

/** PutBucketTagging is none of them: only a bucket that somebody else tags while it is being created asks for it. */
const writes: readonly Action[] = [
  { operation: "PutBucket" },
  { operation: "DeleteBucket" },
  readable(
    "GetBucketTagging",
    { tagging: "" },
    "an update cannot see whether the tag of an interrupted create is still there",
  ),
  {
    operation: "DeleteBucketTagging",
    otherwise: "a new bucket keeps a tag of its creation, which then means nothing",
  },
];

/** What tells that a bucket is there, half-made or gone. */
const listing: Permission = {
  ...listPermission,
  otherwise:
    "a bucket that was left half-made under a generated name is made again, and one that is gone is an error instead of drift",
};

/** What the handler of `Bucket` needs. Emptying a bucket is only part of it where `forceDestroy` is set. */
export function bucketPermissions(settings: Settings, id: string, props: Props): Permissions {
  const address = parseBucketId(id);
  const generated = props.bucketPrefix !== undefined;
  return {
    read: permit(address, [head]),
    write: [
      ...permit(address, writes),
      ...(props.forceDestroy === true ? emptyPermissions(address) : []),
      ...namePermissions(settings, generated ? undefined : address.bucket),
      listing,
    ],
  };
}
