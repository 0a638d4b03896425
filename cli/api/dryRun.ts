/** `--dry-run`: the request as it would go out, the steps of its signature, and the same as a command of curl. */

import { ApiCalls } from "../../provider/api/cosApi";
import { type Shape, shapeOf } from "../../provider/api/json/shape";
import type { Operation } from "../../provider/api/operations";
import type { CosBody, CosRequest, DryRun } from "../../provider/client";
import { visible, visibleJson, visibleLines } from "../../provider/client/visible";
import { explainSignature } from "../../provider/signature";
import type { CommandContext } from "../context";
import { stepLines } from "../signature/print";
import type { CallFlags } from "./callFlags";
import { write } from "./stdout";
import { UsageError } from "./usage";

/** Ends a call where it would send its request. */
class Intercepted extends Error {
  constructor(readonly request: CosRequest) {
    super("not sent");
  }
}

/**
 * Prints what a call would send.
 * @throws UsageError when something would have to be asked first
 */
export async function rehearse(
  { client, settings }: CommandContext,
  operation: Operation,
  parameters: Readonly<Record<string, unknown>>,
  flags: CallFlags,
): Promise<void> {
  const api = new ApiCalls({
    settings,
    client: {
      send: async (request: CosRequest): Promise<never> => {
        throw new Intercepted(request);
      },
      objectUrl: client.objectUrl.bind(client),
      presign: client.presign.bind(client),
      presignForm: client.presignForm.bind(client),
      close: async () => {},
    },
  });
  const request = await requestOf(api, operation, parameters);
  const dryRun = await client.dryRun(request);
  const body = typeof request.body === "string" ? withoutSecrets(operation, request.body) : undefined;
  const command = curl(dryRun, body ?? request.body, flags.input);
  if (flags.output === "json") {
    await write(`${visibleJson({ ...dryRun, ...(body !== undefined && { body }), curl: command })}\n`);
  } else {
    await write(`${asText(dryRun, body, command)}\n`);
  }
}

async function requestOf(
  api: ApiCalls,
  { name }: Operation,
  parameters: Readonly<Record<string, unknown>>,
): Promise<CosRequest> {
  try {
    await api.call(name as string, parameters);
  } catch (error) {
    if (error instanceof Intercepted && error.request.operation === name) {
      return error.request;
    }
    if (!(error instanceof Intercepted)) {
      throw error;
    }
  }
  throw new UsageError(
    "--dry-run asks COS nothing: give the bucket's full name and --region, or set TENCENTCLOUD_APP_ID and TENCENTCLOUD_REGION",
  );
}

/** A document with `***` in place of what is secret in it, such as the key of a certificate. */
function withoutSecrets({ body }: Operation, document: string): string {
  const names = body?.kind === "xml" ? secretElements(shapeOf(body.group)) : [];
  return names.reduce((text, name) => {
    const element = new RegExp(`(<((?:[\\w.-]+:)?${name})(?:\\s[^>]*)?>).*?(</\\2\\s*>)`, "gs");
    return text.replace(element, "$1***$3");
  }, document);
}

function secretElements({ members }: Shape): readonly string[] {
  return [...members].flatMap(([name, member]) =>
    member.field?.options.secret ? [name] : secretElements(member),
  );
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
