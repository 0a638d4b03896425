/** The folder in which this package keeps what can be made again: a Pulumi CLI, check sums of files. */

import path from "node:path";

/**
 * `PULUMI_TENCENTCOS_CACHE`, else `pulumi-tencentcos` in the user's cache folder as the platform has it. It need not exist.
 */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.PULUMI_TENCENTCOS_CACHE) {
    return path.resolve(env.PULUMI_TENCENTCOS_CACHE);
  }
  return path.join(platformCacheFolder(env), "pulumi-tencentcos");
}

function platformCacheFolder(env: NodeJS.ProcessEnv): string {
  const home = env.HOME || env.USERPROFILE || ".";
  if (env.XDG_CACHE_HOME) {
    return path.resolve(env.XDG_CACHE_HOME);
  }
  if (process.platform === "win32") {
    return env.LOCALAPPDATA || path.join(home, "AppData", "Local");
  }
  return process.platform === "darwin" ? path.join(home, "Library", "Caches") : path.join(home, ".cache");
}
