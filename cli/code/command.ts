/** The call as a command line of this package. */

import { findOperation, type Operation } from "../../provider/api/operations";
import { isBare, namedParameters } from "../../provider/api/parameters";
import { commandName, parameterFlags } from "../api/flags";
import { signedOperations } from "../signedOperations";
import type { Call, GivenParameter } from "./call";
import { remarksOf } from "./remarks";
import { quotedFor, refusal, shellCommand, word } from "./shell";

/** A script with `pulumi-tencentcos api`, or `sign` for a URL. */
export function commandScript(call: Call): string {
  const isBash = call.parameters.some(({ facts }) => facts.secret);
  const body =
    call.expires !== undefined
      ? presigning(call)
      : call.form.key !== undefined
        ? uploading(call)
        : calling(call);
  return [
    `#!/bin/${isBash ? "bash" : "sh"}`,
    ...remarksOf(call).map((line) => `# ${line}`),
    "# Keys come from TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY.",
    ...body,
    "",
  ].join("\n");
}

function calling(call: Call): readonly string[] {
  const { operation, bucket, key, uin, parameters, document, content, output, all, variables } = call;
  const quoted = quotedFor(variables);
  const flags = new Map(parameterFlags(operation).map(({ parameter, flag }) => [parameter, flag]));
  const isSecret = document !== undefined && variables.isIn(document.text);
  const isText = content !== undefined && "text" in content;
  const words = [
    `pulumi-tencentcos api ${commandName(operation)}`,
    ...(bucket === "" ? [] : [`--bucket ${quoted(bucket)}`]),
    ...(key === "" ? [] : [flag("--key", quoted(key))]),
    ...(operation.host === "control" ? [`--uin ${quoted(uin)}`] : []),
    ...connection(call),
    ...parameters.flatMap((parameter) => flagsOf(parameter, flags.get(parameter.wireName) ?? "", quoted)),
    ...(document !== undefined || isText
      ? ["--input -"]
      : content === undefined
        ? []
        : [flag("--input", quoted((content as { file: string }).file))]),
    ...(all ? ["--all"] : []),
    ...(operation.answer?.kind === "content" ? [flag("--out", quoted(output))] : []),
    ...(operation.effect === "destroys" || operation.effect === "cannot be undone" ? ["--yes"] : []),
  ];
  const command = shellCommand(words);
  if (isSecret) {
    return [`printf %s ${quoted(document.text)} | ${command}`];
  }
  if (isText) {
    return [`printf %s ${quoted(content.text)} | ${command}`];
  }
  return document === undefined
    ? [command]
    : [`${command} <<'EOF'`, JSON.stringify(document.value, undefined, 2), "EOF"];
}

/** A value that begins like a flag has to stand beside its own. */
function flag(name: string, value: string): string {
  return value.startsWith("-") ? `${name}=${value}` : `${name} ${value}`;
}

function flagsOf(
  { facts, value }: GivenParameter,
  name: string,
  quoted: (text: string) => string,
): readonly string[] {
  if (typeof value !== "string") {
    return Object.entries(value).map(([entry, item]) => flag(name, quoted(`${entry}=${item}`)));
  }
  if (facts.secret) {
    return [`${name} <(printf %s ${quoted(value)})`];
  }
  return isBare(facts) ? [name] : [flag(name, quoted(value))];
}

function connection({ region, endpoint }: Call): readonly string[] {
  return [
    ...(region === "" ? [] : [`--region ${word(region)}`]),
    ...(endpoint === undefined ? [] : [`--endpoint ${word(endpoint.origin)}`]),
  ];
}

function presigning(call: Call): readonly string[] {
  const { operation, bucket, key, expires, parameters } = call;
  const isSigned = Object.values<string>(signedOperations).includes(operation.name);
  if (!isSigned || parameters.length > 0) {
    return refusal("sign has no flags for all of this call.");
  }
  return [
    shellCommand([
      `pulumi-tencentcos sign ${word(`${bucket}/${key}`)}`,
      ...(operation.method === "GET" ? [] : [`--method ${operation.method}`]),
      ...connection(call),
      `--expires ${expires}s`,
    ]),
  ];
}

/** A form has a browser to send it; from here, put-object uploads the same. */
function uploading(call: Call): readonly string[] {
  const operation = findOperation("PutObject") as Operation;
  const named = namedParameters(operation);
  const parameters = call.parameters.flatMap((given) => {
    const parameter = named.get(given.name);
    return parameter === undefined ? [] : [{ ...parameter, value: given.value }];
  });
  return [
    "# A form has a browser to send it: from here, put-object uploads the same.",
    ...calling({ ...call, operation, parameters }),
  ];
}
