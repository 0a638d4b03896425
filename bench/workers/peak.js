/** Loaded before a program (`--require`): writes what the program cost into the file BENCH_PEAK when it ends. */
const { writeFileSync } = require("node:fs");
const { peakMemory } = require("./peakMemory");

process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(
    process.env.BENCH_PEAK,
    JSON.stringify({ cpuMs: (user + system) / 1000, peakBytes: peakMemory() }),
  );
});
