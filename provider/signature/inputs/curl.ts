/** A command line of curl, as browsers and pages print it: https://curl.se/docs/manpage.html */

import { parseArgs } from "node:util";
import { lookUp, type Pair, splitPair } from "../pairs";
import { type Input, InputError, parseHeaders, splitHeaders, splitUrl } from "./input";
import { shellWords } from "./shellWords";

const text = (short?: string) => ({ type: "string", multiple: true, ...(short && { short }) }) as const;
const flag = (short: string) => ({ type: "boolean", short }) as const;

/** The options that shape the request, and those whose value could be taken for its URL. */
const options = {
  request: text("X"),
  header: text("H"),
  url: text(),
  data: text("d"),
  "data-raw": text(),
  "data-ascii": text(),
  "data-binary": text(),
  "data-urlencode": text(),
  json: text(),
  form: text("F"),
  "form-string": text(),
  "upload-file": text("T"),
  head: flag("I"),
  get: flag("G"),
  "user-agent": text("A"),
  referer: text("e"),
  cookie: text("b"),
  output: text("o"),
  "write-out": text("w"),
  user: text("u"),
  proxy: text("x"),
  "max-time": text("m"),
  range: text("r"),
  resolve: text(),
  "connect-to": text(),
  "connect-timeout": text(),
  retry: text(),
  cacert: text(),
  location: flag("L"),
  silent: flag("s"),
  "show-error": flag("S"),
  verbose: flag("v"),
  insecure: flag("k"),
  include: flag("i"),
  fail: flag("f"),
} as const;

/**
 * Reads a command line.
 * @param variable the value of a variable of the shell
 * @throws InputError when it has no URL, or a quote without an end
 */
export function readCurl(command: string, variable: (name: string) => string | undefined): Input {
  const [, ...args] = wordsOf(command, variable);
  const { values, positionals } = parseArgs({ args, options, strict: false, allowPositionals: true });
  const all = (...names: (keyof typeof options)[]) =>
    // An option at the end, whose value is missing, has none here.
    names.flatMap((name) => [values[name]].flat().filter((value) => typeof value === "string"));
  const url = all("url")[0] ?? positionals.find((word) => /^https?:\/\//i.test(word)) ?? positionals[0];
  if (url === undefined) {
    throw new InputError("the command of curl has no URL");
  }
  const data = all("data", "data-raw", "data-ascii", "data-binary", "data-urlencode", "json");
  const fields = all("form", "form-string");
  const files = all("upload-file");
  const sent = /^https?:\/\//i.test(url) ? splitUrl(url) : splitUrl(`http://${url}`);
  const inQuery =
    values.get && data.length > 0 ? `${sent.target?.includes("?") ? "&" : "?"}${data.join("&")}` : "";
  return {
    kind: "curl",
    method: all("request").at(-1) ?? methodOf(values, data, fields, files),
    ...sent,
    target: `${sent.target}${inQuery}`,
    ...splitHeaders(
      headersOf(all("header"), values.get ? [] : data, all("json").length > 0, all("range")[0]),
    ),
    ...(fields.length > 0 && { fields: fields.map(splitPair) }),
  };
}

function wordsOf(command: string, variable: (name: string) => string | undefined): string[] {
  try {
    return shellWords(command.trim().replace(/^\$\s+/, ""), variable);
  } catch (error) {
    throw new InputError(`the command of curl cannot be read: ${(error as Error).message}`);
  }
}

function methodOf(
  values: Readonly<Record<string, unknown>>,
  ...bodies: [string[], string[], string[]]
): string {
  const [data, fields, files] = bodies;
  if (values.head) {
    return "HEAD";
  }
  if (values.get) {
    return "GET";
  }
  return files.length > 0 ? "PUT" : data.length > 0 || fields.length > 0 ? "POST" : "GET";
}

/** Those of the command, and those that curl adds to a body. `Name;` sends an empty one, and `Name:` sends none. */
function headersOf(
  given: readonly string[],
  data: readonly string[],
  isJson: boolean,
  range: string | undefined,
): readonly Pair[] {
  const named = parseHeaders(given.map((line) => line.replace(/^([^:;]+);\s*$/, "$1:")));
  const dropped = given.flatMap((line) => /^([^:;\s]+):\s*$/.exec(line)?.[1]?.toLowerCase() ?? []);
  const headers = named.filter(([name]) => !dropped.includes(name.toLowerCase()));
  const add = (name: string, value: string) =>
    lookUp(headers, name.toLowerCase()) === undefined && !dropped.includes(name.toLowerCase())
      ? headers.push([name, value])
      : undefined;
  if (range !== undefined) {
    add("Range", `bytes=${range}`);
  }
  if (data.length > 0) {
    add("Content-Type", isJson ? "application/json" : "application/x-www-form-urlencoded");
    if (!data.some((piece) => piece.startsWith("@"))) {
      add("Content-Length", String(Buffer.byteLength(data.join("&"))));
    }
  }
  return headers;
}
