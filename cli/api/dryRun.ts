/** `--dry-run`: the request as it would go out, the steps of its signature, and the same as a command of curl. */

import type { Operation } from "../../provider/api/operations";
import type { CosBody, DryRun } from "../../provider/client";
import { visible, visibleJson, visibleLines } from "../../provider/client/visible";
import { explainSignature } from "../../provider/signature";
import type { CommandContext } from "../context";
import { stepLines } from "../signature/print";
import type { CallFlags } from "./callFlags";
import { withoutSecrets } from "./hideSecrets";
import { requestOf } from "./intercept";
import { write } from "./stdout";

/**
 * Prints what a call would send.
 * @throws UsageError when something would have to be asked first
 */
export async function rehearse(
  context: CommandContext,
  operation: Operation,
  parameters: Readonly<Record<string, unknown>>,
  flags: CallFlags,
): Promise<void> {
  const request = await requestOf(context, operation, parameters);
  const dryRun = await context.client.dryRun(request);
  const body = typeof request.body === "string" ? withoutSecrets(operation.body, request.body) : undefined;
  const command = curl(dryRun, body ?? request.body, flags.input);
  if (flags.output === "json") {
    await write(`${visibleJson({ ...dryRun, ...(body !== undefined && { body }), curl: command })}\n`);
  } else {
    await write(`${asText(dryRun, body, command)}\n`);
  }
}

function asText(
  { method, url, headers, signature }: DryRun,
  body: string | undefined,
  command: string,
): string {
  const sections = [
    [
      `${method} ${url}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${visible(value)}`),
    ].join("\n"),
    ...(body === undefined ? [] : [visibleLines(body)]),
    ...(signature === undefined ? [] : [stepLines(explainSignature(signature))]),
    command,
    `Nothing was sent. The signature holds for an hour.${command.includes("***") ? " *** stands for a secret." : ""}`,
  ];
  return sections.join("\n\n");
}

/** What curl sets by itself, the same as we do. */
const ofCurl = ["content-length", "user-agent"];

/** The token of temporary keys stands in the environment, as it does here. */
function curl(
  { method, url, headers }: DryRun,
  body: CosBody | undefined,
  input: string | undefined,
): string {
  const parts = [
    method === "HEAD" ? "curl -I" : `curl -X ${method}`,
    "--path-as-is",
    quoted(url),
    ...Object.entries(headers)
      .filter(([name]) => !ofCurl.includes(name))
      .map(([name, value]) =>
        name === "x-cos-security-token"
          ? `-H "${name}: $TENCENTCLOUD_SECURITY_TOKEN"`
          : `-H ${quoted(`${name}: ${value}`)}`,
      ),
  ];
  if (typeof body === "string") {
    parts.push(`--data-binary ${quoted(body)}`);
  } else if (body !== undefined && input !== undefined) {
    parts.push(`-T ${quoted(input)}`);
  }
  return parts.join(" \\\n  ");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
