/**
 * Folders of buckets with metadata acceleration (OFS): renamed and deleted as one. Requests are known from cos-java-sdk-v5
 * (RenameRequest, DeleteObjectRequest.isRecursive) only.
 */

import { isAllowed } from "../access/access";
import { ServiceError } from "../format/errors";
import { checkObjectKey } from "../format/names";
import { decodePath } from "../request/host";
import type { BucketCall, ObjectCall, Operation } from "../request/operation";
import { type Bucket, isLocked } from "../store/bucket";
import { endOfPrefix, lowerBound } from "../store/keyIndex";

const sourceHeader = "x-cos-rename-source";

/** `PUT /<key>?rename`: a file, or a folder with all below it. */
export const renameObject: Operation = {
  name: "RenameObject",
  writes: true,
  on: "object",
  need: "bucket-write",
  run: (call) => {
    const { service, bucket, key } = call;
    requireFolders(bucket, "?rename");
    checkObjectKey(key);
    const source = readSource(call);
    requireWrite(call, source);
    const [from, to] = [trimmed(source), trimmed(key)];
    const moved = tree(bucket, from);
    if (moved.length === 0) {
      throw new ServiceError("NoSuchKey");
    }
    // unverified(ofs-rename): both codes, and that nothing is ever overwritten
    if (`${to}/`.startsWith(`${from}/`)) {
      throw new ServiceError("InvalidArgument", { message: "A folder cannot be moved into itself." });
    }
    if (tree(bucket, to).length > 0) {
      throw new ServiceError("FileAlreadyExists");
    }
    requireUnlocked(call, moved);
    for (const each of moved) {
      service.store.moveObject(bucket, each, to + each.slice(from.length));
    }
    return { status: 200 };
  },
};

/** `DELETE /<key>?recursive`: a file, or a folder with all below it; all of it or, where an object is locked, none. */
export const deleteFolder: Operation = {
  name: "DeleteObject",
  writes: true,
  on: "object",
  need: "bucket-write",
  run: (call) => {
    const { request, service, bucket, key } = call;
    requireFolders(bucket, "?recursive");
    if (request.query.get("versionId")) {
      throw new ServiceError("InvalidArgument", { message: "A folder has no versions." });
    }
    const keys = tree(bucket, trimmed(key));
    for (const each of keys) {
      requireWrite({ ...call, operation: "DeleteObject" }, each);
    }
    requireUnlocked(call, keys);
    const owner = request.caller.account?.uin ?? bucket.ownerUin;
    for (const each of keys) {
      service.store.deleteObject(bucket, each, owner, request.now);
    }
    return { status: 204 };
  },
};

/** unverified(rename-without-folders): what other buckets answer; to do a part of what is asked would be worse than any refusal. */
function requireFolders({ arch }: Bucket, what: string): void {
  if (arch === "OFS") {
    return;
  }
  throw new ServiceError("MethodNotAllowed", {
    message: `${what} is only for buckets with metadata acceleration (BucketArchConfig OFS).`,
  });
}

/** The key that is renamed, percent-encoded, with or without a slash in front. */
function readSource({ request }: ObjectCall): string {
  const source = decodePath(request.headers[sourceHeader] ?? "").replace(/^\//, "");
  // unverified(ofs-rename-source): the code
  if (source === "") {
    throw new ServiceError("InvalidArgument", { message: `${sourceHeader} is missing.` });
  }
  return source;
}

/** A folder may be named with or without the slash at its end. */
function trimmed(key: string): string {
  return key.replace(/\/$/, "");
}

/** The keys of a file or a folder, and of all that is below it. Markers of deleted objects are not there. */
function tree({ objects }: Bucket, root: string): string[] {
  const keys = objects.sortedKeys();
  const from = lowerBound(keys, `${root}/`);
  const below = keys.slice(from, endOfPrefix(keys, from, `${root}/`));
  return [root, ...below].filter((key) => objects.get(key)?.deleteMarker === false);
}

function requireWrite(
  { request, bucket, operation = "RenameObject" }: BucketCall & { readonly operation?: string },
  key: string,
): void {
  if (isAllowed({ request, operation, need: "bucket-write", bucket, key })) {
    return;
  }
  throw new ServiceError("AccessDenied");
}

function requireUnlocked({ request, bucket }: BucketCall, keys: readonly string[]): void {
  if (keys.some((key) => isLocked(bucket.objects.get(key), request.now))) {
    throw new ServiceError("ObjectLocked");
  }
}
