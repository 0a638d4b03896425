/** Appending to an object. https://www.tencentcloud.com/document/product/436/7741 */

import { createHash } from "node:crypto";
import { ServiceError } from "../format/errors";
import { checkObjectKey } from "../format/names";
import { maxContent, receiveContent } from "../request/body";
import type { ObjectCall, Operation } from "../request/operation";
import type { Reply } from "../request/request";
import { release, retain } from "../store/body";
import { combineCrc64 } from "../store/crc64";
import { checkOverwrite } from "./object";
import { readTemplate } from "./write";

/** `POST /<key>?append&position=N` */
export const appendObject: Operation = {
  name: "AppendObject",
  writes: true,
  slowable: true,
  on: "object",
  need: "bucket-write",
  run: append,
};

async function append(call: ObjectCall): Promise<Reply> {
  const { request, service, bucket, key } = call;
  checkObjectKey(key);
  const text = request.query.get("position") ?? "";
  if (!/^\d{1,13}$/.test(text)) {
    throw new ServiceError("InvalidArgument", { message: "The parameter position is missing." });
  }
  // Which of the two codes the service uses where appending is not possible at all is unverified(append-zones).
  if (bucket.multiZone) {
    throw new ServiceError("ObjectNotAppendable");
  }
  checkOverwrite(call, key);
  const template = readTemplate(request, bucket, key);
  const position = Number(text);
  const before = check(call, position);
  const content = await receiveContent(request, service.store.blobs);
  if (check(call, position) !== before) {
    release(content.body);
    throw new ServiceError("AppendPositionErr");
  }
  const size = (before?.size ?? 0) + content.size;
  if (size > maxContent) {
    release(content.body);
    throw new ServiceError("EntityTooLarge");
  }
  const version = service.store.putObject(
    bucket,
    key,
    // Headers of later pieces are ignored.
    before ? { ...before, retainUntil: undefined } : template,
    {
      etag: before ? createHash("md5").update(before.etag).update(content.md5).digest("hex") : content.md5,
      size,
      crc64: before ? combineCrc64([before, content]) : content.crc64,
      body: before ? [...retain(before.body), ...content.body] : content.body,
      appendable: true,
    },
    request.now,
  );
  return {
    status: 200,
    headers: {
      etag: `"${version.etag}"`,
      "x-cos-next-append-position": String(size),
      "x-cos-hash-crc64ecma": version.crc64,
      // The name lies: cos-go-sdk-v5 compares it with the MD5 of the piece.
      "x-cos-content-sha1": content.md5,
    },
  };
}

function check({ bucket, key }: ObjectCall, position: number) {
  const newest = bucket.objects.get(key);
  // A delete marker counts as no object.
  const head = newest?.deleteMarker ? undefined : newest;
  if (head && !head.appendable) {
    throw new ServiceError("ObjectNotAppendable");
  }
  if (position !== (head?.size ?? 0)) {
    throw new ServiceError("AppendPositionErr");
  }
  return head;
}
