/** Matches the names of a folder's files, as git does with the patterns of `.gitignore`. */

import ignore, { type Ignore } from "ignore";
import { plainPatterns, withoutNegation } from "./patterns";

/** Whether a pattern matches a file's name, which is relative to the folder, with `/`, also at its end when it is a folder itself. */
export type Matcher = (name: string) => boolean;

/** No patterns yet; those that are added tell case apart, as keys do. */
export function noPatterns(): Ignore {
  return ignore({ ignorecase: false });
}

/** Reads a pattern. One that takes back others matches what they would be taken back for. */
export function matcherOf(pattern: string): Matcher {
  const patterns = noPatterns().add(plainPatterns(withoutNegation(pattern)));
  return (name) => patterns.ignores(name);
}

/** An argument's patterns of which it is to be seen whether anything fits them. */
export class FitWatch {
  readonly #waiting: Map<string, { readonly pattern: string; readonly matches: Matcher }>;

  /** @param patterns by the paths of the arguments that hold them */
  constructor(patterns: Readonly<Record<string, string>>) {
    this.#waiting = new Map(
      Object.entries(patterns).map(([path, pattern]) => [path, { pattern, matches: matcherOf(pattern) }]),
    );
  }

  /** Takes note of a file or folder. */
  see(name: string): void {
    for (const [path, { matches }] of this.#waiting) {
      if (matches(name)) {
        this.#waiting.delete(path);
      }
    }
  }

  /** What nothing has fitted, by the paths of the arguments. */
  get unfitted(): ReadonlyMap<string, string> {
    return new Map([...this.#waiting].map(([path, { pattern }]) => [path, pattern]));
  }
}
