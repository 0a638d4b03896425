/** Copying an object on the server. https://www.tencentcloud.com/document/product/436/10881 */

import { isAllowed } from "../access/access";
import { defaultAcl, readAclHeaders } from "../access/acl";
import { readTaggingHeader } from "../configurations/tagging";
import { ServiceError } from "../format/errors";
import { checkObjectKey } from "../format/names";
import { isoSeconds } from "../format/text";
import { element, optionalElement, xmlDocument } from "../format/xml";
import { maxContent } from "../request/body";
import { decodePath, readHost } from "../request/host";
import {
  type BucketCall,
  followSymlink,
  type ObjectCall,
  type Operation,
  seeVersion,
} from "../request/operation";
import type { Reply } from "../request/request";
import { retain } from "../store/body";
import type { Bucket, ObjectVersion } from "../store/bucket";
import { readStorageClass } from "../store/storageClasses";
import { checkOverwrite, isArchived, isUnchanged, writtenHeaders } from "./object";
import { checkCustomerKey, etagOf, readEncryption, readStoredHeaders } from "./write";

/** `PUT /<key>` with `x-cos-copy-source`; its CAM action is that of a PUT. */
export const copyObject: Operation = {
  name: "PutObjectCopy",
  action: "PutObject",
  writes: true,
  on: "object",
  need: "bucket-write",
  run: copy,
};

/** The object that a copy reads. */
export interface CopySource {
  readonly bucket: Bucket;
  readonly key: string;
  readonly version: ObjectVersion;
}

/** Finds the source of a copy, and checks that the caller may read it and that its conditions hold. */
export function findSource(call: BucketCall): CopySource {
  const { request, service } = call;
  const { bucket: name, region, key, versionId } = parseSource(call);
  const bucket = service.findBucket(name, region);
  // The table of codes has a NoSuchCopySource without saying when; a missing bucket is NoSuchBucket here, unverified(copy-no-bucket).
  if (!bucket) {
    throw new ServiceError("NoSuchBucket");
  }
  const named = seeVersion({ ...call, bucket }, key, versionId);
  const access = {
    request,
    operation: "GetObject",
    need: "object-read",
    bucket,
    key,
    object: named,
  } as const;
  if (!isAllowed(access)) {
    throw new ServiceError("AccessDenied");
  }
  if (!named || named.deleteMarker) {
    throw new ServiceError(versionId === undefined ? "NoSuchKey" : "NoSuchVersion");
  }
  // unverified(symlink-copy): that the copy of a link is one of its target
  const version = followSymlink({ ...call, bucket }, named);
  if (isArchived(version) && !(version.restore && version.restore.until > request.now)) {
    throw new ServiceError("InvalidObjectState");
  }
  checkCustomerKey(request.headers, version.encryption, "x-cos-copy-source-server-side-encryption");
  // A condition that says "unchanged" fails a copy with 412 as well.
  if (isUnchanged(request.headers, version, "x-cos-copy-source-")) {
    throw new ServiceError("PreconditionFailed");
  }
  return { bucket, key, version };
}

interface ParsedSource {
  readonly bucket: string;
  readonly region: string | undefined;
  readonly key: string;
  readonly versionId: string | undefined;
}

/** `<bucket>.cos.<region>.myqcloud.com/<key>[?versionId=<id>]`; S3 libraries write `/<bucket>/<key>`. */
function parseSource({ request, service }: BucketCall): ParsedSource {
  const text = (request.headers["x-cos-copy-source"] ?? "").replace(/^https?:\/\//, "").replace(/^\//, "");
  const question = text.search(/\?versionId=/i);
  const [place, versionId] =
    question < 0 ? [text, undefined] : [text.slice(0, question), text.slice(question + 11)];
  const slash = place.indexOf("/");
  if (slash <= 0 || slash === place.length - 1) {
    throw new ServiceError("InvalidCopySource");
  }
  const host = readHost(place.slice(0, slash), (digits) => service.accounts.isAppId(digits));
  let key: string;
  try {
    key = decodePath(place.slice(slash + 1));
  } catch {
    throw new ServiceError("InvalidCopySource");
  }
  if (host.kind === "bucket" && host.bucket !== undefined) {
    return { bucket: host.bucket, region: host.region, key, versionId };
  }
  // Without a dot the first part is a bucket, not a host; a path-style host has the bucket next.
  const bare = place.slice(0, slash);
  if (!bare.includes(".")) {
    return { bucket: bare, region: undefined, key, versionId };
  }
  const second = key.indexOf("/");
  if (second <= 0) {
    throw new ServiceError("InvalidCopySource");
  }
  return { bucket: key.slice(0, second), region: host.region, key: key.slice(second + 1), versionId };
}

/** `Copy` or `Replaced`, in any case; S3 libraries write `REPLACE`, under COS's own header name too. */
function readDirective(headers: Readonly<Record<string, string>>, name: string): "Copy" | "Replaced" {
  const value = headers[name]?.toLowerCase() ?? "copy";
  if (value === "copy") {
    return "Copy";
  }
  if (value === "replaced" || value === "replace") {
    return "Replaced";
  }
  throw new ServiceError("InvalidArgument", { message: `${name} must be Copy or Replaced.` });
}

/** Writes the copy that the headers of a request ask for. */
export function copy(call: ObjectCall): Reply {
  const { request, service, bucket, key } = call;
  const { headers } = request;
  checkObjectKey(key);
  const source = findSource(call);
  const metadata = readDirective(headers, "x-cos-metadata-directive");
  const tagging = readDirective(headers, "x-cos-tagging-directive");
  const ontoItself =
    source.bucket === bucket && source.key === key && source.version === bucket.objects.get(key);
  if (ontoItself && metadata === "Copy" && headers["x-cos-storage-class"] === undefined) {
    // Page 10881 says that it is an error; the code is unverified(copy-onto-itself).
    throw new ServiceError("InvalidRequest", {
      message: "An object is copied onto itself only with the directive Replaced.",
    });
  }
  if (source.version.size > maxContent) {
    throw new ServiceError("EntityTooLarge");
  }
  checkOverwrite(call, key);
  // Class, ACL and encryption are never inherited.
  const encryption = readEncryption(headers, bucket);
  const template = {
    storageClass: readStorageClass(headers["x-cos-storage-class"], bucket),
    headers: metadata === "Copy" ? source.version.headers : readStoredHeaders(headers, key),
    encryption,
    acl: readAclHeaders(headers, "object") ?? defaultAcl,
    tags: tagging === "Copy" ? source.version.tags : readTaggingHeader(headers["x-cos-tagging"], "object"),
    ownerUin: request.caller.account?.uin ?? bucket.ownerUin,
    retainUntil: bucket.retainUntil(request.now),
  };
  const { size, crc64, etag } = source.version;
  // A copy is written in one piece, so that an ETag of parts does not stay, unverified(copy-parts-etag).
  const copied = /-\d+$/.test(etag) ? etag.slice(0, 32) : etag;
  const version = service.store.putObject(
    bucket,
    key,
    template,
    { etag: etagOf(copied, encryption), size, crc64, body: retain(source.version.body) },
    request.now,
  );
  const sourceVersion = source.version.versionId;
  return {
    status: 200,
    headers: {
      ...writtenHeaders(version),
      ...(sourceVersion !== "" && { "x-cos-copy-source-version-id": sourceVersion }),
    },
    body: xmlDocument(
      element("CopyObjectResult", [
        element("ETag", `"${version.etag}"`),
        element("CRC64", version.crc64),
        element("LastModified", isoSeconds(version.lastModified)),
        optionalElement("VersionId", version.versionId === "" ? undefined : version.versionId),
      ]),
    ),
  };
}
