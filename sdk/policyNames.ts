/** The names in policies that are the same for every bucket: everybody, and operations by what they do. Without Pulumi, so that commands can use it. */

/**
 * Everybody, with or without an account, as a principal.
 *
 * https://www.tencentcloud.com/document/product/436/18023
 */
export const anyone = "qcs::cam::anyone:anyone";

/** Operations that read objects. */
export const readActions = [
  "name/cos:GetObject",
  "name/cos:HeadObject",
  "name/cos:OptionsObject",
] as const satisfies readonly string[];

/** Operations that list objects, versions and unfinished uploads. */
export const listActions = [
  "name/cos:HeadBucket",
  "name/cos:GetBucket",
  "name/cos:GetBucketObjectVersions",
  "name/cos:ListMultipartUploads",
  "name/cos:ListParts",
] as const satisfies readonly string[];

/** Operations that write objects, in one request or in parts. */
export const writeActions = [
  "name/cos:PutObject",
  "name/cos:PostObject",
  "name/cos:AppendObject",
  "name/cos:InitiateMultipartUpload",
  "name/cos:UploadPart",
  "name/cos:UploadPartCopy",
  "name/cos:CompleteMultipartUpload",
  "name/cos:AbortMultipartUpload",
  "name/cos:ListMultipartUploads",
  "name/cos:ListParts",
] as const satisfies readonly string[];

/** Operations that delete objects. */
export const deleteActions = [
  "name/cos:DeleteObject",
  "name/cos:DeleteMultipleObjects",
] as const satisfies readonly string[];

/** Every operation on buckets and objects. */
export const allActions = ["name/cos:*"] as const satisfies readonly string[];
