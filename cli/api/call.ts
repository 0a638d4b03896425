/** Makes the call that a command line asks for, and prints what is answered. */

import { requestOf } from "../../provider/api/calls";
import { ApiCalls } from "../../provider/api/cosApi";
import { CosParameterError } from "../../provider/api/errors";
import type { Operation } from "../../provider/api/operations";
import { regionReason } from "../../provider/model/bucketNames";
import { type CommandContext, createContext } from "../context";
import { locateBucket } from "../locateBucket";
import type { CallFlags } from "./callFlags";
import { confirm } from "./confirm";
import { kebab, parameterFlags } from "./flags";
import { readInput } from "./input";
import { printAnswer, printPages } from "./print";
import { checkExpression } from "./query";
import { printSkeleton } from "./skeleton";
import { UsageError } from "./usage";

type Parameters = Readonly<Record<string, unknown>>;

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
  checkFlags(operation, flags);
  const context = createContext({ flags: { region: flags.region, endpoint: flags.endpoint } });
  const api = new ApiCalls(context);
  const name: string = operation.name;
  try {
    const body =
      operation.body === undefined || flags.input === undefined
        ? undefined
        : await readInput(operation.body, flags.input);
    const asked = { ...given, ...(body !== undefined && { Body: body }) };
    checkParameters(operation, asked);
    const parameters = { ...asked, ...(await locate(context, operation, given, flags)) };
    await confirm(operation, [given.Bucket, given.Key].filter(Boolean).join("/"), flags);
    if (flags.all) {
      await printPages(operation, api.pages(name, parameters), flags);
      return;
    }
    const format =
      flags.output === "xml" || (flags.output === "raw" && flags.query === undefined) ? "xml" : "json";
    await printAnswer(operation, await api.call(name, parameters, { format }), flags);
  } catch (error) {
    throw error instanceof CosParameterError ? new UsageError(onCommandLine(operation, error)) : error;
  } finally {
    await context.close();
  }
}

function checkFlags(operation: Operation, { region, output, query, all, out }: CallFlags): void {
  const reason = region === undefined ? undefined : regionReason(region);
  if (reason !== undefined) {
    throw new UsageError(`--region ${reason}`);
  }
  if (operation.body?.kind === "form") {
    throw new UsageError(`${operation.name} is for forms of a browser: put uploads a file from here`);
  }
  if (query !== undefined) {
    checkExpression(query);
  }
  if (query !== undefined && output === "xml") {
    throw new UsageError("--query chooses from JSON: leave --output xml out");
  }
  if (all && (output === "xml" || (output === "raw" && query === undefined))) {
    throw new UsageError(`--all joins pages as JSON: leave --output ${output} out`);
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

/** Where the bucket is, when neither a flag nor a setting tells. */
async function locate(
  context: CommandContext,
  { host }: Operation,
  { Bucket }: Parameters,
  { region }: CallFlags,
): Promise<Parameters> {
  if (host === "service") {
    return region === undefined ? {} : { Region: region };
  }
  if (host !== "bucket" || typeof Bucket !== "string" || context.settings.region !== undefined) {
    return {};
  }
  const address = await locateBucket(context, Bucket, undefined);
  return { Bucket: address.bucket, Region: address.region };
}

/** What is wrong with a call, in the words of the command line. */
function onCommandLine(operation: Operation, { failures }: CosParameterError): string {
  const flags = new Map(parameterFlags(operation).map(({ parameter, flag }) => [kebab(parameter), flag]));
  const lines = failures.map(({ path, reason }) => {
    const [, below] = /^Body[.:]? ?(.*)$/.exec(path) ?? [];
    if (below === undefined) {
      return `${flags.get(kebab(path)) ?? path} ${reason.replace(/^is required.*$/, "is required")}`;
    }
    return below === "" ? `--input ${reason}` : `--input: ${below} ${reason}`;
  });
  return lines.join("\n  ");
}
