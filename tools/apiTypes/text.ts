/** Text of declarations. */

import type { Constants } from "./comments";

/** A piece of code in a comment. */
export function code(text: string): string {
  return `\`${text}\``;
}

/** A member with its comment, indented. */
export function member(lines: readonly (string | undefined)[], text: string): string {
  return declaration(lines, text).replace(/^(?=.)/gm, "  ");
}

/** A declaration with its comment. */
export function declaration(lines: readonly (string | undefined)[], text: string): string {
  const told = lines
    .filter((line) => line !== undefined && line !== "")
    .join("\n")
    .split("\n")
    .map((line) => line.trim());
  const comment =
    told.join("") === ""
      ? ""
      : told.length === 1
        ? `/** ${told[0]} */\n`
        : `/**\n${told.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */\n`;
  return `${comment.replace(/\*\/(?=.)/g, "* /")}${text}`;
}

/** An interface without its comment. */
export function interfaceText(
  name: string,
  members: readonly string[],
  above: readonly string[] = [],
): string {
  const heirOf = above.length === 0 ? "" : ` extends ${above.join(", ")}`;
  return `export interface ${name}${heirOf} {${members.length === 0 ? "" : `\n${members.join("\n")}\n`}}`;
}

/** The name of a constant's type; `undefined` when no constant has this value. */
export function typeNameOf(constants: Constants, value: object): string | undefined {
  const name = constants.get(value)?.name;
  return name && name.charAt(0).toUpperCase() + name.slice(1);
}
