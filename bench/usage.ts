/** What another process costs: its time and its memory. */
import { readFileSync } from "node:fs";
import { run } from "../tools/processes";

/** The costs of a process so far. */
export interface Usage {
  /** User and system time, in milliseconds. */
  readonly cpuMs: number;
  /** Memory that is resident now. */
  readonly residentBytes: number;
  /** The most that was resident at once; where the system does not say, what is resident now. */
  readonly peakBytes: number;
}

/** The kernel counts time in hundredths of a second (`getconf CLK_TCK`). */
const tickMs = 10;

/** Looks at a process that runs. */
export async function usageOf(pid: number): Promise<Usage> {
  if (process.platform !== "linux") {
    return await askPs(pid);
  }
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const bytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) * 1024;
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The program's name stands in brackets and may hold blanks.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return {
    cpuMs: (Number(fields[11]) + Number(fields[12])) * tickMs,
    residentBytes: bytes("VmRSS"),
    peakBytes: bytes("VmHWM"),
  };
}

async function askPs(pid: number): Promise<Usage> {
  const { stdout } = await run("ps", ["-o", "time=,rss=", "-p", String(pid)]);
  const [time = "", resident] = stdout.trim().split(/\s+/);
  const seconds = time.split(/[-:]/).reduce((sum, part) => sum * 60 + Number(part), 0);
  const residentBytes = Number(resident) * 1024;
  return { cpuMs: seconds * 1000, residentBytes, peakBytes: residentBytes };
}
