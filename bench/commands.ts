/** Whole commands, from their start to their end. */
import { closeSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { run } from "../tools/processes";
import type { BenchEmulator } from "./emulator";
import type { Laboratory } from "./laboratory";

/** What a command cost. */
export interface CommandRun {
  readonly elapsedMs: number;
  readonly cpuMs: number;
  /** Most memory that was resident at once. */
  readonly peakBytes: number;
}

const peak = path.join(__dirname, "workers", "peak.js");

/**
 * Runs a program of Node whose output goes into a file.
 * @param words the program and its arguments
 */
export async function runCommand(
  laboratory: Laboratory,
  words: readonly string[],
  output: string,
  cos?: BenchEmulator,
): Promise<CommandRun> {
  const cost = laboratory.newPath("cost.json");
  const began = performance.now();
  closeSync(openSync(output, "w"));
  const { exitCode, output: text } = await run(process.execPath, ["--require", peak, ...words], {
    env: { PATH: process.env.PATH, ...cos?.environment, BENCH_PEAK: cost },
    logFile: output,
  });
  const elapsedMs = performance.now() - began;
  if (exitCode !== 0) {
    throw new Error(
      `${words.join(" ")} ended with ${exitCode}:\n${text || readFileSync(output, "utf8").slice(-2_000)}`,
    );
  }
  return { elapsedMs, ...(JSON.parse(readFileSync(cost, "utf8")) as Omit<CommandRun, "elapsedMs">) };
}
