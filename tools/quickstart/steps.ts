/** Runs the steps of a tour one after another, shows each, and remembers how it went. */
import type { RunResult } from "../processes";
import type { Workspace } from "../pulumi/workspace";
import { formatDuration, type Terminal } from "../terminal";

/** What is said at the end about a step. */
export interface StepRecord {
  readonly title: string;
  /** What was seen, as a sentence; absent when the step failed. */
  readonly seen?: string;
  readonly milliseconds: number;
}

/** A step did not do what it claims. */
export class StepFailure extends Error {
  override name = "StepFailure";
}

/** The steps so far. */
export interface Steps {
  readonly records: readonly StepRecord[];
  /** Runs a step: `body` does it, checks it, and answers what was seen. */
  run(title: string, body: () => Promise<string>): Promise<void>;
}

/** Starts with no step done, of `total`. */
export function createSteps(terminal: Terminal, total: number): Steps {
  const records: StepRecord[] = [];
  return {
    records,
    run: async (title, body) => {
      terminal.heading(`${records.length + 1} of ${total} · ${title}`);
      const started = Date.now();
      const finish = (seen?: string) =>
        records.push({ title, milliseconds: Date.now() - started, ...(seen !== undefined && { seen }) });
      try {
        const seen = await body();
        finish(seen);
        terminal.good(seen);
      } catch (error) {
        finish();
        throw error;
      }
    },
  };
}

/** One line per step. */
export function printSummary(terminal: Terminal, records: readonly StepRecord[]): void {
  terminal.heading("Summary");
  for (const { title, seen, milliseconds } of records) {
    const text = `${title} (${formatDuration(milliseconds)})`;
    if (seen === undefined) {
      terminal.bad(text);
    } else {
      terminal.good(text);
    }
  }
}

/** Shows a command as a user would type it and the CLI's own output while it comes. Fails on any other exit status. */
export async function showPulumi(
  terminal: Terminal,
  workspace: Workspace,
  args: readonly string[],
  options: { readonly colour: boolean },
): Promise<RunResult> {
  terminal.command(`pulumi ${args.join(" ")}`);
  const progress = terminal.progress("pulumi is at work", { hasOutput: true });
  let rest = "";
  const result = await workspace.pulumi([...args, "--color", options.colour ? "always" : "never"], {
    onOutput: (text) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        progress.line(`  ${line}`.trimEnd());
      }
    },
  });
  if (rest) {
    progress.line(`  ${rest}`);
  }
  progress.stop();
  must(result.exitCode === 0, `pulumi ${args[0]} ended with exit status ${result.exitCode}`);
  return result;
}

/** Fails the step when something is not as it claims. */
export function must(condition: boolean, otherwise: string): asserts condition {
  if (!condition) {
    throw new StepFailure(otherwise);
  }
}
