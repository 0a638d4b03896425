/** Finds the rules of a folder that give each of its files the settings that it has. */

import type { Props } from "../../provider/model/props";
import type { FolderRule } from "../../provider/resources/folder/fields";
import { matcherOf } from "../../provider/resources/folder/matcher";

/** A file, and what it has that does not follow from its name. */
export interface FolderFile {
  /** Relative to the folder, with `/`. */
  readonly name: string;
  /** Settings by name, as in a rule. */
  readonly settings: Props;
}

/** A pattern, and the files that it matches. */
interface Candidate {
  readonly match: string;
  readonly names: readonly string[];
}

/**
 * Rules that say for each file what it has: by extension or folder where all files there have the same, else by name. No file is matched by
 * two of them.
 */
export function rulesFor(files: readonly FolderFile[]): readonly FolderRule[] {
  const groups = new Map<string, FolderFile[]>();
  for (const file of files) {
    const key = JSON.stringify(Object.entries(file.settings).sort(([a], [b]) => (a < b ? -1 : 1)));
    groups.set(key, [...(groups.get(key) ?? []), file]);
  }
  const candidates = candidatesFor(files.map(({ name }) => name));
  return [...groups.values()]
    .flatMap((group) => {
      const [{ settings }] = group as [FolderFile];
      const patterns = patternsFor(
        group.map(({ name }) => name),
        candidates,
      );
      return Object.keys(settings).length === 0 ? [] : patterns.map((pattern) => ({ ...pattern, settings }));
    })
    .sort((a, b) => b.names.length - a.names.length)
    .map(({ match, settings }) => ({ match, ...settings }));
}

/** Patterns that a person would write; those that match most come first. */
function candidatesFor(names: readonly string[]): readonly Candidate[] {
  const folders = names.flatMap((name) => {
    const [, folder] = /^([\w-]+(?:\/[\w-]+)*)\/[^/]+$/.exec(name) ?? [];
    return folder === undefined ? [] : [`${folder}/**`];
  });
  const extensions = names.flatMap((name) => {
    const [, extension] = /\.([A-Za-z0-9]+)$/.exec(name) ?? [];
    return extension === undefined ? [] : [`*.${extension}`];
  });
  return [...new Set(["*", ...folders, ...extensions])]
    .map((match) => ({ match, names: names.filter(matcherOf(match)) }))
    .sort((a, b) => b.names.length - a.names.length);
}

/** As few patterns as match all names of a group and nothing else. */
function patternsFor(group: readonly string[], candidates: readonly Candidate[]): readonly Candidate[] {
  const inside = new Set(group);
  const left = new Set(group);
  const patterns: Candidate[] = [];
  for (const candidate of candidates) {
    const { names } = candidate;
    if (names.length > 1 && names.every((name) => inside.has(name) && left.has(name))) {
      patterns.push(candidate);
      for (const name of names) {
        left.delete(name);
      }
    }
  }
  return [...patterns, ...[...left].map((name) => ({ match: patternOfName(name), names: [name] }))];
}

/** A pattern that means one name: from the root, with everything that has a meaning in patterns escaped. */
function patternOfName(name: string): string {
  return `/${name.replace(/[\\*?[\]{}()!# ]/g, "\\$&")}`;
}
