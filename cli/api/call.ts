/** Makes the call that a command line asks for, and prints what is answered. */

import path from "node:path";
import { requestOf } from "../../provider/api/calls";
import type { ApiCalls } from "../../provider/api/cosApi";
import { CosParameterError } from "../../provider/api/errors";
import type { Operation } from "../../provider/api/operations";
import type { GetObjectParameters } from "../../provider/api/types";
import type { CallFlags } from "./callFlags";
import { printCode } from "./code";
import { confirm } from "./confirm";
import { checkTarget } from "./content";
import { rehearse } from "./dryRun";
import { kebab, parameterFlags } from "./flags";
import { readInput } from "./input";
import { printAnswer, printPages } from "./print";
import { Progress } from "./progress";
import { checkExpression } from "./query";
import { type ApiSession, checkRegion, useApi } from "./session";
import { printSkeleton } from "./skeleton";
import { UsageError } from "./usage";
import { telling } from "./verbose";

/** Parameters by the names that calls have for them. */
export type Parameters = Readonly<Record<string, unknown>>;

/**
 * Carries out a command of an operation.
 * @param given parameters by the names that calls have for them
 * @throws UsageError when it cannot be carried out as it was typed
 */
export async function runOperation(operation: Operation, given: Parameters, flags: CallFlags): Promise<void> {
  if (flags.generateSkeleton) {
    await printSkeleton(operation, flags.output);
    return;
  }
  await inWordsOfFlags(operation, () =>
    flags.code === undefined
      ? carryOut(operation, given, flags)
      : printCode(operation, given, flags.code, flags),
  );
}

async function carryOut(operation: Operation, given: Parameters, flags: CallFlags): Promise<void> {
  checkFlags(operation, flags);
  if (flags.out !== undefined) {
    await checkTarget(flags.out);
  }
  const asked = await askedOf(operation, given, flags.input);
  if (!flags.dryRun) {
    await confirm(operation, [given.Bucket, given.Key].filter(Boolean).join("/"), flags);
  }
  await useApi(flags, (session) => makeCall(session, operation, asked, flags));
}

/**
 * All parameters of a call, with the body from its file.
 * @throws CosParameterError when something is wrong with them
 */
export async function askedOf(
  operation: Operation,
  given: Parameters,
  file: string | undefined,
): Promise<Parameters> {
  const { body } = operation;
  const input = body === undefined || file === undefined ? undefined : await readInput(body, file);
  const asked = { ...given, ...(input !== undefined && { Body: input }) };
  checkParameters(operation, asked);
  return asked;
}

/** Runs what a command does; what is wrong with parameters is said of their flags. */
export async function inWordsOfFlags(operation: Operation, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw error instanceof CosParameterError ? new UsageError(onCommandLine(operation, error)) : error;
  }
}

async function makeCall(session: ApiSession, operation: Operation, asked: Parameters, flags: CallFlags) {
  if (flags.dryRun) {
    await rehearse(session.context, operation, { ...asked, ...regionOf(operation, flags) }, flags);
    return;
  }
  const { name, host } = operation;
  const api = flags.verbose ? telling(session.context) : session.api;
  const place = host === "bucket" ? await session.locate(String(asked.Bucket)) : regionOf(operation, flags);
  const parameters = { ...asked, ...place };
  const file = flags.out === "-" ? undefined : flags.out;
  if (name === "GetObject" && file !== undefined && asked.Range === undefined) {
    await download(api, parameters as unknown as GetObjectParameters, file);
  } else if (flags.all) {
    await printPages(operation, api.pages(name as string, parameters), flags);
  } else {
    const asItCame = flags.output === "xml" || (flags.output === "raw" && flags.query === undefined);
    const answer = await api.call(name as string, parameters, {
      format: asItCame ? "xml" : "json",
    });
    await printAnswer(operation, answer, flags);
  }
}

async function download(api: ApiCalls, parameters: GetObjectParameters, file: string): Promise<void> {
  const progress = new Progress();
  try {
    await api.download(parameters, path.resolve(file), {
      onProgress: (bytes, total) => progress.show(bytes, total),
    });
  } finally {
    progress.end();
  }
}

/** The service has a host for each region, too. */
export function regionOf({ host }: Operation, { region }: Pick<CallFlags, "region">): Parameters {
  return host === "service" && region !== undefined ? { Region: region } : {};
}

function checkFlags(operation: Operation, flags: CallFlags): void {
  const { output, query, all, out } = flags;
  checkRegion(flags);
  if (operation.body?.kind === "form") {
    throw new UsageError(`${operation.name} is for forms of a browser: put uploads a file from here`);
  }
  const { kind } = operation.answer ?? {};
  if ((kind === "content" || kind === "frames") && (query !== undefined || (output ?? "raw") !== "raw")) {
    const what = kind === "content" ? "the content of an object" : "records";
    throw new UsageError(`${operation.name} answers ${what}: leave --query, and --output but for raw, out`);
  }
  if (query !== undefined) {
    checkExpression(query);
  }
  if (query !== undefined && output === "xml") {
    throw new UsageError("--query chooses from JSON: leave --output xml out");
  }
  if (all && (output === "xml" || (output === "raw" && query === undefined))) {
    const choice = output === "raw" ? ", or choose what to print with --query" : "";
    throw new UsageError(`--all prints a line of JSON for each entry: leave --output ${output} out${choice}`);
  }
  if (all && out !== undefined) {
    throw new UsageError("--all prints entries as they come: write them into a file with > instead of --out");
  }
}

/**
 * Looks at the call before anything is asked.
 * @throws CosParameterError
 */
function checkParameters(operation: Operation, asked: Parameters): void {
  const needsAppId = "x-cos-appid" in (operation.headers ?? {});
  // Found by the call itself.
  const { failures } = requestOf(operation, { ...(needsAppId && { Appid: "1250000000" }), ...asked });
  if (failures.length > 0) {
    throw new CosParameterError(operation.name, failures);
  }
}

/** What is wrong with a call, in the words of the command line. */
function onCommandLine(operation: Operation, { failures }: CosParameterError): string {
  const flags = new Map(parameterFlags(operation).map(({ parameter, flag }) => [kebab(parameter), flag]));
  const lines = failures.map(({ path, reason }) => {
    const [, below] = /^Body[.:]? ?(.*)$/.exec(path) ?? [];
    if (below === undefined) {
      return `${(flags.get(kebab(path)) ?? path) || operation.name} ${reason.replace(/^is required.*$/, "is required")}`;
    }
    return below === "" ? `--input ${reason}` : `--input: ${below} ${reason}`;
  });
  return lines.join("\n  ");
}
