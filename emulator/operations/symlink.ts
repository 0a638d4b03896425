/**
 * Objects that stand for another object of their bucket. Requests are known from cos-go-sdk-v5 (object.go) and
 * cos-python-sdk-v5, their effects from https://cloud.tencent.com/document/product/436/109082
 */

import { createHash } from "node:crypto";
import path from "node:path";
import { ServiceError } from "../format/errors";
import { checkObjectKey } from "../format/names";
import { decodePath } from "../request/host";
import {
  type ObjectCall,
  type Operation,
  requireVersion,
  versionHeaders,
  writtenVersionHeaders,
} from "../request/operation";
import { Crc64 } from "../store/crc64";
import { checkOverwrite } from "./object";
import { readTemplate } from "./write";

/** `PUT /<key>?symlink`. Whether the target is there does not matter yet. */
export const putSymlink: Operation = {
  name: "PutSymlink",
  writes: true,
  on: "object",
  need: "bucket-write",
  run: async (call) => {
    const { request, service, bucket, key } = call;
    checkObjectKey(key);
    const target = readTarget(call);
    // The target's extension says of what type it is, if it has one.
    const template = readTemplate(request, bucket, path.extname(target) === "" ? key : target);
    checkOverwrite(call, key);
    const bytes = Buffer.from(target);
    const crc64 = new Crc64();
    crc64.update(bytes);
    const writer = service.store.blobs.writer();
    await writer.write(bytes);
    const version = service.store.putObject(
      bucket,
      key,
      template,
      {
        etag: createHash("md5").update(bytes).digest("hex"),
        size: bytes.length,
        crc64: crc64.digest(),
        body: await writer.finish(),
        symlinkTarget: target,
      },
      request.now,
    );
    return { status: 200, headers: { etag: `"${version.etag}"`, ...writtenVersionHeaders(version) } };
  },
};

/** `GET /<key>?symlink` */
export const getSymlink: Operation = {
  name: "GetSymlink",
  on: "object",
  need: "object-read",
  run: (call) => {
    const version = requireVersion(call);
    if (version.symlinkTarget === undefined) {
      // unverified(symlink-not-a-link): the code for an object that is no link
      throw new ServiceError("InvalidRequest", { message: "The object is not a symbolic link." });
    }
    return {
      status: 200,
      headers: {
        // unverified(symlink-encoding): that the target is percent-encoded, slashes excepted; a header cannot hold all keys as they are
        "x-cos-symlink-target": version.symlinkTarget.split("/").map(encodeURIComponent).join("/"),
        etag: `"${version.etag}"`,
        ...versionHeaders(version),
      },
    };
  },
};

/** Go percent-encodes the target, Python does not. */
function readTarget({ request }: ObjectCall): string {
  const sent = request.headers["x-cos-symlink-target"];
  // unverified(symlink-no-target): the code
  if (!sent) {
    throw new ServiceError("InvalidArgument", { message: "x-cos-symlink-target is missing." });
  }
  try {
    return decodePath(sent);
  } catch {
    return sent;
  }
}
