/** Matches the names of a folder's files, as git does with the patterns of `.gitignore`. */

import ignore, { type Ignore } from "ignore";
import { plainPatterns, withoutNegation } from "./patterns";

/** Whether a pattern matches a name relative to the folder, with `/` as separator and at the end of a folder's name. */
export type Matcher = (name: string) => boolean;

/** An empty list of patterns; those that are added are case-sensitive, as keys are. */
export function noPatterns(): Ignore {
  return ignore({ ignorecase: false });
}

/** Reads a pattern. A negated pattern matches the names that it would include again. */
export function matcherOf(pattern: string): Matcher {
  const patterns = noPatterns().add(plainPatterns(withoutNegation(pattern)));
  return (name) => patterns.ignores(name);
}

/** Watches which patterns of the arguments match no file. */
export class FitWatch {
  readonly #waiting: Map<string, { readonly pattern: string; readonly matches: Matcher }>;

  /** @param patterns by the paths of the arguments that hold them */
  constructor(patterns: Readonly<Record<string, string>>) {
    this.#waiting = new Map(
      Object.entries(patterns).map(([path, pattern]) => [path, { pattern, matches: matcherOf(pattern) }]),
    );
  }

  /** Notes the patterns that a file or folder matches. */
  see(name: string): void {
    for (const [path, { matches }] of this.#waiting) {
      if (matches(name)) {
        this.#waiting.delete(path);
      }
    }
  }

  /** The patterns that nothing has matched, by the paths of the arguments. */
  get unfitted(): ReadonlyMap<string, string> {
    return new Map([...this.#waiting].map(([path, { pattern }]) => [path, pattern]));
  }
}
