/** Programs of others that speak to COS: found on this machine, or brought once into the cache folder by its package managers. */

import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cacheFolder, makeFolder, onlyUser } from "../../provider/model/cacheFolder";
import { run } from "../../tools/processes";

/** Why a program cannot be had here; a spec is skipped with it. */
export class Unobtainable extends Error {}

/** Milliseconds for everything that one program needs from its registry. */
const patienceMs = 240_000;

/** Debian's sync tool for object stores, as a path. */
export async function obtainRclone(): Promise<string> {
  const onPath = await run("sh", ["-c", "command -v rclone"], { timeoutMs: 10_000 });
  if (onPath.exitCode === 0) {
    return onPath.stdout.trim();
  }
  const folder = await obtainInto("rclone-debian", async (scratch) => {
    // Lists and downloads of apt's in folders of our own, so that this needs no rights and changes no machine.
    const state = mkdtempSync(path.join(scratch, "apt-"));
    makeFolder(path.join(state, "lists", "partial"), onlyUser);
    const own = [
      "-o",
      `Dir::State::Lists=${state}/lists`,
      "-o",
      `Dir::Cache=${state}`,
      "-o",
      "APT::Sandbox::User=root",
    ];
    await must("apt-get", [...own, "update"], scratch);
    await must("apt-get", [...own, "download", "rclone"], scratch);
    await must("sh", ["-c", "dpkg -x rclone_*.deb ."], scratch);
    rmSync(state, { recursive: true });
  });
  return path.join(folder, "usr", "bin", "rclone");
}

/** Python with Arrow's library for columnar files, as its `PYTHONPATH`. */
export async function obtainPyarrow(): Promise<string> {
  return await obtainInto("pyarrow", async (scratch) => {
    const flags = ["--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:"];
    await must("python3", ["-m", "pip", "install", ...flags, "--target", scratch, "pyarrow"], scratch);
  });
}

/** Tencent's SDK for Python, as its `PYTHONPATH`. */
export async function obtainCosPython(): Promise<string> {
  return await obtainInto("cos-python-sdk-v5", async (scratch) => {
    const flags = ["--quiet", "--disable-pip-version-check"];
    await must(
      "python3",
      ["-m", "pip", "install", ...flags, "--target", scratch, "cos-python-sdk-v5"],
      scratch,
    );
  });
}

/** The version of Tencent's SDK for Go. */
const goVersion = "v0.7.70";

/** A program in Go that uses Tencent's SDK for Go, as a path. */
export async function obtainCosGo(source: string): Promise<string> {
  const digest = createHash("sha256").update(goVersion).update(source).digest("hex").slice(0, 12);
  const folder = await obtainInto(`cos-go-sdk-v5-${digest}`, async (scratch) => {
    await makeGoModule(scratch, source);
    await must("go", ["build", "-o", "program", "."], scratch);
  });
  return path.join(folder, "program");
}

/** A folder with the `go.mod` and `go.sum` of a module `program` that uses Tencent's SDK for Go, which Go then has on this machine. */
export async function obtainCosGoModule(): Promise<string> {
  const source = 'package main\n\nimport _ "github.com/tencentyun/cos-go-sdk-v5"\n\nfunc main() {}\n';
  return await obtainInto(`cos-go-sdk-v5-${goVersion}`, (scratch) => makeGoModule(scratch, source));
}

async function makeGoModule(folder: string, source: string): Promise<void> {
  const module = `module program\n\ngo 1.18\n\nrequire github.com/tencentyun/cos-go-sdk-v5 ${goVersion}\n`;
  writeFileSync(path.join(folder, "go.mod"), module);
  writeFileSync(path.join(folder, "main.go"), source);
  await must("go", ["mod", "tidy"], folder);
}

/** Tencent's SDK for Java with what it needs, as a class path. */
export async function obtainCosJava(): Promise<string> {
  const version = "5.6.265";
  const folder = await obtainInto(`cos_api-${version}`, async (scratch) => {
    writeFileSync(
      path.join(scratch, "pom.xml"),
      `<project><modelVersion>4.0.0</modelVersion><groupId>program</groupId><artifactId>program</artifactId><version>1</version>
<dependencies><dependency><groupId>com.qcloud</groupId><artifactId>cos_api</artifactId><version>${version}</version></dependency></dependencies></project>`,
    );
    const flags = ["-q", "-B", "-DincludeScope=runtime", "-DoutputDirectory=."];
    await must("mvn", [...flags, "dependency:copy-dependencies"], scratch);
    // Without a compiler, the libraries are of no use.
    await must("javac", ["-version"], scratch);
  });
  return path.join(folder, "*");
}

/** A folder of the cache, filled the first time; a half-filled one never gets its name. */
async function obtainInto(name: string, fill: (scratch: string) => Promise<void>): Promise<string> {
  const clients = path.join(cacheFolder(), "foreign-clients");
  const target = path.join(clients, name);
  if (existsSync(target)) {
    return target;
  }
  makeFolder(clients, onlyUser);
  const scratch = mkdtempSync(path.join(clients, "new-"));
  try {
    await fill(scratch);
    renameSync(scratch, target);
  } catch (error) {
    if (!existsSync(target)) {
      throw error;
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return target;
}

async function must(file: string, args: readonly string[], cwd: string): Promise<void> {
  const { exitCode, output } = await run(file, args, { cwd, timeoutMs: patienceMs });
  if (exitCode !== 0) {
    throw new Unobtainable(`${file} ${args.at(-1)} ended with ${exitCode}: ${output.trim().slice(-500)}`);
  }
}
