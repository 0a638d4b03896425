/**
 * What a write says about an object besides its content: PUT, COPY, initiate, POST form and APPEND share these headers.
 * https://www.tencentcloud.com/document/product/436/7749
 */

import { createHash } from "node:crypto";
import mime from "mime-types";
import { defaultAcl, readAclHeaders } from "../access/acl";
import { readTaggingHeader } from "../configurations/tagging";
import { ServiceError } from "../format/errors";
import type { CosRequest } from "../request/request";
import type { Bucket, Encryption, ObjectTemplate } from "../store/bucket";
import { readStorageClass } from "../store/storageClasses";

const storedHeaders = [
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-language",
  "content-type",
  "expires",
] as const;

const metadataPrefix = "x-cos-meta-";
const maxMetadata = 2048;

type Headers = Readonly<Record<string, string>>;

/** Everything that a write's headers say. Throws the service's errors. */
export function readTemplate(request: CosRequest, bucket: Bucket, key: string): ObjectTemplate {
  const { headers, caller } = request;
  return {
    storageClass: readStorageClass(headers["x-cos-storage-class"], bucket),
    headers: readStoredHeaders(headers, key),
    encryption: readEncryption(headers, bucket),
    acl: readAclHeaders(headers, "object") ?? defaultAcl,
    tags: readTaggingHeader(headers["x-cos-tagging"], "object"),
    // What anonymous visitors write belongs to the bucket's owner, unverified(anonymous-owner).
    ownerUin: caller.account?.uin ?? bucket.ownerUin,
    retainUntil: bucket.retainUntil(request.now),
  };
}

/** Cache-Control and its like, Content-Type and metadata, as they come back with GET and HEAD. */
export function readStoredHeaders(headers: Headers, key: string): Record<string, string> {
  const stored: Record<string, string> = {};
  for (const name of storedHeaders) {
    const value = headers[name];
    if (value) {
      stored[name] = value;
    }
  }
  if (stored["content-encoding"] !== undefined) {
    // The framing of S3 libraries is no property of the object.
    const encodings = stored["content-encoding"].split(",").map((encoding) => encoding.trim());
    const rest = encodings.filter((encoding) => encoding.toLowerCase() !== "aws-chunked");
    if (rest.length > 0) {
      stored["content-encoding"] = rest.join(",");
    } else {
      delete stored["content-encoding"];
    }
  }
  // That the service guesses by the extension is unverified(content-type-guess).
  stored["content-type"] ??= mime.lookup(key) || "application/octet-stream";
  let size = 0;
  for (const [name, value] of Object.entries(headers)) {
    if (!name.startsWith(metadataPrefix)) {
      continue;
    }
    size += name.length - metadataPrefix.length + Buffer.byteLength(value);
    stored[name] = value;
  }
  if (size > maxMetadata) {
    throw new ServiceError("KeyTooLong", { message: "The metadata is too large." });
  }
  return stored;
}

const sse = "x-cos-server-side-encryption";

/** How the content is to be encrypted: as the request says, else as the bucket does by default. */
export function readEncryption(headers: Headers, bucket: Bucket): Encryption | undefined {
  const method = headers[sse];
  if (headers[`${sse}-customer-algorithm`] !== undefined) {
    return readCustomerKey(headers, sse);
  }
  if (method === undefined) {
    return bucket.defaultEncryption;
  }
  if (method !== "AES256" && method !== "cos/kms") {
    throw new ServiceError("InvalidArgument", { message: `Unknown encryption: ${method}` });
  }
  const keyId = headers[`${sse}-cos-kms-key-id`] ?? headers[`${sse}-aws-kms-key-id`];
  const context = headers[`${sse}-context`];
  if (method === "AES256" && (keyId !== undefined || context !== undefined)) {
    throw new ServiceError("InvalidArgument", { message: "A key needs the encryption cos/kms." });
  }
  if (context !== undefined && !isJsonObject(Buffer.from(context, "base64").toString())) {
    throw new ServiceError("InvalidArgument", { message: "The encryption context is not a JSON object." });
  }
  return {
    kind: method,
    headers: { [sse]: method, ...(keyId !== undefined && { [`${sse}-cos-kms-key-id`]: keyId }) },
  };
}

/** A key that the customer sends along; only algorithm and MD5 are ever answered. */
function readCustomerKey(headers: Headers, prefix: string): Encryption {
  const algorithm = headers[`${prefix}-customer-algorithm`];
  const key = Buffer.from(headers[`${prefix}-customer-key`] ?? "", "base64");
  const md5 = headers[`${prefix}-customer-key-md5`];
  const digest = createHash("md5").update(key).digest("base64");
  if (algorithm !== "AES256" || key.length !== 32 || (md5 !== undefined && md5 !== digest)) {
    throw new ServiceError("InvalidArgument", { message: "The customer's key is not valid." });
  }
  return {
    kind: "customer",
    headers: { [`${sse}-customer-algorithm`]: "AES256", [`${sse}-customer-key-MD5`]: digest },
  };
}

/** Refuses a reader without the customer's key of an object that was written with one. */
export function checkCustomerKey(headers: Headers, encryption: Encryption | undefined, prefix = sse): void {
  if (encryption?.kind !== "customer") {
    return;
  }
  if (headers[`${prefix}-customer-algorithm`] === undefined) {
    throw new ServiceError("SsecDecryptHeaderInvalid");
  }
  const given = readCustomerKey(headers, prefix).headers[`${sse}-customer-key-MD5`];
  if (given !== encryption.headers[`${sse}-customer-key-MD5`]) {
    throw new ServiceError("AccessDenied");
  }
}

/** ETags are the MD5 of the content, but not where it is encrypted with a key of KMS or the customer (SM4: unverified(encryption-sm4)). */
export function etagOf(md5: string, encryption: Encryption | undefined): string {
  if (encryption === undefined || ["AES256", "SM4"].includes(encryption.kind)) {
    return md5;
  }
  return createHash("md5").update(md5).update(encryption.kind).digest("hex");
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
