/** Folders of files in a program. */

import type * as pulumi from "@pulumi/pulumi";
import { folderOutputs, type folderRule, folderStruct } from "../provider/resources/folder/fields";
import type { Args } from "./bucket";
import { inputsOf } from "./inputs";
import { type Computed, CosResource, type Outputs } from "./resource";

/** Settings for the files of a folder that a pattern matches. */
export interface FolderRuleArgs extends Args<typeof folderRule.fields> {}

/** Arguments of a `Folder`. */
export interface FolderArgs extends Args<typeof folderStruct.fields> {}

/**
 * The files of a folder as objects of a bucket, as one resource however many they are.
 *
 * @example
 * ```ts
 * const site = new cos.Bucket("site");
 *
 * new cos.Folder("site", {
 *   bucket: site,
 *   source: "./public",
 *   exclude: ["*.map"],
 *   rules: [
 *     { match: "assets/**", cacheControl: "max-age=31536000, immutable" },
 *     { match: "*.html", cacheControl: "no-cache" },
 *   ],
 * });
 * ```
 *
 * @destroy
 * Deletes the objects that this folder put there, and no others. Objects that somebody else has overwritten since stay, as the ETag
 * tells; a warning names it. The same holds for files that leave the folder.
 *
 * @unseen
 * A refresh compares size and ETag of every object with the state, and looks closer where they differ; headers that somebody changes
 * in place are seen only then.
 *
 * @remarks
 * - What counts is the content: touching files or checking them out again is not a change.
 * - Only changed files are sent, many at a time, assets before pages; removed files are deleted last.
 * - Preview shows how many files will be added, changed and removed, and the first of their names. A diff of `files` shows the lines of
 *   those that differ from the state.
 * - `ignoreChanges: ["source"]` leaves the files in the bucket as they are, whatever is in the folder and the rules.
 * - Access rules and tags that somebody set on an object, and no rule declares, are kept when the object is written over; a warning names
 *   them.
 * - When some files fail, the others are kept; the next `up` sends only the rest. It can be killed at any moment.
 * - Patterns are those of `.gitignore`; `./` before them and choices such as `*.{css,js}` are understood too. One that matches no file is reported,
 *   lines of `.cosignore` not. `exclude: ["!name"]` includes what is left out by default, and silences the warning about a file
 *   tells (`.env`, private keys, `node_modules`).
 * - A folder that has become empty, or of which `include` matches nothing, is reported at preview with the number of files to be removed; it is not
 *   refused. `deleteRemoved: false` keeps them.
 * - A folder that the program builds exists only once it is built: `source: build.stdout.apply(() => "dist")`.
 * - Large files are uploaded in parts; an interrupted upload is continued.
 *
 * @see https://www.tencentcloud.com/document/product/436/7749
 */
export class Folder extends CosResource {
  constructor(name: string, args: FolderArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "Folder",
      name,
      inputsOf(folderStruct, args),
      ["region", "prefix", ...Object.keys(folderOutputs.fields)],
      ignoringFiles(options),
      { bucket: args.bucket, key: "prefix" },
    );
  }
}

/** Who ignores changes of the folder means those of its files, which the engine sees by their digest. */
function ignoringFiles(
  options: pulumi.CustomResourceOptions | undefined,
): pulumi.CustomResourceOptions | undefined {
  const { ignoreChanges = [] } = options ?? {};
  return ignoreChanges.includes("source")
    ? { ...options, ignoreChanges: [...ignoreChanges, "digest"] }
    : options;
}

export interface Folder extends Outputs<typeof folderStruct.fields>, Computed<typeof folderOutputs.fields> {}
