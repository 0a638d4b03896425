/** `--code`: a program that makes the call, in a language of the user's choice. */

import type { Operation } from "../../provider/api/operations";
import type { LanguageName } from "../code/languages";
import type { CallFlags } from "./callFlags";
import { readInput } from "./input";
import { useApi } from "./session";
import { write } from "./stdout";
import { UsageError } from "./usage";

/**
 * Prints it; nothing is sent.
 * @param given parameters by the names that calls have for them
 * @throws UsageError when something would have to be asked first
 * @throws CosParameterError when the call cannot be made like that
 */
export async function printCode(
  operation: Operation,
  given: Readonly<Record<string, unknown>>,
  language: LanguageName,
  flags: CallFlags,
): Promise<void> {
  const { body } = operation;
  const isDocument = body?.kind === "xml" || body?.kind === "json";
  const document = isDocument && flags.input !== undefined ? await readInput(body, flags.input) : undefined;
  await useApi(flags, async ({ context: { settings } }) => {
    const { region, appId, endpoint } = settings;
    // Its tables are as large as all the rest.
    const { codeOf, takes } = require("../code") as typeof import("../code");
    if (!takes(language, operation)) {
      throw new UsageError(`--code ${language} has nothing for ${operation.name}`);
    }
    checkPlace(operation, given, region, appId);
    const parameters = { ...given, ...(document !== undefined && { Body: document }) };
    const code = codeOf(language, operation, parameters, {
      region,
      appId,
      endpoint,
      input: isDocument ? undefined : fileOf(flags.input),
      output: fileOf(flags.out),
      all: flags.all,
    });
    await write(code);
  });
}

/** A program has no standard streams of this one. */
function fileOf(file: string | undefined): string | undefined {
  return file === "-" ? undefined : file;
}

function checkPlace(
  { host }: Operation,
  { Bucket, Uin }: Readonly<Record<string, unknown>>,
  region: string | undefined,
  appId: string | undefined,
): void {
  const lacksName = host === "bucket" && appId === undefined && !/-\d+$/.test(String(Bucket));
  if (lacksName || (host !== "service" && region === undefined)) {
    throw new UsageError(
      "--code asks COS nothing: give the bucket's full name and --region, or set TENCENTCLOUD_APP_ID and TENCENTCLOUD_REGION",
    );
  }
  if (host === "control" && Uin === undefined) {
    throw new UsageError("--code asks COS nothing: give --uin, the UIN of the root account");
  }
}
