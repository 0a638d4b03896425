/** Parameters that many operations have (https://www.tencentcloud.com/document/product/436/7728, 7729; the rest on each operation's page). */

import { storageClasses } from "../../model/storageClasses";
import type { AnswerHeaders, Parameters } from "./operation";

const grant = {
  type: "string",
  meaning:
    'Who gets this permission: a list such as `id="100000000001", id="100000000002"`, the UINs of accounts.',
} as const;

const grants = {
  "x-cos-grant-read": grant,
  "x-cos-grant-read-acp": grant,
  "x-cos-grant-write-acp": grant,
  "x-cos-grant-full-control": grant,
} as const satisfies Parameters;

/** Access rules of a bucket. */
export const bucketAclHeaders = {
  "x-cos-acl": {
    type: "string",
    meaning: "A ready-made set of grants.",
    default: "private",
    values: ["private", "public-read", "public-read-write", "authenticated-read"],
  },
  ...grants,
  "x-cos-grant-write": grant,
} as const satisfies Parameters;

/** Access rules of an object. */
export const objectAclHeaders = {
  "x-cos-acl": {
    type: "string",
    meaning: "A ready-made set of grants. `default` takes the rules of the bucket.",
    default: "default",
    values: [
      "default",
      "private",
      "public-read",
      "authenticated-read",
      "bucket-owner-read",
      "bucket-owner-full-control",
    ],
  },
  ...grants,
} as const satisfies Parameters;

/** What is kept with an object and answered with it. */
export const metadataHeaders = {
  "Cache-Control": { type: "string", meaning: "How browsers and proxies may cache the object." },
  "Content-Disposition": {
    type: "string",
    meaning: "Whether a browser shows or saves the object, and under which name.",
  },
  "Content-Encoding": { type: "string", meaning: "How the content is encoded, such as `gzip`." },
  "Content-Language": { type: "string", meaning: "The language of the content." },
  "Content-Type": {
    type: "string",
    meaning: "The kind of the content, such as `image/png`.",
  },
  Expires: { type: "string", meaning: "Until when caches may keep the object." },
  "x-cos-meta-*": { type: "map", meaning: "Metadata of one's own: 2 KB in all.", maxBytes: 2_048 },
} as const satisfies Parameters;

/** In which class an object is stored. */
export const storageClassHeaders = {
  "x-cos-storage-class": {
    type: "string",
    meaning: "The storage class. Those that begin with `MAZ_` are for buckets with several zones.",
    default: "STANDARD",
    values: storageClasses,
    open: true,
  },
} as const satisfies Parameters;

/** The tags of an object. */
export const objectTagHeaders = {
  "x-cos-tagging": { type: "pairs", meaning: "The object's tags, at most 10: `k1=v1&k2=v2`, URL-encoded." },
} as const satisfies Parameters;

/** How fast a transfer may be; a parameter of the query means the same as the header. */
export const trafficLimit = {
  "x-cos-traffic-limit": {
    type: "integer",
    meaning: "The greatest speed of this transfer, in bits per second.",
    min: 819_200,
    max: 838_860_800,
  },
} as const satisfies Parameters;

/** Encryption with keys of COS, or of the Key Management Service. */
export const encryptionHeaders = {
  "x-cos-server-side-encryption": {
    type: "string",
    meaning: "Encrypts with keys of COS (`AES256`) or of the Key Management Service (`cos/kms`).",
    values: ["AES256", "cos/kms"],
  },
  "x-cos-server-side-encryption-cos-kms-key-id": {
    type: "string",
    meaning: "The customer master key, with `cos/kms`. Left out, COS uses its default key.",
  },
  "x-cos-server-side-encryption-context": {
    type: "base64",
    meaning: "The encryption context, with `cos/kms`: a JSON object of strings.",
  },
} as const satisfies Parameters;

/** Encryption with a key of one's own, which COS forgets: all three, and only over HTTPS. */
export const customerKeyHeaders = {
  "x-cos-server-side-encryption-customer-algorithm": {
    type: "string",
    meaning: "How the key is used that comes with the request.",
    values: ["AES256"],
  },
  "x-cos-server-side-encryption-customer-key": {
    type: "base64",
    meaning: "The key, 32 bytes.",
    secret: true,
  },
  "x-cos-server-side-encryption-customer-key-MD5": { type: "base64", meaning: "The MD5 of the key." },
} as const satisfies Parameters;

/** With which key the source of a copy is read that was encrypted with one. */
export const sourceCustomerKeyHeaders = {
  "x-cos-copy-source-server-side-encryption-customer-algorithm": {
    type: "string",
    meaning: "How the key of the source is used.",
    values: ["AES256"],
    certainty: "SDK only",
  },
  "x-cos-copy-source-server-side-encryption-customer-key": {
    type: "base64",
    meaning: "The key of the source, 32 bytes.",
    secret: true,
    certainty: "SDK only",
  },
  "x-cos-copy-source-server-side-encryption-customer-key-MD5": {
    type: "base64",
    meaning: "The MD5 of the source's key.",
    certainty: "SDK only",
  },
} as const satisfies Parameters;

/** When a read is answered at all. */
export const conditionHeaders = {
  "If-Match": { type: "string", meaning: "Only if the ETag is this one; else 412." },
  "If-None-Match": { type: "string", meaning: "Only if the ETag is another one; else 304." },
  "If-Modified-Since": { type: "httpDate", meaning: "Only if it was changed after this time; else 304." },
  "If-Unmodified-Since": {
    type: "httpDate",
    meaning: "Only if it was not changed after this time; else 412.",
  },
} as const satisfies Parameters;

/** What is copied, and when. */
export const copySourceHeaders = {
  "x-cos-copy-source": {
    type: "string",
    meaning:
      "The source, without a scheme: `bucket-1250000000.cos.ap-guangzhou.myqcloud.com/key`, the key URL-encoded, with `?versionId=` for a version.",
    required: true,
  },
  "x-cos-copy-source-If-Match": {
    type: "string",
    meaning: "Only if the source's ETag is this one; else 412.",
  },
  "x-cos-copy-source-If-None-Match": {
    type: "string",
    meaning: "Only if the source's ETag is another one; else 412.",
  },
  "x-cos-copy-source-If-Modified-Since": {
    type: "httpDate",
    meaning: "Only if the source was changed after this time; else 412.",
  },
  "x-cos-copy-source-If-Unmodified-Since": {
    type: "httpDate",
    meaning: "Only if the source was not changed after this time; else 412.",
  },
} as const satisfies Parameters;

/** Headers that the answer is to have instead of the object's own. Only in signed requests. */
export const responseParameters = {
  "response-content-type": { type: "string", meaning: "The `Content-Type` of the answer." },
  "response-content-language": { type: "string", meaning: "The `Content-Language` of the answer." },
  "response-expires": { type: "string", meaning: "The `Expires` of the answer." },
  "response-cache-control": { type: "string", meaning: "The `Cache-Control` of the answer." },
  "response-content-disposition": { type: "string", meaning: "The `Content-Disposition` of the answer." },
  "response-content-encoding": { type: "string", meaning: "The `Content-Encoding` of the answer." },
} as const satisfies Parameters;

/** Which version of an object is meant. */
export const versionParameter = {
  versionId: { type: "string", meaning: "The version. Left out, the newest one." },
} as const satisfies Parameters;

/** Whether keys are written so that XML can hold them. */
export const encodingParameter = {
  "encoding-type": {
    type: "string",
    meaning: "Writes keys URL-encoded in the answer: some hold characters that XML cannot.",
    values: ["url"],
  },
} as const satisfies Parameters;

/** What every listing of keys takes. */
export const listParameters = {
  prefix: { type: "string", meaning: "Only keys that begin so." },
  delimiter: {
    type: "string",
    meaning:
      "One character: keys that have it after the prefix are listed once, up to it, as `CommonPrefixes`.",
  },
  ...encodingParameter,
} as const satisfies Parameters;

/** What every answer has. */
export const commonAnswerHeaders = {
  "x-cos-request-id": {
    type: "string",
    meaning: "The number of the request, to name to the vendor's support.",
    always: true,
  },
  "x-cos-trace-id": { type: "string", meaning: "A second number, of failed requests." },
  Date: { type: "httpDate", meaning: "The service's time." },
  Server: { type: "string", meaning: "`tencent-cos`." },
  "Content-Length": { type: "integer", meaning: "The length of the body in bytes." },
  "Content-Type": { type: "string", meaning: "The kind of the body." },
} as const satisfies AnswerHeaders;

/** How the object is encrypted. */
export const encryptionAnswerHeaders = {
  "x-cos-server-side-encryption": {
    type: "string",
    meaning: "How it is encrypted.",
    values: ["AES256", "cos/kms"],
  },
  "x-cos-server-side-encryption-cos-kms-key-id": { type: "string", meaning: "The customer master key." },
  "x-cos-server-side-encryption-customer-algorithm": {
    type: "string",
    meaning: "How the key is used that came with the request.",
  },
  "x-cos-server-side-encryption-customer-key-MD5": { type: "base64", meaning: "The MD5 of that key." },
} as const satisfies AnswerHeaders;

/** What a write of an object answers. */
export const writtenAnswerHeaders = {
  ETag: {
    type: "string",
    meaning:
      "Changes with the content; in quotes. The MD5 only of small objects that no key of one's own encrypts.",
    always: true,
  },
  "x-cos-hash-crc64ecma": {
    type: "string",
    meaning: "The CRC-64 of the whole content, as a decimal number.",
  },
  "x-cos-version-id": { type: "string", meaning: "The version that was written, where versioning is on." },
  ...encryptionAnswerHeaders,
} as const satisfies AnswerHeaders;

/** What a read of an object answers. */
export const objectAnswerHeaders = {
  ETag: { type: "string", meaning: "Changes with the content; in quotes.", always: true },
  "Last-Modified": { type: "httpDate", meaning: "When it was written." },
  "Accept-Ranges": { type: "string", meaning: "`bytes`: parts may be asked for." },
  "Content-Range": { type: "string", meaning: "Which bytes these are, of how many." },
  "Cache-Control": { type: "string", meaning: "How it may be cached." },
  "Content-Disposition": { type: "string", meaning: "Whether a browser shows or saves it." },
  "Content-Encoding": { type: "string", meaning: "How the content is encoded." },
  "Content-Language": { type: "string", meaning: "The language of the content." },
  Expires: { type: "string", meaning: "Until when caches may keep it." },
  "x-cos-meta-*": { type: "map", meaning: "Metadata of one's own; names in lower case." },
  "x-cos-hash-crc64ecma": {
    type: "string",
    meaning: "The CRC-64 of the whole content, also where only a part is answered.",
  },
  "x-cos-object-type": {
    type: "string",
    meaning: "Whether more can be appended.",
    values: ["normal", "appendable"],
  },
  "x-cos-storage-class": { type: "string", meaning: "The storage class, unless it is STANDARD." },
  "x-cos-storage-tier": {
    type: "string",
    meaning: "Where intelligent tiering has it.",
    values: ["FREQUENT", "INFREQUENT", "ARCHIVE", "DEEP_ARCHIVE"],
  },
  "x-cos-version-id": { type: "string", meaning: "The version, in a bucket that has or had versioning." },
  "x-cos-restore": { type: "string", meaning: "How far an archived object is restored, and until when." },
  "x-cos-restore-status": { type: "string", meaning: "How the restoring was asked for." },
  "x-cos-tagging-count": { type: "integer", meaning: "How many tags it has.", certainty: "unverified" },
  ...encryptionAnswerHeaders,
} as const satisfies AnswerHeaders;

/** Where the bucket is. */
export const regionAnswerHeader = {
  "x-cos-bucket-region": { type: "string", meaning: "The bucket's region." },
} as const satisfies AnswerHeaders;
