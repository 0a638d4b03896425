/** Child processes of the tools and the engine tests: each in a group of its own, none left behind however we end. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/** How a child process is run. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Writes all output to this file instead of handing it to us, so that the process can outlive us. */
  readonly logFile?: string;
  /** Called with the process once it is started. */
  readonly onStart?: (child: ChildProcess) => void;
  /** Called with each piece of output as it comes. */
  readonly onOutput?: (text: string, from: "stdout" | "stderr") => void;
  /** Ends the process and everything it started after so many milliseconds. */
  readonly timeoutMs?: number;
}

/** How a child process ended. */
export interface RunResult {
  /** Exit status; 128 + the signal's number after a signal, 127 when it could not be started. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Output of both streams in the order in which it came. */
  readonly output: string;
  readonly timedOut: boolean;
}

const signalNumbers: Readonly<Record<string, number>> = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };
/** How long a tree of processes may take to end from its leaves. */
const patienceMs = 2_000;
/** What a parent needs to take note of a child's end. */
const reapMs = 30;
/** A Ctrl-C comes twice at once when the terminal and npm both hand it on; one that comes later means "now". */
const sameSignalMs = 1_000;

const running = new Set<ChildProcess>();
const cleanUps = new Set<() => void>();
let guarded = false;
/** When the signal came that ends this process. */
let endingSince: number | undefined;

/**
 * Registers a synchronous function that must run however this process ends, signals included. Answers a function that
 * takes it back.
 */
export function cleanUpOnExit(cleanUp: () => void): () => void {
  guard();
  cleanUps.add(cleanUp);
  return () => cleanUps.delete(cleanUp);
}

/** Starts a child process in its own process group; it and its descendants end with us at the latest. */
export function start(file: string, args: readonly string[], options: RunOptions = {}): ChildProcess {
  guard();
  const log = options.logFile === undefined ? undefined : openSync(options.logFile, "a");
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ["ignore", log ?? "pipe", log ?? "pipe"],
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  if (log !== undefined) {
    closeSync(log);
  }
  running.add(child);
  child.once("exit", () => running.delete(child));
  child.once("error", () => running.delete(child));
  return child;
}

/** Lets a process that writes to a log file live on after us. */
export function letGo(child: ChildProcess): void {
  running.delete(child);
  child.unref();
}

/** Runs a child process to its end. Never rejects: a program that cannot be started ends with 127. */
export async function run(
  file: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  const child = start(file, args, options);
  options.onStart?.(child);
  return finish(child, options);
}

/** Collects the output of a process that was just started, until it ends. */
function finish(child: ChildProcess, options: RunOptions = {}): Promise<RunResult> {
  return new Promise((resolve) => {
    const streams = { stdout: "", stderr: "" };
    let output = "";
    let timedOut = false;
    const collect = (from: "stdout" | "stderr") => (text: string) => {
      if (endingSince !== undefined) {
        return; // it is being killed, and says so
      }
      streams[from] += text;
      output += text;
      options.onOutput?.(text, from);
    };
    for (const from of ["stdout", "stderr"] as const) {
      child[from]?.setEncoding("utf8");
      child[from]?.on("data", collect(from));
    }
    const timer = options.timeoutMs
      ? setTimeout(() => {
          timedOut = true;
          if (child.pid !== undefined) {
            killTree(child.pid);
          }
        }, options.timeoutMs)
      : undefined;
    const end = (exitCode: number) => {
      clearTimeout(timer);
      if (endingSince !== undefined) {
        return; // whoever waits for it must not take the signal for a failure
      }
      resolve({ exitCode, ...streams, output, timedOut });
    };
    child.once("error", (error) => {
      collect("stderr")(`${error.message}\n`);
      end(127);
    });
    child.once("close", (code, signal) => end(code ?? 128 + (signalNumbers[signal ?? ""] ?? 0)));
  });
}

/**
 * Ends a process and all its descendants at once. The engine puts each plugin into a process group of its own, so that
 * signalling a group is not enough: the tree is stopped first, so that nothing new can be born, and then killed.
 */
export function killTree(root: number): void {
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(root), "/t", "/f"], { stdio: "ignore", windowsHide: true });
    return;
  }
  const stopped = new Set<number>();
  for (let found = [root]; found.length > 0; ) {
    for (const pid of found) {
      stopped.add(pid);
      signalProcess(pid, "SIGSTOP");
    }
    found = descendants(root).filter((pid) => !stopped.has(pid));
  }
  for (const pid of stopped) {
    signalProcess(pid, "SIGKILL");
  }
}

/**
 * Ends a process and all its descendants from the leaves upwards, so that each parent still lives to take note: killed
 * all at once they would stay in the table of processes, as dead ones, where the first process does not clear them away
 * (in many containers).
 */
export async function endTree(root: number): Promise<void> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; ) {
    const table = livingProcesses();
    const tree = [root, ...descendants(root, table)].filter((pid) => table.has(pid));
    if (tree.length === 0) {
      return;
    }
    const parents = new Set(tree.map((pid) => table.get(pid)));
    for (const pid of tree) {
      if (!parents.has(pid)) {
        signalProcess(pid, "SIGKILL");
      }
    }
    await delay(reapMs);
  }
  killTree(root);
}

/** True while a process of that number runs. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The numbers of all processes that descend from `root`, without `root` itself. */
export function descendants(root: number, table = livingProcesses()): number[] {
  const children = new Map<number, number[]>();
  for (const [pid, parent] of table) {
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const found: number[] = [];
  for (let level = [root]; level.length > 0; ) {
    level = level.flatMap((pid) => children.get(pid) ?? []);
    found.push(...level);
  }
  return found;
}

/** The command line of a process, or "" when it has ended. */
export function commandLine(pid: number): string {
  if (process.platform !== "linux") {
    return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

/** All processes that live, each with its parent. Linux is read from /proc, as small images have no `ps`. */
function livingProcesses(): Map<number, number> {
  const table = new Map<number, number>();
  const add = (pid: string, parent: string | undefined, state: string | undefined) => {
    if (state && !state.startsWith("Z")) {
      table.set(Number(pid), Number(parent));
    }
  };
  if (process.platform !== "linux") {
    const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,stat="], { encoding: "utf8" });
    for (const row of (stdout ?? "").split("\n")) {
      const [pid, parent, state] = row.trim().split(/\s+/);
      if (pid) {
        add(pid, parent, state);
      }
    }
    return table;
  }
  for (const pid of readdirSync("/proc")) {
    if (!/^\d+$/.test(pid)) {
      continue;
    }
    try {
      // "123 (name, which may hold spaces and brackets) S 45 …": state and parent follow the last bracket.
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      add(pid, parent, state);
    } catch {
      // ended in the meantime
    }
  }
  return table;
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // ended in the meantime
  }
}

function guard(): void {
  if (guarded) {
    return;
  }
  guarded = true;
  process.on("exit", cleanUpNow);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => void endOn(signal));
  }
}

async function endOn(signal: NodeJS.Signals): Promise<void> {
  const first = endingSince === undefined;
  endingSince ??= Date.now();
  if (first) {
    await Promise.all([...running].map(endChild));
  } else if (Date.now() - endingSince < sameSignalMs) {
    return;
  }
  process.exit(128 + (signalNumbers[signal] ?? 0));
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) {
    return;
  }
  const exited = new Promise((resolve) => child.once("exit", resolve));
  await endTree(child.pid);
  await Promise.race([exited, delay(reapMs)]);
}

function cleanUpNow(): void {
  for (const child of running) {
    if (child.pid !== undefined) {
      killTree(child.pid);
    }
  }
  running.clear();
  for (const cleanUp of [...cleanUps].reverse()) {
    cleanUps.delete(cleanUp);
    try {
      cleanUp();
    } catch {
      // The next one must still run.
    }
  }
}
