/** Whether Pulumi's engine will find this package: it looks from the project's folder, not from where a program imports it. */

import { createRequire } from "node:module";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";

let looked = false;

/**
 * Says at the start of a program what the engine would else say of each resource, as a bare "Cannot find module".
 * @throws pulumi.RunError in a project that does not have the package itself, such as one of a workspace whose library has it
 */
export function ensureReachable(): void {
  // Elsewhere, as in tests with mocks and inline programs, the folder of the process is not that of the project.
  if (looked || !/[\\/]cmd[\\/]run([\\/.]|$)/.test(require.main?.filename ?? "")) {
    return;
  }
  looked = true;
  const problem = unreachable(process.cwd());
  if (problem !== undefined) {
    throw new pulumi.RunError(problem);
  }
}

/** Why the engine cannot find the package from a project's folder, and what to do. */
export function unreachable(folder: string): string | undefined {
  try {
    createRequire(path.join(folder, "index.js")).resolve("pulumi-tencentcos/host");
    return undefined;
  } catch {
    return (
      `pulumi-tencentcos is not installed in ${folder}, from where Pulumi's engine loads it for every resource; the program has it from elsewhere, ` +
      "such as a library of the same workspace. Add it to this project too: `pnpm add pulumi-tencentcos`, `yarn add pulumi-tencentcos` or `npm install pulumi-tencentcos`, in that folder"
    );
  }
}
