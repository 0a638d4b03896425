/** The arguments of a copy of an object. */

import { bool, type Failure, group, isUnknown, reference, string, struct, type Values } from "../../../codec";
import { bucketNameReason, bucketTarget, regionReason } from "../../../model/bucketNames";
import { maxKeyBytes } from "../../../model/keys";
import { contentOutputs } from "../../../model/outputs";
import { encryptionRules, objectStruct } from "../fields";

const {
  source: _source,
  content: _content,
  contentBase64: _contentBase64,
  bucket: _bucket,
  region: _region,
  key,
  ...settings
} = objectStruct.fields;

const directives = ["Copy", "Replaced"] as const;

/** What is copied. */
export const copySource = group("ObjectCopySource", {
  /** The source's bucket, or its name: in full (`site-1250000000`) or without the APPID. */
  bucket: reference({ verify: bucketNameReason }),
  /**
   * The region of the source's bucket.
   * @default that of the `Bucket`, else the region of the copy's own bucket
   */
  region: string({ regionOf: "bucket", verify: regionReason }),
  /** The source's key. */
  key: string({ maxBytes: maxKeyBytes, anyCharacters: true }),
  /** A version of it. Left out, the newest one is meant, and a newer one makes a new copy. */
  versionId: string({ optional: true }),
});

/** A copy of an object (https://www.tencentcloud.com/document/product/436/10881). */
export const objectCopyStruct = group(
  "ObjectCopy",
  {
    ...bucketTarget.fields,
    /**
     * The copy's key, at most 850 bytes, as it is.
     * @default the resource's logical name
     */
    key,
    /** What is copied; the keys need the right to read it. */
    source: struct(copySource, { header: "x-cos-copy-source" }),
    /**
     * The CRC64 that the source must have, such as the output `crc64` of an `Object`: another one makes a new copy without a refresh, and a source
     * that does not have it is not copied.
     */
    sourceCrc64: string({
      optional: true,
      verify: (value) =>
        /^\d{1,20}$/.test(value) ? undefined : "must be a CRC64 as COS writes it: a decimal number",
    }),
    /**
     * Whether the copy has the source's own `contentType`, `cacheControl`, `metadata` and so on (`Copy`), or those that are given
     * here (`Replaced`).
     * @default `Copy`
     */
    metadataDirective: string({ header: "x-cos-metadata-directive", sentDefault: "Copy", oneOf: directives }),
    /**
     * Whether the copy has the source's tags (`Copy`), or those that are given here (`Replaced`).
     * @default `Copy`
     */
    taggingDirective: string({ header: "x-cos-tagging-directive", sentDefault: "Copy", oneOf: directives }),
    ...settings,
  },
  needsReplaced("metadataDirective", [
    "contentType",
    "cacheControl",
    "contentDisposition",
    "contentEncoding",
    "contentLanguage",
    "expires",
    "metadata",
  ]),
  needsReplaced("taggingDirective", ["tags"]),
  ...encryptionRules,
);

/** The arguments of a copy, as plain data. */
export type ObjectCopyValues = Values<typeof objectCopyStruct.fields>;

/** What COS computes of a copy. */
export const objectCopyOutputs = group("ObjectCopyOutputs", {
  ...contentOutputs,
  /** The source's entity tag when it was last looked at. */
  sourceEtag: string(),
  /** False after a refresh that found other content in the source than in the copy. */
  upToDate: bool(),
});

/** COS ignores these arguments with the directive `Copy`, so giving them is a mistake. */
function needsReplaced(directive: string, names: readonly string[]) {
  return (value: Readonly<Record<string, unknown>>): readonly Failure[] =>
    value[directive] === "Replaced" || isUnknown(value[directive])
      ? []
      : names
          .filter((name) => value[name] !== undefined)
          .map((name) => ({
            path: name,
            reason: `needs ${directive} "Replaced"; with "Copy" the source's own counts`,
          }));
}
