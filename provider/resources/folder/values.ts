/** The values of a folder by their types. */

import type { FolderValues } from "./fields";

/** The arguments of a folder that have been checked; `check` computes the digest of what the folder holds. */
export type FolderInputs = FolderValues & { readonly prefix: string; readonly digest: string };

/** What the state keeps of a folder. An imported one says nothing of where its files came from. */
export type FolderState = Omit<FolderInputs, "source"> & {
  readonly source?: string;
  /** Files of the folder that COS holds. */
  readonly fileCount: number;
  /** Their bytes. */
  readonly totalSize: number;
  /** What COS holds of each (`manifest.ts`). */
  readonly files: string;
};
