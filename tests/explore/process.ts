/** The command `explore` in a process of its own. */

import path from "node:path";
import { endTree, start } from "../../tools/processes";

const program = path.resolve(__dirname, "../../lib/cli/index.js");

/** A running command. */
export interface ExplorerProcess {
  /** The address that it printed, with the token in its fragment. */
  readonly url: string;
  /** Ends it at once, and everything that it started. */
  end(): Promise<void>;
}

/**
 * Starts it on a free port; it opens no browser.
 * @param args further flags
 * @param env all that it has of an environment
 */
export async function startExplorerProcess(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<ExplorerProcess> {
  const command = [program, "explore", "--no-open", "--port", "0", ...args];
  const child = start(process.execPath, command, { env });
  const url = await new Promise<string>((resolve, reject) => {
    let output = "";
    const collect = (text: Buffer) => {
      output += text;
      const [address] = /http:\S+#token=[\w-]+/.exec(output) ?? [];
      if (address !== undefined) {
        resolve(address);
      }
    };
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    child.once("exit", () => reject(new Error(`explore ended: ${output}`)));
  });
  return { url, end: () => endTree(child.pid as number) };
}
