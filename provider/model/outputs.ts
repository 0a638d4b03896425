/** The outputs that COS computes from an object's content, for every resource that is an object. */

import { int, string } from "../codec";

/** The outputs of an object, and of a copy. */
export const contentOutputs = {
  /**
   * The entity tag without its quotes. Only for an object that was sent in one piece and is not encrypted with a key of KMS is it the
   * content's MD5: compare `crc64` instead.
   */
  etag: string(),
  /** The CRC-64/XZ of the content as a decimal number; what COS calls `x-cos-hash-crc64ecma`. */
  crc64: string(),
  /** The content's length in bytes. */
  contentLength: int(),
  /** The version, in a bucket with versioning. */
  versionId: string({ optional: true }),
  /** The object's address, for readers who have access. */
  url: string(),
};
