/** What the expressions of a statement make of a row. Comparisons have three outcomes: true, false and unknown, which is null. */

import { selectError, sqlError } from "./errors";
import type { Expression, Step } from "./expression";
import { Numeral, numberOf, textOf, type Value } from "./values";

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

const isNothing = (value: Value): value is null | undefined => value === null || value === undefined;

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

type Truth = boolean | null;

function truth(value: Value): Truth {
  if (isNothing(value)) {
    return null;
  }
  if (typeof value === "boolean") {
    return value;
  }
  const text = textOf(value).toLowerCase();
  if (text === "true" || text === "false") {
    return text === "true";
  }
  throw selectError("ComparisonFailed");
}

function and(one: Truth, other: () => Truth): Truth {
  if (one === false) {
    return false;
  }
  const second = other();
  return second === false ? false : one === null || second === null ? null : true;
}

function invert(value: Truth): Truth {
  return value === null ? null : !value;
}

const isNumber = (value: Value) => typeof value === "number" || value instanceof Numeral;

/**
 * Texts are compared with numbers as numbers: columns of CSV are texts, and the samples compare them with numbers.
 * unverified: that a text of no number is unequal to all numbers, and fails in the other comparisons
 */
function compare(operator: string, left: Value, right: Value): Truth {
  if (isNothing(left) || isNothing(right)) {
    return null;
  }
  let [a, b]: [number | string, number | string] = [textOf(left), textOf(right)];
  if (isNumber(left) || isNumber(right)) {
    const [x, y] = [numberOf(left), numberOf(right)];
    if (x === undefined || y === undefined) {
      if (operator === "=" || operator === "<>") {
        return operator === "<>";
      }
      throw selectError("ComparisonFailed");
    }
    [a, b] = [x, y];
  }
  switch (operator) {
    case "=":
      return a === b;
    case "<>":
      return a !== b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    default:
      return a >= b;
  }
}

function isAmong(value: Value, others: readonly Value[]): Truth {
  const outcomes = others.map((other) => compare("=", value, other));
  return outcomes.includes(true) ? true : outcomes.includes(null) ? null : false;
}

/** `%` stands for any text, `_` for one character, and an escape in front takes that from them. */
function isLike(value: Value, like: Value, escapeMark: Value): Truth {
  if (isNothing(value) || isNothing(like)) {
    return null;
  }
  const mark = isNothing(escapeMark) ? undefined : textOf(escapeMark);
  let pattern = "";
  let escaped = false;
  for (const character of textOf(like)) {
    if (!escaped && character === mark) {
      escaped = true;
      continue;
    }
    if (!escaped && character === "%") {
      pattern += ".*";
    } else if (!escaped && character === "_") {
      pattern += ".";
    } else {
      pattern += character.replace(/[\\^$.*+?()[\]{}|/-]/, "\\$&");
    }
    escaped = false;
  }
  return new RegExp(`^${pattern}$`, "su").test(textOf(value));
}

function calculate(operator: string, left: Value, right: Value): Value {
  if (isNothing(left) || isNothing(right)) {
    return null;
  }
  const [a, b] = [numberOf(left), numberOf(right)];
  // unverified: the code of a text that is no number, and of a division by zero
  if (a === undefined || b === undefined || (b === 0 && (operator === "/" || operator === "%"))) {
    throw selectError("CastFailed");
  }
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "%":
      return a % b;
    default:
      // Whole numbers stay whole, as in SQL (unverified).
      return Number.isInteger(a) && Number.isInteger(b) ? Math.trunc(a / b) : a / b;
  }
}

function cast(value: Value, type: string): Value {
  if (isNothing(value)) {
    return value;
  }
  if (type === "STRING") {
    return textOf(value);
  }
  if (type === "BOOL") {
    const text = textOf(value).trim().toLowerCase();
    if (text !== "true" && text !== "false") {
      throw selectError("CastFailed");
    }
    return text === "true";
  }
  const number = numberOf(value);
  if (number === undefined) {
    throw selectError("CastFailed");
  }
  if (type !== "INT" && type !== "INTEGER") {
    return number;
  }
  if (Number.isSafeInteger(Math.trunc(number))) {
    return Math.trunc(number);
  }
  // More digits than a JavaScript number has are kept as they are.
  return /^\s*[+-]?\d+\s*$/.test(textOf(value)) ? new Numeral(textOf(value).trim()) : number;
}

function ofText(name: string, values: readonly Value[]): Value {
  if (values.some(isNothing)) {
    return null;
  }
  const [text = "", second = ""] = values.map(textOf);
  const characters = [...text];
  switch (name) {
    case "CHAR_LENGTH":
    case "CHARACTER_LENGTH":
      return characters.length;
    case "LOWER":
      return text.toLowerCase();
    case "UPPER":
      return text.toUpperCase();
    case "SUBSTRING": {
      const [start, length] = [
        numberOf(values[1]),
        values.length > 2 ? numberOf(values[2]) : Number.POSITIVE_INFINITY,
      ];
      if (start === undefined || length === undefined) {
        throw selectError("CastFailed");
      }
      const from = Math.max(1, start);
      return characters.slice(from - 1, from - 1 + Math.max(0, length)).join("");
    }
    default: {
      const away = (character: string | undefined) => character !== undefined && second.includes(character);
      let [from, to] = [0, characters.length];
      if (name !== "TRIM TRAILING") {
        while (from < to && away(characters[from])) {
          from++;
        }
      }
      if (name !== "TRIM LEADING") {
        while (to > from && away(characters[to - 1])) {
          to--;
        }
      }
      return characters.slice(from, to).join("");
    }
  }
}
