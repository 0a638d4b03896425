/** Reads a live bucket and writes the program that declares it. */

import { isBucketMissing } from "../../provider/api/service";
import { shortName } from "../../provider/model/bucketNames";
import type { Context } from "../../provider/model/context";
import { type BucketAddress, bucketId } from "../../provider/model/ids";
import type { Props } from "../../provider/model/props";
import { bucket as bucketHandler } from "../../provider/resources/bucket/handler";
import type { LiveResource } from "../../provider/resources/handler";
import { type ConfigurationState, readBucketState } from "../bucketState";
import { locateBucket } from "../locateBucket";
import { type DeclaredBucket, declareBucket, declareConfigurations, withDisplayRemark } from "./declarations";
import { bucketVariable } from "./names";
import { adoptObjects } from "./objects";
import { printProgram, printResources } from "./program";
import { prepareFolder, projectFiles, requireEmpty, writeFiles } from "./project";
import type { Adoption } from "./report";

/** What is adopted, and where it is written. */
export interface AdoptOptions {
  /** Where the bucket is; left out, it is found. */
  readonly region?: string | undefined;
  /** Only these classes, `Bucket` among them; left out, all. */
  readonly only?: readonly string[] | undefined;
  /** The objects whose keys begin with a prefix, up to so many bytes each. Needs a `project`. */
  readonly objects?: { readonly prefix: string; readonly largest: number } | undefined;
  /** The folder for a project, and whether files in it may be overwritten; left out, nothing is written and the text is the declarations alone. */
  readonly project?: { readonly folder: string | undefined; readonly force: boolean } | undefined;
  /** The bucket's name in the program; left out, it follows from the bucket's own where that is declared. */
  readonly variable?: string | undefined;
}

/**
 * Adopts a bucket. Configurations and objects that cannot be read or declared are among the omissions and never end it.
 * @throws Error when there is no such bucket, or when files would be overwritten
 */
export async function adoptBucket(
  context: Context,
  name: string,
  { region, only, objects, project, variable }: AdoptOptions,
): Promise<Adoption & { readonly text: string }> {
  const address = await locateBucket(context, name, region);
  const folder = project && (project.folder ?? shortName(address.bucket));
  if (folder !== undefined && project?.force !== true) {
    requireEmpty(folder);
  }
  if (folder !== undefined) {
    prepareFolder(folder);
  }
  const [live, states] = await Promise.all([
    readBucket(context, address),
    readBucketState(context, address, only),
  ]);
  const declared = only === undefined || only.includes("Bucket") ? [declareBucket(live.inputs)] : [];
  const bucket: DeclaredBucket = {
    address,
    variable: variable ?? (declared.length > 0 ? bucketVariable(address.bucket) : undefined),
  };
  const configurations = declareConfigurations(context.settings, bucket, states);
  const found =
    folder === undefined || objects === undefined
      ? undefined
      : await adoptObjects(context, bucket, objects.prefix, folder, {
          largest: objects.largest,
          encryption: encryptionOf(states),
        });
  const content = found && { ...found, declarations: found.declarations.map(withDisplayRemark) };
  const parts = {
    bucket,
    declarations: [...declared, ...configurations.declarations.map(withDisplayRemark)],
    omissions: configurations.omissions,
    objects: content,
  };
  const text = folder === undefined ? printResources(parts) : printProgram(parts);
  if (folder !== undefined) {
    writeFiles(folder, projectFiles(address.bucket, text));
  }
  return {
    ...address,
    folder,
    declarations: [...parts.declarations, ...(content?.declarations ?? [])],
    omissions: [...parts.omissions, ...(content?.omissions ?? [])],
    objects: content,
    text,
  };
}

async function readBucket(context: Context, address: BucketAddress): Promise<LiveResource> {
  const missing = `there is no bucket ${address.bucket} in ${address.region}`;
  let live: LiveResource | undefined;
  try {
    live = await bucketHandler.read(context, bucketId(address), {});
  } catch (error) {
    // Where buckets may not be listed the handler is not sure: what is in a state must not be given up. Here is none.
    throw isBucketMissing((error as Error).cause)
      ? new Error(
          `${missing}: check the region and the name, or allow name/cos:GetService and leave --region out`,
        )
      : error;
  }
  if (live === undefined) {
    throw new Error(missing);
  }
  return live;
}

function encryptionOf(states: readonly ConfigurationState[]): Props | undefined {
  const found = states.find(({ token }) => token === "BucketEncryption");
  return found?.state === "present" ? found.inputs : undefined;
}
