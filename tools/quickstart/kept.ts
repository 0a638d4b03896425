/** What `--keep` leaves in place: how to go on with it by hand, and how to end it. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isRunning, killTree } from "../processes";
import type { PulumiCli } from "../pulumi/installed";
import type { Workspace } from "../pulumi/workspace";
import type { Terminal } from "../terminal";
import type { EmulatorProcess } from "./emulator";

interface Kept {
  readonly emulatorPid: number;
  readonly emulatorUrl: string;
}

const recordName = "kept.json";

/** Lets emulator and stack live on, and says how to use and to end them. */
export function keepTour(options: {
  readonly cli: PulumiCli;
  readonly workspace: Workspace;
  readonly emulator: EmulatorProcess;
  readonly page: string;
  readonly terminal: Terminal;
}): void {
  const { cli, workspace, emulator, page, terminal } = options;
  const record: Kept = { emulatorPid: emulator.pid, emulatorUrl: emulator.url };
  writeFileSync(path.join(workspace.folder, recordName), JSON.stringify(record));
  workspace.keep();
  emulator.keep();

  terminal.heading("To go on by hand");
  terminal.line("Paste these lines into a shell in this folder:\n");
  terminal.line(`export PATH=${quote(cli.bin)}:"$PATH"`);
  for (const [name, value] of Object.entries(workspace.exports)) {
    terminal.line(`export ${name}=${quote(value)}`);
  }
  terminal.line("\nThen, for example:\n");
  terminal.command(`curl ${page}`);
  terminal.command("pulumi stack output");
  terminal.command("pulumi up                # after a change in examples/quickstart/index.ts");
  terminal.command("pulumi destroy");
  terminal.line("\nWhen you are done, this ends the emulator and removes the stack:\n");
  terminal.command(`npm start -- --stop ${quote(workspace.folder)}`);
}

/** Ends what {@link keepTour} left. Answers the exit status. */
export function stopTour(folder: string, terminal: Terminal): number {
  const record = path.join(folder, recordName);
  let kept: Kept;
  try {
    kept = JSON.parse(readFileSync(record, "utf8"));
  } catch {
    terminal.bad(`${folder} is not a folder that --keep left: there is no ${recordName} in it.`);
    return 1;
  }
  if (isRunning(kept.emulatorPid)) {
    killTree(kept.emulatorPid);
  }
  rmSync(folder, { recursive: true, force: true });
  terminal.good(`The emulator at ${kept.emulatorUrl} is stopped, and ${folder} is removed.`);
  return 0;
}

/** A word of a POSIX shell. */
function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
