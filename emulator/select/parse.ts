/**
 * Reads `SELECT … FROM … WHERE … LIMIT …`.
 * https://www.tencentcloud.com/document/product/436/32473
 */

import { sqlError } from "./errors";
import { type Expression, ExpressionParser, type Step } from "./expression";
import { Tokens } from "./tokens";

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

/** Longer ones are refused (page 32472). */
const maxExpression = 256 * 1024;

/** Reads a statement. Throws SQLParsingError. */
export function parseStatement(source: string): Statement {
  if (source.length > maxExpression) {
    throw sqlError("The SQL expression is too long");
  }
  return new Parser(new Tokens(source)).statement();
}

class Parser {
  readonly #expressions: ExpressionParser;

  constructor(private readonly tokens: Tokens) {
    this.#expressions = new ExpressionParser(tokens);
  }

  statement(): Statement {
    this.tokens.expectWord("SELECT");
    const projections = this.#projections();
    if (!this.tokens.takeWord("FROM")) {
      throw sqlError("FROM is missing in the SQL expression");
    }
    const { from, alias } = this.#source();
    const where = this.tokens.takeWord("WHERE") ? this.#expressions.whole() : undefined;
    const limit = this.tokens.takeWord("LIMIT") ? this.#limit() : undefined;
    for (const word of ["GROUP", "ORDER", "UNION"]) {
      if (this.tokens.takeWord(word)) {
        throw sqlError(`${word} is not supported in the SQL expression`);
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
        throw sqlError(
          "Other expressions are not allowed in the SELECT list when '*' is used without dot notation.",
        );
      }
      return "*";
    }
    if (this.tokens.isWord("FROM")) {
      throw sqlError("The SQL expression contains an empty SELECT");
    }
    const list: Projection[] = [];
    do {
      const of = this.#expressions.whole();
      list.push({ name: this.#alias() ?? lastName(of), of });
    } while (this.tokens.takeMark(","));
    return list;
  }

  #source(): Pick<Statement, "from" | "alias"> {
    const table = this.#expressions.name();
    if (!table) {
      throw sqlError("FROM is missing in the SQL expression");
    }
    const steps = this.#expressions.steps(true);
    const [first, ...rest] = steps;
    if (first && !("every" in first)) {
      throw sqlError("A path in FROM must begin with [*]");
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
      throw sqlError("LIMIT must be a number");
    }
    return Number(text);
  }

  #alias(): string | undefined {
    const required = this.tokens.takeWord("AS");
    const name = this.#expressions.name()?.name;
    if (required && name === undefined) {
      throw this.tokens.unexpected();
    }
    return name;
  }
}

/** The name of a column that has no alias. */
function lastName(of: Expression): string | undefined {
  const last = of.kind === "path" ? of.steps.at(-1) : undefined;
  return last && "name" in last ? last.name : undefined;
}
