/** The arguments of a folder of files, and the settings that its rules give to each. */

import { bool, type Failure, group, int, string, strings, structs, type Values } from "../../codec";
import { bucketTarget } from "../../model/bucketNames";
import { objectStruct } from "../object/fields";
import { patternReason, ruleReason } from "./patterns";

const { contentType, cacheControl, contentDisposition, contentEncoding, contentLanguage, expires } =
  objectStruct.fields;
const { metadata, storageClass, acl } = objectStruct.fields;

/** Settings for the files that a pattern matches. */
export const folderRule = group("FolderRule", {
  /** Which files: a pattern as in `.gitignore`, such as `assets/**` or `*.{css,js}`, relative to `source`. */
  match: string({ verify: ruleReason }),
  /** The media type. Left out, it follows from the file's extension: `.ts` is TypeScript, so say `video/mp2t` where it is video. */
  contentType,
  /** How long browsers and CDNs may keep the files, such as `max-age=31536000, immutable`. */
  cacheControl,
  /** Whether browsers show or save the files. */
  contentDisposition,
  /** How the files are packed, such as `gzip`, which `.svgz` files are anyway. COS sends them as they are. */
  contentEncoding,
  /** The language of the files, such as `zh-CN`. */
  contentLanguage,
  /** When caches must ask again: an HTTP date or ISO 8601. */
  expires,
  /** Your own headers `x-cos-meta-…`, by name without that prefix. */
  metadata,
  /** The storage class. Left out, COS chooses by the kind of the bucket. */
  storageClass,
  /**
   * Who may read the files. `default` means as the bucket's own rules say.
   * @default `default`
   */
  acl,
  /**
   * Whether the files go up after all others, as pages should whose assets must be there first. `*.html` and `*.htm` always do.
   * @default false
   */
  last: bool({ optional: true, default: false }),
});

/** A folder of files in a bucket. */
export const folderStruct = group("Folder", {
  ...bucketTarget.fields,
  /** The folder whose files are put into the bucket, relative to the program's folder. */
  source: string(),
  /**
   * Prepended to each file's path to make its key, such as `docs/`. Cannot be changed.
   * @default an empty string
   */
  prefix: string({ sentDefault: "", minBytes: 0, immutable: true, verify: prefixReason }),
  /** Patterns as in `.gitignore`: only files that match one of them are included. They are case-sensitive, as keys are. Left out, all files. */
  include: strings({ optional: true, verify: patternReason }),
  /**
   * Patterns as in `.gitignore`: files that match one of them are left out. A file `.cosignore` in the folder may hold more. Files of version
   * control and of operating systems are always left out: `.git`, `.hg`, `.svn`, `.bzr`, `CVS`, `.DS_Store`, `._*`, `Thumbs.db` and
   * `desktop.ini`; a pattern such as `!.git` includes them again.
   */
  exclude: strings({ optional: true, verify: patternReason }),
  /** Settings by pattern. Where several match a file, the later one wins, setting by setting. */
  rules: structs(folderRule, { optional: true }),
  /**
   * Whether a file that is removed from the folder is removed from the bucket. Only keys that this folder has put there are ever
   * removed. With `false` they stay until the folder is destroyed.
   * @default true
   */
  deleteRemoved: bool({ optional: true, default: true }),
  /**
   * How many files are uploaded at the same time, 1 to 1,024, within `tencentcos:parallelism`.
   * @default as many as `tencentcos:parallelism`
   */
  concurrency: int({ optional: true, min: 1, max: 1_024 }),
  /**
   * Whether symbolic links to files and folders are followed; else they are left out with a warning.
   * @default false
   */
  followSymlinks: bool({ optional: true, default: false }),
});

/** The arguments of a folder, as plain data. */
export type FolderValues = Values<typeof folderStruct.fields>;

/** One rule, as plain data. */
export type FolderRule = Values<typeof folderRule.fields>;

/** The outputs that are computed for a folder. */
export const folderOutputs = group("FolderOutputs", {
  /** The number of files. */
  fileCount: int(),
  /** The total size of the files in bytes. */
  totalSize: int(),
  /** A hash of all names, contents and settings. */
  digest: string(),
  /** A JSON string with the CRC64, size and ETag of each file by its name, one line for each. */
  files: string(),
});

/** The settings that rules give to a file. */
export const settingNames = [
  "contentType",
  "cacheControl",
  "contentDisposition",
  "contentEncoding",
  "contentLanguage",
  "expires",
  "metadata",
  "storageClass",
  "acl",
] as const;

function prefixReason(prefix: string): string | undefined {
  return /^[/\\]/.test(prefix) ? "must not begin with / or \\" : undefined;
}

/** Validates keys; each failure has the path of its file. */
export function keyFailures(keys: readonly string[]): readonly Failure[] {
  const { verify, maxBytes = 0 } = objectStruct.fields.key.options;
  return keys.flatMap((key) => {
    const bytes = Buffer.byteLength(key);
    const reason = bytes > maxBytes ? `makes a key of ${bytes} bytes; COS takes ${maxBytes}` : verify?.(key);
    return reason === undefined ? [] : [{ path: key, reason }];
  });
}
