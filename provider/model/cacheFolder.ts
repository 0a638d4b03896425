/** The cache folder of this package: a Pulumi CLI, checksums of files. Its content can always be recreated. */

import { existsSync, lstatSync, mkdirSync, type Stats } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/** Mode of a folder that only this user can read and write. */
export const onlyUser = 0o700;

/**
 * `PULUMI_TENCENTCOS_CACHE`, else `pulumi-tencentcos` in the user's cache folder as the platform has it. It need not exist.
 */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.PULUMI_TENCENTCOS_CACHE) {
    return path.resolve(env.PULUMI_TENCENTCOS_CACHE);
  }
  return path.join(platformCacheFolder(env), "pulumi-tencentcos");
}

/**
 * A folder in the cache folder that only this user can write to; created when missing.
 * @returns `undefined` where it cannot be created, or where other users could write to it
 */
export function privateCacheFolder(name: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const cache = cacheFolder(env);
  const folder = path.join(cache, name);
  try {
    makeFolder(folder, onlyUser);
    const isPrivate = [cache, folder].every((item) => {
      const stats = lstatSync(item);
      return stats.isDirectory() && isOursAlone(stats);
    });
    return isPrivate ? folder : undefined;
  } catch {
    // A read-only home, as some build machines have it.
    return undefined;
  }
}

/** Whether a file or folder belongs to this user, and no other can write to it. */
export function isOursAlone({ uid, mode }: Pick<Stats, "uid" | "mode">): boolean {
  const user = process.getuid?.();
  return user === undefined || (uid === user && (mode & 0o022) === 0);
}

/**
 * Makes a folder and those above it where they are missing.
 * @throws Error when that is impossible; Node's own recursive `mkdir` may never return then, for example below `/proc`
 */
export function makeFolder(folder: string, mode = 0o777): void {
  if (existsSync(folder)) {
    return;
  }
  const parent = path.dirname(folder);
  if (parent !== folder) {
    makeFolder(parent, mode);
  }
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!existsSync(folder)) {
      throw error;
    }
  }
}

function platformCacheFolder(env: NodeJS.ProcessEnv): string {
  const home = env.HOME || env.USERPROFILE || homedir();
  if (env.XDG_CACHE_HOME) {
    return path.resolve(env.XDG_CACHE_HOME);
  }
  if (process.platform === "win32") {
    return env.LOCALAPPDATA || path.join(home, "AppData", "Local");
  }
  return process.platform === "darwin" ? path.join(home, "Library", "Caches") : path.join(home, ".cache");
}
