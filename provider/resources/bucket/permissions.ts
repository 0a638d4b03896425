/** The CAM actions of the bucket itself. */

import { listPermission, namePermissions } from "../../api/account";
import { type Action, type Permission, type Permissions, permit, readable } from "../../api/permissions";
import type { Settings } from "../../model/context";
import { parseBucketId } from "../../model/ids";
import type { Props } from "../../model/props";
import { emptyPermissions } from "./contents";

const head: Action = { operation: "HeadBucket", probe: (address) => ({ method: "HEAD", ...address }) };

/** Not PutBucketTagging: it is needed only where a bucket is tagged from outside while it is being created. */
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
    otherwise: "a new bucket keeps the tag of its creation, which has no further effect",
  },
];

/** Shows whether a bucket exists, is unfinished, or is gone. */
const listing: Permission = {
  ...listPermission,
  otherwise:
    "an unfinished bucket with a generated name is created again, and a missing bucket is an error instead of drift",
};

/** The permissions that `Bucket` needs; those to empty it only with `forceDestroy`. */
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
