/**
 * Which operation a request means: the API on one screen.
 * https://www.tencentcloud.com/document/product/436/10111
 */

import { configurations } from "../configurations";
import { configurationOperations } from "../configurations/configuration";
import { ServiceError } from "../errors";
import type { CosRequest } from "../http/request";
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

/**
 * Sub-resources of S3 that COS lacks. Passed over, `DELETE /?publicAccessBlock` would delete the bucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 */
const missingOfS3 = [
  "abac",
  "analytics",
  "annotation",
  "attributes",
  "encryptionObject",
  "legal-hold",
  "metadataConfiguration",
  "metadataInventoryTable",
  "metadataJournalTable",
  "metadataTable",
  "metrics",
  "object-lock",
  "ownershipControls",
  "policyStatus",
  "publicAccessBlock",
  "renameObject",
  "requestPayment",
  "select",
  "session",
  "torrent",
];

/** Data processing, which the query asks for: https://www.tencentcloud.com/document/product/436/36364 */
const dataProcessing =
  /^(imageMogr2|imageView2|imageInfo|imageAve|exif|watermark|style|ci-[a-z-]+|avinfo|qrcode)(\/|\||$)/i;

/** Headers that ask for more than the operation itself. */
const missingHeaders = ["pic-operations", "x-cos-return-body", "x-cos-callback", "x-cos-callback-var"];

/** Conditions of a write. COS does not document them; ignored, a lock file would lock nothing. */
const writeConditions = ["if-match", "if-none-match", "if-modified-since", "if-unmodified-since"];

/** Parameters that select no sub-resource and may come without a value. */
const plainParameters =
  /^(versionId|partNumber|position|x-id|sign|encoding-type|prefix|delimiter|max-.*|marker|.*-marker|recursive|response-.*|q-.*|x-amz-.*|x-cos-.*)$/i;

/** Parameters that tell configurations of one kind apart. */
const keyParameters = configurations.flatMap(({ key }) => (key ? [key.query] : []));

/** Finds the operation of a request. Throws NotImplemented or MethodNotAllowed. */
export function findOperation(
  request: Pick<CosRequest, "method" | "target" | "query" | "headers">,
): Operation {
  const operation = select(request);
  const { headers, target } = request;
  for (const name of missingHeaders) if (headers[name]) throw notImplemented(`the header ${name}`);
  if (operation.writes && target.key !== undefined) {
    for (const name of writeConditions) {
      if (headers[name]) throw notImplemented(`the header ${name} of ${operation.name}`);
    }
  }
  return operation;
}

function select(request: Pick<CosRequest, "method" | "target" | "query" | "headers">): Operation {
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
  const findKnown = (name: string) =>
    Object.keys(subresources).find((known) => known.toLowerCase() === name.toLowerCase());
  for (const [name, value] of query.pairs) {
    if (findKnown(name) !== undefined) continue;
    const isMissing = [...missing, ...missingOfS3].some((each) => each.toLowerCase() === name.toLowerCase());
    if (isMissing || dataProcessing.test(name)) throw notImplemented(`?${name}`);
    // An empty key of a configuration is for the configuration to refuse.
    if (keyParameters.includes(name) && query.pairs.some(([each]) => findKnown(each) !== undefined)) continue;
    // What nobody knows and has no value is a sub-resource of some kind: a write must not hit something else.
    if (value === "" && method !== "GET" && method !== "HEAD" && !plainParameters.test(name)) {
      throw notImplemented(`?${name}`);
    }
  }
  for (const [name] of query.pairs) {
    const found = findKnown(name);
    if (found !== undefined) {
      const named = pick(method, subresources[found] as Methods);
      const operation = named.instead?.(query) ?? named;
      return operation === uploadPart && headers["x-cos-copy-source"] !== undefined
        ? uploadPartCopy
        : operation;
    }
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
