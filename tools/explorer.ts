/** Builds the page of `pulumi-tencentcos explore`: explorer/ becomes lib/explorer/. */

import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

const root = path.resolve(__dirname, "..");
const target = path.join(root, "lib/explorer");

async function main(): Promise<void> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["explorer/main.tsx", "explorer/main.css"],
    outdir: target,
    bundle: true,
    minify: true,
    metafile: true,
    format: "esm",
    target: "es2022",
    tsconfig: "explorer/tsconfig.json",
    logLevel: "warning",
  });
  cpSync(path.join(root, "explorer/index.html"), path.join(target, "index.html"));
  writeFileSync(path.join(target, "licenses.txt"), licensesOf(Object.keys(metafile.inputs)));
}

/** The licences of the packages that the page consists of: each asks to be handed on with it. */
function licensesOf(files: readonly string[]): string {
  const packages = files.flatMap(
    (file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file.replaceAll("\\", "/"))?.[1] ?? [],
  );
  return [...new Set(packages)]
    .sort()
    .map((name) => {
      const folder = path.join(root, "node_modules", name);
      const { version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
      return `${name} ${version} (${license})\n\n${licenseText(folder).trim()}\n`;
    })
    .join(`\n${"-".repeat(80)}\n\n`);
}

function licenseText(folder: string): string {
  const names = ["LICENSE", "LICENSE.txt", "LICENSE.md"];
  for (const name of names) {
    try {
      return readFileSync(path.join(folder, name), "utf8");
    } catch {
      // Packages spell the name of the file in their own way.
    }
  }
  throw new Error(`${folder} has none of ${names.join(", ")}`);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
