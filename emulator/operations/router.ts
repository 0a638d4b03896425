/**
 * Which operation a request means: the API on one screen.
 * https://www.tencentcloud.com/document/product/436/10111
 */

import { configurations } from "../configurations";
import { configurationOperations } from "../configurations/configuration";
import { ServiceError } from "../errors";
import type { CosRequest } from "../request";
import { getBucketAcl, getObjectAcl, putBucketAcl, putObjectAcl } from "./acl";
import { appendObject } from "./append";
import { deleteBucket, getBucketLocation, headBucket, putBucket } from "./bucket";
import { copyObject } from "./copy";
import { deleteMultipleObjects } from "./deleteMultiple";
import { getBucket, getBucketObjectVersions, listMultipartUploads } from "./listing";
import {
  abortMultipartUpload,
  completeMultipartUpload,
  initiateMultipartUpload,
  listParts,
  uploadPart,
  uploadPartCopy,
} from "./multipart";
import { deleteObject, getObject, headObject, putObject } from "./object";
import type { Operation } from "./operation";
import { postObjectRestore } from "./restore";
import { getObjectRetention, putObjectRetention } from "./retention";
import { getService } from "./service";
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from "./tagging";
import { websiteMethods } from "./website";

type Methods = Readonly<Record<string, Operation>>;

const bucketMethods: Methods = { GET: getBucket, HEAD: headBucket, PUT: putBucket, DELETE: deleteBucket };

/** By sub-resource: the query keys that select something else than the bucket itself. */
const bucketSubresources: Readonly<Record<string, Methods>> = {
  acl: { GET: getBucketAcl, PUT: putBucketAcl },
  location: { GET: getBucketLocation },
  versions: { GET: getBucketObjectVersions },
  uploads: { GET: listMultipartUploads },
  delete: { POST: deleteMultipleObjects },
  ...Object.fromEntries(configurations.map((each) => [each.query, configurationOperations(each)])),
};

/** Sub-resources that the service has and this emulator does not play. */
const missingOfBucket = [
  "accelerate",
  "cdn-auth",
  "ci-process",
  "domain",
  "domaincertificate",
  "encryption",
  "guetzli",
  "hotlink",
  "image-slim",
  "intelligent-tiering",
  "intelligenttiering",
  "inventory",
  "lifecycle",
  "live",
  "logging",
  "notification",
  "object-lock",
  "origin",
  "origin-protect",
  "policy",
  "quota",
  "referer",
  "replication",
  "response-control",
  "snapshot",
  "strict-signature",
  "style",
  "vod",
  "website",
].filter((name) => !(name in bucketSubresources));

const objectMethods: Methods = {
  GET: getObject,
  HEAD: headObject,
  PUT: putObject,
  DELETE: deleteObject,
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
  restore: { POST: postObjectRestore },
  retention: { GET: getObjectRetention, PUT: putObjectRetention },
};

const missingOfObject = ["ci-process", "legal-hold", "live", "rename", "select", "symlink", "torrent", "vod"];

/** Finds the operation of a request. Throws NotImplemented or MethodNotAllowed. */
export function findOperation(
  request: Pick<CosRequest, "method" | "target" | "query" | "headers">,
): Operation {
  const { method, target, query, headers } = request;
  if (target.kind === "website") return pick(method, websiteMethods);
  if (target.kind !== "service" && target.kind !== "bucket" && target.kind !== "accelerate") {
    throw notImplemented(`the ${target.kind} host`);
  }
  if (target.bucket === undefined) return pick(method, { GET: getService });
  const [subresources, missing, methods] =
    target.key === undefined
      ? [bucketSubresources, missingOfBucket, bucketMethods]
      : [objectSubresources, missingOfObject, objectMethods];
  for (const [name] of query.pairs) {
    const found = Object.keys(subresources).find((known) => known.toLowerCase() === name.toLowerCase());
    if (found !== undefined) {
      const named = pick(method, subresources[found] as Methods);
      const operation = named.instead?.(query) ?? named;
      return operation === uploadPart && headers["x-cos-copy-source"] !== undefined
        ? uploadPartCopy
        : operation;
    }
    if (missing.includes(name)) throw notImplemented(`?${name}`);
  }
  if (target.key === undefined && method === "POST") throw notImplemented("POST Object (browser forms)");
  const operation = pick(method, methods);
  return operation === putObject && headers["x-cos-copy-source"] !== undefined ? copyObject : operation;
}

function pick(method: string, methods: Methods): Operation {
  const operation = methods[method];
  if (!operation) throw new ServiceError("MethodNotAllowed");
  return operation;
}

function notImplemented(what: string): ServiceError {
  return new ServiceError("NotImplemented", { message: `The emulator does not play ${what}.` });
}
