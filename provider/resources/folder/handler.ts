/** A folder of files in a bucket, as one resource. */

import { fullName, namePermissions } from "../../api/account";
import { listingAction } from "../../api/listing";
import { permit } from "../../api/permissions";
import { removeActions } from "../../api/removeKeys";
import { isBucketMissing, unlessGone } from "../../api/service";
import { abortUploadsOfKeys } from "../../api/upload/endUploads";
import { uploadActions } from "../../api/upload/upload";
import { visible } from "../../client";
import {
  type Difference,
  type Failure,
  hasUnknown,
  isUnknown,
  normaliseStruct,
  sortFailures,
  unknownValue,
  validateStruct,
} from "../../codec";
import { keptName, nameMissingRegion, settleTarget, staysInBucket } from "../../model/bucketNames";
import type { Context } from "../../model/context";
import { folderId, parseFolderId } from "../../model/ids";
import { type Props, withoutMembers } from "../../model/props";
import { keyKind } from "../../model/targets";
import type { Handler } from "../handler";
import { liveActions } from "../object/live";
import { copyActions, sourceAction } from "../object/serverCopy";
import { converge, outputsOf } from "./converge";
import { folderOutputs, folderStruct } from "./fields";
import { forgetObjects } from "./foreign";
import { emptyManifest, readManifest } from "./manifest";
import { isNegated, withoutNegation } from "./patterns";
import { countOf, describePlan, type Plan, planFolder } from "./plan";
import { readFolder } from "./read";
import { removeHeld } from "./remove";
import { type Scan, type ScanOptions, scanFolder, sourceReason } from "./scan";
import { describeProblems, knownScan, remember, scanOf } from "./scans";
import type { FolderInputs, FolderState } from "./values";
import { countFiles } from "./words";

/** The resource `Folder`. */
export const folder: Handler<FolderInputs, FolderState> = {
  token: "Folder",

  async check(settings, olds, { digest: ignored, ...news }) {
    const given = settleTarget(settings, normaliseStruct(folderStruct, news));
    const { failures, doubts } = sortFailures([
      ...validateStruct(folderStruct, given).map(nameMissingRegion),
      ...firstNegated(given),
    ]);
    if (failures.length > 0) {
      return { inputs: given, failures };
    }
    if (ignored !== undefined) {
      // With ignoreChanges the engine gives the old inputs: the files stay as they are, whatever the folder holds.
      return { inputs: { ...given, digest: ignored }, failures: [] };
    }
    const { bucket, region, concurrency, deleteRemoved, ...options } = given;
    if (hasUnknown(options)) {
      return { inputs: { ...given, digest: unknownValue }, failures: [] };
    }
    const source = String(given.source);
    const reason = sourceReason(source);
    if (reason !== undefined) {
      return { inputs: given, failures: [{ path: "source", reason }] };
    }
    const scan = await scanFolder(options as unknown as ScanOptions);
    if (scan.failures.length > 0 || scan.misfits.length > 0) {
      const problems = scan.failures.length === 0 ? [] : [{ path: "source", reason: describeProblems(scan) }];
      return { inputs: given, failures: [...problems, ...scan.misfits] };
    }
    remember(scan);
    // A new resource is never compared.
    const isNew = olds.digest === undefined;
    return {
      inputs: { ...given, digest: scan.digest },
      failures: [],
      warnings: [
        ...(isNew ? doubts : []),
        ...[...scan.warnings, ...(isNew && scan.files.size === 0 ? ["there is no file to upload"] : [])].map(
          (warning) => `${source}: ${warning}`,
        ),
      ],
      notes: isNew ? notesOf(source, scan, planFolder(scan, emptyManifest, given)) : [],
    };
  },

  async locate(context, { region, bucket, prefix }) {
    return await locateFolder(context, { region, bucket, prefix });
  },

  async target(id, olds, news) {
    const { prefix, ...address } = parseFolderId(id);
    const manifest = readManifest(olds.files);
    const isOld = news === undefined || news.digest === olds.digest;
    const staying = isOld || news.deleteRemoved === false ? manifest.files.keys() : [];
    const left = news === undefined || news.deleteRemoved === false ? manifest.kept.keys() : [];
    const wanted = isOld || isUnknown(news.digest) ? [] : (await scanOf(news)).files.keys();
    return {
      kind: keyKind,
      address,
      name: prefix,
      files: new Set([...staying, ...left, ...wanted]),
      label: `${(news ?? olds).source} in ${address.bucket}`,
    };
  },

  diff(id, olds, news) {
    const moved: Difference[] = [
      ...(staysInBucket(id, olds, news) ? [] : ["bucket"]),
      ...(olds.region === news.region ? [] : ["region"]),
      ...(olds.prefix === news.prefix ? [] : ["prefix"]),
    ].map((path) => ({ path, kind: "replace" as const }));
    const manifest = readManifest(olds.files);
    const toRemove = news.deleteRemoved !== false && manifest.kept.size > 0;
    const changed = olds.digest !== news.digest || toRemove;
    const scan = knownScan(news.digest);
    const plan = changed && scan !== undefined ? planFolder(scan, manifest, news) : undefined;
    const differences: Difference[] = [
      ...(changed ? [{ path: "source", kind: "update" as const }] : []),
      ...settingDifferences(olds, news),
    ];
    return {
      differences: [...moved, ...differences],
      notes: plan !== undefined && scan !== undefined ? notesOf(news.source, scan, plan) : [],
      warnings:
        scan?.files.size === 0 && plan !== undefined && plan.removed.length > 0
          ? [
              `${news.source}: there is no file left to upload, so all ${countFiles(plan.removed.length)} that this folder has put into the bucket will be removed`,
            ]
          : [],
    };
  },

  async create(context, news) {
    const id = await locateFolder(context, news);
    return { id, outputs: await converge(context, id, {}, news) };
  },

  async update(context, id, olds, news) {
    return { outputs: await converge(context, id, olds, news) };
  },

  async read(context, id, olds) {
    const { prefix, ...address } = parseFolderId(id);
    const found = await readFolder(context, address, prefix, olds);
    if (found === undefined) {
      return undefined;
    }
    const bucket = keptName(address.bucket, olds.bucket);
    const said = withoutMembers(olds, folderOutputs.fields);
    const outputs = outputsOf(olds, { ...said, bucket, region: address.region, prefix }, found);
    const { files: _files, fileCount: _count, totalSize: _size, ...inputs } = outputs;
    return { id, inputs, outputs };
  },

  async delete(context, id, olds) {
    const { prefix, ...address } = parseFolderId(id);
    const { files, kept } = readManifest(olds.files);
    const held = new Map([...files, ...kept]);
    const source = olds.source ?? prefix;
    const keysOf = (names: readonly string[]) => names.map((name) => prefix + name);
    let count = 0;
    const report = (more: number) => {
      count += more;
      context.log.status(`${source}: ${count.toLocaleString("en")} removed`);
    };
    let ours: readonly string[] = [...held.keys()];
    await unlessGone(context, address, async () => {
      const { removed, refused, contested } = await removeHeld(
        context,
        address,
        prefix,
        held,
        source,
        report,
      );
      ours = removed;
      const [first] = refused;
      if (first !== undefined) {
        context.signal?.throwIfAborted();
        throw isBucketMissing(first[1])
          ? first[1]
          : new Error(
              `COS did not delete ${refused.size.toLocaleString("en")} of ${held.size.toLocaleString("en")} objects in ${address.bucket}; the first is ${visible(prefix + first[0])}: ${first[1].message}`,
              { cause: first[1] },
            );
      }
      await abortUploadsOfKeys(context, address, prefix, new Set(keysOf(ours)));
      const [waiting] = contested;
      if (waiting !== undefined) {
        throw new Error(
          `${contested.size.toLocaleString("en")} of ${held.size.toLocaleString("en")} objects in ${address.bucket} stay, ${visible(prefix + waiting)} for one, and the folder stays in the state: other resources of this program were to take them over, and failed. Run pulumi up again when that is fixed`,
        );
      }
    });
    await forgetObjects(context, address, keysOf(ours));
  },

  permissions(settings, id, props) {
    const { prefix, ...address } = parseFolderId(id);
    const objects = { ...address, key: `${prefix}*` };
    const [name] = readManifest(props.files).files.keys();
    const sample = name === undefined ? undefined : { ...address, key: prefix + name };
    const acl = props.rules?.some((rule) => rule.acl !== undefined) ? "always" : "lenient";
    return {
      read: [
        ...permit(objects, [listingAction], { sample: { ...address, key: prefix } }),
        ...permit(objects, liveActions({ tags: "never", acl: "never" }), { sample }),
      ],
      write: [
        ...permit(
          objects,
          [
            listingAction,
            ...uploadActions,
            ...copyActions,
            sourceAction,
            ...liveActions({ tags: "lenient", acl }),
            ...removeActions,
          ],
          { sample },
        ),
        ...namePermissions(settings, props.bucket),
      ],
    };
  },
};

/** The id that a folder is going to have. */
async function locateFolder(
  context: Context,
  { region, bucket, prefix }: Pick<FolderInputs, "region" | "bucket" | "prefix">,
): Promise<string> {
  return folderId({ region, bucket: await fullName(context, bucket), prefix });
}

/** Differences in arguments that matter only for later updates; they are differences so that the state gets them. */
function settingDifferences(olds: Partial<FolderState>, news: FolderInputs): readonly Difference[] {
  return (olds.deleteRemoved ?? true) === (news.deleteRemoved ?? true)
    ? []
    : [{ path: "deleteRemoved", kind: "update" }];
}

function notesOf(source: string, scan: Scan, plan: Plan): readonly string[] {
  return countOf(plan) === 0 ? [] : [describePlan(source, plan, scan)];
}

/** Rejects an `include` that begins with a negated pattern. */
function firstNegated({ include }: Props): readonly Failure[] {
  const [first] = Array.isArray(include) ? include : [];
  return typeof first === "string" && isNegated(first)
    ? [
        {
          path: "include[0]",
          reason: `takes back what patterns before it have matched, and there are none: leave files out with exclude: [${JSON.stringify(withoutNegation(first))}]`,
        },
      ]
    : [];
}
