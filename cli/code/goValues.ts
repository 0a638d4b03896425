/** Values of a call as literals of the SDK's types for Go. */

import { isMembers } from "../../provider/codec";
import { goStructs } from "./goSdk";
import { bracketed } from "./literals";
import type { Variables } from "./variables";

/** The SDK's types cannot say something of the call. */
export class Unsaid extends Error {}

/** A field of a struct: its name, its type, and where its value goes. */
export interface GoField {
  readonly name: string;
  readonly type: string;
  readonly header?: string;
  readonly url?: string;
  readonly xml?: string;
  readonly json?: string;
}

/** The fields of a struct, pointers to it included. */
export function fieldsOf(type: string): readonly GoField[] {
  const fields = goStructs[type.replace(/^\.*\*?/, "")] ?? [];
  return fields.map((field) => {
    const [name = "", fieldType = "", ...kinds] = field.split(" ");
    return { name, type: fieldType, ...Object.fromEntries(kinds.map((kind) => kind.split(/:(.*)/s))) };
  });
}

/** Values by the names of their fields. */
export type Members = ReadonlyMap<string, string>;

/** Literals in Go, with secrets from the environment. */
export class GoValues {
  readonly #variables: Variables;

  constructor(variables: Variables) {
    this.#variables = variables;
  }

  /** A string. */
  text(value: string): string {
    return this.#variables
      .pieces(value)
      .map((piece) => ("text" in piece ? quoted(piece.text) : `os.Getenv("${piece.variable}")`))
      .join(" + ");
  }

  /** A struct of the SDK; with a pointer's type its address. */
  struct(type: string, members: Members): string {
    const entries = [...members].map(([name, value]) => `${name}: ${value}`);
    return bracketed(
      `${type.startsWith("*") ? "&" : ""}cos.${type.replace(/^\*/, "")}{`,
      entries,
      "}",
      layout,
    );
  }

  /** A value of a type of the SDK. Throws Unsaid when the type has no place for something in it. */
  value(type: string, value: unknown): string {
    if (type.startsWith("[]")) {
      const items = (Array.isArray(value) ? value : [value]).map((item) => this.value(type.slice(2), item));
      // Elements need not repeat their type.
      const short = items.map((item) => item.replace(/^&?cos\.\w+(?=\{)/, ""));
      return bracketed(`${goName(type)}{`, short, "}", layout);
    }
    if (type.startsWith("map[string]")) {
      const below = type.slice("map[string]".length);
      const entries = Object.entries(isMembers(value) ? value : {}).map(
        ([name, item]) => `${quoted(name)}: ${this.value(below, item)}`,
      );
      return bracketed(`${goName(type)}{`, entries, "}", layout);
    }
    const plain = type.replace(/^\*/, "");
    switch (plain) {
      case "string":
        if (isMembers(value) || type !== plain) {
          throw new Unsaid();
        }
        return this.text(String(value));
      case "int":
      case "int64":
        if (type !== plain) {
          throw new Unsaid();
        }
        return String(Number(value));
      case "bool": {
        const word = String(value) === "true" ? "true" : "false";
        return type === plain ? word : `cos.Bool(${word})`;
      }
      case "interface{}":
        return this.#anything(value);
      default:
        return this.struct(type, this.members(plain, "xml", value));
    }
  }

  #anything(value: unknown): string {
    if (Array.isArray(value)) {
      return this.value("[]interface{}", value);
    }
    return isMembers(value)
      ? this.value("map[string]interface{}", value)
      : typeof value === "string"
        ? this.text(value)
        : String(value);
  }

  /** The fields that hold a document. Throws Unsaid when some of it has no field. */
  members(type: string, kind: "xml" | "json", document: unknown): Members {
    if (!isMembers(document) || !(type in goStructs)) {
      throw new Unsaid();
    }
    const members = new Map<string, string>();
    const said = new Set<string>();
    for (const field of fieldsOf(type)) {
      const path = field[kind]?.split(">");
      const value = path === undefined ? undefined : at(document, path, kind);
      if (path !== undefined && value !== undefined) {
        members.set(field.name, this.value(field.type, value));
        said.add(path.join(">").toLowerCase());
      }
    }
    assertSaid(document, "", said);
    return members;
  }
}

/** How brackets are set in Go. */
export const layout = { indent: "\t" };

/** Ends the program when something went wrong. */
export const checked: readonly string[] = ["if err != nil {", "\tlog.Fatal(err)", "}"];

function goName(type: string): string {
  return type.replace(/(?<![\w.])([A-Z]\w*)/g, "cos.$1");
}

/** The member at a path; JSON of COS does not always keep to one case. */
function at(document: unknown, path: readonly string[], kind: "xml" | "json"): unknown {
  return path.reduce<unknown>((value, name) => {
    if (!isMembers(value)) {
      return undefined;
    }
    return value[name] ?? (kind === "json" ? findAnyCase(value, name) : undefined);
  }, document);
}

function findAnyCase(value: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.entries(value).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

function assertSaid(
  document: Readonly<Record<string, unknown>>,
  path: string,
  said: ReadonlySet<string>,
): void {
  for (const [name, value] of Object.entries(document)) {
    const here = `${path}${name}`.toLowerCase();
    if (said.has(here)) {
      continue;
    }
    if (!isMembers(value) || ![...said].some((each) => each.startsWith(`${here}>`))) {
      throw new Unsaid();
    }
    assertSaid(value, `${here}>`, said);
  }
}

/** JSON's escapes are Go's; half a character is none there, and a mark of byte order may not stand in a source. */
function quoted(text: string): string {
  return JSON.stringify(text)
    .replace(/\\u[dD][89a-fA-F][\da-fA-F]{2}/g, "\\ufffd")
    .replaceAll("\ufeff", "\\ufeff");
}
