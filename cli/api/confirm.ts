/** Asks before something is destroyed. */

import { createInterface } from "node:readline/promises";
import type { Operation } from "../../provider/api/operations";
import type { Effect } from "../../provider/api/operations/operation";
import { visible } from "../../provider/client/visible";
import { UsageError } from "./usage";

/** What a person has to agree to; `undefined` for what only reads or writes. */
export function warningOf(name: string, effect: Effect): string | undefined {
  switch (effect) {
    case "destroys":
      return `${name} destroys what is there`;
    case "cannot be undone":
      return `${name} cannot be undone`;
    default:
      return undefined;
  }
}

/**
 * Lets pass what only reads or writes, and what a person agrees to.
 * @param target what the call is about, such as `site-1250000000/a.txt`
 * @throws UsageError when the answer is no, or there is no terminal to ask at
 */
export async function confirm(
  { name, effect }: Operation,
  target: string,
  { yes, input }: { readonly yes?: true | undefined; readonly input?: string | undefined },
): Promise<void> {
  const warning = warningOf(name, effect);
  if (yes || warning === undefined) {
    return;
  }
  if (!process.stdin.isTTY || !process.stderr.isTTY || input === "-") {
    throw new UsageError(`${warning}: --yes says that it is meant`);
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    // Ctrl-C and Ctrl-D are no answer.
    const answer = await terminal
      .question(`${warning}. ${visible(target)}: go on? (yes/no) `)
      .catch(() => "");
    if (!/^y(es)?$/i.test(answer.trim())) {
      throw new UsageError("not sent");
    }
  } finally {
    terminal.close();
  }
}
