/** Builds programs in Go and Java, all at once: a process for each would take minutes. */

import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "../../tools/processes";

const timeoutMs = 150_000;

/**
 * Builds programs in Go as one, which has all: linking is what takes time.
 * @param files files with a `main` each
 * @param folder where to build; must exist
 * @param module the folder with `go.mod` and `go.sum`
 * @returns the program; its argument is the name of a file without `.go`
 */
export async function buildGo(files: readonly string[], folder: string, module: string): Promise<string> {
  for (const file of ["go.mod", "go.sum"]) {
    copyFileSync(path.join(module, file), path.join(folder, file));
  }
  const names = files.map((file) => path.basename(file, ".go"));
  for (const [index, name] of names.entries()) {
    const source = readFileSync(files[index] ?? "", "utf8");
    const as = source.replace("package main", `package ${name}`).replace("func main()", "func Main()");
    mkdirSync(path.join(folder, name));
    writeFileSync(path.join(folder, name, "main.go"), as);
  }
  const imports = names.map((name) => `\t"program/${name}"\n`).join("");
  const cases = names.map((name) => `\tcase "${name}":\n\t\t${name}.Main()\n`).join("");
  writeFileSync(
    path.join(folder, "main.go"),
    `package main\n\nimport (\n\t"os"\n${imports})\n\nfunc main() {\n\tswitch os.Args[1] {\n${cases}\t}\n}\n`,
  );
  const program = path.join(folder, "program");
  const built = await run("go", ["build", "-o", program, "."], { cwd: folder, timeoutMs });
  assert.equal(built.exitCode, 0, built.output);
  return program;
}

/**
 * Builds programs in Java.
 * @param files files with a class `Main` each
 * @param folder where to build; must exist
 * @param classPath where the SDK is
 * @param more sources that call them
 * @returns the class path; the classes have the names of the files
 */
export async function buildJava(
  files: readonly string[],
  folder: string,
  classPath: string,
  more: readonly string[] = [],
): Promise<string> {
  const sources = files.map((file) => {
    const name = path.basename(file, ".java");
    const source = path.join(folder, `${name}.java`);
    writeFileSync(source, readFileSync(file, "utf8").replace("class Main", `class ${name}`));
    return source;
  });
  const flags = ["-proc:none", "-encoding", "UTF-8", "-cp", classPath, "-d", folder];
  const built = await run("javac", [...flags, ...sources, ...more], { cwd: folder, timeoutMs });
  assert.equal(built.exitCode, 0, built.output);
  return `${folder}:${classPath}`;
}
