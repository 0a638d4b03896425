/** The syntax of a folder's patterns: `.gitignore`, with common extensions. Patterns that could never match are rejected. */

/** Whether a pattern is negated, and includes again what earlier ones have matched. */
export function isNegated(pattern: string): boolean {
  return pattern.startsWith("!");
}

/** A pattern without the `!` before it. */
export function withoutNegation(pattern: string): string {
  return pattern.replace(/^!/, "");
}

/** Why a pattern is invalid, and how to correct it; `undefined` when it is valid. */
export function patternReason(pattern: string): string | undefined {
  const bare = withoutNegation(pattern);
  if (bare.trim() === "") {
    return "matches nothing: give a pattern such as *.html";
  }
  if (/^#/.test(pattern)) {
    return `is a comment in .gitignore; write \\${pattern} for a name that begins with #`;
  }
  if (/^(\.?\/)?\.\.(\/|$)/.test(bare)) {
    return "leads out of the source: patterns are relative to it";
  }
  if (/\\([A-Za-z0-9._-]|$)/.test(bare.replaceAll("\\\\", ""))) {
    return `has backslashes, which do not stand between folders: write ${pattern.replaceAll("\\", "/").replace(/\/$/, "")}`;
  }
  if (/(?<!\\)\{[^{},]*\.\.[^{},]*\}/.test(bare)) {
    return "has a range in braces; list its members, as {a,b,c}, or write [0-9]";
  }
  const group = /(?<!\\)[?*+!]?\([^()]*\|[^()]*\)/.exec(bare.replace(choice, ""));
  if (group !== null) {
    const braces = `{${group[0].replace(/^[^(]*\(|\)$/g, "").replaceAll("|", ",")}}`;
    return group[0].startsWith("!")
      ? `has ${group[0]}, which is not a pattern: take all, and leave these out with exclude`
      : `has ${group[0]}, which is not a pattern: write ${bare.replace(group[0], braces)}`;
  }
  return undefined;
}

/** Why a pattern of a rule is invalid. It stands alone, so it cannot be negated. */
export function ruleReason(pattern: string): string | undefined {
  return isNegated(pattern)
    ? `takes back what patterns before it have matched, and there are none: give the files that it means a pattern of their own, or write \\${pattern} for a name that begins with !`
    : patternReason(pattern);
}

/** `@(a|b)` of extended globs. */
const choice = /(?<!\\)@\(([^()|]*(?:\|[^()|]*)+)\)/g;

/** The equivalent patterns of `.gitignore`: without a leading `./`, and one for each alternative in braces. */
export function plainPatterns(pattern: string): readonly string[] {
  const sign = isNegated(pattern) ? "!" : "";
  const bare = withoutNegation(pattern)
    .replace(/^(\.\/+)+(?=[^/])/, "/")
    .replace(choice, (_, members: string) => `{${members.replaceAll("|", ",")}}`);
  return choose(bare).map((one) => sign + one);
}

function choose(pattern: string): readonly string[] {
  // The innermost braces first, so that those around them find none inside.
  const found = /(?<!\\)\{([^{}]*,[^{}]*)\}/.exec(pattern);
  if (found === null) {
    return [pattern];
  }
  const [before, after] = [pattern.slice(0, found.index), pattern.slice(found.index + found[0].length)];
  return (found[1] ?? "").split(",").flatMap((member) => choose(before + member + after));
}

/** Suggestions for a pattern that matches nothing. */
export function likelyMeant(pattern: string, source: string): readonly string[] {
  const sign = isNegated(pattern) ? "!" : "";
  const bare = withoutNegation(pattern).replace(/^(\.\/+)+/, "");
  const folders = source.split(/[\\/]+/).filter((part) => part !== "" && part !== ".");
  const withoutSource = folders
    .map((_, index) => folders.slice(index).join("/"))
    .filter((path) => bare.replace(/^\//, "").startsWith(`${path}/`))
    .map((path) => bare.replace(/^\//, "").slice(path.length));
  const slashes = bare.includes("\\") ? [bare.replaceAll("\\", "/")] : [];
  return [...withoutSource, ...slashes].map((one) => sign + one);
}
