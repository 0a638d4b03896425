/** Chooses from JSON by JMESPath (https://jmespath.org). */

import { UsageError } from "./usage";

/** What is used of the library. */
interface JmesPath {
  search(value: unknown, expression: string): unknown;
  compile(expression: string): unknown;
}

/** Loaded where it is needed: most commands choose nothing. */
function jmespath(): JmesPath {
  return require("@jmespath-community/jmespath") as JmesPath;
}

/**
 * What an expression chooses.
 * @throws UsageError when the value is not one that the expression can be asked of
 */
export function choose(expression: string, value: unknown): unknown {
  return explained(() => jmespath().search(value, expression));
}

/** @throws UsageError for an expression that is none, before anything is sent */
export function checkExpression(expression: string): void {
  explained(() => jmespath().compile(expression));
}

function explained<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new UsageError(`--query: ${(error as Error).message}`);
  }
}
