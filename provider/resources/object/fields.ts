/** The arguments of an object: their COS headers, their limits and the rules between them. */

import {
  asset,
  type Draft,
  type Failure,
  type FieldOptions,
  group,
  isUnknown,
  map,
  string,
  type Values,
} from "../../codec";
import { bucketTarget } from "../../model/bucketNames";
import { maxKeyBytes } from "../../model/keys";
import { contentOutputs } from "../../model/outputs";
import { storageClasses } from "../../model/storageClasses";
import { maxTagValueBytes, tagKeyReason, tagTextReason } from "../../model/tags";

/** Greatest size of an object's own metadata, names and values together (https://www.tencentcloud.com/document/product/436/14518). */
const maxMetadataBytes = 2_048;

/** Greatest number of tags of an object (https://www.tencentcloud.com/document/product/436/14518). */
const maxTags = 10;

/** How the arguments of encryption depend on one another, in an object and in a copy. */
export const encryptionRules = [kmsOnly("kmsKeyId"), kmsOnly("encryptionContext")];

/** One object of a bucket (https://www.tencentcloud.com/document/product/436/7749, 7745, 10881). */
export const objectStruct = group(
  "Object",
  {
    ...bucketTarget.fields,
    /**
     * The object's key, at most 850 bytes, as it is: `a//b`, `../x`, spaces and emoji are all fine.
     * @default the resource's logical name
     */
    key: string({
      logicalName: true,
      immutable: true,
      maxBytes: maxKeyBytes,
      anyCharacters: true,
      verify: keyReason,
    }),
    /**
     * What is in it: the path of a file, or an asset: `FileAsset`, `StringAsset` or `RemoteAsset`. A file that is touched without being edited
     * is not a change. Exactly one of `source`, `content` and `contentBase64` is given.
     */
    source: asset({ optional: true }),
    /** The content as a string, sent in UTF-8. It is kept in the state twice; for more than some kilobytes use `source`. */
    content: string({ optional: true, minBytes: 0, confidential: true, anyCharacters: true }),
    /** The content in base64, for bytes that are not text. It is kept in the state twice; for more than some kilobytes use `source`. */
    contentBase64: string({ optional: true, minBytes: 0, confidential: true, verify: base64Reason }),
    /**
     * The media type. Left out, it follows from the extension of the key, else of the source file, else it is
     * `application/octet-stream`.
     */
    contentType: string({ header: "Content-Type", optional: true, verify: headerReason }),
    /** How long browsers and CDNs may keep the object, such as `max-age=3600`. */
    cacheControl: string({ header: "Cache-Control", optional: true, verify: headerReason }),
    /** Whether browsers show or save the object, such as `attachment; filename="report.pdf"`. */
    contentDisposition: string({ header: "Content-Disposition", optional: true, verify: headerReason }),
    /** How the content is packed, such as `gzip`, which a key that ends in `.svgz` means by itself. COS sends it as it is. */
    contentEncoding: string({ header: "Content-Encoding", optional: true, verify: headerReason }),
    /** The language of the content, such as `zh-CN`. */
    contentLanguage: string({ header: "Content-Language", optional: true, verify: headerReason }),
    /** When caches must ask again: an HTTP date (`Wed, 21 Oct 2026 07:28:00 GMT`) or ISO 8601. */
    expires: string({ header: "Expires", optional: true, verify: expiresReason }),
    /** Your own headers `x-cos-meta-…`, by name without that prefix. Names are kept in lower case. 2 KB in all. */
    metadata: map({
      header: "x-cos-meta-",
      optional: true,
      verify: headerReason,
      verifyKey: metadataNameReason,
      verifyAll: metadataReason,
    }),
    /**
     * The storage class. Left out, COS chooses by the kind of the bucket, and changes that lifecycle rules make are no
     * drift. Classes beginning with `MAZ_` are for buckets with several zones.
     */
    storageClass: string({
      header: "x-cos-storage-class",
      serverDefault: true,
      optional: true,
      open: true,
      oneOf: storageClasses,
    }),
    /**
     * Who may read the object. `default` means as the bucket's own rules say.
     * @default `default`
     */
    acl: string({
      header: "x-cos-acl",
      optional: true,
      default: "default",
      oneOf: [
        "default",
        "private",
        "public-read",
        "authenticated-read",
        "bucket-owner-read",
        "bucket-owner-full-control",
      ],
    }),
    /** Tags, at most 10. Keys of at most 128 bytes, values of at most 256. */
    tags: map({
      header: "x-cos-tagging",
      optional: true,
      maxEntries: maxTags,
      minBytes: 0,
      maxBytes: maxTagValueBytes,
      verify: tagTextReason,
      verifyKey: tagKeyReason,
    }),
    /**
     * Encryption on the server: with keys of COS (`AES256`) or of the Key Management Service (`cos/kms`). Left out, the
     * bucket's default decides and is not drift.
     */
    serverSideEncryption: string({
      header: "x-cos-server-side-encryption",
      serverDefault: true,
      optional: true,
      oneOf: ["AES256", "cos/kms"],
    }),
    /** The key of the Key Management Service; left out, that of COS itself. Only with `cos/kms`. */
    kmsKeyId: string({
      header: "x-cos-server-side-encryption-cos-kms-key-id",
      serverDefault: true,
      optional: true,
      verify: headerReason,
    }),
    /** Encryption context as the text of a JSON object. Only with `cos/kms`. COS never returns it. */
    encryptionContext: string({
      header: "x-cos-server-side-encryption-context",
      optional: true,
      writeOnly: true,
      verify: contextReason,
    }),
  },
  oneContent,
  ...encryptionRules,
);

/** What COS computes of an object. */
export const objectOutputs = group("ObjectOutputs", contentOutputs);

/** The arguments of an object, as plain data. */
export type ObjectValues = Values<typeof objectStruct.fields>;

/** The arguments that say what the object holds. */
export const contentNames = ["source", "content", "contentBase64"] as const;

/** The arguments that are plain HTTP headers: COS keeps them exactly as sent. */
export const plainNames = [
  "contentType",
  "cacheControl",
  "contentDisposition",
  "contentEncoding",
  "contentLanguage",
] as const;

/** The settings that are strings. */
type TextSettingName = Exclude<
  {
    [K in keyof ObjectValues]-?: NonNullable<ObjectValues[K]> extends string ? K : never;
  }[keyof ObjectValues],
  "bucket" | "region" | "key" | "content" | "contentBase64"
>;

/** The settings that COS decides by itself when the program leaves them out. */
export const serverDefaultNames = (
  Object.keys(objectStruct.fields) as readonly (keyof typeof objectStruct.fields)[]
).filter(
  (name): name is TextSettingName =>
    (objectStruct.fields[name].options as FieldOptions).serverDefault === true,
);

/** The name of the header that carries an argument, in the spelling of the documentation. */
export function headerOf(name: keyof typeof objectStruct.fields): string {
  return (objectStruct.fields[name].options as FieldOptions).header ?? "";
}

/** The instant of an HTTP date or of an ISO 8601 one. */
export function parseExpires(value: string): number | undefined {
  const known =
    /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d))?$|^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/;
  const instant = known.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(instant) ? undefined : instant;
}

/** Key rules: https://www.tencentcloud.com/document/product/436/13324. A slash in front, which the page has not, is taken and kept. */
function keyReason(key: string): string | undefined {
  if (key.startsWith("\\")) {
    return "must not begin with \\";
  }
  if (/^(\.?\/)*\.?$/.test(key)) {
    return "must hold more than slashes and single dots, which COS takes for the bucket itself";
  }
  if ([...key].some((character) => character >= "\x18" && character <= "\x1B")) {
    return "must not hold the control characters CAN, EM, SUB and ESC (0x18 to 0x1B)";
  }
  return /\p{Surrogate}/u.test(key) ? "must be valid Unicode: it holds half of a surrogate pair" : undefined;
}

/** Bytes beyond ASCII have no agreed meaning in headers: what is signed and what arrives would differ. */
function headerReason(value: string): string | undefined {
  if (/[\r\n]/.test(value)) {
    return "must be one line: a header cannot hold line breaks";
  }
  if (/[^\x20-\x7E]/.test(value)) {
    return "must be printable ASCII: percent-encode other characters, for a file name as filename*=UTF-8''%E6%96%87.txt";
  }
  return value !== value.trim() ? "must not begin or end with a blank: HTTP removes it" : undefined;
}

function expiresReason(value: string): string | undefined {
  return parseExpires(value) === undefined
    ? "must be a date such as Wed, 21 Oct 2026 07:28:00 GMT or 2026-10-21T07:28:00Z"
    : undefined;
}

function base64Reason(value: string): string | undefined {
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value)
    ? undefined
    : "must be base64 with A-Z a-z 0-9 + / and = at the end, without blanks";
}

/** Names: https://www.tencentcloud.com/document/product/436/13361. */
function metadataNameReason(name: string): string | undefined {
  if (/^x-cos-meta-/i.test(name)) {
    return "is a name with its prefix: leave x-cos-meta- away";
  }
  return /^[A-Za-z0-9-]+$/.test(name)
    ? undefined
    : "has a name that COS does not take: use letters, digits and hyphens";
}

function metadataReason(metadata: Readonly<Record<string, string>>): string | undefined {
  const names = Object.keys(metadata).map((name) => name.toLowerCase());
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    return `holds ${twice} twice: names differ by more than upper and lower case`;
  }
  const bytes = Object.entries(metadata).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  return bytes > maxMetadataBytes
    ? `must have at most ${maxMetadataBytes} bytes, names and values together, not ${bytes}`
    : undefined;
}

function contextReason(value: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)
      ? undefined
      : 'must be a JSON object, such as {"tenant":"a"}';
  } catch {
    return 'must be a JSON object, such as {"tenant":"a"}';
  }
}

function oneContent(value: Draft<Record<(typeof contentNames)[number], unknown>>): readonly Failure[] {
  const given = contentNames.filter((name) => value[name] !== undefined);
  if (given.length === 0) {
    return [{ path: "", reason: `one of ${contentNames.join(", ")} is required` }];
  }
  return given.slice(1).map((name) => ({ path: name, reason: `cannot be given together with ${given[0]}` }));
}

function kmsOnly(
  name: "kmsKeyId" | "encryptionContext",
): (value: Draft<Record<typeof name | "serverSideEncryption", string>>) => readonly Failure[] {
  return ({ [name]: given, serverSideEncryption: method }) =>
    given === undefined || method === "cos/kms" || isUnknown(method)
      ? []
      : [{ path: name, reason: 'needs serverSideEncryption "cos/kms"' }];
}
