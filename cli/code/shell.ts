/** Quoting for POSIX shells. */

import type { Variables } from "./variables";

/** A word of a command: bare where nothing in it means something to the shell. */
export function word(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** The same, with secrets from the environment. */
export function quotedFor(variables: Variables): (text: string) => string {
  return (text) =>
    variables
      .pieces(text)
      .map((piece) => ("text" in piece ? word(piece.text) : `"$${piece.variable}"`))
      .join("");
}

/** A command of several lines. */
export function shellCommand(parts: readonly string[]): string {
  return parts.join(" \\\n  ");
}

/** Lines that say why there is no command, and fail. */
export function refusal(reason: string): readonly string[] {
  return [`# ${reason}`, `echo ${word(reason)} >&2`, "exit 2"];
}
