/**
 * What the service does and the emulator does not. It is answered with 501 by name: passed over, it would count as done, and a
 * sub-resource that is passed over makes another request of the same one.
 */

import { notImplemented } from "../format/errors";
import type { KnownOperation, MissingOperation, Operation } from "../request/operation";
import type { CosRequest } from "../request/request";

/** An operation of the API that is not emulated, and how it is asked for. */
function missing(name: string, how: string): MissingOperation {
  return { name, on: "nothing", what: `${name} (${how})` };
}

/** By sub-resource and HTTP method. */
export const missingOfObject: Readonly<Record<string, Readonly<Record<string, KnownOperation>>>> = {
  decompression: {
    GET: missing("GetObjectDecompression", "?decompression"),
    POST: missing("PostObjectDecompression", "?decompression"),
  },
};

/** By sub-resource and HTTP method. */
export const missingOfBucket: typeof missingOfObject = {
  decompression: { GET: missing("ListObjectDecompressionJobs", "?decompression") },
};

/** Sub-resources of buckets and objects that stand for nothing in the list of operations. */
const missingNames = [
  "cdn-auth",
  "ci-process",
  "guetzli",
  "hotlink",
  "image-slim",
  "origin-protect",
  "quota",
  "response-control",
  "snapshot",
  "style",
  "vod",
];

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
  "session",
  "torrent",
];

/** Data processing, which the query asks for: https://www.tencentcloud.com/document/product/436/36364 */
const dataProcessing =
  /^(imageMogr2|imageView2|imageInfo|imageAve|exif|watermark|style|ci-[a-z-]+|avinfo|qrcode|pic-operations)(\/|\||$)/i;

/** Headers, parameters and fields of forms that ask for more than the operation itself. */
const additions = /^(pic-operations|x-cos-return-body|x-cos-callback(-.+)?)$/i;

/** Conditions of a write. COS does not document them; ignored, a lock file would lock nothing. */
const writeConditions = ["if-match", "if-none-match", "if-modified-since", "if-unmodified-since"];

/** Whether a parameter names a sub-resource or a data processing that is not emulated. */
export function isMissing(name: string): boolean {
  return (
    dataProcessing.test(name) ||
    additions.test(name) ||
    [...missingNames, ...missingOfS3].some((each) => each.toLowerCase() === name.toLowerCase())
  );
}

/** Refuses what a request or a form asks for beside its operation. */
export function refuseAdditions(names: Iterable<string>, where: "header" | "field"): void {
  for (const name of names) {
    if (additions.test(name)) {
      throw notImplemented(`the ${where} ${name}`);
    }
  }
}

/** The operation of a request when all of the request is emulated; else its refusal. */
export function requireEmulated(
  operation: KnownOperation,
  { headers, target }: Pick<CosRequest, "headers" | "target">,
): Operation {
  if (operation.on === "nothing") {
    throw notImplemented(operation.what);
  }
  refuseAdditions(
    Object.keys(headers).filter((name) => headers[name]),
    "header",
  );
  for (const name of operation.writes && target.key !== undefined ? writeConditions : []) {
    if (headers[name]) {
      throw notImplemented(`the header ${name} of ${operation.name}`);
    }
  }
  return operation;
}
