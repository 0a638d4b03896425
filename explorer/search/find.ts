/** Finds operations by whatever people know of them, typing errors forgiven. */

import MiniSearch, { type Query, type SearchResult } from "minisearch";
import type { Catalogue, OperationEntry } from "../../cli/explore/wire";

/** What an operation is found by, and how much that counts. */
const weights = {
  name: 8,
  aliases: 9,
  methods: 5,
  pages: 5,
  subresource: 4,
  errors: 4,
  action: 3,
  title: 3,
  parameters: 2,
  family: 1,
};

type Reason = keyof typeof weights;

/** An operation that was found. */
export interface Hit {
  readonly operation: OperationEntry;
  /** What it was found by, when that is not seen in its name: `setBucketCrossOriginConfiguration`. */
  readonly reason?: { readonly kind: Reason; readonly text: string };
}

type Entry = Readonly<Record<Reason, readonly string[]>> & { readonly id: string };

/**
 * The words of a name: of `PutBucketCors`, `put_bucket_cors` and `put-bucket-cors` the same. A name of several words is a word itself as
 * well.
 */
function wordsOf(name: string): readonly string[] {
  const words = name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== "");
  return words.length > 1 ? [...words, words.join("")] : words;
}

/** A search over all operations. */
export function newSearch({ families, operations }: Catalogue): (query: string) => readonly Hit[] {
  const titles = new Map(families.map(({ name, title }) => [name, title]));
  const byName = new Map(operations.map((operation) => [operation.name, operation]));
  const entries = new Map<string, Entry>(
    operations.map((operation) => [
      operation.name,
      {
        id: operation.name,
        name: [operation.name],
        aliases: operation.aliases,
        methods: operation.methods,
        pages: operation.pages,
        subresource: operation.subresource === undefined ? [] : [operation.subresource],
        errors: operation.errors,
        // Without `name/cos:`, which all have.
        action: [operation.action.replace(/^.*:/, "")],
        title: operation.title.split(/\s+/),
        parameters: operation.parameters,
        family: (titles.get(operation.family) ?? operation.family).split(/\s+/),
      },
    ]),
  );
  const index = new MiniSearch<Entry>({
    fields: Object.keys(weights),
    extractField: (entry, field) => {
      const value = entry[field as keyof Entry];
      return Array.isArray(value) ? value.join("\n") : String(value);
    },
    tokenize: (text) => text.split("\n").flatMap(wordsOf),
  });
  index.addAll([...entries.values()]);

  return (query) =>
    index
      .search(queryOf(query), {
        boost: weights,
        prefix: (word) => word.length > 1,
        // Of short words almost each is near to another, and a number is that number.
        fuzzy: (word) => (word.length < 5 || /^\d+$/.test(word) ? false : 0.25),
        weights: { prefix: 0.6, fuzzy: 0.3 },
        tokenize: (word) => [word],
      })
      .flatMap((result) => {
        const operation = byName.get(result.id);
        const entry = entries.get(result.id);
        return operation === undefined || entry === undefined
          ? []
          : [{ operation, ...reasonOf(entry, result) }];
      });
}

/** All words of what was typed, each by its parts or as a whole; or all of them as one name, as in `list objects`. */
function queryOf(text: string): Query {
  const typed = text.trim().split(/\s+/);
  const all: Query = { combineWith: "AND", queries: typed.map(queryOfName) };
  return typed.length < 2
    ? all
    : { combineWith: "OR", queries: [all, typed.flatMap((name) => wordsOf(name).slice(-1)).join("")] };
}

function queryOfName(name: string): Query {
  const words = wordsOf(name);
  const [whole] = words.slice(-1);
  return words.length < 2
    ? (words[0] ?? name)
    : {
        combineWith: "OR",
        queries: [{ combineWith: "AND", queries: words.slice(0, -1) }, whole ?? name],
      };
}

/** The text that an operation was found by: the one with most of the words that matched. */
function reasonOf(entry: Entry, { match }: SearchResult): Pick<Hit, "reason"> {
  const words = Object.keys(match);
  const countIn = (text: string) => {
    const has = new Set(wordsOf(text));
    return words.filter((word) => has.has(word)).length;
  };
  const seen = countIn(entry.name[0] ?? "") + Math.max(0, ...entry.title.map(countIn));
  let best: { kind: Reason; text: string; count: number } | undefined;
  for (const kind of Object.keys(weights) as Reason[]) {
    if (kind === "name" || kind === "title" || kind === "family") {
      continue;
    }
    for (const text of entry[kind]) {
      const count = countIn(text);
      if (count > (best?.count ?? seen)) {
        best = { kind, text, count };
      }
    }
  }
  return best === undefined ? {} : { reason: { kind: best.kind, text: best.text } };
}
