/**
 * Reads the expressions of a statement.
 * https://www.tencentcloud.com/document/product/436/32474 (functions), 32477 (operators)
 */

import { notImplemented } from "../format/errors";
import { sqlError } from "./errors";
import type { Tokens } from "./tokens";
import { Numeral, type Value } from "./values";

/** A step of a path: a member by name, in any letter case unless it was quoted, an element, or all of them. */
export type Step =
  | { readonly name: string; readonly exact: boolean }
  | { readonly index: number }
  | { readonly every: "member" | "element" };

/** An expression. */
export type Expression =
  | { readonly kind: "literal"; readonly value: Value }
  | { readonly kind: "path"; readonly steps: readonly Step[] }
  | { readonly kind: "call"; readonly name: string; readonly operands: readonly Expression[] }
  | { readonly kind: "aggregate"; readonly name: string; readonly of: Expression | undefined };

const aggregates = ["AVG", "COUNT", "MAX", "MIN", "SUM"];
const functions = ["COALESCE", "NULLIF", "CHAR_LENGTH", "CHARACTER_LENGTH", "LOWER", "UPPER"];
const ofDates = ["DATE_ADD", "DATE_DIFF", "EXTRACT", "TO_STRING", "TO_TIMESTAMP", "UTCNOW"];
const castTypes = ["BOOL", "INT", "INTEGER", "STRING", "FLOAT", "DECIMAL", "NUMERIC"];
/** Words that name no column unless they are quoted; page 32475 has more, which mean nothing here. */
const reserved = new Set(
  "AND AS BETWEEN BOTH CAST ESCAPE FALSE FOR FROM GROUP IN IS JOIN LEADING LIKE LIMIT MISSING NOT NULL OR ORDER SELECT SUBSTRING TRAILING TRIM TRUE UNION WHERE"
    .split(" ")
    .concat(aggregates, functions, ofDates),
);

/** Reads expressions from tokens. What binds less calls what binds more: OR, AND, NOT, comparisons, sums, products, signs. */
export class ExpressionParser {
  constructor(private readonly tokens: Tokens) {}

  /** An expression, from OR down. */
  whole(): Expression {
    let left = this.#conjunction();
    while (this.tokens.takeWord("OR")) {
      left = call("OR", left, this.#conjunction());
    }
    return left;
  }

  #conjunction(): Expression {
    let left = this.#negation();
    while (this.tokens.takeWord("AND")) {
      left = call("AND", left, this.#negation());
    }
    return left;
  }

  #negation(): Expression {
    return this.tokens.takeWord("NOT") ? call("NOT", this.#negation()) : this.#predicate();
  }

  #predicate(): Expression {
    const left = this.#sum();
    if (this.tokens.takeWord("IS")) {
      const negated = this.tokens.takeWord("NOT");
      const what = this.tokens.takeWord("MISSING")
        ? "IS MISSING"
        : this.tokens.takeWord("NULL")
          ? "IS NULL"
          : undefined;
      if (!what) {
        throw this.tokens.unexpected();
      }
      return inverted(negated, call(what, left));
    }
    const negated = this.tokens.takeWord("NOT");
    if (this.tokens.takeWord("BETWEEN")) {
      const low = this.#sum();
      this.tokens.expectWord("AND");
      return inverted(negated, call("AND", call(">=", left, low), call("<=", left, this.#sum())));
    }
    if (this.tokens.takeWord("IN")) {
      this.tokens.expectMark("(");
      return inverted(negated, call("IN", left, ...this.#operands()));
    }
    if (this.tokens.takeWord("LIKE")) {
      const like = this.#sum();
      const escapeMark = this.tokens.takeWord("ESCAPE") ? [this.#sum()] : [];
      return inverted(negated, call("LIKE", left, like, ...escapeMark));
    }
    if (negated) {
      throw this.tokens.unexpected();
    }
    for (const mark of ["=", "<>", "<=", ">=", "<", ">"]) {
      if (this.tokens.takeMark(mark)) {
        return call(mark, left, this.#sum());
      }
    }
    return left;
  }

  #sum(): Expression {
    let left = this.#product();
    for (;;) {
      const mark = this.tokens.takeMark("+") ? "+" : this.tokens.takeMark("-") ? "-" : undefined;
      if (mark === undefined) {
        return left;
      }
      left = call(mark, left, this.#product());
    }
  }

  #product(): Expression {
    let left = this.#signed();
    for (;;) {
      const mark = ["*", "/", "%"].find((each) => this.tokens.takeMark(each));
      if (mark === undefined) {
        return left;
      }
      left = call(mark, left, this.#signed());
    }
  }

  #signed(): Expression {
    return this.tokens.takeMark("-")
      ? call("-", { kind: "literal", value: 0 }, this.#signed())
      : this.#primary();
  }

  #primary(): Expression {
    const { kind, text } = this.tokens.next;
    if (kind === "number" || kind === "string") {
      this.tokens.take();
      if (kind === "string") {
        return { kind: "literal", value: text };
      }
      const exact = String(Number(text)) === text;
      return { kind: "literal", value: exact ? Number(text) : new Numeral(text) };
    }
    if (this.tokens.takeMark("(")) {
      const inner = this.whole();
      this.tokens.expectMark(")");
      return inner;
    }
    if (kind === "word") {
      const word = text.toUpperCase();
      if (word === "TRUE" || word === "FALSE" || word === "NULL" || word === "MISSING") {
        this.tokens.take();
        const value = word === "NULL" ? null : word === "MISSING" ? undefined : word === "TRUE";
        return { kind: "literal", value };
      }
      if (this.tokens.opensCall) {
        return this.#call();
      }
    }
    const first = this.name();
    if (!first) {
      throw this.tokens.unexpected();
    }
    return { kind: "path", steps: [first, ...this.steps(false)] };
  }

  #call(): Expression {
    const name = this.tokens.take().text.toUpperCase();
    this.tokens.expectMark("(");
    if (ofDates.includes(name)) {
      throw notImplemented(`the function ${name}`);
    }
    if (name === "COUNT" && this.tokens.takeMark("*")) {
      this.tokens.expectMark(")");
      return { kind: "aggregate", name, of: undefined };
    }
    if (name === "CAST") {
      return this.#cast();
    }
    if (name === "SUBSTRING") {
      return this.#substring();
    }
    if (name === "TRIM") {
      return this.#trim();
    }
    const operands = this.#operands();
    if (aggregates.includes(name)) {
      if (operands.length !== 1) {
        throw sqlError(`${name} takes one expression`);
      }
      return { kind: "aggregate", name, of: operands[0] };
    }
    if (!functions.includes(name)) {
      throw sqlError(`There is no function ${name}`);
    }
    if (name === "NULLIF" ? operands.length !== 2 : name !== "COALESCE" && operands.length !== 1) {
      throw sqlError(`${name} has another number of arguments`);
    }
    return call(name, ...operands);
  }

  #cast(): Expression {
    const of = this.whole();
    this.tokens.expectWord("AS");
    const type = this.tokens.take().text.toUpperCase();
    if (type === "TIMESTAMP") {
      throw notImplemented("CAST AS TIMESTAMP");
    }
    if (!castTypes.includes(type)) {
      throw sqlError(`There is no data type ${type}`);
    }
    this.tokens.expectMark(")");
    return call(`CAST ${type}`, of);
  }

  #substring(): Expression {
    const operands = [this.whole()];
    if (this.tokens.takeMark(",") || this.tokens.takeWord("FROM")) {
      operands.push(this.whole());
    }
    if (this.tokens.takeMark(",") || this.tokens.takeWord("FOR")) {
      operands.push(this.whole());
    }
    this.tokens.expectMark(")");
    if (operands.length < 2) {
      throw sqlError("SUBSTRING needs a start");
    }
    return call("SUBSTRING", ...operands);
  }

  #trim(): Expression {
    const side = ["LEADING", "TRAILING", "BOTH"].find((each) => this.tokens.takeWord(each)) ?? "BOTH";
    let characters: Expression = { kind: "literal", value: " " };
    let of = this.tokens.isWord("FROM") ? undefined : this.whole();
    if (this.tokens.takeWord("FROM")) {
      characters = of ?? characters;
      of = this.whole();
    }
    this.tokens.expectMark(")");
    return call(`TRIM ${side}`, of ?? fail(this.tokens.unexpected()), characters);
  }

  #operands(): Expression[] {
    const list: Expression[] = [];
    if (this.tokens.takeMark(")")) {
      return list;
    }
    do {
      list.push(this.whole());
    } while (this.tokens.takeMark(","));
    this.tokens.expectMark(")");
    return list;
  }

  /** What comes after a name: `.member`, `."Member"`, `[0]`, `['member']`, and in FROM `.*` and `[*]`. */
  steps(wild: boolean): Step[] {
    const steps: Step[] = [];
    for (;;) {
      if (this.tokens.takeMark(".")) {
        if (wild && this.tokens.takeMark("*")) {
          steps.push({ every: "member" });
        } else {
          steps.push(this.name() ?? fail(this.tokens.unexpected()));
        }
      } else if (this.tokens.takeMark("[")) {
        const { kind, text } = this.tokens.take();
        if (kind === "number" && /^\d+$/.test(text)) {
          steps.push({ index: Number(text) });
        } else if (kind === "string") {
          steps.push({ name: text, exact: true });
        } else if (wild && kind === "mark" && text === "*") {
          steps.push({ every: "element" });
        } else {
          throw sqlError("An index must be a number or a name");
        }
        this.tokens.expectMark("]");
      } else {
        return steps;
      }
    }
  }

  /** A name, unless a reserved word or something else comes next. */
  name(): { name: string; exact: boolean } | undefined {
    const { kind, text } = this.tokens.next;
    if (kind !== "quoted" && (kind !== "word" || reserved.has(text.toUpperCase()))) {
      return undefined;
    }
    this.tokens.take();
    return { name: text, exact: kind === "quoted" };
  }
}

function call(name: string, ...operands: readonly Expression[]): Expression {
  return { kind: "call", name, operands };
}

function inverted(negated: boolean, of: Expression): Expression {
  return negated ? call("NOT", of) : of;
}

function fail(error: Error): never {
  throw error;
}
