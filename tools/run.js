/** Runs one of the repository's own commands after preparing what it needs: `node tools/run.js COMMAND [arguments]`. */

// Plain JavaScript without dependencies: this file runs in a fresh clone, before anything is installed. The syntax is
// that of Node 10, so that an old Node comes as far as this sentence.
const oldestNode = [20, 19];
const thisNode = process.versions.node.split(".").map(Number);
if (thisNode[0] < oldestNode[0] || (thisNode[0] === oldestNode[0] && thisNode[1] < oldestNode[1])) {
  console.error(`Node ${oldestNode.join(".")} or newer is needed; this is Node ${process.versions.node}.`);
  process.exit(1);
}

const { spawn } = require("node:child_process");
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const root = path.resolve(__dirname, "..");

/** What lib/ is made of, by tsconfig.build.json and tools/explorer.ts: a change in one of these makes it stale. */
const compiled = ["provider", "sdk", "emulator", "cli", "explorer"];
const compilerSettings = [
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "tsconfig.build.json",
  "tools/declarations/write.ts",
  "tools/declarations/members.ts",
  "tools/declarations/edit.ts",
  "tools/explorer.ts",
];

const commands = {
  quickstart: {
    help: "the tour: the real Pulumi CLI on the emulator (--help for its options)",
    run: (args) => node(["-r", "ts-node/register/transpile-only", "tools/quickstart.ts", ...args]),
  },
  test: { help: "all tests, or those in the files that are named; other arguments go to mocha", run: test },
  check: { help: "types, lint, format, and the archive that npm would publish", run: check },
  build: { help: "lib/: what the package consists of", run: () => 0 },
  docs: {
    help: "writes the pages of docs/ that follow from the sources",
    run: () => node(["-r", "ts-node/register/transpile-only", "tools/docs.ts"]),
  },
  bench: {
    help: "measured comparisons",
    run: (args) => node(["-r", "ts-node/register/transpile-only", "bench/index.ts", ...args]),
  },
  emulator: {
    help: "the COS emulator (--help for its options)",
    run: (args) => node(["lib/cli/index.js", "emulator", ...args]),
  },
};

main(process.argv[2], process.argv.slice(3)).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error) => {
    console.error(error instanceof Problem ? error.message : error);
    process.exitCode = 1;
  },
);

async function main(name, args) {
  const command = commands[name];
  if (!command) {
    const list = Object.entries(commands).map(([each, { help }]) => `  ${each.padEnd(12)}${help}`);
    console.error(["Usage: node tools/run.js COMMAND [arguments]", ...list].join("\n"));
    return 2;
  }
  process.chdir(root);
  await installDependencies();
  await build();
  return command.run(args);
}

// --- commands ---

async function test(args) {
  // Without a file mocha would look in ./test, and files in .mocharc.json would be added to those named here.
  const files = args.filter((arg) => !arg.startsWith("-") && /\.ts$|^(\.\/)?tests\b/.test(arg));
  const needsPulumi = files.length === 0 || files.some((file) => /engine|package/.test(file));
  const env = needsPulumi ? withPulumi(await obtainPulumi()) : process.env;
  const mocha = ["node_modules/mocha/bin/mocha.js"];
  if (files.length > 0) {
    return node([...mocha, ...args], { env });
  }
  // Workers share the cores: hence more time for each test than one that runs alone gets.
  const jobs = Math.max(2, Math.min(availableCores(), mostJobs));
  const parallel = ["--parallel", "--jobs", String(jobs), "--timeout", "60000"];
  return node([...mocha, ...parallel, ...args, ...specs()], { env, limitMs: testsMs });
}

/** Workers at the same time: with each, the real engine may run, which takes some 500 MB. */
const mostJobs = 4;

/** The whole suite takes a quarter of an hour on two cores. What is not over after four times that will never be. */
const testsMs = 60 * 60000;

/** What takes longest goes first, so that no worker is left with it at the end. */
const longest = ["faults", "engine", "package", "properties", "explore", "cli", "host", "foreign"];

function specs() {
  const rank = (file) => (longest.indexOf(file.split("/")[1]) + longest.length + 1) % (longest.length + 1);
  return listSources(path.join(root, "tests"))
    .map((file) => path.relative(root, file).split(path.sep).join("/"))
    .filter((file) => file.endsWith(".spec.ts"))
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function availableCores() {
  return os.availableParallelism ? os.availableParallelism() : os.cpus().length;
}

/** Tests find on PATH what was obtained for them: some of them have a cache folder of their own, in which there is none. */
function withPulumi({ bin }) {
  return Object.assign({}, process.env, { PATH: [bin, process.env.PATH].join(path.delimiter) });
}

async function check(args) {
  console.log("Types (tsc --noEmit)");
  const tsc = ["node_modules/typescript/bin/tsc", "--noEmit", "-p"];
  const types = await node([...tsc, "tsconfig.json"]);
  const pageTypes = await node([...tsc, "explorer/tsconfig.json"]);
  console.log("Lint and format (biome check)");
  const style = await node(["node_modules/@biomejs/biome/bin/biome", "check", ".", ...args]);
  console.log("Archive (publint, attw)");
  const archive = await checkArchive();
  const exitCode = types || pageTypes || style || archive;
  console.log(exitCode === 0 ? "check: all good" : "check: failed");
  return exitCode;
}

/** Whether every entry of the packed archive is found, with its types, by every way in which Node and TypeScript resolve it. */
async function checkArchive() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pulumi-tencentcos-archive-"));
  try {
    // lib/ is built by now, so the scripts that npm would run for it are left out.
    const packed = await npm(["pack", "--ignore-scripts", "--silent", "--pack-destination", folder]);
    if (packed !== 0) {
      return packed;
    }
    const archive = path.join(folder, fs.readdirSync(folder)[0]);
    const lint = await node(["node_modules/publint/src/cli.js", "run", archive, "--strict"]);
    const types = await node([
      "node_modules/@arethetypeswrong/cli/dist/index.js",
      archive,
      ...["--no-definitely-typed", "--format", "table-flipped", "--no-emoji"],
    ]);
    return lint || types;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** The tests of whole programs need the real CLI: obtained before they start, as it may take minutes the first time. */
async function obtainPulumi() {
  require("ts-node/register/transpile-only");
  const { obtainPulumi: obtain } = require("./pulumi/obtain");
  const { createTerminal } = require("./terminal");
  try {
    const cli = await obtain({ terminal: createTerminal() });
    console.log(`Pulumi CLI ${cli.version}, ${cli.how}`);
    return cli;
  } catch (error) {
    throw new Problem(error.message);
  }
}

// --- preparation ---

/** Something the user can act on: shown without a stack. */
class Problem extends Error {}

async function installDependencies() {
  const lock = path.join(root, "package-lock.json");
  const installed = path.join(root, "node_modules", ".package-lock.json");
  const stamp = path.join(root, "node_modules", ".installed-for");
  const wanted = fs.existsSync(lock)
    ? createHash("sha256").update(fs.readFileSync(lock)).digest("hex")
    : "no lock";
  const complete = fs.existsSync(path.join(root, "node_modules", "mocha", "package.json"));
  if (complete && (readText(stamp) === wanted || isNewer(installed, lock))) {
    return;
  }

  console.log("Installing dependencies (npm install; about half a minute, the first time) …");
  // Not `npm ci`: it refuses a lock file without the binaries of other platforms, which a registry mirror may not have.
  // With --no-save the lock decides all the same, and is not written. --ignore-scripts: our own "prepare" would build,
  // which comes next. --loglevel: @pulumi/pulumi asks for Node 22 and runs on 20, and the warning about it would be the
  // first thing that a new user reads.
  const flags = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const exitCode = await npm(["install", ...flags]);
  if (exitCode !== 0) {
    throw new Problem(`npm install failed (exit status ${exitCode}); see its message above.`);
  }
  fs.writeFileSync(stamp, wanted);
}

async function build() {
  const lib = path.join(root, "lib");
  const stamp = path.join(lib, ".built-from");
  const sources = compiled.flatMap((folder) => listSources(path.join(root, folder)));
  const settings = compilerSettings
    .map((name) => path.join(root, name))
    .filter((file) => fs.existsSync(file));
  const state = [...settings, ...sources].map(describeFile).join("\n");
  const before = readText(stamp);
  if (before === state) {
    return;
  }

  // tsc never removes what a deleted source once compiled to.
  const names = new Set(sources.map((file) => path.relative(root, file)));
  const known = (before || "").split("\n").map((line) => line.split("\t")[0]);
  if (known.some((name) => /\.tsx?$/.test(name) && !names.has(name))) {
    fs.rmSync(lib, { recursive: true, force: true });
  }

  console.log("Compiling TypeScript to lib/ (some ten seconds, when sources have changed) …");
  const exitCode = await node(["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"]);
  if (exitCode !== 0) {
    throw new Problem("The sources do not compile; see the errors above.");
  }
  const written = await node(["-r", "ts-node/register/transpile-only", "tools/declarations.ts"]);
  if (written !== 0) {
    throw new Problem("The declarations could not be written; see the errors above.");
  }
  const page = await node(["-r", "ts-node/register/transpile-only", "tools/explorer.ts"]);
  if (page !== 0) {
    throw new Problem("The page of the explorer could not be built; see the errors above.");
  }
  fs.mkdirSync(lib, { recursive: true });
  fs.writeFileSync(stamp, state);
}

function listSources(folder) {
  if (!fs.existsSync(folder)) {
    return [];
  }
  return fs
    .readdirSync(folder, { recursive: true })
    .map((name) => path.join(folder, String(name)))
    .filter((file) => /\.(tsx?|json|css|html)$/.test(file))
    .sort();
}

function describeFile(file) {
  const { size, mtimeMs } = fs.statSync(file);
  return [path.relative(root, file), size, mtimeMs].join("\t");
}

function readText(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function isNewer(file, than) {
  if (!fs.existsSync(file) || !fs.existsSync(than)) {
    return false;
  }
  return fs.statSync(file).mtimeMs >= fs.statSync(than).mtimeMs;
}

// --- child processes ---

function node(args, options) {
  return runChild(process.execPath, args, options);
}

function npm(args) {
  // Started by npm we know the very npm that runs; else the one on PATH is as good (a .cmd needs a shell).
  const cli = process.env.npm_execpath;
  if (cli && /npm-cli\.c?js$/.test(cli)) {
    return node([cli, ...args]);
  }
  return runChild("npm", args, { shell: process.platform === "win32" });
}

/**
 * Runs a program with our own terminal; answers its exit status, 128 + the number after a signal. With `limitMs` it is ended when it
 * takes longer, which counts as a failure.
 */
function runChild(file, args, { limitMs, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: root, stdio: "inherit", ...options });
    const limit =
      limitMs &&
      setTimeout(() => {
        console.error(`Ended after ${limitMs / 60000} minutes: something hangs.`);
        child.kill("SIGKILL");
      }, limitMs);
    const forward = (signal) => {
      // A terminal sends Ctrl-C to the child as well, and to many programs a second one means "now".
      if (signal === "SIGINT" && process.stdin.isTTY) {
        return;
      }
      child.kill(signal);
    };
    const signals = ["SIGHUP", "SIGINT", "SIGTERM"];
    for (const signal of signals) {
      process.on(signal, forward);
    }
    const end = () => {
      clearTimeout(limit);
      for (const signal of signals) {
        process.off(signal, forward);
      }
    };
    child.once("error", (error) => {
      end();
      reject(new Problem(`${file} could not be started: ${error.message}`));
    });
    child.once("exit", (code, signal) => {
      end();
      resolve(code === null ? 128 + os.constants.signals[signal] : code);
    });
  });
}
