/** Values of a call as literals in Java. */

import type { Variables } from "./variables";

/** How brackets are set in Java. */
export const layout = { indent: "    ", trailing: "" };

/** How strings are written, with secrets from the environment. */
export function textFor(variables: Variables): (value: string) => string {
  return (value) =>
    variables
      .pieces(value)
      .map((piece) => ("text" in piece ? JSON.stringify(piece.text) : `System.getenv("${piece.variable}")`))
      .join(" + ");
}
