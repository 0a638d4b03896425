/** The query of a request: ordered pairs for signatures, case-insensitive names for everything else. */

/** One `name=value` of a query, decoded once. */
export type QueryPair = readonly [name: string, value: string];

function decode(text: string): string {
  // Go's url.Values writes a space as "+"; a literal plus arrives as %2B from every SDK.
  const spaced = text.includes("+") ? text.replaceAll("+", " ") : text;
  if (!spaced.includes("%")) {
    return spaced;
  }
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** A parsed query. Names are matched without case: SDKs disagree on `versionId` and `VersionId`. */
export class Query {
  /** All pairs in the order sent. */
  readonly pairs: readonly QueryPair[];
  readonly #byName = new Map<string, string>();

  constructor(source: string) {
    const pairs: QueryPair[] = [];
    if (source) {
      for (const piece of source.split("&")) {
        if (!piece) {
          continue;
        }
        const equals = piece.indexOf("=");
        const name = decode(equals < 0 ? piece : piece.slice(0, equals));
        const value = equals < 0 ? "" : decode(piece.slice(equals + 1));
        pairs.push([name, value]);
        const lower = name.toLowerCase();
        if (!this.#byName.has(lower)) {
          this.#byName.set(lower, value);
        }
      }
    }
    this.pairs = pairs;
  }

  /** Whether the name is there, with or without a value. */
  has(name: string): boolean {
    return this.#byName.has(name.toLowerCase());
  }

  /** The first value of a name; `""` when it has none, undefined when it is absent. */
  get(name: string): string | undefined {
    return this.#byName.get(name.toLowerCase());
  }
}
