/**
 * Which operation a request means: the API on one screen.
 * https://www.tencentcloud.com/document/product/436/10111
 */

import { configurations } from "../configurations";
import { configurationOperations } from "../configurations/configuration";
import { notImplemented, ServiceError } from "../format/errors";
import type { KnownOperation } from "../request/operation";
import type { CosRequest } from "../request/request";
import { getBucketAcl, getObjectAcl, putBucketAcl, putObjectAcl } from "./acl";
import { appendObject } from "./append";
import {
  createJob,
  deleteJob,
  describeJob,
  listJobs,
  updateJobPriority,
  updateJobStatus,
} from "./batch/jobs";
import { deleteBucket, getBucketLocation, headBucket, putBucket } from "./bucket";
import { copyObject } from "./copy";
import { deleteMultipleObjects } from "./deleteMultiple";
import { getFetchTask, putFetchTask } from "./fetch/tasks";
import { getBucket } from "./listObjects";
import { listMultipartUploads, listParts } from "./listUploads";
import { getBucketObjectVersions } from "./listVersions";
import { deleteLiveChannel, getLiveChannel, listLiveChannels, putLiveChannel } from "./liveChannels";
import { isMissing, missingOfBucket, missingOfObject } from "./missing";
import {
  abortMultipartUpload,
  completeMultipartUpload,
  initiateMultipartUpload,
  uploadPart,
  uploadPartCopy,
} from "./multipart";
import { deleteObject, getObject, headObject, putObject } from "./object";
import { postObject } from "./postObject";
import { deleteFolder, renameObject } from "./rename";
import { postObjectRestore } from "./restore";
import { getObjectRetention, putObjectRetention } from "./retention";
import { selectObjectContent } from "./select";
import { getService } from "./service";
import { getSymlink, putSymlink } from "./symlink";
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from "./tagging";
import { getVodPlaylist, postVodPlaylist } from "./vodPlaylists";
import { websiteMethods } from "./website";

type Methods = Readonly<Record<string, KnownOperation>>;

const bucketMethods: Methods = { GET: getBucket, HEAD: headBucket, PUT: putBucket, DELETE: deleteBucket };

/** By sub-resource: the query keys that select something else than the bucket itself. */
const bucketSubresources: Readonly<Record<string, Methods>> = {
  acl: { GET: getBucketAcl, PUT: putBucketAcl },
  location: { GET: getBucketLocation },
  versions: { GET: getBucketObjectVersions },
  uploads: { GET: listMultipartUploads },
  delete: { POST: deleteMultipleObjects },
  live: { GET: listLiveChannels },
  ...Object.fromEntries(configurations.map((each) => [each.query, configurationOperations(each)])),
  ...missingOfBucket,
};

const objectMethods: Methods = {
  GET: getObject,
  HEAD: headObject,
  PUT: putObject,
  DELETE: { ...deleteObject, instead: (query) => (query.has("recursive") ? deleteFolder : undefined) },
};

const objectSubresources: Readonly<Record<string, Methods>> = {
  acl: { GET: getObjectAcl, PUT: putObjectAcl },
  tagging: { GET: getObjectTagging, PUT: putObjectTagging, DELETE: deleteObjectTagging },
  uploads: { POST: initiateMultipartUpload },
  uploadId: {
    GET: listParts,
    PUT: uploadPart,
    POST: completeMultipartUpload,
    DELETE: abortMultipartUpload,
  },
  append: { POST: appendObject },
  live: { GET: getLiveChannel, PUT: putLiveChannel, DELETE: deleteLiveChannel },
  vod: { GET: getVodPlaylist, POST: postVodPlaylist },
  rename: { PUT: renameObject },
  restore: { POST: postObjectRestore },
  retention: { GET: getObjectRetention, PUT: putObjectRetention },
  symlink: { GET: getSymlink, PUT: putSymlink },
  select: { POST: selectObjectContent },
  ...missingOfObject,
};

/** Operations on hosts of their own, by kind of host, HTTP method and path. */
const onHosts: Readonly<Record<string, readonly (readonly [string, RegExp, KnownOperation])[]>> = {
  batch: [
    ["POST", /^\/jobs\/?$/, createJob],
    ["GET", /^\/jobs\/?$/, listJobs],
    ["GET", /^\/jobs\/[^/]+$/, describeJob],
    ["DELETE", /^\/jobs\/[^/]+$/, deleteJob],
    ["POST", /^\/jobs\/[^/]+\/priority$/, updateJobPriority],
    ["POST", /^\/jobs\/[^/]+\/status$/, updateJobStatus],
  ],
  migration: [
    ["POST", /^\/[^/]+\/?$/, putFetchTask],
    ["GET", /^\/[^/]+\/[^/]+$/, getFetchTask],
  ],
};

/** Parameters that select no sub-resource and may come without a value. */
const plainParameters =
  /^(versionId|partNumber|position|x-id|sign|encoding-type|prefix|delimiter|max-.*|marker|.*-marker|response-.*|q-.*|x-amz-.*|x-cos-.*)$/i;

/** Parameters that tell configurations of one kind apart. */
const keyParameters = configurations.flatMap(({ key }) => (key ? [key.query] : []));

/** Finds the operation of a request. Throws MethodNotAllowed, and NotImplemented for what has no name as an operation. */
export function findOperation(
  request: Pick<CosRequest, "method" | "target" | "query" | "headers">,
): KnownOperation {
  const { method, target, query, headers } = request;
  if (target.kind === "website") {
    return pick(method, websiteMethods);
  }
  if (target.kind !== "service" && target.kind !== "bucket" && target.kind !== "accelerate") {
    return findOnHost(method, target);
  }
  if (target.bucket === undefined) {
    return pick(method, { GET: getService });
  }
  const [subresources, methods] =
    target.key === undefined ? [bucketSubresources, bucketMethods] : [objectSubresources, objectMethods];
  const findKnown = (name: string) =>
    Object.keys(subresources).find((known) => known.toLowerCase() === name.toLowerCase());
  for (const [name, value] of query.pairs) {
    if (findKnown(name) !== undefined || (target.key !== undefined && name.toLowerCase() === "recursive")) {
      continue;
    }
    if (isMissing(name)) {
      throw notImplemented(`?${name}`);
    }
    // An empty key of a configuration is for the configuration to refuse.
    if (keyParameters.includes(name) && query.pairs.some(([each]) => findKnown(each) !== undefined)) {
      continue;
    }
    // An unknown key without a value is a sub-resource of some kind: a write must not hit something else.
    if (value === "" && method !== "GET" && method !== "HEAD" && !plainParameters.test(name)) {
      throw notImplemented(`?${name}`);
    }
  }
  for (const [name] of query.pairs) {
    const found = findKnown(name);
    if (found !== undefined) {
      const named = pick(method, subresources[found] as Methods, found);
      const operation = named.instead?.(query) ?? named;
      return operation === uploadPart && headers["x-cos-copy-source"] !== undefined
        ? uploadPartCopy
        : operation;
    }
  }
  if (target.key === undefined && method === "POST") {
    return postObject;
  }
  const named = pick(method, methods);
  const operation = named.instead?.(query) ?? named;
  return operation === putObject && headers["x-cos-copy-source"] !== undefined ? copyObject : operation;
}

function findOnHost(method: string, { kind, path }: CosRequest["target"]): KnownOperation {
  for (const [verb, pattern, operation] of onHosts[kind] ?? []) {
    if (verb === method && pattern.test(path)) {
      return operation;
    }
  }
  throw notImplemented(`the ${kind} host`);
}

function pick(method: string, methods: Methods, subresource?: string): KnownOperation {
  const operation = methods[method];
  if (operation) {
    return operation;
  }
  // The methods of a sub-resource that is not emulated are unknown here.
  if (Object.values(methods).every(({ on }) => on === "nothing")) {
    throw notImplemented(`?${subresource}`);
  }
  throw new ServiceError("MethodNotAllowed");
}
