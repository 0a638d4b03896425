/**
 * Reads `SELECT … FROM … WHERE … LIMIT …`.
 * https://www.tencentcloud.com/document/product/436/32473 (clauses), 32474 (functions), 32477 (operators)
 */

import { notImplemented } from "../format/errors";
import { selectError } from "./errors";
import { Tokens } from "./tokens";
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

/** One column of the result. */
export interface Projection {
  readonly name: string | undefined;
  readonly of: Expression;
}

/** A whole statement. */
export interface Statement {
  readonly projections: "*" | readonly Projection[];
  /** Steps from each record to what becomes a row; only with JSON. */
  readonly from: readonly Step[];
  /** The name of a row in expressions. */
  readonly alias: string | undefined;
  readonly where: Expression | undefined;
  readonly limit: number | undefined;
}

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
/** Longer ones are refused (page 32472). */
const maxExpression = 256 * 1024;

/** Reads a statement. Throws SQLParsingError. */
export function parseStatement(source: string): Statement {
  if (source.length > maxExpression) {
    throw failed("The SQL expression is too long");
  }
  return new Parser(new Tokens(source)).statement();
}

class Parser {
  constructor(private readonly tokens: Tokens) {}

  statement(): Statement {
    this.tokens.expectWord("SELECT");
    const projections = this.#projections();
    if (!this.tokens.takeWord("FROM")) {
      throw failed("FROM is missing in the SQL expression");
    }
    const { from, alias } = this.#source();
    const where = this.tokens.takeWord("WHERE") ? this.#disjunction() : undefined;
    const limit = this.tokens.takeWord("LIMIT") ? this.#limit() : undefined;
    for (const word of ["GROUP", "ORDER", "UNION"]) {
      if (this.tokens.takeWord(word)) {
        throw failed(`${word} is not supported in the SQL expression`);
      }
    }
    if (this.tokens.next.kind !== "end") {
      throw this.tokens.unexpected();
    }
    return { projections, from, alias, where, limit };
  }

  #projections(): Statement["projections"] {
    if (this.tokens.takeMark("*")) {
      if (this.tokens.isMark(",")) {
        throw failed(
          "Other expressions are not allowed in the SELECT list when '*' is used without dot notation.",
        );
      }
      return "*";
    }
    if (this.tokens.isWord("FROM")) {
      throw failed("The SQL expression contains an empty SELECT");
    }
    const list: Projection[] = [];
    do {
      const of = this.#disjunction();
      list.push({ name: this.#alias() ?? lastName(of), of });
    } while (this.tokens.takeMark(","));
    return list;
  }

  #source(): Pick<Statement, "from" | "alias"> {
    const table = this.#name();
    if (!table) {
      throw failed("FROM is missing in the SQL expression");
    }
    const steps = this.#steps(true);
    const [first, ...rest] = steps;
    if (first && !("every" in first)) {
      throw failed("A path in FROM must begin with [*]");
    }
    const alias = this.#alias();
    const last = rest.at(-1);
    return {
      from: rest,
      alias: alias ?? (rest.length === 0 ? table.name : last && "name" in last ? last.name : undefined),
    };
  }

  #limit(): number {
    const { kind, text } = this.tokens.take();
    if (kind !== "number" || !/^\d+$/.test(text)) {
      throw failed("LIMIT must be a number");
    }
    return Number(text);
  }

  #alias(): string | undefined {
    if (this.tokens.takeWord("AS")) {
      return this.#name()?.name ?? fail(this.tokens.unexpected());
    }
    return this.#name()?.name;
  }

  #disjunction(): Expression {
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
      const inner = this.#disjunction();
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
    const first = this.#name();
    if (!first) {
      throw this.tokens.unexpected();
    }
    return { kind: "path", steps: [first, ...this.#steps(false)] };
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
        throw failed(`${name} takes one expression`);
      }
      return { kind: "aggregate", name, of: operands[0] };
    }
    if (!functions.includes(name)) {
      throw failed(`There is no function ${name}`);
    }
    if (name === "NULLIF" ? operands.length !== 2 : name !== "COALESCE" && operands.length !== 1) {
      throw failed(`${name} has another number of arguments`);
    }
    return call(name, ...operands);
  }

  #cast(): Expression {
    const of = this.#disjunction();
    this.tokens.expectWord("AS");
    const type = this.tokens.take().text.toUpperCase();
    if (type === "TIMESTAMP") {
      throw notImplemented("CAST AS TIMESTAMP");
    }
    if (!castTypes.includes(type)) {
      throw failed(`There is no data type ${type}`);
    }
    this.tokens.expectMark(")");
    return call(`CAST ${type}`, of);
  }

  #substring(): Expression {
    const operands = [this.#disjunction()];
    if (this.tokens.takeMark(",") || this.tokens.takeWord("FROM")) {
      operands.push(this.#disjunction());
    }
    if (this.tokens.takeMark(",") || this.tokens.takeWord("FOR")) {
      operands.push(this.#disjunction());
    }
    this.tokens.expectMark(")");
    if (operands.length < 2) {
      throw failed("SUBSTRING needs a start");
    }
    return call("SUBSTRING", ...operands);
  }

  #trim(): Expression {
    const side = ["LEADING", "TRAILING", "BOTH"].find((each) => this.tokens.takeWord(each)) ?? "BOTH";
    let characters: Expression = { kind: "literal", value: " " };
    let of = this.tokens.isWord("FROM") ? undefined : this.#disjunction();
    if (this.tokens.takeWord("FROM")) {
      characters = of ?? characters;
      of = this.#disjunction();
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
      list.push(this.#disjunction());
    } while (this.tokens.takeMark(","));
    this.tokens.expectMark(")");
    return list;
  }

  /** What comes after a name: `.member`, `."Member"`, `[0]`, `['member']`, and in FROM `.*` and `[*]`. */
  #steps(wild: boolean): Step[] {
    const steps: Step[] = [];
    for (;;) {
      if (this.tokens.takeMark(".")) {
        if (wild && this.tokens.takeMark("*")) {
          steps.push({ every: "member" });
        } else {
          steps.push(this.#name() ?? fail(this.tokens.unexpected()));
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
          throw failed("An index must be a number or a name");
        }
        this.tokens.expectMark("]");
      } else {
        return steps;
      }
    }
  }

  #name(): { name: string; exact: boolean } | undefined {
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

/** The name of a column that has no alias. */
function lastName(of: Expression): string | undefined {
  const last = of.kind === "path" ? of.steps.at(-1) : undefined;
  return last && "name" in last ? last.name : undefined;
}

function failed(message: string) {
  return selectError("SQLParsingError", message);
}

function fail(error: Error): never {
  throw error;
}
