/** What a job does with one object. https://www.tencentcloud.com/document/product/436/32960 and 34075 */

import { type Acl, defaultAcl, readAclHeaders } from "../../access/acl";
import { readTaggingHeader } from "../../configurations/tagging";
import { encode, httpDate } from "../../format/text";
import { type ObjectCall, requireVersion, type Service } from "../../request/operation";
import type { ObjectVersion, Tag } from "../../store/bucket";
import type { Job } from "../../store/jobs";
import { callAs, requireAllowed } from "../behalf";
import { copy } from "../copy";
import { removeKey } from "../object";
import { restoreObject } from "../restore";
import { requireUnlocked } from "../tagging";
import { documentOf, type JobCopy, type JobTags, readBucketName } from "./document";
import type { Task } from "./manifest";

/** @throws ServiceError when the object is refused; it is the failure of this object alone */
export function carryOut(job: Job, service: Service, task: Task): void {
  const { COSPutObjectCopy, COSInitiateRestoreObject, COSPutObjectTagging } = documentOf(job).Operation;
  const source = callAs(job, service, { ...task, region: job.region });
  if (COSPutObjectCopy) {
    copyAs(COSPutObjectCopy, job, source, task);
  } else if (COSInitiateRestoreObject) {
    const { ExpirationInDays, JobTier } = COSInitiateRestoreObject;
    requireAllowed(source, "PostObjectRestore", "bucket-write");
    restoreObject(source, Number(ExpirationInDays), JobTier);
    service.store.changeObject(source.bucket, source.key);
  } else if (COSPutObjectTagging) {
    const { TaggingDirective = "Replaced", TagSet } = COSPutObjectTagging;
    requireAllowed(source, "PutObjectTagging", "bucket-write");
    const version = requireUnlocked(source);
    version.tags = readTaggingHeader(tagsHeader(version, TaggingDirective, TagSet), "object");
    service.store.changeObject(source.bucket, source.key);
  } else {
    requireAllowed(source, "DeleteObject", "bucket-write");
    removeKey(source, source.key, task.versionId);
  }
}

function copyAs(how: JobCopy, job: Job, source: ObjectCall, { key, versionId }: Task): void {
  requireAllowed(source, "GetObject", "object-read");
  const version = requireVersion(source);
  const target = { ...readBucketName(how.TargetResource), key: targetKey(key, how) };
  const { name, region } = source.bucket;
  const named = versionId === undefined ? "" : `?versionId=${versionId}`;
  const headers = {
    "x-cos-copy-source": `${name}.cos.${region}.myqcloud.com/${encode(key)}${named}`,
    ...headersOf(how, version),
  };
  const call = callAs(job, source.service, target, headers);
  requireAllowed(call, "PutObject", "bucket-write");
  copy(call);
  const acl = aclOf(how, version);
  const copied = call.bucket.objects.get(call.key);
  if (acl && copied) {
    copied.acl = acl;
    source.service.store.changeObject(call.bucket, call.key);
  }
}

/** A key that does not begin with the prefix stays as it is, unverified(batch-prefix). */
function targetKey(
  key: string,
  { PrefixReplace, ResourcesPrefix = "", TargetKeyPrefix = "" }: JobCopy,
): string {
  return PrefixReplace === "true" && key.startsWith(ResourcesPrefix)
    ? TargetKeyPrefix + key.slice(ResourcesPrefix.length)
    : key;
}

/** The headers of the copy: class, conditions, encryption, metadata and tags. */
function headersOf(how: JobCopy, version: ObjectVersion): Record<string, string> {
  const { MetadataDirective = "Copy", NewObjectMetadata: fresh = {}, TaggingDirective = "Copy" } = how;
  const constraint = (since: string | undefined) =>
    since && httpDate(/^\d+$/.test(since) ? Number(since) * 1_000 : Date.parse(since));
  const given: Record<string, string | undefined> = {
    "cache-control": fresh.CacheControl,
    "content-disposition": fresh.ContentDisposition,
    "content-encoding": fresh.ContentEncoding,
    "content-type": fresh.ContentType,
    expires: fresh.HttpExpiresDate,
  };
  for (const { Key, Value } of fresh.UserMetadata?.member ?? []) {
    given[`x-cos-meta-${Key.toLowerCase().replace(/^x-cos-meta-/, "")}`] = Value;
  }
  const tags = tagsHeader(version, TaggingDirective, how.NewObjectTagging);
  return definedOf({
    ...(MetadataDirective === "Add" && version.headers),
    ...(MetadataDirective !== "Copy" && definedOf(given)),
    "x-cos-metadata-directive": MetadataDirective === "Copy" ? "Copy" : "Replaced",
    "x-cos-tagging-directive": TaggingDirective === "Copy" ? "Copy" : "Replaced",
    "x-cos-tagging": TaggingDirective === "Copy" ? undefined : tags,
    "x-cos-storage-class": how.StorageClass || undefined,
    "x-cos-server-side-encryption": fresh.SSEAlgorithm || undefined,
    "x-cos-copy-source-if-modified-since": constraint(how.ModifiedSinceConstraint),
    "x-cos-copy-source-if-unmodified-since": constraint(how.UnModifiedSinceConstraint),
  });
}

/** New tags as `x-cos-tagging`; added ones come beside those of the source and replace those of the same key. */
function tagsHeader(
  version: ObjectVersion,
  directive: string,
  { COSTag = [] }: Partial<JobTags> = {},
): string {
  const before: readonly Tag[] = directive === "Add" ? (version.tags ?? []) : [];
  const all = new Map(before.map(({ key, value }) => [key, value]));
  for (const { Key, Value } of COSTag) {
    all.set(Key, Value);
  }
  return [...all].map(([key, value]) => `${encode(key)}=${encode(value)}`).join("&");
}

/** Undefined where the copy inherits that of its bucket, as every copy does that says nothing, unverified(batch-acl). */
function aclOf(how: JobCopy, { acl: before = defaultAcl }: ObjectVersion): Acl | undefined {
  const grants = how.AccessControlGrants?.COSGrant ?? [];
  const granted = (permission: string) =>
    grants
      .filter(({ Permission }) => Permission === permission)
      .map(({ Grantee }) => `id="${Grantee.Identifier}"`)
      .join(",") || undefined;
  const fresh = readAclHeaders(
    definedOf({
      "x-cos-acl": how.CannedAccessControlList || undefined,
      "x-cos-grant-read": granted("READ"),
      "x-cos-grant-full-control": granted("FULL_CONTROL"),
    }),
    "object",
  );
  switch (how.AccessControlDirective) {
    case "Copy":
      return before;
    case "Add":
      return {
        canned: how.CannedAccessControlList ? fresh?.canned : before.canned,
        grants: [...before.grants, ...(fresh?.grants ?? [])],
      };
    default:
      return fresh;
  }
}

function definedOf(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}
