/** The command of one operation: its flags, the call, and what is printed of the answer. */

import { Command, Option } from "commander";
import { type Operation, pageOf } from "../../provider/api/operations";
import { languageNames } from "../code/languages";
import { wrap } from "../wrap";
import { runOperation } from "./call";
import type { CallFlags } from "./callFlags";
import { commandName, givenParameters, parameterFlags } from "./flags";
import { connectionOptions } from "./session";
import { ending } from "./usage";

/**
 * The command of an operation.
 * @param name as it was typed: the name in the vendor's spelling and aliases are taken as well
 */
export function operationCommand(operation: Operation, name: string): Command {
  const command = new Command(name).summary(operation.title).description(describe(operation));
  const parameters = parameterFlags(operation);
  for (const { option } of parameters) {
    command.addOption(option);
  }
  for (const option of commonFlags(operation)) {
    command.addOption(option);
  }
  return command.action((values: Readonly<Record<string, unknown>>) =>
    ending(async () => runOperation(operation, givenParameters(parameters, values), values as CallFlags)),
  );
}

function describe(operation: Operation): string {
  const { title, method, path, subresource, action, effect, notes } = operation;
  const query = subresource === undefined ? "" : `?${subresource}`;
  const called = commandName(operation);
  return [
    `${title}: ${method} ${path}${query}`,
    ...(notes === undefined ? [] : ["", ...wrap(notes.replaceAll("`", ""), 78)]),
    "",
    `CAM action name/cos:${action}; effect: ${effect}.`,
    ...(pageOf(operation) === undefined ? [] : [String(pageOf(operation))]),
    ...(effect === "destroys" || effect === "cannot be undone"
      ? [`Asks before it is sent; ${called} --yes does not ask.`]
      : []),
  ].join("\n");
}

/** The flags that do not depend on the operation's parameters. */
function commonFlags({ body, answer, paging, effect }: Operation): readonly Option[] {
  const options = [...connectionOptions()];
  if (body?.kind === "content") {
    options.push(new Option("--input <file>", "the content; - is the standard input"));
  } else if (body?.kind === "xml" || body?.kind === "json") {
    options.push(
      new Option(
        "--input <file>",
        `the document${body.kind === "xml" ? ` ${body.root}, as JSON or XML` : ", as JSON"}; - is the standard input`,
      ),
      new Option("--generate-skeleton", "prints a document to be filled in, and sends nothing"),
    );
  }
  options.push(
    new Option("--output <format>", "how the answer is printed; raw is what came, byte by byte").choices([
      "json",
      "xml",
      "raw",
      "table",
    ]),
    new Option(
      "--query <expression>",
      "prints a part of the answer, chosen by JMESPath (https://jmespath.org)",
    ),
  );
  if (paging !== undefined) {
    options.push(new Option("--all", "all pages, one line of JSON for each entry"));
  }
  if (answer !== undefined) {
    options.push(new Option("--out <file>", "writes the answer into a file; - is the standard output"));
  }
  options.push(
    new Option("--dry-run", "shows the request as it would go out, and sends nothing"),
    new Option("--code <language>", "prints a program that makes the call, and sends nothing").choices(
      languageNames,
    ),
    new Option("--verbose", "tells on the standard error output what is sent and answered"),
  );
  if (effect === "destroys" || effect === "cannot be undone") {
    options.push(new Option("--yes", "does not ask first"));
  }
  return options;
}
