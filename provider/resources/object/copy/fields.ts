/** The arguments of a copy of an object. */

import { type Failure, group, isUnknown, struct, text, type Values } from "../../../codec";
import { bucketField, regionField } from "../../../model/bucketNames";
import { maxKeyBytes } from "../../../model/keys";
import { encryptionRules, objectStruct } from "../fields";

const {
  source: _source,
  content: _content,
  contentBase64: _contentBase64,
  bucket,
  region,
  key,
  ...settings
} = objectStruct.fields;

const directives = ["Copy", "Replaced"] as const;

/** What is copied. */
export const copySource = group({
  /** The source's bucket: its name, in full (`site-1250000000`) or without the APPID. */
  bucket: bucketField,
  /** The region of the source's bucket. */
  region: regionField,
  /** The source's key. */
  key: text("Key", { maxBytes: maxKeyBytes, anyCharacters: true }),
  /** A version of it. Left out, the newest one is meant, and a newer one makes a new copy. */
  versionId: text("versionId", { optional: true }),
});

/** A copy of an object (https://www.tencentcloud.com/document/product/436/10881). */
export const objectCopyStruct = group(
  {
    bucket,
    region,
    key,
    /** What is copied; the keys need the right to read it. */
    source: struct("x-cos-copy-source", copySource),
    /**
     * The CRC64 that the source must have, such as the output `crc64` of an `Object`: another one makes a new copy without a refresh, and a source
     * that does not have it is not copied.
     */
    sourceCrc64: text("sourceCrc64", {
      optional: true,
      verify: (value) =>
        /^\d{1,20}$/.test(value) ? undefined : "must be a CRC64 as COS writes it: a decimal number",
    }),
    /**
     * Whether the copy has the source's own `contentType`, `cacheControl`, `metadata` and so on (`Copy`), or those that are given
     * here (`Replaced`).
     * @default `Copy`
     */
    metadataDirective: text("x-cos-metadata-directive", { sentDefault: "Copy", oneOf: directives }),
    /**
     * Whether the copy has the source's tags (`Copy`), or those that are given here (`Replaced`).
     * @default `Copy`
     */
    taggingDirective: text("x-cos-tagging-directive", { sentDefault: "Copy", oneOf: directives }),
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
export interface ObjectCopyOutputs {
  /** COS's own tag of the content, without quotes. */
  readonly etag: string;
  /** CRC64 (ECMA-182) of the content, an unsigned decimal number. */
  readonly crc64: string;
  /** Bytes. */
  readonly contentLength: number;
  /** The version, where the bucket keeps versions. */
  readonly versionId?: string;
  /** The address; whoever opens it needs the right to read. */
  readonly url: string;
  /** The ETag of the source when it was last looked at. */
  readonly sourceEtag: string;
  /** False after a refresh that found other content in the source than in the copy. */
  readonly upToDate: boolean;
}

/** Their names. */
export const objectCopyOutputs = [
  "etag",
  "crc64",
  "contentLength",
  "versionId",
  "url",
  "sourceEtag",
  "upToDate",
] as const satisfies readonly (keyof ObjectCopyOutputs)[];

/** COS ignores what is given beside `Copy`; whoever gives it means something else. */
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
