/**
 * Reads from the sources of Tencent's SDK for Go what its methods take and answer, and writes it to cli/code/goTypes.json.
 *
 *   node -r ts-node/register/transpile-only tools/goTypes.ts FOLDER
 *
 * FOLDER holds the sources, such as the one that `go mod download -json github.com/tencentyun/cos-go-sdk-v5@v0.7.70` names.
 */

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { operations } from "../provider/api/operations";

/** What programs in Go need to know of the SDK. */
type GoTypes = typeof import("../cli/code/goSdk");

/** Methods for content in files, beside the first method of each operation. */
const ofFiles: readonly string[] = ["Object.GetToFile", "Object.PutFromFile"];

/**
 * Reads the methods that programs call, and the structs that they write or page through.
 * @param folder the sources of the SDK, as Go files
 * @throws Error when the SDK has no method of that name
 */
export function readGoTypes(folder: string): GoTypes {
  const source = readdirSync(folder)
    .filter((file) => /\.go$/.test(file) && !/_test\.go$|^(ci|vector)/.test(file))
    .map((file) => readFileSync(path.join(folder, file), "utf8"))
    .join("\n");
  const structs = structsOf(source);
  const goMethods: Record<string, string> = {};
  const answers = new Map<string, readonly string[]>();
  const needed = new Map<string, readonly string[]>();

  function need(type: string): void {
    const fields = structs.get(type);
    if (fields !== undefined && !needed.has(type)) {
      needed.set(type, fields);
      for (const field of fields) {
        need(/^\S+ \W*(?:\[\])?\W*(\w+)/.exec(field)?.[1] ?? "");
      }
    }
  }

  const used = operations.flatMap((operation) => {
    const [first] = operation.sdk.go ?? [];
    return first === undefined ? [] : [[first, operation.paging] as const];
  });
  for (const [name, paging] of [...used, ...ofFiles.map((name) => [name, undefined] as const)]) {
    const { parameters, results } = signatureOf(source, name);
    goMethods[name] = `${parameters.join(", ")} -> ${results}`;
    for (const [type] of parameters.join(" ").matchAll(/[A-Z]\w+/g)) {
      need(type);
    }
    if (paging !== undefined) {
      const [type = ""] = /[A-Z]\w+/.exec(results) ?? [];
      const members = [paging.more, ...Object.keys(paging.next), ...paging.items];
      const fields = structs.get(type) ?? [];
      answers.set(
        type,
        fields.filter((field) => members.includes(/ xml:([^ >]+)/.exec(field)?.[1] ?? "")),
      );
    }
  }
  return {
    goMethods,
    goStructs: Object.fromEntries([...answers, ...needed].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

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

function structsOf(source: string): ReadonlyMap<string, readonly string[]> {
  const structs = new Map<string, readonly string[]>();
  for (const [, name = "", body = ""] of source.matchAll(/^type (\w+) struct \{\n(.*?)^\}/gms)) {
    structs.set(name, fieldsOf(body));
  }
  for (const [, name = "", same = ""] of source.matchAll(/^type (\w+) =? ?([A-Z]\w+)$/gm)) {
    const fields = structs.get(same);
    if (fields !== undefined) {
      structs.set(name, fields);
    }
  }
  return structs;
}

function signatureOf(
  source: string,
  name: string,
): { readonly parameters: readonly string[]; readonly results: string } {
  const [service, method] = name.split(".");
  const head = new RegExp(`^func \\(s \\*${service}Service\\) ${method}\\((.*?)\\) \\(?(.*?)\\)? \\{$`, "m");
  const [, list, results = ""] = head.exec(source) ?? [];
  if (list === undefined) {
    throw new Error(`${name} is not a method of the SDK`);
  }
  return { parameters: parametersOf(list), results: results.replace(/\b(resp|err) /g, "") };
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

if (require.main === module) {
  const [folder = "."] = process.argv.slice(2);
  const version = /@(v[\d.]+)$/.exec(folder)?.[1] ?? "its newest version";
  const root = path.join(__dirname, "..");
  const file = path.join(root, "cli/code/goTypes.json");
  writeFileSync(file, JSON.stringify({ version, ...readGoTypes(folder) }));
  const biome = path.join(root, "node_modules/@biomejs/biome/bin/biome");
  execFileSync(process.execPath, [biome, "check", "--write", file], { cwd: root, stdio: "inherit" });
}
