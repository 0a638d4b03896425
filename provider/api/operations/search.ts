/** Finds operations by whatever a person knows of them. */

import { type Operation, operations } from ".";

/** What an operation is known by, the most telling first; all in lower case. */
function wordsOf(operation: Operation): readonly (readonly string[])[] {
  const { name, aliases = [], sdk, action, subresource, query, headers, answerHeaders, errors } = operation;
  const methods = Object.values(sdk as Readonly<Record<string, readonly string[]>>).flat();
  const lists: readonly (readonly string[])[] = [
    [name, ...aliases],
    // `Bucket.GetCORS` is known as `GetCORS` too.
    [...methods, ...methods.map((method) => method.slice(method.lastIndexOf(".") + 1))],
    [action, `name/cos:${action}`],
    subresource === undefined ? [] : [subresource, `?${subresource}`],
    Object.keys(errors ?? {}),
    [query, headers, answerHeaders].flatMap((group) => Object.keys(group ?? {})),
    [operation.page, operation.chinesePage].flatMap((page) => page ?? []).map(String),
    [operation.title, operation.notes ?? ""],
  ];
  return lists.map((list) => list.map((word) => word.toLowerCase()));
}

const known = operations.map((operation) => ({ operation, words: wordsOf(operation) }));

/** How well a word fits, the less the better; `undefined` when it does not. A whole word fits better than a part of one. */
function distance(words: readonly (readonly string[])[], wanted: string): number | undefined {
  const whole = words.findIndex((list) => list.some((word) => fits(word, wanted)));
  if (whole !== -1) {
    return whole;
  }
  const part = words.findIndex((list) => list.some((word) => word.includes(wanted)));
  return part === -1 ? undefined : words.length + part;
}

function fits(word: string, wanted: string): boolean {
  // `x-cos-meta-*` stands for any such header.
  return word === wanted || (word.endsWith("*") && wanted.startsWith(word.slice(0, -1)));
}

/**
 * Operations that fit every word of a text: a name or alias, the method of an SDK, a CAM action, a sub-resource, an error code, a header or
 * parameter, the number of a page, a word of the title. Case means nothing. The best come first; of the same the order is the table's.
 */
export function searchOperations(text: string): readonly Operation[] {
  const wanted = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return known
    .flatMap(({ operation, words }) => {
      const distances = wanted.map((word) => distance(words, word));
      return distances.every((each) => each !== undefined)
        ? [{ operation, sum: distances.reduce((sum, each) => sum + each, 0) }]
        : [];
    })
    .sort((a, b) => a.sum - b.sum)
    .map(({ operation }) => operation);
}
