/** `pulumi-tencentcos signature verify`: whether a signature holds, and if not, why. */

import { existsSync, statSync } from "node:fs";
import { Command, InvalidArgumentError, Option } from "commander";
import type { Credentials } from "../../provider/client";
import { CosConfigError } from "../../provider/client/errors";
import { visibleJson } from "../../provider/client/visible";
import { InputError, type Pair, type Verdict, verifySignature } from "../../provider/signature";
import { readSecret } from "../api/flags";
import { readDocument } from "../api/input";
import { write } from "../api/stdout";
import { ending, UsageError } from "../api/usage";
import { createContext } from "../context";
import { verdictText } from "./print";

const epilogue = `
An input is an Authorization header, a pre-signed URL, an HTTP request, a command of curl
or what curl -v prints, the XML of an error of COS, or an entry of a browser's network log
(HAR): itself, the name of a file that holds it, or - for the standard input, which is also
read when there is none. Several are taken together, such as a request and its error.

The SecretKey comes from the environment, TENCENTCLOUD_SECRET_KEY, or from a file; it is kept
nowhere. Without it only times, items, lists and the answer of COS are checked. The exit
status is 0 when the signature holds, 1 when it does not, and 2 when that cannot be said or
no input has a signature.`;

/** The flags, as commander hands them over. */
interface Flags {
  readonly method?: string;
  readonly host?: string;
  readonly path?: string;
  readonly header: readonly Pair[];
  readonly secretId?: string;
  readonly secretKey?: string;
  readonly json?: true;
}

/** The subcommand. */
export function verifyCommand(): Command {
  return new Command("verify")
    .summary("Says whether a signature holds, and if not, why, and what is right.")
    .description(
      "Says whether a signature holds, and if not, why, which line differs, and what is right. Nothing is sent.",
    )
    .argument("[inputs...]", "what is to be verified, a file with it, or -")
    .option("--method <method>", "the method, where no input has it")
    .option("--host <host>", "the Host header, where no input has it")
    .option("--path <path>", "the path and the query as they are sent, where no input has them")
    .addOption(
      new Option("-H, --header <name: value>", "a header that is sent; may be given again")
        .argParser(readHeader)
        .default([], "none"),
    )
    .option("--secret-id <id>", "the SecretId of the key in the file")
    .option("--secret-key <file>", "a file with the SecretKey (default: TENCENTCLOUD_SECRET_KEY)")
    .option("--json", "prints what is found as JSON")
    .addHelpText("after", epilogue)
    .action((inputs: readonly string[], flags: Flags) =>
      ending(async () => {
        const texts = await Promise.all((inputs.length === 0 ? ["-"] : inputs).map(readText));
        const verdict = verify(texts, flags, await findKeys(flags));
        await write(flags.json ? `${visibleJson(verdict)}\n` : `${verdictText(verdict)}\n`);
        process.exitCode = verdict.holds === undefined ? 2 : verdict.holds ? 0 : 1;
      }),
    );
}

function verify(
  texts: readonly string[],
  { method, host, path, header }: Flags,
  credentials: Partial<Credentials>,
): Verdict {
  try {
    return verifySignature(texts, { method, host, path, headers: header, credentials });
  } catch (error) {
    throw error instanceof InputError ? new UsageError(error.message) : error;
  }
}

function readHeader(line: string, before: readonly Pair[]): readonly Pair[] {
  const [, name, value] = /^([^\s:]+):\s*(.*)$/s.exec(line) ?? [];
  if (name === undefined || value === undefined) {
    throw new InvalidArgumentError("It must be like 'Content-Type: text/plain'.");
  }
  return [...before, [name, value]];
}

/** What an argument stands for. No signature is the name of a file. */
async function readText(input: string, index: number): Promise<string> {
  if (input === "-" || (input.length < 1024 && existsSync(input) && statSync(input).isFile())) {
    return await readDocument(input);
  }
  const isWord = /^[^\s<{[]+$/.test(input);
  if (isWord && !/^https?:|q-(?:sign|ak)/i.test(input)) {
    throw new UsageError(`input ${index + 1} has no signature, and there is no file of that name`);
  }
  return input;
}

/** The keys from the file, or from the environment; none where there are none. */
async function findKeys({ secretId, secretKey }: Flags): Promise<Partial<Credentials>> {
  if (secretKey !== undefined) {
    return { secretKey: readSecret("--secret-key", secretKey), ...(secretId !== undefined && { secretId }) };
  }
  if (secretId !== undefined) {
    throw new UsageError("--secret-id belongs to the key in a file: give --secret-key, too");
  }
  const context = createContext({});
  try {
    return await context.settings.credentials();
  } catch (error) {
    if (
      CosConfigError.isInstance(error) &&
      !process.env.TENCENTCLOUD_SECRET_ID &&
      !process.env.TENCENTCLOUD_SECRET_KEY
    ) {
      return {};
    }
    throw error;
  } finally {
    await context.close();
  }
}
