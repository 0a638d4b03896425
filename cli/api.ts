/** `pulumi-tencentcos api`: lists, finds and calls every operation of COS. */

import { Command, Option } from "commander";

const epilogue = `
Every operation is a command of its own, with flags for its parameters:
  pulumi-tencentcos api put-bucket-cors --help

Examples:
  pulumi-tencentcos api                          lists all operations
  pulumi-tencentcos api cors                     finds some: by a name, a method of an SDK, a
                                                 sub-resource, a header, a CAM action, an error code
  pulumi-tencentcos api get-bucket-cors --bucket site --output xml
  pulumi-tencentcos api put-bucket-cors --bucket site --input cors.json
  pulumi-tencentcos api get-bucket --bucket site --all --query "Contents[].Key"
  pulumi-tencentcos api get-bucket --bucket site --all --code python

Keys come from TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY and
TENCENTCLOUD_SECURITY_TOKEN, the rest from flags, TENCENTCLOUD_REGION and
TENCENTCLOUD_APP_ID. The exit status is 1 when COS refuses or does not answer, and
2 when the call is wrong and nothing was sent.`;

/**
 * The subcommand.
 * @param args what follows `api`; its first word may be an operation, whose flags are then read from the table
 */
export function apiCommand(args: readonly string[]): Command {
  const command = new Command("api")
    .summary("Lists, finds and calls every operation of the COS API.")
    .description("Lists, finds and calls every operation of the COS API.");
  const called = callOf(args);
  if (called !== undefined) {
    return command.addCommand(called).helpCommand(false);
  }
  return command
    .argument("[words...]", "an operation, or words that are known of it")
    .option("--search <words>", "the same as the words alone")
    .addOption(
      new Option("--output <format>", "how operations are listed").choices(["text", "json"]).default("text"),
    )
    .addHelpText("after", epilogue)
    .action((words: readonly string[], { search = "", output }: ListFlags) => {
      const { ending } = require("./api/usage") as typeof import("./api/usage");
      return ending(async () => {
        const { listOperations } = require("./api/list") as typeof import("./api/list");
        listOperations([...words, search].join(" ").trim(), output);
      });
    });
}

/** The flags of the list, as commander hands them over. */
interface ListFlags {
  readonly search?: string;
  readonly output: "text" | "json";
}

/** The command of the operation that the first word names, such as `put-bucket-cors`. */
function callOf([word = ""]: readonly string[]): Command | undefined {
  // The table takes as long to load as all the rest.
  if (!/^[A-Za-z]/.test(word)) {
    return undefined;
  }
  const { findOperation } =
    require("../provider/api/operations") as typeof import("../provider/api/operations");
  const operation = findOperation(word.replaceAll("-", ""));
  if (operation === undefined) {
    return undefined;
  }
  const { operationCommand } = require("./api/operationCommand") as typeof import("./api/operationCommand");
  return operationCommand(operation, word);
}
