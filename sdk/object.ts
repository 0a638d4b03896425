/** Objects in a program. */

import type * as pulumi from "@pulumi/pulumi";
import { objectOutputs, objectStruct } from "../provider/resources/object/fields";
import type { Args } from "./bucket";
import { inputsOf } from "./inputs";
import { type Computed, CosResource, type Outputs } from "./resource";

/** Arguments of an `Object`, alias `BucketObject`. Exactly one of `source`, `content` and `contentBase64` says what is in it. */
export interface BucketObjectArgs extends Args<typeof objectStruct.fields> {}

/**
 * An object in a bucket, uploaded from a file, a string or a URL, in parts when it is large, and checked by its CRC64.
 *
 * @example
 * ```ts
 * import * as pulumi from "@pulumi/pulumi";
 *
 * const site = new cos.Bucket("site");
 *
 * const page = new cos.Object("index.html", { bucket: site, source: "./index.html", cacheControl: "no-cache" });
 *
 * new cos.Object("settings.json", { bucket: site, content: JSON.stringify({ theme: "dark" }) });
 *
 * new cos.Object("logo", {
 *   bucket: site,
 *   key: "img/logo.svg",
 *   source: new pulumi.asset.RemoteAsset("https://www.example.com/logo.svg"),
 * });
 *
 * export const url = page.url;
 * ```
 *
 * @destroy
 * Deletes the object. In a bucket that keeps versions, a delete marker is written, and the older versions stay.
 *
 * @unseen
 * The content itself is not read back: a refresh compares its CRC64.
 *
 * @remarks
 * - Editing a file is a change; touching it is not. A changed header or tag does not upload the content again.
 * - The class is `cos.Object`, also exported as `BucketObject` for programs that import names and still need JavaScript's own `Object`.
 * - `content` is kept in the state twice; for more than some kilobytes use `source`.
 * - Where `storageClass` or `serverSideEncryption` is left out COS decides, and a lifecycle rule that moves the object is not drift.
 * - Headers of an archived object can be changed only after it has been restored.
 * - Access rules and tags that somebody else set stay through an update, with a warning; after a refresh they are drift, and the next `up` removes them.
 * - An interrupted upload of a large file is continued. An upload that another process began is taken over only if it has not grown for 15 minutes.
 * - For more than a few files `cos.Folder` is faster and keeps the state small.
 *
 * @see https://www.tencentcloud.com/document/product/436/7749
 */
export class BucketObject extends CosResource {
  constructor(name: string, args: BucketObjectArgs, options?: pulumi.CustomResourceOptions) {
    const inputs = inputsOf(objectStruct, { ...args, key: args.key ?? name });
    const unset = ["region", "contentType", ...Object.keys(objectOutputs.fields)];
    super("Object", name, inputs, unset, options, { bucket: args.bucket, key: "key" });
  }
}

export interface BucketObject
  extends Omit<Outputs<typeof objectStruct.fields>, "source" | "content" | "contentBase64">,
    Computed<typeof objectOutputs.fields> {}
