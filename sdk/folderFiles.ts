/** Which files a declared folder has, as far as their names tell. */

import { lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { ignoreFile, Selection } from "../provider/resources/folder/leftOut";

/** The arguments that decide about it. */
export interface FolderFilesArgs {
  readonly source: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly followSymlinks?: boolean;
}

/** The files of a declared folder. What cannot be read is not there: the provider's check tells why. */
export class FolderFiles {
  readonly #args: FolderFilesArgs;
  #selection: Selection | undefined;

  constructor(args: FolderFilesArgs) {
    this.#args = args;
  }

  /** Whether a file, relative to the folder, is there and taken. */
  takes(name: string): boolean {
    const { source, followSymlinks } = this.#args;
    const file = path.join(source, name);
    const stats = quietly(() => (followSymlinks === true ? statSync(file) : lstatSync(file)));
    return stats?.isFile() === true && !this.#select().leavesOut(name);
  }

  /**
   * The first file that another folder has too.
   * @param prefix what stands before this one's names in that folder
   */
  firstAlsoIn(other: FolderFiles, prefix: string): string | undefined {
    const end = prefix.lastIndexOf("/");
    if (
      end >= 0 &&
      quietly(() => statSync(path.join(other.#args.source, prefix.slice(0, end)))) === undefined
    ) {
      return undefined;
    }
    return this.#find("", (name) => other.takes(prefix + name));
  }

  #find(folder: string, wanted: (name: string) => boolean): string | undefined {
    for (const entry of quietly(() =>
      readdirSync(path.join(this.#args.source, folder), { withFileTypes: true }),
    ) ?? []) {
      const name = folder === "" ? entry.name : `${folder}/${entry.name}`;
      const found = entry.isDirectory()
        ? this.#select().closes(name)
          ? undefined
          : this.#find(name, wanted)
        : wanted(name) && this.takes(name)
          ? name
          : undefined;
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  }

  #select(): Selection {
    const { source, include, exclude } = this.#args;
    this.#selection ??= new Selection(
      quietly(() => {
        const file = path.join(source, ignoreFile);
        return statSync(file).isFile() ? readFileSync(file, "utf8") : "";
      }) ?? "",
      { include, exclude },
    );
    return this.#selection;
  }
}

function quietly<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
