/** The settings of each file: those of all matching rules, and the media type by its extension. */

import { createHash } from "node:crypto";
import { withLowerCaseMetadata } from "../object/headers";
import { guessContentEncoding, guessContentType } from "../object/source";
import type { ObjectSettings } from "../object/values";
import type { FolderRule } from "./fields";
import { type Matcher, matcherOf } from "./matcher";

/** Characters of a hash of settings, 6 bits each. Short, because the state has one per file and a folder few different ones. */
const hashLength = 6;

/** The settings of one file. */
export interface FileSettings {
  /** Arguments of an object, without place and content. */
  readonly settings: ObjectSettings;
  /** A short hash, equal for equal settings. */
  readonly hash: string;
  /** Whether it is uploaded after the others. */
  readonly last: boolean;
}

/** Computes the settings of files by their names. */
export class SettingsTable {
  readonly #rules: readonly { readonly rule: FolderRule; readonly matches: Matcher }[];
  readonly #fitted = new Set<FolderRule>();
  readonly #known = new Map<string, FileSettings>();

  constructor(rules: readonly FolderRule[] = []) {
    this.#rules = rules.map((rule) => ({ rule, matches: matcherOf(rule.match) }));
  }

  /** The patterns that no file has matched so far, by their paths. */
  get unfitted(): ReadonlyMap<string, string> {
    return new Map(
      this.#rules.flatMap(({ rule }, index): [string, string][] =>
        this.#fitted.has(rule) ? [] : [[`rules[${index}].match`, rule.match]],
      ),
    );
  }

  /** @param name relative to the folder, with `/` */
  of(name: string): FileSettings {
    const contentEncoding = guessContentEncoding(name);
    let given: ObjectSettings = {
      contentType: guessContentType({ key: name }),
      ...(contentEncoding !== undefined && { contentEncoding }),
    };
    let last = /\.html?$/i.test(name);
    for (const { rule, matches } of this.#rules) {
      if (!matches(name)) {
        continue;
      }
      this.#fitted.add(rule);
      const { match: _match, last: isLast, ...settings } = rule;
      given = { ...given, ...settings };
      last ||= isLast === true;
    }
    const settings = withLowerCaseMetadata(given);
    // Files with equal settings share one object, which saves memory with ten thousand files.
    const text = JSON.stringify(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)));
    const key = `${text}${last}`;
    const known = this.#known.get(key);
    if (known !== undefined) {
      return known;
    }
    const found = {
      settings,
      hash: createHash("sha256").update(text).digest("base64url").slice(0, hashLength),
      last,
    };
    this.#known.set(key, found);
    return found;
  }
}
