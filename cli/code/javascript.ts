/** Values and names in JavaScript and TypeScript. */

import { printName, printText } from "../adopt/expression";
import { bracketed, indented, type Syntax } from "./literals";
import type { Variables } from "./variables";

/** How values are written, with secrets from the environment. */
export function javascript(variables: Variables): Syntax {
  return {
    text: (value) =>
      variables
        .pieces(value)
        .map((piece) => ("text" in piece ? printText(piece.text) : `process.env.${piece.variable}`))
        .join(" + "),
    true: "true",
    false: "false",
    list: (items) => bracketed("[", items, "]"),
    map: (entries) => object(entries.map(([name, value]) => `${printName(name)}: ${value}`)),
  };
}

/** An object of members that are written already. */
export function object(members: readonly string[]): string {
  return bracketed("{", members, "}", { spaced: true });
}

/** A function body, further in. */
export function block(lines: readonly string[]): string {
  return indented(lines.join("\n"), "  ");
}
