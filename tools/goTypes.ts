/**
 * Writes cli/code/goTypes.ts: what the methods of Tencent's SDK for Go take and answer, read from its sources.
 *
 *   node -r ts-node/register/transpile-only tools/goTypes.ts FOLDER
 *
 * FOLDER holds the sources, such as the one that `go mod download -json github.com/tencentyun/cos-go-sdk-v5@v0.7.70` names.
 */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { operations } from "../provider/api/operations";

const [folder = "."] = process.argv.slice(2);
const version = /@(v[\d.]+)$/.exec(folder)?.[1] ?? "its newest version";
const source = readdirSync(folder)
  .filter((file) => /\.go$/.test(file) && !/_test\.go$|^(ci|vector)/.test(file))
  .map((file) => readFileSync(path.join(folder, file), "utf8"))
  .join("\n");

/** Fields of structs as `Name Type header:… url:… xml:… json:…`; what is written nowhere is left out. */
function fieldsOf(body: string): readonly string[] {
  let depth = 0;
  return body.split("\n").flatMap((line) => {
    const isNested = depth > 0;
    depth += (line.match(/\{/g)?.length ?? 0) - (line.match(/\}/g)?.length ?? 0);
    const [, name, type = "", tags = ""] =
      /^\s+(\*?[A-Z]\w*)(?:\s+([^`/{]*[^`/{\s]))?\s*(?:`(.*)`)?\s*(?:\/\/.*)?$/.exec(line) ?? [];
    if (isNested || name === undefined || name === "XMLName" || line.includes("{")) {
      return [];
    }
    const kinds = [...tags.matchAll(/(\w+):"([^"]*)"/g)].flatMap(([, kind, text = ""]) => {
      const [wire, ...options] = text.split(",");
      const isAttribute = options.includes("attr");
      // A JSON document calls an attribute like the field.
      const said = isAttribute || (wire === "" && kind !== "header") ? name : wire;
      return wire === "-" || said === "" || (isAttribute && wire === "") ? [] : [`${kind}:${said}`];
    });
    if (name.startsWith("*")) {
      return [`${name.slice(1)} ${name}`];
    }
    const isPart = /Options$|^\*ACLXml$/.test(type) || name === "XOptionHeader" || name === "XOptionQuery";
    return kinds.length > 0
      ? [`${name} ${type} ${kinds.join(" ")}`]
      : tags === ""
        ? [`${name} ${type} xml:${name}`]
        : isPart
          ? [`${name} ${type}`]
          : [];
  });
}

const structs = new Map<string, readonly string[]>();
for (const [, name = "", body = ""] of source.matchAll(/^type (\w+) struct \{\n(.*?)^\}/gms)) {
  structs.set(name, fieldsOf(`${body}`));
}
for (const [, name = "", same = ""] of source.matchAll(/^type (\w+) =? ?([A-Z]\w+)$/gm)) {
  const fields = structs.get(same);
  if (fields !== undefined) {
    structs.set(name, fields);
  }
}

/** `name, uploadID string` are two parameters. */
function parametersOf(list: string): readonly string[] {
  const parts = list.split(", ").slice(1);
  return parts.map((part, index) => {
    const type = parts
      .slice(index)
      .find((each) => each.includes(" "))
      ?.replace(/^\w+ /, "");
    return part.includes(" ") ? part : `${part} ${type}`;
  });
}

const methods = new Map<string, string>();
const needed = new Set<string>();
for (const name of operations.flatMap(({ sdk }) => sdk.go ?? [])) {
  const [service, method] = name.split(".");
  const head = new RegExp(
    `^func \\(s \\*${service}Service\\) ${method}\\((.*?)\\) \\(?(.*?)\\)? \\{$`,
    "m",
  ).exec(source);
  if (head === null) {
    throw new Error(`${name} is not a method of the SDK`);
  }
  const [, list = "", results = ""] = head;
  methods.set(name, `${parametersOf(list).join(", ")} -> ${results.replace(/\b(resp|err) /g, "")}`);
  for (const [type] of `${list} ${results}`.matchAll(/[A-Z]\w+/g)) {
    need(type);
  }
}

function need(type: string): void {
  const fields = structs.get(type);
  if (fields !== undefined && !needed.has(type) && type !== "Response") {
    needed.add(type);
    for (const field of fields) {
      need(/^\S+ \W*(?:\[\])?\W*(\w+)/.exec(field)?.[1] ?? "");
    }
  }
}

const lines = (entries: Iterable<readonly [string, string]>) =>
  [...entries].map(
    ([name, text]) => `  ${/^\w+$/.test(name) ? name : JSON.stringify(name)}:\n    ${JSON.stringify(text)},`,
  );
writeFileSync(
  path.join(__dirname, "../cli/code/goTypes.ts"),
  `/** Types of Tencent's SDK for Go (github.com/tencentyun/cos-go-sdk-v5 ${version}). Written by tools/goTypes.ts from its sources. */

/** What methods take after the context, and what they answer. */
export const goMethods: Readonly<Record<string, string>> = {
${lines(methods).join("\n")}
};

/** Fields of structs: name, type, and where a value goes. */
export const goStructs: Readonly<Record<string, string>> = {
${lines([...needed].sort().map((name) => [name, (structs.get(name) ?? []).join("; ")] as const)).join("\n")}
};
`,
);
