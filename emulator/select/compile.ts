/** Makes the expressions of a statement executable. */

import { selectError, sqlError } from "./errors";
import { and, calculate, cast, compare, invert, isAmong, isLike, isNothing, ofText, truth } from "./evaluate";
import type { Expression, Step } from "./expression";
import type { Value } from "./values";

/** A row, as expressions see it. */
export interface Row {
  /** A column or member; undefined when it is missing. */
  field(name: string, exact: boolean): Value;
  /** The row as one value. */
  readonly value: Value;
  /** All columns or members with their names. */
  entries(): readonly (readonly [name: string, value: Value])[];
}

/** Evaluates an expression for a row. `totals` are the results of its aggregates, in their order. */
export type Evaluate = (row: Row, totals: readonly Value[]) => Value;

/** Something that is counted or summed up over all rows. */
export interface Aggregate {
  readonly name: string;
  /** Undefined for `COUNT(*)`. */
  readonly of: Evaluate | undefined;
}

/** Makes expressions of one statement executable. */
export class Compiler {
  readonly aggregates: Aggregate[] = [];
  /** @param alias the name of the row itself */
  constructor(private readonly alias: string | undefined) {}

  compile(expression: Expression, where: "select" | "row" = "select"): Evaluate {
    switch (expression.kind) {
      case "literal":
        return () => expression.value;
      case "path":
        return this.#path(expression.steps);
      case "aggregate": {
        if (where === "row") {
          throw sqlError("Aggregate functions stand in the SELECT list only");
        }
        const index = this.aggregates.length;
        this.aggregates.push({
          name: expression.name,
          of: expression.of && this.compile(expression.of, "row"),
        });
        return (_row, totals) => totals[index];
      }
      case "call": {
        const operands = expression.operands.map((each) => this.compile(each, where));
        return compileCall(expression.name, operands);
      }
    }
  }

  #path([first, ...rest]: readonly Step[]): Evaluate {
    if (!first || !("name" in first)) {
      throw sqlError();
    }
    const { name, exact } = first;
    if (name === "_0") {
      throw sqlError("The column index is invalid in the SQL expression");
    }
    if (this.alias === undefined || name.toLowerCase() !== this.alias.toLowerCase()) {
      return (row) => follow(row.field(name, exact), rest);
    }
    const [second, ...others] = rest;
    if (second && "name" in second) {
      if (second.name === "_0") {
        throw sqlError("The column index is invalid in the SQL expression");
      }
      return (row) => follow(row.field(second.name, second.exact), others);
    }
    return (row) => follow(row.value, rest);
  }
}

/** Follows names and indexes into a value. */
export function follow(value: Value, steps: readonly Step[]): Value {
  let current = value;
  for (const step of steps) {
    if ("name" in step) {
      current = current instanceof Map ? memberOf(current, step.name, step.exact) : undefined;
    } else if ("index" in step) {
      current = Array.isArray(current) ? (current as Value[])[step.index] : undefined;
    }
  }
  return current;
}

/** A member by its name, in any letter case unless `exact`. */
export function memberOf(members: ReadonlyMap<string, Value>, name: string, exact: boolean): Value {
  if (exact) {
    return members.get(name);
  }
  const lower = name.toLowerCase();
  const found = [...members.keys()].filter((each) => each.toLowerCase() === lower);
  if (found.length > 1) {
    throw selectError("AmbiguousFieldName");
  }
  return found[0] === undefined ? undefined : members.get(found[0]);
}

function compileCall(name: string, operands: readonly Evaluate[]): Evaluate {
  const [one, two, three] = operands as [Evaluate, Evaluate, Evaluate];
  switch (name) {
    case "AND":
      return (row, totals) => and(truth(one(row, totals)), () => truth(two(row, totals)));
    case "OR":
      return (row, totals) =>
        invert(and(invert(truth(one(row, totals))), () => invert(truth(two(row, totals)))));
    case "NOT":
      return (row, totals) => invert(truth(one(row, totals)));
    case "IS NULL":
      return (row, totals) => isNothing(one(row, totals));
    case "IS MISSING":
      return (row, totals) => one(row, totals) === undefined;
    case "IN":
      return (row, totals) =>
        isAmong(
          one(row, totals),
          operands.slice(1).map((each) => each(row, totals)),
        );
    case "LIKE":
      return (row, totals) => isLike(one(row, totals), two(row, totals), three?.(row, totals));
    case "=":
    case "<>":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return (row, totals) => compare(name, one(row, totals), two(row, totals));
    case "+":
    case "-":
    case "*":
    case "/":
    case "%":
      return (row, totals) => calculate(name, one(row, totals), two(row, totals));
    case "COALESCE":
      return (row, totals) => {
        for (const each of operands) {
          const value = each(row, totals);
          if (!isNothing(value)) {
            return value;
          }
        }
        return null;
      };
    case "NULLIF":
      return (row, totals) => {
        const value = one(row, totals);
        return compare("=", value, two(row, totals)) === true ? null : (value ?? null);
      };
    default:
      return name.startsWith("CAST ")
        ? (row, totals) => cast(one(row, totals), name.slice(5))
        : (row, totals) =>
            ofText(
              name,
              operands.map((each) => each(row, totals)),
            );
  }
}
