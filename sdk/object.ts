/** Objects in a program. */

import { type Stats, statSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import type { objectStruct } from "../provider/resources/object/fields";
import { kindProblem } from "../provider/resources/object/fileKind";
import { type BucketTarget, resolveTarget } from "./bucket";
import { type Args, CosResource, type Outputs } from "./resource";

/** What COS knows of an object and no program says, and what is filled in when the program leaves it out. */
const objectOutputs = [
  "region",
  "contentType",
  "etag",
  "crc64",
  "contentLength",
  "versionId",
  "url",
] as const;

/** Arguments of an `Object`, alias `BucketObject`. Exactly one of `source`, `content` and `contentBase64` says what is in it. */
export interface BucketObjectArgs
  extends BucketTarget,
    Omit<Args<typeof objectStruct.fields>, "bucket" | "region" | "key" | "source"> {
  /**
   * The object's key, up to 850 bytes, without a `/` at the start.
   * @default the resource's logical name
   */
  key?: pulumi.Input<string>;
  /**
   * What is in it: the path of a file, or an asset: `FileAsset`, `StringAsset` or `RemoteAsset`. A file that is touched
   * without being edited is not a change.
   */
  source?: pulumi.Input<string | pulumi.asset.Asset>;
}

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
 * Deletes the object. In a bucket that keeps versions a delete marker takes its place, and the older versions stay.
 *
 * @unseen
 * The content itself is not read back: a refresh compares its CRC64.
 *
 * @remarks
 * - A file that is edited is a change, one that is touched is none. A changed header or tag does not upload the content again.
 * - The class is `cos.Object`, also exported as `BucketObject` for programs that import names and still need JavaScript's own `Object`.
 * - `content` is kept in the state twice; for more than some kilobytes use `source`.
 * - Where `storageClass` or `serverSideEncryption` is left out COS decides, and a lifecycle rule that moves the object is not drift.
 * - Headers of an archived object can be changed only after it has been restored.
 * - Access rules and tags that somebody else set stay through an update, with a warning; after a refresh they are drift, and the next up takes them away.
 * - A large file that broke off is continued. Of uploads that somebody else began, only those are taken over that have not grown for 15 minutes.
 * - For more than a few files `cos.Folder` is faster and keeps the state small.
 *
 * @see https://www.tencentcloud.com/document/product/436/7749
 */
export class BucketObject extends CosResource {
  /** The name of the object's bucket. */
  declare readonly bucket: pulumi.Output<string>;
  /** The bucket's region. */
  declare readonly region: pulumi.Output<string>;
  /** The object's key. */
  declare readonly key: pulumi.Output<string>;
  /** The entity tag without its quotes. Only for an object that was sent in one piece is it the content's MD5. */
  declare readonly etag: pulumi.Output<string>;
  /** The CRC-64/XZ of the content as a decimal number; what COS calls `x-cos-hash-crc64ecma`. */
  declare readonly crc64: pulumi.Output<string>;
  /** The content's length in bytes. */
  declare readonly contentLength: pulumi.Output<number>;
  /** The version, in a bucket with versioning. */
  declare readonly versionId: pulumi.Output<string | undefined>;
  /** The object's address, for readers who have access. */
  declare readonly url: pulumi.Output<string>;

  constructor(name: string, args: BucketObjectArgs, options?: pulumi.CustomResourceOptions) {
    const inputs = {
      ...args,
      ...resolveTarget(args),
      key: args.key ?? name,
      ...(args.source !== undefined && { source: toAsset(args.source) }),
    };
    super("Object", name, inputs, objectOutputs, options, { bucket: args.bucket, key: "key" });
  }
}

export interface BucketObject
  extends Omit<
    Outputs<typeof objectStruct.fields>,
    "bucket" | "region" | "key" | "source" | "content" | "contentBase64"
  > {}

/** A path becomes a file asset, so that Pulumi hashes the file and sees when it is edited. */
function toAsset(source: pulumi.Input<string | pulumi.asset.Asset>): pulumi.Input<pulumi.asset.Asset> {
  if (typeof source === "string") {
    return fileAsset(source);
  }
  return pulumi.output(source).apply(async (given): Promise<pulumi.asset.Asset> => {
    if (typeof given === "string") {
      return fileAsset(given);
    }
    if (given instanceof pulumi.asset.FileAsset) {
      refuseEndless(await given.path);
    }
    return given;
  });
}

function fileAsset(path: string): pulumi.asset.Asset {
  refuseEndless(path);
  return new pulumi.asset.FileAsset(path);
}

/**
 * Pulumi's engine reads a file asset before any provider sees it, and would wait for a pipe or a device for ever.
 * @throws Error that names the path; what else is wrong with it the provider's check says
 */
function refuseEndless(path: string): void {
  let stats: Stats;
  try {
    stats = statSync(path);
  } catch {
    return;
  }
  if (!stats.isFile() && !stats.isDirectory()) {
    throw new Error(`source ${kindProblem(stats)} ${path}`);
  }
}
