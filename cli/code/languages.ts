/** The words of `--code`, for code that must not load what writes programs. */

/** In the order in which they are shown. */
export const languageNames = [
  "curl",
  "node",
  "go",
  "python",
  "java",
  "coscli",
  "cosapi",
  "command",
  "pulumi",
] as const;

/** A language or a tool in which a call can be written down. */
export type LanguageName = (typeof languageNames)[number];

/** Those in which a request can be signed that the table does not know. */
export const freeLanguages = [
  "curl",
  "node",
  "go",
  "python",
  "java",
] as const satisfies readonly LanguageName[];
