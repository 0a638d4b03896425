/**
 * Reads `SELECT … FROM … WHERE … LIMIT …`.
 * https://www.tencentcloud.com/document/product/436/32473 (clauses), 32474 (functions), 32477 (operators)
 */

import { notImplemented } from "../operations/missing";
import { selectError } from "./errors";
import { type Token, tokenize } from "./tokens";
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
  if (source.length > maxExpression) throw failed("The SQL expression is too long");
  return new Parser(tokenize(source)).statement();
}

class Parser {
  #at = 0;
  constructor(private readonly tokens: readonly Token[]) {}

  statement(): Statement {
    this.#expectWord("SELECT");
    const projections = this.#projections();
    if (!this.#takeWord("FROM")) throw failed("FROM is missing in the SQL expression");
    const { from, alias } = this.#source();
    const where = this.#takeWord("WHERE") ? this.#disjunction() : undefined;
    const limit = this.#takeWord("LIMIT") ? this.#limit() : undefined;
    for (const word of ["GROUP", "ORDER", "UNION"]) {
      if (this.#takeWord(word)) throw failed(`${word} is not supported in the SQL expression`);
    }
    if (this.#next.kind !== "end") throw this.#unexpected();
    return { projections, from, alias, where, limit };
  }

  #projections(): Statement["projections"] {
    if (this.#takeMark("*")) {
      if (this.#isMark(",")) {
        throw failed(
          "Other expressions are not allowed in the SELECT list when '*' is used without dot notation.",
        );
      }
      return "*";
    }
    if (this.#isWord("FROM")) throw failed("The SQL expression contains an empty SELECT");
    const list: Projection[] = [];
    do {
      const of = this.#disjunction();
      list.push({ name: this.#alias() ?? lastName(of), of });
    } while (this.#takeMark(","));
    return list;
  }

  #source(): Pick<Statement, "from" | "alias"> {
    const table = this.#name();
    if (!table) throw failed("FROM is missing in the SQL expression");
    const steps = this.#steps(true);
    const [first, ...rest] = steps;
    if (first && !("every" in first)) throw failed("A path in FROM must begin with [*]");
    const alias = this.#alias();
    const last = rest.at(-1);
    return {
      from: rest,
      alias: alias ?? (rest.length === 0 ? table.name : last && "name" in last ? last.name : undefined),
    };
  }

  #limit(): number {
    const { kind, text } = this.#take();
    if (kind !== "number" || !/^\d+$/.test(text)) throw failed("LIMIT must be a number");
    return Number(text);
  }

  #alias(): string | undefined {
    if (this.#takeWord("AS")) return this.#name()?.name ?? fail(this.#unexpected());
    return this.#name()?.name;
  }

  #disjunction(): Expression {
    let left = this.#conjunction();
    while (this.#takeWord("OR")) left = call("OR", left, this.#conjunction());
    return left;
  }

  #conjunction(): Expression {
    let left = this.#negation();
    while (this.#takeWord("AND")) left = call("AND", left, this.#negation());
    return left;
  }

  #negation(): Expression {
    return this.#takeWord("NOT") ? call("NOT", this.#negation()) : this.#predicate();
  }

  #predicate(): Expression {
    const left = this.#sum();
    if (this.#takeWord("IS")) {
      const negated = this.#takeWord("NOT");
      const what = this.#takeWord("MISSING") ? "IS MISSING" : this.#takeWord("NULL") ? "IS NULL" : undefined;
      if (!what) throw this.#unexpected();
      return inverted(negated, call(what, left));
    }
    const negated = this.#takeWord("NOT");
    if (this.#takeWord("BETWEEN")) {
      const low = this.#sum();
      this.#expectWord("AND");
      return inverted(negated, call("AND", call(">=", left, low), call("<=", left, this.#sum())));
    }
    if (this.#takeWord("IN")) {
      this.#expectMark("(");
      return inverted(negated, call("IN", left, ...this.#operands()));
    }
    if (this.#takeWord("LIKE")) {
      const like = this.#sum();
      const escapeMark = this.#takeWord("ESCAPE") ? [this.#sum()] : [];
      return inverted(negated, call("LIKE", left, like, ...escapeMark));
    }
    if (negated) throw this.#unexpected();
    for (const mark of ["=", "<>", "<=", ">=", "<", ">"]) {
      if (this.#takeMark(mark)) return call(mark, left, this.#sum());
    }
    return left;
  }

  #sum(): Expression {
    let left = this.#product();
    for (;;) {
      const mark = this.#takeMark("+") ? "+" : this.#takeMark("-") ? "-" : undefined;
      if (mark === undefined) return left;
      left = call(mark, left, this.#product());
    }
  }

  #product(): Expression {
    let left = this.#signed();
    for (;;) {
      const mark = ["*", "/", "%"].find((each) => this.#takeMark(each));
      if (mark === undefined) return left;
      left = call(mark, left, this.#signed());
    }
  }

  #signed(): Expression {
    return this.#takeMark("-") ? call("-", { kind: "literal", value: 0 }, this.#signed()) : this.#primary();
  }

  #primary(): Expression {
    const { kind, text } = this.#next;
    if (kind === "number" || kind === "string") {
      this.#take();
      if (kind === "string") return { kind: "literal", value: text };
      const exact = String(Number(text)) === text;
      return { kind: "literal", value: exact ? Number(text) : new Numeral(text) };
    }
    if (this.#takeMark("(")) {
      const inner = this.#disjunction();
      this.#expectMark(")");
      return inner;
    }
    if (kind === "word") {
      const word = text.toUpperCase();
      if (word === "TRUE" || word === "FALSE" || word === "NULL" || word === "MISSING") {
        this.#take();
        const value = word === "NULL" ? null : word === "MISSING" ? undefined : word === "TRUE";
        return { kind: "literal", value };
      }
      const following = this.tokens[this.#at + 1];
      if (following?.kind === "mark" && following.text === "(") return this.#call();
    }
    const first = this.#name();
    if (!first) throw this.#unexpected();
    return { kind: "path", steps: [first, ...this.#steps(false)] };
  }

  #call(): Expression {
    const name = this.#take().text.toUpperCase();
    this.#expectMark("(");
    if (ofDates.includes(name)) throw notImplemented(`the function ${name}`);
    if (name === "COUNT" && this.#takeMark("*")) {
      this.#expectMark(")");
      return { kind: "aggregate", name, of: undefined };
    }
    if (name === "CAST") return this.#cast();
    if (name === "SUBSTRING") return this.#substring();
    if (name === "TRIM") return this.#trim();
    const operands = this.#operands();
    if (aggregates.includes(name)) {
      if (operands.length !== 1) throw failed(`${name} takes one expression`);
      return { kind: "aggregate", name, of: operands[0] };
    }
    if (!functions.includes(name)) throw failed(`There is no function ${name}`);
    if (name === "NULLIF" ? operands.length !== 2 : name !== "COALESCE" && operands.length !== 1) {
      throw failed(`${name} has another number of arguments`);
    }
    return call(name, ...operands);
  }

  #cast(): Expression {
    const of = this.#disjunction();
    this.#expectWord("AS");
    const type = this.#take().text.toUpperCase();
    if (type === "TIMESTAMP") throw notImplemented("CAST AS TIMESTAMP");
    if (!castTypes.includes(type)) throw failed(`There is no data type ${type}`);
    this.#expectMark(")");
    return call(`CAST ${type}`, of);
  }

  #substring(): Expression {
    const operands = [this.#disjunction()];
    if (this.#takeMark(",") || this.#takeWord("FROM")) operands.push(this.#disjunction());
    if (this.#takeMark(",") || this.#takeWord("FOR")) operands.push(this.#disjunction());
    this.#expectMark(")");
    if (operands.length < 2) throw failed("SUBSTRING needs a start");
    return call("SUBSTRING", ...operands);
  }

  #trim(): Expression {
    const side = ["LEADING", "TRAILING", "BOTH"].find((each) => this.#takeWord(each)) ?? "BOTH";
    let characters: Expression = { kind: "literal", value: " " };
    let of = this.#isWord("FROM") ? undefined : this.#disjunction();
    if (this.#takeWord("FROM")) {
      characters = of ?? characters;
      of = this.#disjunction();
    }
    this.#expectMark(")");
    return call(`TRIM ${side}`, of ?? fail(this.#unexpected()), characters);
  }

  #operands(): Expression[] {
    const list: Expression[] = [];
    if (this.#takeMark(")")) return list;
    do list.push(this.#disjunction());
    while (this.#takeMark(","));
    this.#expectMark(")");
    return list;
  }

  /** What comes after a name: `.member`, `."Member"`, `[0]`, `['member']`, and in FROM `.*` and `[*]`. */
  #steps(wild: boolean): Step[] {
    const steps: Step[] = [];
    for (;;) {
      if (this.#takeMark(".")) {
        if (wild && this.#takeMark("*")) steps.push({ every: "member" });
        else steps.push(this.#name() ?? fail(this.#unexpected()));
      } else if (this.#takeMark("[")) {
        const { kind, text } = this.#take();
        if (kind === "number" && /^\d+$/.test(text)) steps.push({ index: Number(text) });
        else if (kind === "string") steps.push({ name: text, exact: true });
        else if (wild && kind === "mark" && text === "*") steps.push({ every: "element" });
        else throw failed("An index must be a number or a name");
        this.#expectMark("]");
      } else return steps;
    }
  }

  #name(): { name: string; exact: boolean } | undefined {
    const { kind, text } = this.#next;
    if (kind !== "quoted" && (kind !== "word" || reserved.has(text.toUpperCase()))) return undefined;
    this.#take();
    return { name: text, exact: kind === "quoted" };
  }

  get #next(): Token {
    return this.tokens[this.#at] as Token;
  }

  #take(): Token {
    const token = this.#next;
    if (token.kind !== "end") this.#at++;
    return token;
  }

  #isWord(word: string): boolean {
    return this.#next.kind === "word" && this.#next.text.toUpperCase() === word;
  }

  #isMark(mark: string): boolean {
    return this.#next.kind === "mark" && this.#next.text === mark;
  }

  #takeWord(word: string): boolean {
    const found = this.#isWord(word);
    if (found) this.#at++;
    return found;
  }

  #takeMark(mark: string): boolean {
    const found = this.#isMark(mark);
    if (found) this.#at++;
    return found;
  }

  #expectWord(word: string): void {
    if (!this.#takeWord(word)) throw this.#unexpected();
  }

  #expectMark(mark: string): void {
    if (!this.#takeMark(mark)) throw this.#unexpected();
  }

  #unexpected() {
    return failed(`The SQL expression cannot be read at: ${this.#next.text || "its end"}`);
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
