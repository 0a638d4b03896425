/** Makes the bucket match the folder: plans the changes, carries them out, and records what COS holds then. */

import { listObjects } from "../../api/listing";
import { awaitBucket } from "../../api/service";
import { defaultParallelism } from "../../client";
import type { Context } from "../../model/context";
import { type BucketAddress, parseFolderId } from "../../model/ids";
import { IncompleteError } from "../handler";
import { meetObjects, noteObjects } from "./foreign";
import { digestOf, keepManifest, type Manifest, readManifest } from "./manifest";
import { countOf, planFolder, planRemovals } from "./plan";
import { scanOf } from "./scans";
import { SettingsTable } from "./settings";
import { describeFailures, type SyncJob, syncFolder } from "./sync";
import type { FolderInputs, FolderState } from "./values";

/** Number of changes from which listing the prefix is cheaper than reading each object. */
const changesToList = 64;

/**
 * Uploads and removes files until the bucket matches the folder.
 * @returns the outputs
 * @throws IncompleteError when files failed
 */
export async function converge(
  context: Context,
  id: string,
  olds: Partial<FolderState>,
  news: FolderInputs,
): Promise<FolderState> {
  const { prefix, ...address } = parseFolderId(id);
  const known = readManifest(olds.files);
  const manifest = withoutRemoved(context, address, prefix, known);
  // The same digest means the same files; ignored changes are not compared.
  const isSame = olds.digest === news.digest && manifest.files.size === known.files.size;
  const scan = isSame ? undefined : await scanOf(news);
  const plan = scan === undefined ? planRemovals(manifest, news) : planFolder(scan, manifest, news);
  const isNew = olds.files === undefined;
  const listed =
    isNew || countOf(plan) > changesToList
      ? await awaitBucket(context, address, () => listObjects(context, address, prefix))
      : undefined;
  const concurrency = news.concurrency ?? context.settings.parallelism ?? defaultParallelism;
  const { source } = news;
  const files = scan?.files ?? new Map();
  const table = new SettingsTable(olds.rules);
  const recorded = (name: string) => table.of(name).settings;
  const job: SyncJob = {
    context,
    address,
    prefix,
    source,
    files,
    plan,
    manifest,
    recorded,
    listed,
    concurrency,
  };
  if (isNew) {
    await meetObjects(job);
  }
  const result = await syncFolder(job);
  await noteObjects(job, result);
  const outputs = outputsOf(olds, news, result.manifest);
  if (result.failures.size > 0) {
    const [first] = result.failures.values();
    throw new IncompleteError(id, outputs, describeFailures(job, result), { cause: first });
  }
  return outputs;
}

/** The manifest without files that another resource has removed in this run. */
function withoutRemoved(
  { claims }: Context,
  address: BucketAddress,
  prefix: string,
  { files, kept, writtenAt }: Manifest,
): Manifest {
  const still = (held: Manifest["files"]) =>
    new Map([...held].filter(([name]) => !claims.wasRemoved(address, prefix + name)));
  return { files: still(files), kept: still(kept), writtenAt };
}

/** The outputs of a folder that holds these files. */
export function outputsOf<T extends Partial<FolderInputs>>(
  olds: Partial<FolderState>,
  inputs: T,
  manifest: Manifest,
) {
  const held = [...manifest.files];
  return {
    ...inputs,
    fileCount: held.length,
    totalSize: held.reduce((sum, [, { size }]) => sum + size, 0),
    digest: digestOf(held),
    files: keepManifest(manifest, olds.files),
  };
}
