/** HttpString line by line. */

/** A line of HttpString. */
interface HttpStringLine {
  readonly name: "method" | "path" | "HttpParameters" | "HttpHeaders";
  /** Pairs of names and values one by one, where it has some. */
  readonly values: readonly string[];
}

/** Its four lines; a path may have line feeds. Nothing when it is another text. */
export function httpStringLines(text: string): readonly HttpStringLine[] {
  const [, method, path, parameters, headers] = /^([^\n]*)\n(.*)\n([^\n]*)\n([^\n]*)\n$/s.exec(text) ?? [];
  if (method === undefined || path === undefined || parameters === undefined || headers === undefined) {
    return [];
  }
  return [
    { name: "method", values: [method] },
    { name: "path", values: [path] },
    { name: "HttpParameters", values: splitPairs(parameters) },
    { name: "HttpHeaders", values: splitPairs(headers) },
  ];
}

/** With the sign that joins each to the next at its end. */
function splitPairs(line: string): readonly string[] {
  return line === "" ? [] : line.split(/(?<=&)/);
}
