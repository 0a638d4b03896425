/** How signatures are printed for people. */

import { visible } from "../../provider/client/visible";
import type { SignatureStep } from "../../provider/signature";

/** One line for each step; a value that has lines of its own is written as a string of JSON. */
export function stepLines(steps: readonly SignatureStep[]): string {
  const width = Math.max(...steps.map(({ name }) => name.length));
  return steps
    .map(({ name, value }) =>
      `${name.padEnd(width)}  ${visible(value.includes("\n") ? JSON.stringify(value) : value)}`.trimEnd(),
    )
    .join("\n");
}
