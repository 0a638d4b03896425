/** Builds the Pulumi CLI and its Node language host from their Go modules, for machines that reach no installer. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { type RunResult, run } from "../processes";
import type { Progress, Terminal } from "../terminal";
import { pulumiVersion } from "./installed";

/** What is built: a package, in a module folder beside this file that pins all its dependencies. */
interface Build {
  readonly title: string;
  /** Folder beside this file with go.mod and go.sum; their replace directives are why `go install` will not do. */
  readonly module: string;
  readonly package: string;
  /** Written to this variable, as a CLI without a version is refused by the Automation API. */
  readonly versionVariable?: string;
}

const builds: readonly Build[] = [
  {
    title: "Pulumi engine",
    module: "engine",
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    versionVariable: "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version",
  },
  {
    title: "Node language host",
    module: "language-nodejs",
    package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
  },
];

/** Finds a Go that understands the pinned modules; older ones than the modules ask for fetch the right one themselves. */
export async function findGo(): Promise<{ file: string } | { missing: string }> {
  const result = await run("go", ["env", "GOVERSION"], { env: goEnvironment(), timeoutMs: 30_000 });
  if (result.exitCode === 127) return { missing: "go is not on PATH" };
  const [, major, minor] = /^go(\d+)\.(\d+)/.exec(result.stdout.trim()) ?? [];
  if (result.exitCode !== 0 || !major || !minor)
    return { missing: `go does not run: ${lastLines(result, 1)}` };
  if (Number(major) === 1 && Number(minor) < 21)
    return { missing: `go ${major}.${minor} is too old, 1.21 is needed` };
  return { file: "go" };
}

/** Builds both binaries into `folder`. */
export async function buildFromGoModules(options: {
  readonly go: string;
  readonly folder: string;
  readonly terminal: Terminal;
}): Promise<void> {
  mkdirSync(options.folder, { recursive: true });
  options.terminal.line(
    `Building the Pulumi CLI ${pulumiVersion} from its Go modules: about 5 minutes on two cores, once for this machine.`,
  );
  for (const build of builds) await buildOne(build, options);
}

async function buildOne(
  build: Build,
  { go, folder, terminal }: { go: string; folder: string; terminal: Terminal },
): Promise<void> {
  const where = { cwd: path.join(__dirname, build.module), env: goEnvironment() };
  // The same flags for both commands: the list of what is not in Go's cache yet depends on them.
  const version = build.versionVariable ? ` -X ${build.versionVariable}=${pulumiVersion}` : "";
  const flags = ["-trimpath", "-ldflags", `-s -w${version}`];

  const progress = terminal.progress(build.title);
  progress.update("reading its modules");
  const listed = await run(go, ["list", "-deps", ...flags, "-f", "{{.Stale}}", build.package], {
    ...where,
    onOutput: countLines(/^go: downloading /, (count) => progress.update(`${count} modules downloaded`)),
  });
  orFail(listed, progress, `go list for the ${build.title}`);
  const total = listed.stdout.split("\n").filter((stale) => stale === "true").length;

  progress.update(`0 of ${total} packages`);
  const built = await run(go, ["build", "-v", ...flags, "-o", folder + path.sep, build.package], {
    ...where,
    onOutput: countLines(/^[^\s:]+$/, (count) =>
      progress.update(count < total ? `${count} of ${total} packages` : "all packages compiled, linking"),
    ),
  });
  orFail(built, progress, `go build of the ${build.title}`);
  progress.done(`Built the ${build.title}`);
}

/** The user's Go settings (proxy, caches) without those that would build for another machine or need a C compiler. */
function goEnvironment(): NodeJS.ProcessEnv {
  const { GOOS, GOARCH, ...env } = process.env;
  return { ...env, CGO_ENABLED: "0", GOFLAGS: "", GOWORK: "off", GO111MODULE: "on" };
}

function countLines(matching: RegExp, report: (count: number) => void): (text: string) => void {
  let count = 0;
  let rest = "";
  return (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    const more = lines.filter((line) => matching.test(line)).length;
    if (more === 0) return;
    count += more;
    report(count);
  };
}

function orFail(result: RunResult, progress: Progress, what: string): void {
  if (result.exitCode === 0) return;
  progress.stop();
  throw new Error(`${what} failed (exit status ${result.exitCode}):\n${lastLines(result, 8)}`);
}

function lastLines(result: RunResult, count: number): string {
  return result.stderr.trim().split("\n").slice(-count).join("\n");
}
