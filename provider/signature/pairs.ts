/** Names with values: of a query, of headers, of fields. */

/** A name and a value, both decoded unless it is said otherwise. */
export type Pair = readonly [name: string, value: string];

/** The value of the first pair with a name, in any case. */
export function lookUp(pairs: readonly Pair[], name: string): string | undefined {
  return pairs.find(([own]) => own.toLowerCase() === name)?.[1];
}

/** Decodes percent signs once; what is not UTF-8 stays as it is. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The name and the value in `name=value`, as they are written; the value is empty where there is no equals sign. */
export function splitPair(piece: string): Pair {
  const [, name = "", value = ""] = /^([^=]*)=?(.*)$/s.exec(piece) ?? [];
  return [name, value];
}

/** The pairs of a query. A `+` counts as a blank, as Go and forms of browsers write it. */
export function parseQuery(query: string): readonly Pair[] {
  return query
    .split("&")
    .filter((piece) => piece !== "")
    .map((piece) => {
      const [name, value] = splitPair(piece.replaceAll("+", " "));
      return [decode(name), decode(value)];
    });
}

/** Without halves of surrogate pairs, which cannot be encoded. */
export function scalar(text: string): string {
  return Buffer.from(text).toString();
}
