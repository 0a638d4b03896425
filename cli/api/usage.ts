/** Calls that cannot be made as they are typed, and how commands end that speak to COS. */

import { CosConfigError } from "../../provider/client/errors";
import { visibleLines } from "../../provider/client/visible";

/** The command line is wrong; nothing was sent. */
export class UsageError extends Error {}

/** The exit status that an error leads to: 1 when COS refused or did not answer, 2 when the command could not be carried out as typed. */
function exitStatus(error: unknown): number {
  const isUsage =
    error instanceof UsageError ||
    CosConfigError.isInstance(error) ||
    (error as Error).name === "CosParameterError";
  return isUsage ? 2 : 1;
}

/** Runs what a command does. An error is printed and sets the exit status. */
export async function ending(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(visibleLines(`error: ${error instanceof Error ? error.message : String(error)}`));
    process.exitCode = exitStatus(error);
  }
}
