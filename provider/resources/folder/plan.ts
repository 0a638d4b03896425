/** Plans the changes that make the bucket match the folder, and describes them. */

import { visible } from "../../client";
import { firstOf } from "../../model/messages";
import type { Held, Manifest } from "./manifest";
import type { Scan, ScannedFile } from "./scan";
import { countFiles, formatBytes, shownNames } from "./words";

/** Names of files by what is to be done with them; each list is sorted. */
export interface Plan {
  /** Not in the bucket yet. */
  readonly added: readonly string[];
  /** In the bucket with different content. */
  readonly changed: readonly string[];
  /** In the bucket with the same content but different settings. */
  readonly settings: readonly string[];
  /** No longer in the folder, to be removed from the bucket. */
  readonly removed: readonly string[];
  /** No longer in the folder, but kept in the bucket. */
  readonly kept: readonly string[];
}

/** Compares the folder with its manifest. */
export function planFolder(
  scan: Pick<Scan, "files">,
  manifest: Manifest,
  options: { readonly deleteRemoved?: boolean | undefined },
): Plan {
  const added: string[] = [];
  const changed: string[] = [];
  const settings: string[] = [];
  for (const [name, file] of scan.files) {
    const held = manifest.files.get(name) ?? manifest.kept.get(name);
    if (held === undefined) {
      added.push(name);
    } else if (!holdsContent(held, file)) {
      changed.push(name);
    } else if (held.settings !== file.hash) {
      settings.push(name);
    }
  }
  const gone = [...manifest.files.keys(), ...manifest.kept.keys()].filter((name) => !scan.files.has(name));
  const removes = options.deleteRemoved !== false;
  return { added, changed, settings, removed: removes ? gone : [], kept: removes ? [] : gone };
}

/** The plan for an unchanged folder: removes the files that were kept, if they may go now. */
export function planRemovals(
  { kept }: Manifest,
  { deleteRemoved }: { readonly deleteRemoved?: boolean | undefined },
): Plan {
  return {
    added: [],
    changed: [],
    settings: [],
    removed: deleteRemoved === false ? [] : [...kept.keys()],
    kept: [],
  };
}

/** Whether COS holds a file's content. */
export function holdsContent(held: Pick<Held, "crc64" | "size">, file: ScannedFile): boolean {
  return held.crc64 === file.crc64 && held.size === file.size;
}

/** The number of changes. */
export function countOf({ added, changed, settings, removed }: Plan): number {
  return added.length + changed.length + settings.length + removed.length;
}

/** Describes a plan in lines: counts, and the first names of each kind. */
export function describePlan(source: string, plan: Plan, scan: Pick<Scan, "files">): string {
  const kinds = [
    ["+", plan.added, "to upload"],
    ["~", plan.changed, "changed, to upload again"],
    ["=", plan.settings, "with other headers only, nothing to upload"],
    ["-", plan.removed, "to remove"],
  ] as const;
  const size = [...plan.added, ...plan.changed].reduce(
    (sum, name) => sum + (scan.files.get(name)?.size ?? 0),
    0,
  );
  const counts = kinds
    .filter(([, names]) => names.length > 0)
    .map(([, names, what]) => `${countFiles(names.length)} ${what}`);
  const listed = kinds.flatMap(([mark, names]) => names.map((name) => `${mark} ${visible(name)}`));
  return [
    `${source}: ${counts.join(", ")}${size > 0 ? ` (${formatBytes(size)})` : ""}`,
    ...firstOf(listed, shownNames),
  ].join("\n  ");
}
