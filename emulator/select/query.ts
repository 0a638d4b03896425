/** A statement at work: which rows it takes, and what it makes of them. */

import { Compiler, type Evaluate, follow, memberOf, type Row } from "./compile";
import { selectError, sqlError } from "./errors";
import type { Expression, Step } from "./expression";
import { parseStatement } from "./parse";
import { numberOf, type Value } from "./values";

/** One record of the result: its columns with their names. */
export type Result = readonly (readonly [name: string, value: Value])[];

/** A statement that is ready to run. */
export interface Query {
  /** Whether the records must be JSON. */
  readonly needsJson: boolean;
  /** Results for the rows of one more record. */
  take(record: Row): Result[];
  /** Whether no further record can change the result. */
  readonly done: boolean;
  /** What is known only after the last record. */
  finish(): Result[];
}

/** Prepares a statement. Throws SQLParsingError. */
export function prepareQuery(source: string): Query {
  const { projections, from, alias, where, limit = Number.POSITIVE_INFINITY } = parseStatement(source);
  const compiler = new Compiler(alias);
  const filter = where && compiler.compile(where, "row");
  const columns =
    projections === "*"
      ? undefined
      : projections.map(({ name, of }, index) => ({
          name: name ?? `_${index + 1}`,
          of: compiler.compile(of),
        }));
  const { aggregates } = compiler;
  if (projections !== "*" && aggregates.length > 0) {
    for (const { of } of projections) {
      if (readsRow(of)) {
        throw sqlError("Columns cannot stand beside aggregate functions");
      }
    }
  }
  const sums = aggregates.map(({ name, of }) => new Sum(name, of));
  let left = limit;

  const project = (row: Row, totals: readonly Value[]): Result =>
    columns ? columns.map(({ name, of }) => [name, of(row, totals)] as const) : row.entries();
  return {
    needsJson: from.length > 0,
    take: (record) => {
      const results: Result[] = [];
      for (const row of rowsOf(record, from)) {
        if (filter && filter(row, []) !== true) {
          continue;
        }
        for (const sum of sums) {
          sum.add(row);
        }
        if (sums.length === 0 && left > 0) {
          results.push(project(row, []));
          left--;
        }
      }
      return results;
    },
    get done() {
      return sums.length === 0 && left <= 0;
    },
    finish: () =>
      sums.length > 0 && left > 0
        ? [
            project(
              valueRow(undefined),
              sums.map((sum) => sum.total),
            ),
          ]
        : [],
  };
}

/** Whether an expression looks at a row outside of aggregates. */
function readsRow(expression: Expression): boolean {
  if (expression.kind === "call") {
    return expression.operands.some(readsRow);
  }
  return expression.kind === "path";
}

/** A row that is one value of JSON. */
export function valueRow(value: Value): Row {
  return {
    value,
    field: (name, exact) => {
      const member = value instanceof Map ? memberOf(value, name, exact) : undefined;
      // A row that a wildcard found is called _1.
      return member === undefined && name === "_1" ? value : member;
    },
    entries: () => (value instanceof Map ? [...value] : value === undefined ? [] : [["_1", value]]),
  };
}

/** The rows that the path of FROM finds in a record: at least one, which is missing where nothing is found. */
function rowsOf(record: Row, path: readonly Step[]): Row[] {
  if (path.length === 0) {
    return [record];
  }
  let values: Value[] = [record.value];
  for (const step of path) {
    values = values.flatMap((value): Value[] => {
      if (!("every" in step)) {
        return [follow(value, [step])];
      }
      const found = step.every === "member" ? (value instanceof Map ? [...value.values()] : []) : value;
      return Array.isArray(found) && found.length > 0 ? (found as Value[]) : [undefined];
    });
  }
  return values.map(valueRow);
}

/** One aggregate on its way; what is null or missing does not count. */
class Sum {
  #count = 0;
  #sum = 0;
  #least = Number.POSITIVE_INFINITY;
  #most = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly name: string,
    private readonly of: Evaluate | undefined,
  ) {}

  add(row: Row): void {
    const value = this.of ? this.of(row, []) : true;
    if (value === undefined || value === null) {
      return;
    }
    this.#count++;
    if (this.name === "COUNT") {
      return;
    }
    const number = numberOf(value);
    // unverified(select-aggregate-codes): the code; MAX and MIN of texts that are no numbers are not documented
    if (number === undefined) {
      throw selectError("CastFailed");
    }
    this.#sum += number;
    this.#least = Math.min(this.#least, number);
    this.#most = Math.max(this.#most, number);
  }

  get total(): Value {
    if (this.name === "COUNT") {
      return this.#count;
    }
    if (this.#count === 0) {
      return null;
    }
    switch (this.name) {
      case "SUM":
        return this.#sum;
      case "AVG":
        return this.#sum / this.#count;
      default:
        return this.name === "MIN" ? this.#least : this.#most;
    }
  }
}
