const { readFileSync } = require("node:fs");

/** The most memory of this process that was resident at once, in bytes. */
function peakMemory() {
  if (process.platform === "linux") {
    // maxRSS of a child begins with what its parent had when it was started; VmHWM is this program's own.
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"))[1]) * 1024;
  }
  return process.resourceUsage().maxRSS * 1024;
}

module.exports = { peakMemory };
