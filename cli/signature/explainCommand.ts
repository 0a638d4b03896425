/** `pulumi-tencentcos signature explain`: how the signature of a call is made. */

import { Command } from "commander";
import { findOperation, type Operation } from "../../provider/api/operations";
import { givenParameters, parameterFlags } from "../api/flags";
import { connectionOptions } from "../api/session";
import { ending, UsageError } from "../api/usage";
import { type ExplainFlags, explainOperation } from "./explain";

/**
 * The subcommand.
 * @param word the operation, as it was typed
 */
export function explainCommand(word = ""): Command {
  const command = new Command("explain")
    .summary("Shows how the signature of any operation is made.")
    .description("Shows each step of the signature with which an operation is called. Nothing is sent.");
  const operation = /^[A-Za-z]/.test(word) ? findOperation(word.replaceAll("-", "")) : undefined;
  return operation === undefined
    ? command
        .argument("<operation>", "such as put-object; its flags are those of api put-object")
        .action((typed: string) =>
          ending(async () => {
            throw new UsageError(
              `there is no operation ${JSON.stringify(typed)}: pulumi-tencentcos api lists them`,
            );
          }),
        )
    : command.addCommand(operationCommand(operation, word)).helpCommand(false);
}

function operationCommand(operation: Operation, word: string): Command {
  const command = new Command(word)
    .summary(operation.title)
    .description(`${operation.title}: how it is signed.`);
  const parameters = parameterFlags(operation);
  for (const { option } of parameters) {
    command.addOption(option);
  }
  for (const option of connectionOptions()) {
    command.addOption(option);
  }
  const { body } = operation;
  if (body !== undefined && body.kind !== "form") {
    command.option("--input <file>", "the body; - is the standard input");
  }
  if (body?.kind !== "form") {
    command.option("--url", "as a pre-signed URL in place of a header");
  }
  return command
    .option("--json", "prints the steps as JSON")
    .action((values: Readonly<Record<string, unknown>>) =>
      ending(async () =>
        explainOperation(operation, givenParameters(parameters, values), values as ExplainFlags),
      ),
    );
}
