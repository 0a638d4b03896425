/**
 * Uploads in parts.
 * https://www.tencentcloud.com/document/product/436/7746 (initiate), 7750 (part), 8287 (part copy), 7742 (complete),
 * 7740 (abort)
 */

import { createHash } from "node:crypto";
import { ServiceError } from "../format/errors";
import { newUploadId } from "../format/ids";
import { checkObjectKey } from "../format/names";
import { bareEtag, isoMilliseconds } from "../format/text";
import { childrenOf, element, ignoreOthers, requiredText, xmlDocument } from "../format/xml";
import { maxContent, readXml, receiveContent } from "../request/body";
import type { ObjectCall, Operation } from "../request/operation";
import { type Reply, schemeOf } from "../request/request";
import { type Body, release, retain, sliceBody } from "../store/body";
import type { Part, Upload } from "../store/bucket";
import { combineCrc64 } from "../store/crc64";
import { findSource } from "./copy";
import { checkOverwrite } from "./object";
import { checkCustomerKey, etagOf, readTemplate } from "./write";

const maxParts = 10_000;
const minPart = 1024 * 1024;
const maxObject = 50_000 * 1024 ** 3;

/** `POST /<key>?uploads` */
export const initiateMultipartUpload: Operation = {
  name: "InitiateMultipartUpload",
  writes: true,
  on: "object",
  need: "bucket-write",
  run: initiate,
};

/** `PUT /<key>?partNumber=N&uploadId=U` */
export const uploadPart: Operation = {
  name: "UploadPart",
  writes: true,
  slowable: true,
  on: "object",
  need: "bucket-write",
  run: putPart,
};

/** The same with `x-cos-copy-source`. */
export const uploadPartCopy: Operation = {
  name: "UploadPartCopy",
  writes: true,
  on: "object",
  need: "bucket-write",
  run: copyPart,
};

/** `POST /<key>?uploadId=U` */
export const completeMultipartUpload: Operation = {
  name: "CompleteMultipartUpload",
  writes: true,
  on: "object",
  need: "bucket-write",
  run: complete,
};

/** `DELETE /<key>?uploadId=U` */
export const abortMultipartUpload: Operation = {
  name: "AbortMultipartUpload",
  writes: true,
  on: "object",
  need: "bucket-write",
  run: (call) => {
    call.service.store.dropUpload(call.bucket, requireUpload(call));
    return { status: 204 };
  },
};

function initiate({ request, service, bucket, key }: ObjectCall): Reply {
  checkObjectKey(key);
  const template = readTemplate(request, bucket, key);
  const upload: Upload = {
    id: newUploadId(request.now),
    key,
    initiated: request.now,
    initiatorUin: request.caller.account?.subUin ?? template.ownerUin,
    template,
    parts: new Map(),
  };
  service.store.addUpload(bucket, upload);
  return {
    status: 200,
    headers: { ...template.encryption?.headers },
    body: xmlDocument(
      element("InitiateMultipartUploadResult", [
        element("Bucket", bucket.name),
        element("Key", key),
        element("UploadId", upload.id),
      ]),
    ),
  };
}

/** The upload that a request names with `uploadId`. */
export function requireUpload({ request, bucket, key }: ObjectCall): Upload {
  const upload = bucket.uploads.get(request.query.get("uploadId") ?? "");
  if (!upload || upload.key !== key) {
    throw new ServiceError("NoSuchUpload");
  }
  return upload;
}

function readPartNumber({ request }: ObjectCall): number {
  const text = request.query.get("partNumber") ?? "";
  const number = Number(text);
  // The code is unverified(part-number).
  if (!/^\d{1,5}$/.test(text) || number < 1 || number > maxParts) {
    throw new ServiceError("InvalidArgument", { message: `partNumber must be from 1 to ${maxParts}.` });
  }
  return number;
}

async function putPart(call: ObjectCall): Promise<Reply> {
  const { request, service, bucket } = call;
  const upload = requireUpload(call);
  const number = readPartNumber(call);
  checkCustomerKey(request.headers, upload.template.encryption);
  const content = await receiveContent(request, service.store.blobs);
  // Aborted or completed while the part arrived.
  if (bucket.uploads.get(upload.id) !== upload) {
    release(content.body);
    throw new ServiceError("NoSuchUpload");
  }
  const etag = etagOf(content.md5, upload.template.encryption);
  service.store.addPart(bucket, upload, { ...content, number, etag, lastModified: request.now });
  return {
    status: 200,
    headers: {
      etag: `"${etag}"`,
      "x-cos-hash-crc64ecma": content.crc64,
      ...upload.template.encryption?.headers,
    },
  };
}

async function copyPart(call: ObjectCall): Promise<Reply> {
  const { request, service, bucket } = call;
  const upload = requireUpload(call);
  const number = readPartNumber(call);
  const { version } = findSource(call);
  // cos-python-sdk-v5 sends an empty one for the whole object.
  const range = request.headers["x-cos-copy-source-range"] || undefined;
  const { start, end } = range === undefined ? { start: 0, end: version.size - 1 } : readCopyRange(range);
  if (end >= version.size) {
    throw new ServiceError("InvalidRange");
  }
  const size = end - start + 1;
  if (size > maxContent) {
    throw new ServiceError("EntityTooLarge");
  }
  const whole = size === version.size;
  const body = retain(sliceBody(version.body, start, size));
  // The check sum of a piece is not known before it was read.
  const sums = whole
    ? { md5: version.etag.slice(0, 32), crc64: version.crc64 }
    : await service.store.blobs.checksum(body);
  if (bucket.uploads.get(upload.id) !== upload) {
    release(body);
    throw new ServiceError("NoSuchUpload");
  }
  const etag = etagOf(sums.md5, upload.template.encryption);
  service.store.addPart(bucket, upload, {
    number,
    etag,
    size,
    crc64: sums.crc64,
    body,
    lastModified: request.now,
  });
  return {
    status: 200,
    headers: {
      ...(version.versionId !== "" && { "x-cos-copy-source-version-id": version.versionId }),
      "x-cos-hash-crc64ecma": sums.crc64,
    },
    body: xmlDocument(
      element("CopyPartResult", [
        element("ETag", `"${etag}"`),
        element("LastModified", isoMilliseconds(request.now)),
      ]),
    ),
  };
}

function readCopyRange(text: string): { start: number; end: number } {
  const match = /^bytes=(\d{1,16})-(\d{1,16})$/.exec(text.trim());
  if (!match || Number(match[2]) < Number(match[1])) {
    throw new ServiceError("InvalidArgument", {
      message: "x-cos-copy-source-range must be bytes=first-last.",
    });
  }
  return { start: Number(match[1]), end: Number(match[2]) };
}

async function complete(call: ObjectCall): Promise<Reply> {
  const { request, service, bucket, key } = call;
  const upload = requireUpload(call);
  const parts = await readParts(call, upload);
  if (bucket.uploads.get(upload.id) !== upload) {
    throw new ServiceError("NoSuchUpload");
  }
  checkOverwrite(call, key);
  const body = retain(parts.flatMap((part): Body => part.body));
  const { template } = upload;
  const version = service.store.putObject(
    bucket,
    key,
    { ...template, retainUntil: bucket.retainUntil(request.now) },
    {
      etag: completedEtag(parts),
      size: parts.reduce((sum, { size }) => sum + size, 0),
      crc64: combineCrc64(parts),
      body,
    },
    request.now,
  );
  service.store.dropUpload(bucket, upload);
  return {
    status: 200,
    headers: {
      "x-cos-hash-crc64ecma": version.crc64,
      // Also sent while versioning is suspended, unlike with PUT (page 7742).
      ...(version.versionId !== "" && { "x-cos-version-id": version.versionId }),
      ...template.encryption?.headers,
    },
    body: xmlDocument(
      element(
        "CompleteMultipartUploadResult",
        [
          element("Location", `${schemeOf(request)}://${request.host}${request.target.rawPath}`),
          element("Bucket", bucket.name),
          element("Key", key),
          element("ETag", `"${version.etag}"`),
        ],
        'xmlns="http://www.qcloud.com/document/product/436/7751"',
      ),
    ),
  };
}

/** The parts that a completion names, in order. */
async function readParts({ request }: ObjectCall, upload: Upload): Promise<readonly Part[]> {
  const root = await readXml(request);
  if (root.name !== "CompleteMultipartUpload") {
    throw new ServiceError("MalformedXML");
  }
  ignoreOthers(root, ["Part"]);
  const named = childrenOf(root, "Part").map((part) => {
    // S3 libraries add check sums of their own.
    ignoreOthers(part, [
      "PartNumber",
      "ETag",
      "ChecksumCRC32",
      "ChecksumCRC32C",
      "ChecksumCRC64NVME",
      "ChecksumSHA1",
      "ChecksumSHA256",
    ]);
    return { number: Number(requiredText(part, "PartNumber")), etag: bareEtag(requiredText(part, "ETag")) };
  });
  if (named.length === 0) {
    throw new ServiceError("MalformedXML");
  }
  const parts = named.map(({ number, etag }, index) => {
    const before = named[index - 1]?.number;
    if (before !== undefined && number <= before) {
      throw new ServiceError("InvalidPartOrder");
    }
    const part = upload.parts.get(number);
    // Numbers must follow each other; whether they must begin at 1 is unverified(parts-from-two).
    if (!part || part.etag !== etag || (before !== undefined && number !== before + 1)) {
      throw new ServiceError("InvalidPart");
    }
    return part;
  });
  if (parts.slice(0, -1).some(({ size }) => size < minPart)) {
    throw new ServiceError("EntityTooSmall");
  }
  if (parts.reduce((sum, { size }) => sum + size, 0) > maxObject) {
    throw new ServiceError("EntityTooLarge");
  }
  return parts;
}

/** 32 hex digits and the number of parts. Which digits is not known, only that they are not those of S3. */
function completedEtag(parts: readonly Part[]): string {
  const hash = createHash("md5");
  for (const { etag, size } of parts) {
    hash.update(`${etag}/${size};`);
  }
  return `${hash.digest("hex")}-${parts.length}`;
}
