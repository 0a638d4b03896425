/** `pulumi-tencentcos signature`: verifies signatures, and explains how one is made. */

import { Command } from "commander";

const epilogue = `
Examples:
  pulumi-tencentcos signature verify 'https://site-1250000000.cos.…/a.txt?q-sign-algorithm=…'
  pulumi-tencentcos signature verify request.txt error.xml     a request and the error it got
  pbpaste | pulumi-tencentcos signature verify                 a command of curl, as a browser copies it
  pulumi-tencentcos signature explain put-object --bucket site --key a.txt
  pulumi-tencentcos signature explain get-object --bucket site --key a.txt --url`;

/**
 * The subcommand.
 * @param args what follows `signature`; after `explain` comes an operation, whose flags are read from the table
 */
export function signatureCommand(args: readonly string[]): Command {
  const { verifyCommand } =
    require("./signature/verifyCommand") as typeof import("./signature/verifyCommand");
  const { explainCommand } =
    require("./signature/explainCommand") as typeof import("./signature/explainCommand");
  return new Command("signature")
    .summary("Verifies signatures, and explains how one is made.")
    .description("Verifies signatures of COS, and explains how one is made, step by step. Nothing is sent.")
    .addHelpText("after", epilogue)
    .addCommand(verifyCommand())
    .addCommand(explainCommand(args[0] === "explain" ? args[1] : undefined));
}
