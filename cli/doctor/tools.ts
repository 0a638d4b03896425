/** Checks of what runs a stack: the Pulumi CLI, Node and the packages. */

import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { isProject } from "../stack";
import { version } from "../version";
import type { Check } from "./check";

/** The oldest CLI that `drift` works with: `pulumi refresh --preview-only` came after 3.104 (pulumi/pulumi#15330). */
const oldestCli = "3.105.0";

const install = "Install it as https://www.pulumi.com/docs/install says, and let the PATH lead to it.";

/** The CLI that is found on the PATH. */
export async function checkCli(env: NodeJS.ProcessEnv): Promise<Check> {
  const check = { id: "pulumi", title: "Pulumi CLI" };
  const answer = await versionOfCli(env);
  if (answer instanceof Error) {
    const missing = (answer as NodeJS.ErrnoException).code === "ENOENT";
    const found = missing ? "there is none on the PATH" : `it cannot be run: ${answer.message}`;
    return { ...check, status: "failed", found, remedy: install };
  }
  // One that was built without a version says nothing.
  const found = answer.replace(/^v/, "") || "of an unknown version";
  return isOlder(found, oldestCli)
    ? { ...check, status: "failed", found, remedy: `${oldestCli} or newer is needed. ${install}` }
    : { ...check, status: "ok", found };
}

function versionOfCli(env: NodeJS.ProcessEnv): Promise<string | Error> {
  return new Promise((resolve) => {
    execFile("pulumi", ["version"], { env, windowsHide: true }, (error, stdout) =>
      resolve(error ?? stdout.trim()),
    );
  });
}

/** The Node that runs this command; programs and providers are run by the one that is first on the PATH. */
export function checkNode(found: string = process.versions.node): Check {
  const check = { id: "node", title: "Node.js", found };
  const { engines } = require("pulumi-tencentcos/package.json") as { engines: { node: string } };
  const oldest = engines.node.replace(/^>=/, "");
  return isOlder(found, oldest)
    ? { ...check, status: "failed", remedy: `Node.js ${oldest} or newer is needed.` }
    : { ...check, status: "ok" };
}

/** This package, and what the project in a folder has installed. */
export function checkPackages(folder: string): Check {
  const check = { id: "packages", title: "packages" };
  const [own, sdk] = ["pulumi-tencentcos", "@pulumi/pulumi"].map((name) => installed(folder, name));
  const found = [
    `pulumi-tencentcos ${own ?? version}`,
    ...(sdk === undefined ? [] : [`@pulumi/pulumi ${sdk}`]),
  ].join(", ");
  if (!isProject(folder)) {
    return { ...check, status: "ok", found };
  }
  if (own === undefined || sdk === undefined) {
    return {
      ...check,
      status: "failed",
      found: `${own === undefined ? "pulumi-tencentcos" : "@pulumi/pulumi"} is not installed in ${folder}`,
      remedy:
        "Run npm install there: programs and their resources load both from the project. In a workspace whose library has them, add them to the project too, such as with pnpm add pulumi-tencentcos.",
    };
  }
  return own === version
    ? { ...check, status: "ok", found }
    : {
        ...check,
        status: "warning",
        found: `${found}; this command is of ${version}`,
        remedy: "Run the project's own command, npx pulumi-tencentcos doctor.",
      };
}

/** The version of a package as a file in the folder would load it. */
function installed(folder: string, name: string): string | undefined {
  const from = createRequire(path.join(path.resolve(folder), "index.js"));
  try {
    return (from(`${name}/package.json`) as { version: string }).version;
  } catch {
    return undefined;
  }
}

/** Compares numbers such as `20.19` and `20.20.2`; what is not a number is never older. */
function isOlder(version: string, oldest: string): boolean {
  const [mine, theirs] = [version, oldest].map((text) => text.split(/[.-]/).map(Number));
  for (const [index, wanted] of (theirs ?? []).entries()) {
    const number = mine?.[index] ?? 0;
    if (number !== wanted) {
      return number < wanted;
    }
  }
  return false;
}
