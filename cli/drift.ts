/** `pulumi-tencentcos drift`: reports where COS differs from the last deployment. */

import { closeSync, openSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { createContext } from "./context";
import { findDrift } from "./drift/engine";
import { renderHtml } from "./drift/html";
import { renderJson } from "./drift/json";
import { renderJunit } from "./drift/junit";
import { renderMarkdown } from "./drift/markdown";
import { type DriftReport, describeSummary, type Summary, summarise } from "./drift/report";
import { renderSarif } from "./drift/sarif";
import { renderText } from "./drift/text";
import { findUndeclared } from "./drift/undeclared";
import { findStack, type StackFlags } from "./stack";
import { version } from "./version";

const formats = {
  text: renderText,
  markdown: renderMarkdown,
  json: renderJson,
  junit: renderJunit,
  sarif: (report: DriftReport) => renderSarif(report, version),
  html: renderHtml,
} as const;

type Format = keyof typeof formats;

/** The format that a file's name asks for. */
const extensions: Readonly<Record<string, Format>> = {
  ".txt": "text",
  ".md": "markdown",
  ".json": "json",
  ".xml": "junit",
  ".sarif": "sarif",
  ".html": "html",
};

/** What makes the exit status 2. */
type Reason = "drift" | "undeclared" | "never";

const reasons: readonly string[] = ["drift", "undeclared", "never"] satisfies readonly Reason[];

/** The flags, as commander hands them over. */
interface Flags extends StackFlags {
  readonly format?: Format;
  readonly json?: true;
  readonly out: readonly string[];
  readonly undeclared?: true;
  readonly failOn: readonly Reason[];
}

const epilogue = `
Examples:
  pulumi-tencentcos drift --stack prod
  pulumi-tencentcos drift --undeclared --out drift.md --out drift.html
  pulumi-tencentcos drift --undeclared --fail-on drift,undeclared --out drift.xml

Nothing is written, neither to COS nor to the state. "Declared" is what the last deployment
declared: changes of the program that are not deployed yet are not drift. Secrets are masked.
Exit status: 0 as declared, 2 drifted, 1 something could not be read or the look failed.`;

/** The subcommand. */
export function driftCommand(): Command {
  return new Command("drift")
    .summary("Reports where COS differs from the last deployment.")
    .description(
      "Refreshes a stack without writing its state, and reports each property that is not as the last deployment declared it.",
    )
    .option("--stack <name>", "the stack (default: the one that is selected)")
    .option("--cwd <folder>", "the folder that holds Pulumi.yaml (default: this one)")
    .addOption(
      new Option("--format <format>", "what the report is (default: text)").choices(Object.keys(formats)),
    )
    .addOption(new Option("--json", "the same as --format json").conflicts(["format", "out"]))
    .addOption(
      new Option("--out <file>", "writes the report in the format of the file's extension; may be repeated")
        .argParser(readOut)
        .default([], "prints it"),
    )
    .option("--undeclared", "also lists what is in the stack's buckets and no resource declares")
    .addOption(
      new Option("--fail-on <reasons>", "what makes the exit status 2: drift, undeclared, never")
        .argParser(readReasons)
        .default(["drift"], "drift"),
    )
    .addHelpText("after", epilogue)
    .action(run);
}

async function run(flags: Flags): Promise<void> {
  const files = flags.out.map((file) => ({ file, format: flags.format ?? formatOf(file) }));
  for (const { file } of files) {
    // Not after the look, which may take minutes.
    requireWritable(file);
  }
  const report = await lookForDrift(flags);
  const summary = summarise(report);
  for (const { file, format } of files) {
    writeFileSync(file, formats[format](report));
  }
  process.stdout.write(
    files.length === 0
      ? formats[flags.json ? "json" : (flags.format ?? "text")](report)
      : `${report.project}/${report.stack}: ${describeSummary(summary)}. Written to ${flags.out.join(", ")}\n`,
  );
  process.exitCode = exitStatus(summary, flags.failOn);
}

/** Some file systems refuse even root: only opening the file shows it. */
function requireWritable(file: string): void {
  const there = statSync(file, { throwIfNoEntry: false });
  if (there?.isDirectory()) {
    throw new Error(`cannot write ${file}: it is a folder; name a file in it`);
  }
  try {
    closeSync(openSync(file, "a"));
    if (there === undefined) {
      rmSync(file);
    }
  } catch (error) {
    throw new Error(`cannot write ${file}: ${(error as Error).message}`, { cause: error });
  }
}

function formatOf(file: string): Format {
  return extensions[path.extname(file).toLowerCase()] ?? "text";
}

async function lookForDrift(flags: Flags): Promise<DriftReport> {
  const progress = new Progress();
  try {
    progress.say("Opening the stack …");
    const handle = await findStack(flags);
    let read = 0;
    // Neither waits for the other: a command of the CLI takes half a second to start.
    const [stack, outcomes] = await Promise.all([
      handle.open(),
      handle.previewRefresh(() => progress.say(`Refreshing … ${++read} read`)),
    ]);
    progress.say("Comparing …");
    const context = createContext({ config: stack.config, log: progress.log });
    try {
      const [resources, undeclared] = await Promise.all([
        findDrift(context, stack, outcomes),
        flags.undeclared ? findUndeclared(context, stack, outcomes) : undefined,
      ]);
      return { project: stack.project, stack: stack.name, resources, ...(undeclared && { undeclared }) };
    } finally {
      await context.close();
    }
  } finally {
    progress.end();
  }
}

function exitStatus(summary: Summary, failOn: readonly Reason[]): number {
  const { drifted, gone, unreadable, undeclared = 0 } = summary;
  const found =
    (failOn.includes("drift") && drifted + gone > 0) || (failOn.includes("undeclared") && undeclared > 0);
  return found ? 2 : unreadable > 0 ? 1 : 0;
}

function readOut(file: string, before: readonly string[]): readonly string[] {
  if (!(path.extname(file).toLowerCase() in extensions)) {
    throw new InvalidArgumentError(`Its name must end with ${Object.keys(extensions).join(", ")}.`);
  }
  return [...before, file];
}

function readReasons(text: string): readonly Reason[] {
  const given = text.split(",").map((reason) => reason.trim());
  const wrong = given.find((reason) => !reasons.includes(reason));
  if (wrong !== undefined) {
    throw new InvalidArgumentError(`It must be one or several of ${reasons.join(", ")}, not ${wrong}.`);
  }
  if (given.includes("never") && given.length > 1) {
    throw new InvalidArgumentError("never stands alone.");
  }
  return given as Reason[];
}

/** A line on the terminal that shows progress; nothing where the output is not a terminal. */
class Progress {
  readonly #shown = process.stderr.isTTY === true;

  readonly log = {
    warn: (message: string) => {
      this.end();
      console.error(`warning: ${message}`);
    },
    info: () => {},
    status: () => {},
  };

  say(text: string): void {
    if (this.#shown) {
      process.stderr.write(`\r\x1b[K${text}`);
    }
  }

  end(): void {
    if (this.#shown) {
      process.stderr.write("\r\x1b[K");
    }
  }
}
