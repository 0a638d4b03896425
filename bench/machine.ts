/** Says on what machine a table was measured. */
import { cpus, loadavg, totalmem } from "node:os";

/**
 * For example `AMD EPYC, 2 cores at 2.6 GHz, 24 GB, linux x64, Node 20.20.2, 2026-05-01, load 0.1`. The load is what other programs
 * cost on average in the minute before: to be asked before anything is measured.
 */
export function describeMachine(): string {
  const cores = cpus();
  const { model = "unknown CPU", speed = 0 } = cores[0] ?? {};
  const clock = speed > 0 ? ` at ${(speed / 1000).toFixed(1)} GHz` : "";
  return [
    model.trim().replace(/\s+/g, " "),
    `${cores.length} ${cores.length === 1 ? "core" : "cores"}${clock}`,
    `${Math.round(totalmem() / 1e9)} GB`,
    `${process.platform} ${process.arch}`,
    `Node ${process.versions.node}`,
    new Date().toISOString().slice(0, 10),
    `load ${(loadavg()[0] ?? 0).toFixed(1)}`,
  ].join(", ");
}
