/** The pages of the API: one for each family of operations, made from the table. */

import { families, type Operation, operations, pageOf } from "../../provider/api/operations";
import type {
  AnswerBody,
  AnswerHeaders,
  OperationFacts,
  Parameter,
  Parameters,
  RequestBody,
} from "../../provider/api/operations/operation";
import type { Field, Struct } from "../../provider/codec/fields";
import { anchorOf, blocks, code, enumerate, table } from "./markdown";

/** All pages of the API by their path in `docs/`. */
export function apiPages(): ReadonlyMap<string, string> {
  return new Map([
    ["api/README.md", indexPage()],
    ...Object.keys(families).map((family) => [`api/${family}.md`, familyPage(family)] as const),
  ]);
}

const ofFamily = (family: string) => operations.filter((operation) => operation.family === family);

function indexPage(): string {
  return blocks(
    "<!-- Written by npm run docs, from provider/api/operations. -->",
    "# Operations of COS",
    `All ${operations.length} operations of the COS XML API, as this package knows them. Names are the vendor's; \`name/cos:\` and the CAM action give the right to one.`,
    ...Object.entries(families).flatMap(([family, { title }]) => [
      `## ${title}`,
      table(
        ["Operation", "Request", "What it does", "CAM action"],
        ofFamily(family).map((operation) => [
          `[${code(operation.name)}](${family}.md#${anchorOf(operation.name)})`,
          code(requestLine(operation)),
          operation.effect,
          code(operation.action),
        ]),
      ),
    ]),
    "---",
    "[Documentation](../README.md)",
  );
}

function familyPage(family: string): string {
  const { title } = families[family as keyof typeof families];
  return blocks(
    `<!-- Written by npm run docs, from provider/api/operations/${family}.ts. -->`,
    `# ${title}`,
    ...ofFamily(family).flatMap(section),
    "---",
    "[All operations](README.md)",
  );
}

function section(operation: Operation): readonly (string | undefined)[] {
  const { name, title, notes, paging, errors, pathParameters, query, headers, body } = operation;
  return [
    `## ${name}`,
    `${title}: ${code(requestLine(operation))}. ${facts(operation)}`,
    notes,
    parameterTable("Path", pathParameters),
    parameterTable("Query", query),
    parameterTable("Headers", headers),
    body?.kind === "form" ? parameterTable("Form", body.fields) : undefined,
    body === undefined || body.kind === "form" ? undefined : `Body: ${describeBody(body)}`,
    operation.answer === undefined ? undefined : `Answer: ${describeBody(operation.answer)}`,
    answerTable(operation.answerHeaders),
    paging === undefined
      ? undefined
      : `Pages: ${Object.entries(paging.next)
          .map(([member, parameter]) => `${code(member)} goes back in as ${code(parameter)}`)
          .join(", ")}.`,
    errors === undefined
      ? undefined
      : `Own errors: ${Object.entries(errors)
          .map(([errorCode, status]) => `${status} ${code(errorCode)}`)
          .join(", ")}.`,
    sdkLine(operation),
  ];
}

function requestLine({ method, path, subresource, host }: OperationFacts): string {
  const hosts = {
    service: " on the service's host",
    bucket: "",
    control: " on the control host",
    migration: " on the migration host",
  };
  return `${method} ${path}${subresource === undefined ? "" : `?${subresource}`}${hosts[host]}`;
}

function facts(operation: Operation): string {
  const {
    aliases,
    action,
    actionInferred,
    otherActions = {},
    effect,
    repeatable,
    md5,
    statuses,
    unsigned,
    certainty,
  } = operation;
  const page = pageOf(operation);
  const others = Object.entries(otherActions).map(([other, why]) => `${code(other)} (${why})`);
  return [
    aliases && `Also called ${enumerate(aliases)}.`,
    page === undefined ? "No page describes it." : `[Page of the vendor](${page}).`,
    certainty === "documented" ? undefined : `Certainty: ${certainty}.`,
    `CAM action ${code(`name/cos:${action}`)}${actionInferred ? ", inferred from the name" : ""}${others.length === 0 ? "" : `; ${others.join(", ")}`}.`,
    `Effect: ${effect}${repeatable ? "" : "; never repeated by itself"}.`,
    `Success: ${statuses.join(", ")}.`,
    md5 === "none" ? undefined : `Content-MD5: ${md5 === "general" ? "by the general rule" : md5}.`,
    unsigned && "Sent without a signature.",
  ]
    .filter((sentence) => sentence !== undefined)
    .join(" ");
}

function parameterTable(title: string, parameters: Parameters | undefined): string | undefined {
  const rows = Object.entries(parameters ?? {}).map(([name, parameter]) => [
    code(name) + (parameter.required ? " (required)" : ""),
    typeOf(parameter),
    parameter.meaning + (parameter.certainty === undefined ? "" : ` (${parameter.certainty})`),
  ]);
  return rows.length === 0 ? undefined : table([title, "Type", "Meaning"], rows);
}

function typeOf({ type, values, open, list, min, max, maxBytes, default: assumed }: Parameter): string {
  return [
    list ? `list of ${type}` : type,
    values && `${values.map((value) => code(String(value))).join(", ")}${open ? ", …" : ""}`,
    min === undefined ? undefined : `at least ${min.toLocaleString("en")}`,
    max === undefined ? undefined : `at most ${max.toLocaleString("en")}`,
    maxBytes === undefined ? undefined : `at most ${maxBytes.toLocaleString("en")} bytes`,
    assumed === undefined ? undefined : `default ${code(String(assumed))}`,
  ]
    .filter((part) => part !== undefined)
    .join("; ");
}

function answerTable(headers: AnswerHeaders | undefined): string | undefined {
  const rows = Object.entries(headers ?? {}).map(([name, { type, meaning, certainty }]) => [
    code(name),
    type,
    meaning + (certainty === undefined ? "" : ` (${certainty})`),
  ]);
  return rows.length === 0 ? undefined : table(["Header of the answer", "Type", "Meaning"], rows);
}

function describeBody(body: Exclude<RequestBody, { kind: "form" }> | AnswerBody): string {
  switch (body.kind) {
    case "xml": {
      const optional = "optional" in body && body.optional ? ", which may be left out" : "";
      const perhaps =
        "mayBeError" in body && body.mayBeError ? ", or an `Error` though the status is 200" : "";
      return `${code(body.root)}${optional}${perhaps}.\n\n${tree(body.group)}`;
    }
    case "json":
      return `a JSON object.\n\n${tree(body.group)}`;
    case "content":
      return "the bytes of the object.";
    case "frames":
      return "a stream of messages, `Records`, `Progress` and `Stats`: see [Selections](../api.md#selections).";
    case "text":
      return "a playlist.";
    default:
      return body satisfies never;
  }
}

/** An element of a document: its name, and what stands in it. */
interface Branch {
  readonly note: string;
  readonly below: Map<string, Branch>;
}

/** The elements of a document, each on a line of its own. */
function tree(group: Struct): string {
  const lines: string[] = [];
  const print = (below: ReadonlyMap<string, Branch>, depth: number) => {
    for (const [name, branch] of below) {
      lines.push(`${"  ".repeat(depth)}- ${code(name)}${branch.note === "" ? "" : ` ${branch.note}`}`);
      print(branch.below, depth + 1);
    }
  };
  print(branchesOf(group), 0);
  return lines.join("\n");
}

function branchesOf({ fields }: Struct): Map<string, Branch> {
  const branches = new Map<string, Branch>();
  for (const field of Object.values(fields) as readonly Field[]) {
    let level = branches;
    const path = field.element ?? [];
    for (const [index, name] of path.entries()) {
      const isLast = index === path.length - 1;
      const found = level.get(name);
      const branch = found ?? {
        note: isLast ? noteOf(field) : "",
        below: isLast ? inside(field) : new Map(),
      };
      level.set(name, branch);
      level = branch.below;
    }
  }
  return branches;
}

function inside({ kind, struct, options }: Field): Map<string, Branch> {
  const leaf = { note: "", below: new Map() };
  if (struct !== undefined) {
    return branchesOf(struct);
  }
  if (kind === "map") {
    return new Map([
      ["Key", leaf],
      ["Value", leaf],
    ]);
  }
  return options.inner === undefined ? new Map() : new Map([[options.inner, leaf]]);
}

function noteOf({ kind, options }: Field): string {
  const { oneOf, open, min, max, optional } = options;
  const many = ["strings", "structs", "map"].includes(kind);
  const type = { int: "integer", bool: "boolean", date: "date", flag: "empty element" }[kind as "int"];
  const parts = [
    many ? (optional ? "any number" : "one or more") : optional ? "optional" : undefined,
    type,
    oneOf && `${oneOf.map(code).join(", ")}${open ? ", …" : ""}`,
    min === undefined && max === undefined
      ? undefined
      : `${min?.toLocaleString("en") ?? ""}–${max?.toLocaleString("en") ?? ""}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? "" : `(${parts.join("; ")})`;
}

const sdkTitles = {
  node: "Node",
  go: "Go",
  python: "Python",
  java: "Java",
  php: "PHP",
  coscli: "coscli",
} as const;

function sdkLine({ sdk }: OperationFacts): string | undefined {
  const known = Object.entries(sdk as Readonly<Record<string, readonly string[]>>).map(
    ([name, methods]) => `${sdkTitles[name as keyof typeof sdkTitles]} ${methods.map(code).join(", ")}`,
  );
  return known.length === 0 ? undefined : `Official SDKs: ${known.join(" · ")}.`;
}
