/** The project around the program: what a person would have from `pulumi new`, and where it may be written. */

import { mkdtempSync, readdirSync, rmdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { shortName } from "../../provider/model/bucketNames";
import { makeFolder } from "../../provider/model/cacheFolder";

/** The parts of this package's own package.json that a project needs too. */
interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** The files of a project by name. */
export function projectFiles(bucket: string, program: string): Readonly<Record<string, string>> {
  const own = require("pulumi-tencentcos/package.json") as PackageJson;
  const name = shortName(bucket);
  const versions = (names: readonly string[], from: Readonly<Record<string, string>>) =>
    Object.fromEntries(names.map((each) => [each, from[each]]));
  return {
    "index.ts": program,
    "Pulumi.yaml": `name: ${yamlText(name)}\nruntime: nodejs\ndescription: ${yamlText(`The bucket ${bucket} of Tencent Cloud COS`)}\n`,
    "package.json": json({
      name,
      private: true,
      main: "index.ts",
      dependencies: {
        ...versions(["@pulumi/pulumi"], own.peerDependencies),
        [own.name]: `^${own.version}`,
      },
      devDependencies: versions(["@types/node", "typescript"], own.devDependencies),
    }),
    "tsconfig.json": json({
      compilerOptions: {
        target: "es2022",
        module: "node16",
        moduleResolution: "node16",
        strict: true,
        noEmit: true,
        skipLibCheck: true,
      },
      files: ["index.ts"],
    }),
    ".gitignore": "/node_modules/\n",
  };
}

/** A string that YAML takes for nothing else: a bucket may be called `123`, `true` or `1e3`. JSON's form is one of YAML's. */
function yamlText(text: string): string {
  return JSON.stringify(text);
}

/**
 * Makes sure that nothing is overwritten.
 * @throws Error when the folder holds anything already
 */
export function requireEmpty(folder: string): void {
  let entries: readonly string[];
  try {
    entries = readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return;
    }
    throw new Error(`cannot write to ${folder}: ${(error as Error).message}`, { cause: error });
  }
  if (entries.length > 0) {
    throw new Error(
      `${folder} is not empty (${entries.slice(0, 3).join(", ")}${entries.length > 3 ? ", …" : ""}): give another folder with --out, or overwrite files there with --force`,
    );
  }
}

/**
 * Makes a folder where there is none, and makes sure that files can be written to it: not after the look, which may take minutes.
 * @throws Error when that is impossible
 */
export function prepareFolder(folder: string): void {
  try {
    makeFolder(folder);
    rmdirSync(mkdtempSync(path.join(folder, ".adopt-")));
  } catch (error) {
    throw new Error(`cannot write to ${folder}: ${(error as Error).message}`, { cause: error });
  }
}

/** Writes files into a folder, which is made when there is none. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  makeFolder(folder);
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(path.join(folder, name), text);
  }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
