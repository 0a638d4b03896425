/** What operators and functions make of values. Comparisons have three outcomes: true, false and unknown, which is null. */

import { selectError } from "./errors";
import { Numeral, numberOf, textOf, type Value } from "./values";

/** Whether a value is null or missing. */
export const isNothing = (value: Value): value is null | undefined => value === null || value === undefined;

/** The outcome of a condition; null where it is unknown. */
type Truth = boolean | null;

/** A value as a condition. Throws ComparisonFailed. */
export function truth(value: Value): Truth {
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

/** Both; the second is not asked for when the first is false. */
export function and(one: Truth, other: () => Truth): Truth {
  if (one === false) {
    return false;
  }
  const second = other();
  return second === false ? false : one === null || second === null ? null : true;
}

/** The opposite; what is unknown stays unknown. */
export function invert(value: Truth): Truth {
  return value === null ? null : !value;
}

const isNumber = (value: Value) => typeof value === "number" || value instanceof Numeral;

/**
 * Texts are compared with numbers as numbers: columns of CSV are texts, and the samples compare them with numbers.
 * unverified(select-compare-text): that a text of no number is unequal to all numbers, and fails in the other comparisons
 */
export function compare(operator: string, left: Value, right: Value): Truth {
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

/** Whether a value is equal to one of others. */
export function isAmong(value: Value, others: readonly Value[]): Truth {
  const outcomes = others.map((other) => compare("=", value, other));
  return outcomes.includes(true) ? true : outcomes.includes(null) ? null : false;
}

/** `%` stands for any text, `_` for one character, and an escape in front takes that from them. */
export function isLike(value: Value, like: Value, escapeMark: Value): Truth {
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

/** The result of `+`, `-`, `*`, `/` or `%`. Throws CastFailed. */
export function calculate(operator: string, left: Value, right: Value): Value {
  if (isNothing(left) || isNothing(right)) {
    return null;
  }
  const [a, b] = [numberOf(left), numberOf(right)];
  // unverified(select-arithmetic-codes): the code of a text that is no number, and of a division by zero
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
      // Whole numbers stay whole, as in SQL, unverified(select-integers).
      return Number.isInteger(a) && Number.isInteger(b) ? Math.trunc(a / b) : a / b;
  }
}

/** A value as one of another type. Throws CastFailed. */
export function cast(value: Value, type: string): Value {
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

/** The result of a function of text: lengths, letter case, SUBSTRING and TRIM. */
export function ofText(name: string, values: readonly Value[]): Value {
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
