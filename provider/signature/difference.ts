/** Where the HttpString that was signed differs from the one that COS made of the request. */

import { type Finding, finding } from "./causes";
import { decode, lookUp, type Pair, splitPair } from "./pairs";

/** A line of HttpString, or one name in it, that differs. */
export interface Difference {
  readonly line: "method" | "path" | "HttpParameters" | "HttpHeaders";
  /** The name of a parameter or header. */
  readonly name?: string;
  /** As it was signed, encoded; absent for a name that was not. */
  readonly signed?: string;
  /** As COS has it, encoded; absent for a name that it does not have. */
  readonly seen?: string;
}

/** The four lines of an HttpString; a path may have line feeds. */
export interface HttpLines {
  readonly method: string;
  readonly path: string;
  /** Encoded. */
  readonly parameters: readonly Pair[];
  /** Encoded. */
  readonly headers: readonly Pair[];
}

/** Reads an HttpString, also one without the line feed at its end; `undefined` when it is none. */
export function readHttpString(text: string): HttpLines | undefined {
  const whole = text.endsWith("\n") ? text : `${text}\n`;
  const [, method, path, parameters, headers] = /^([^\n]*)\n(.*)\n([^\n]*)\n([^\n]*)\n$/s.exec(whole) ?? [];
  if (method === undefined || path === undefined) {
    return undefined;
  }
  return { method, path, parameters: splitPairs(parameters), headers: splitPairs(headers) };
}

function splitPairs(line = ""): readonly Pair[] {
  return line
    .split("&")
    .filter((piece) => piece !== "")
    .map(splitPair);
}

/** The differences between what was signed and what COS saw; none also where only the form differs, such as an order. */
export function differences(signed: string, seen: string): readonly Difference[] {
  const [left, right] = [readHttpString(signed), readHttpString(seen)];
  if (left === undefined || right === undefined) {
    return [];
  }
  const one = (line: "method" | "path"): readonly Difference[] =>
    left[line] === right[line] ? [] : [{ line, signed: left[line], seen: right[line] }];
  return [
    ...one("method"),
    ...one("path"),
    ...pairDifferences("HttpParameters", left.parameters, right.parameters),
    ...pairDifferences("HttpHeaders", left.headers, right.headers),
  ];
}

function pairDifferences(
  line: "HttpParameters" | "HttpHeaders",
  signed: readonly Pair[],
  seen: readonly Pair[],
): readonly Difference[] {
  const names = new Set([...signed, ...seen].map(([name]) => name));
  return [...names].flatMap((name): Difference[] => {
    const [left, right] = [signed, seen].map((pairs) =>
      pairs
        .filter(([own]) => own === name)
        .map((pair) => pair.join("="))
        .join("&"),
    );
    return left === right
      ? []
      : [{ line, name, ...(left && { signed: left }), ...(right && { seen: right }) }];
  });
}

/** What each difference comes from. */
export function findingsOf(differing: readonly Difference[]): readonly Finding[] {
  return differing.map((difference) => {
    const { line, name = "", signed = "", seen = "" } = difference;
    if (line === "method") {
      return finding(
        "method",
        `It was signed for the method ${signed.toUpperCase()}, and COS got ${seen.toUpperCase()}.`,
      );
    }
    return line === "path" ? pathFinding(signed, seen) : pairFinding(difference, decode(name));
  });
}

function pathFinding(signed: string, seen: string): Finding {
  const cause =
    decode(signed) === seen
      ? "encodedPath"
      : signed === decode(seen)
        ? "doubleEncoding"
        : `/${signed}` === seen
          ? "leadingSlash"
          : signed.endsWith(seen) || seen.endsWith(signed)
            ? "bucketInPath"
            : "path";
  return finding(cause, `The path was signed as ${signed}, and COS got ${seen}.`);
}

function pairFinding({ line, signed, seen }: Difference, name: string): Finding {
  const isHeader = line === "HttpHeaders";
  const [before, after] = [signed, seen].map((pair) => decode(pair?.replace(/^[^=]*=/s, "") ?? ""));
  if (name === "host" && isHeader) {
    const withoutPort = (host = "") => host.replace(/:\d+$/, "");
    const cause = withoutPort(before) === withoutPort(after) ? "hostPort" : "host";
    return finding(cause, `The Host was signed as ${before}, and COS got ${after}.`);
  }
  const what = `${isHeader ? "header" : "parameter"} ${name}`;
  if (after === "") {
    return finding(
      isHeader ? "missingHeader" : "missingParameter",
      `The ${what} is signed, but did not come to COS.`,
    );
  }
  if (before === "") {
    return finding(
      isHeader ? "addedHeader" : "addedParameter",
      `The ${what} was signed without a value, and came to COS with one.`,
    );
  }
  const isPlus = before?.replaceAll("+", " ") === after?.replaceAll("+", " ");
  const cause = isPlus
    ? "plusForBlank"
    : before === decode(after ?? "")
      ? "doubleEncoding"
      : isHeader
        ? "changedHeader"
        : "changedParameter";
  return finding(cause, `The ${what} came to COS with another value than was signed.`);
}

/** The value of a header in an HttpString, decoded. */
export function headerIn({ headers }: HttpLines, name: string): string | undefined {
  const value = lookUp(headers, name);
  return value === undefined ? undefined : decode(value);
}
