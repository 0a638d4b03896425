/** Values of a call as literals in Python. */

import { bracketed, type Syntax } from "./literals";
import type { Variables } from "./variables";

/** How values are written, with secrets from the environment. */
export function python(variables: Variables): Syntax {
  return {
    text: (value) =>
      variables
        .pieces(value)
        .map((piece) => ("text" in piece ? quoted(piece.text) : `os.environ["${piece.variable}"]`))
        .join(" + "),
    true: "True",
    false: "False",
    list: (items) => bracketed("[", items, "]", layout),
    map: (entries) =>
      bracketed(
        "{",
        entries.map(([name, value]) => `${quoted(name)}: ${value}`),
        "}",
        layout,
      ),
  };
}

/** How brackets are set in Python. */
const layout = { indent: "    " };

/** A string that holds no secret. JSON's escapes are Python's, but for pairs of surrogates, which stay as characters. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\u00a0\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** The arguments of a call, in their brackets. */
export function arguments_(items: readonly string[]): string {
  return bracketed("(", items, ")", layout);
}

/** A key as the SDK takes it: it takes one slash away. */
export function rawKey(key: string): string {
  return key.startsWith("/") ? `/${key}` : key;
}
