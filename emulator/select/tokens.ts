/** The words and marks of an SQL expression. */

import type { ServiceError } from "../format/errors";
import { sqlError } from "./errors";

/** One token; `text` is what it stands for, quotes and escapes resolved. */
interface Token {
  readonly kind: "word" | "quoted" | "string" | "number" | "mark" | "end";
  readonly text: string;
}

const pattern =
  /\s+|([\p{L}_][\p{L}\p{N}_$]*)|"((?:[^"]|"")*)"|'((?:[^']|'')*)'|(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|(<=|>=|<>|!=|[-=<>+*/%()[\],.])/uy;

/** Splits an expression. Throws SQLParsingError. */
function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  for (let at = 0; at < source.length; at = pattern.lastIndex) {
    const match = pattern.exec(source);
    if (!match) {
      throw sqlError(`The SQL expression cannot be read at: ${source.slice(at, at + 20)}`);
    }
    const [, word, quoted, string, number, mark] = match;
    if (word !== undefined) {
      tokens.push({ kind: "word", text: word });
    } else if (quoted !== undefined) {
      tokens.push({ kind: "quoted", text: quoted.replaceAll('""', '"') });
    } else if (string !== undefined) {
      tokens.push({ kind: "string", text: string.replaceAll("''", "'") });
    } else if (number !== undefined) {
      tokens.push({ kind: "number", text: number });
    } else if (mark !== undefined) {
      tokens.push({ kind: "mark", text: mark === "!=" ? "<>" : mark });
    }
  }
  return [...tokens, { kind: "end", text: "" }];
}

/** The tokens of an expression, taken one after another. */
export class Tokens {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(source: string) {
    this.#tokens = tokenize(source);
  }

  /** The token that would be taken. */
  get next(): Token {
    return this.#tokens[this.#at] as Token;
  }

  /** Whether a parenthesis opens behind the next token. */
  get opensCall(): boolean {
    const following = this.#tokens[this.#at + 1];
    return following?.kind === "mark" && following.text === "(";
  }

  take(): Token {
    const token = this.next;
    if (token.kind !== "end") {
      this.#at++;
    }
    return token;
  }

  isWord(word: string): boolean {
    return this.next.kind === "word" && this.next.text.toUpperCase() === word;
  }

  isMark(mark: string): boolean {
    return this.next.kind === "mark" && this.next.text === mark;
  }

  /** Takes a word if it comes next, and says whether it did. */
  takeWord(word: string): boolean {
    const found = this.isWord(word);
    if (found) {
      this.#at++;
    }
    return found;
  }

  /** Takes a mark if it comes next, and says whether it did. */
  takeMark(mark: string): boolean {
    const found = this.isMark(mark);
    if (found) {
      this.#at++;
    }
    return found;
  }

  expectWord(word: string): void {
    if (!this.takeWord(word)) {
      throw this.unexpected();
    }
  }

  expectMark(mark: string): void {
    if (!this.takeMark(mark)) {
      throw this.unexpected();
    }
  }

  /** The refusal of the next token. */
  unexpected(): ServiceError {
    return sqlError(`The SQL expression cannot be read at: ${this.next.text || "its end"}`);
  }
}
