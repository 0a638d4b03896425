/** The lists of a signature against what was signed: other names, another order, capitals. */

import { percentEncode } from "../../client";
import type { Cause } from "../causes";
import { listedName } from "../items";
import { lookUp, type Pair } from "../pairs";
import type { Recipe } from "../recipe";
import type { SignedRequest } from "../request";
import type { Mistake } from "./mistake";

/** Names that are listed and not signed, signed and not listed, or that have another value than was signed. */
export function pairMistakes(
  { parameters, headers, items }: SignedRequest,
  part: "parameters" | "headers",
): readonly Mistake[] {
  const isHeader = part === "headers";
  const sent = isHeader ? headers : parameters;
  const listed = (isHeader ? items.headerList : items.parameterList).map(listedName);
  const list = isHeader ? "q-header-list" : "q-url-param-list";
  const noun = isHeader ? "header" : "parameter";
  const unlisted = sent
    .map(([name, value]): Pair => [name.toLowerCase(), value])
    .filter(([name]) => !listed.includes(name));
  const change = (to: (pairs: readonly Pair[]) => readonly Pair[]) => (recipe: Recipe) => ({
    ...recipe,
    [part]: to(recipe[part]),
  });
  const adds = (cause: Cause, added: readonly Pair[], message: string): Mistake => ({
    cause,
    message,
    change: change((pairs) => [...pairs, ...added]),
  });
  const unlistedCause = isHeader ? "unlistedHeader" : "unlistedParameter";
  return [
    ...unlisted.map((pair) =>
      adds(unlistedCause, [pair], `The ${noun} ${pair[0]} was signed, but is not in ${list}.`),
    ),
    ...(unlisted.length > 1
      ? [
          adds(
            unlistedCause,
            unlisted,
            `The ${noun}s ${unlisted.map(([name]) => name).join(", ")} were signed, but are not in ${list}.`,
          ),
        ]
      : []),
    ...listed.flatMap((name): Mistake[] => [
      {
        cause: isHeader ? "addedHeader" : "addedParameter",
        message: `The ${noun} ${name} was signed without a value; ${sentValue(sent, name)}.`,
        change: change((pairs) => pairs.map(([own, value]) => [own, own === name ? "" : value])),
      },
      {
        cause: isHeader ? "addedHeader" : "addedParameter",
        message: `The ${noun} ${name} is in ${list}, but was not signed.`,
        change: change((pairs) => pairs.filter(([own]) => own !== name)),
      },
    ]),
    {
      cause: isHeader ? "addedHeader" : "addedParameter",
      message: `No ${noun} was signed, although ${list} names some.`,
      change: change(() => []),
    },
    ...(isHeader ? listed : []).map(
      (name): Mistake => ({
        cause: "headerBlanks",
        message: `The header ${name} was signed with a blank before its value.`,
        change: change((pairs) => pairs.map(([own, value]) => [own, own === name ? ` ${value}` : value])),
      }),
    ),
  ];
}

function sentValue(sent: readonly Pair[], name: string): string {
  return lookUp(sent, name) === undefined ? "it is not sent at all" : "it is sent with one";
}

/** Names that are not sorted, or not in small letters. */
export function orderMistakes({ parameters, headers, items }: SignedRequest): readonly Mistake[] {
  const asSent = new Map([...parameters, ...headers].map(([name]) => [name.toLowerCase(), name]));
  const listedAs = new Map(
    [...items.headerList, ...items.parameterList].map((name) => [listedName(name), name]),
  );
  const unsorted: Mistake = {
    cause: "unsorted",
    message: "Names were signed in the order of the lists, which is not sorted.",
    change: (recipe) => ({ ...recipe, sort: (pairs) => pairs }),
  };
  const reordered = (order: readonly Pair[], part: "parameters" | "headers"): Mistake => {
    const position = ([name]: Pair) => order.findIndex(([own]) => own.toLowerCase() === name);
    return {
      cause: "unsorted",
      message: `${part === "headers" ? "Headers" : "Parameters"} were signed in the order in which they are sent, not sorted.`,
      change: (recipe) => ({
        ...recipe,
        sort: (pairs) => pairs,
        parameters: recipe.sort(recipe.parameters),
        headers: recipe.sort(recipe.headers),
        [part]: [...recipe[part]].sort((a, b) => position(a) - position(b)),
      }),
    };
  };
  const cased = (names: ReadonlyMap<string, string>): Mistake => ({
    cause: "nameCase",
    message: "Names were signed with capitals.",
    change: (recipe) => ({ ...recipe, encodeName: (name) => percentEncode(names.get(name) ?? name) }),
  });
  return [
    unsorted,
    reordered(parameters, "parameters"),
    reordered(headers, "headers"),
    cased(asSent),
    cased(listedAs),
  ];
}
