/** The words and marks of an SQL expression. */

import { selectError } from "./errors";

/** One token; `text` is what it stands for, quotes and escapes resolved. */
export interface Token {
  readonly kind: "word" | "quoted" | "string" | "number" | "mark" | "end";
  readonly text: string;
}

const pattern =
  /\s+|([\p{L}_][\p{L}\p{N}_$]*)|"((?:[^"]|"")*)"|'((?:[^']|'')*)'|(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|(<=|>=|<>|!=|[-=<>+*/%()[\],.])/uy;

/** Splits an expression. Throws SQLParsingError. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  for (let at = 0; at < source.length; at = pattern.lastIndex) {
    const match = pattern.exec(source);
    if (!match)
      throw selectError(
        "SQLParsingError",
        `The SQL expression cannot be read at: ${source.slice(at, at + 20)}`,
      );
    const [, word, quoted, string, number, mark] = match;
    if (word !== undefined) tokens.push({ kind: "word", text: word });
    else if (quoted !== undefined) tokens.push({ kind: "quoted", text: quoted.replaceAll('""', '"') });
    else if (string !== undefined) tokens.push({ kind: "string", text: string.replaceAll("''", "'") });
    else if (number !== undefined) tokens.push({ kind: "number", text: number });
    else if (mark !== undefined) tokens.push({ kind: "mark", text: mark === "!=" ? "<>" : mark });
  }
  return [...tokens, { kind: "end", text: "" }];
}
