/** The list of operations, and what is found in it. */

import { families, type Operation, operations, pageOf } from "../../provider/api/operations";
import { searchOperations } from "../../provider/api/operations/search";
import { visibleJson } from "../../provider/client/visible";
import { unknownNameReason } from "../../provider/codec";
import { wrap } from "../wrap";
import { commandName } from "./flags";
import { UsageError } from "./usage";

/** So many are told at length. */
const fewOperations = 3;

/**
 * Prints all operations, or those that words fit.
 * @throws UsageError when nothing fits
 */
export function listOperations(words: string, output: "text" | "json"): void {
  const matches = words === "" ? operations : found(words);
  if (matches.length === 0) {
    const reason = unknownNameReason(words, operations.map(commandName));
    const [, meant] = /did you mean (.+)\?/.exec(reason) ?? [];
    const suggestion = meant === undefined ? "; without words all are listed" : `: did you mean ${meant}?`;
    throw new UsageError(`no operation of COS fits "${words}"${suggestion}`);
  }
  console.log(output === "json" ? visibleJson(matches.map(facts)) : asText(matches, words !== ""));
}

/** A command's name has dashes that no other name of the operation has. */
function found(words: string): readonly Operation[] {
  const exact = searchOperations(words);
  return exact.length > 0 ? exact : searchOperations(words.replaceAll("-", ""));
}

function asText(matches: readonly Operation[], ranked: boolean): string {
  if (matches.length <= fewOperations) {
    return matches.map(describeAtLength).join("\n\n");
  }
  const width = Math.max(...matches.map((operation) => commandName(operation).length));
  const row = (operation: Operation) => `  ${commandName(operation).padEnd(width)}  ${operation.title}`;
  return ranked
    ? matches.map(row).join("\n")
    : Object.entries(families)
        .map(([family, { title }]) =>
          [title, ...matches.filter((operation) => operation.family === family).map(row)].join("\n"),
        )
        .join("\n\n");
}

function describeAtLength(operation: Operation): string {
  const {
    name,
    title,
    method,
    path,
    subresource,
    aliases = [],
    action,
    actionInferred,
    effect,
    notes,
    sdk,
  } = operation;
  const query = subresource === undefined ? "" : `?${subresource}`;
  const methods = Object.entries(sdk as Readonly<Record<string, readonly string[]>>);
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["operation", [name, ...aliases].join(", ")],
    ["request", `${method} ${path}${query}`],
    ["CAM action", `name/cos:${action}${actionInferred ? " (inferred)" : ""}`],
    ["effect", effect],
    ["SDKs", methods.map(([language, names]) => `${language}: ${names.join(", ")}`).join("; ") || undefined],
    ["page", pageOf(operation)],
    ["note", notes],
  ];
  return [
    `${commandName(operation)}  ${title}`,
    ...rows.flatMap(([label, text]) =>
      text === undefined
        ? []
        : wrap(text, 72).map((line, index) => `  ${(index === 0 ? label : "").padEnd(11)} ${line}`),
    ),
  ].join("\n");
}

/** What programs may want to know of an operation. */
function facts(operation: Operation) {
  const { name, aliases = [], title, family, method, host, path, subresource, action, effect } = operation;
  return {
    command: commandName(operation),
    name,
    aliases,
    title,
    family: families[family].title,
    method,
    host,
    path,
    ...(subresource !== undefined && { subresource }),
    action: `name/cos:${action}`,
    effect,
    ...(pageOf(operation) !== undefined && { page: pageOf(operation) }),
  };
}
