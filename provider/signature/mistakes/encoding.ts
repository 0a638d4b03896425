/** Names and values that are encoded otherwise. */

import { encodeQuery, percentEncode } from "../../client";
import type { Cause } from "../causes";
import { decode, lookUp, type Pair, scalar, splitPair } from "../pairs";
import type { SignedRequest } from "../request";
import type { Mistake } from "./mistake";

/** Escapes too few, too many, or spelled otherwise. */
export function encodingMistakes({ rawQuery }: SignedRequest): readonly Mistake[] {
  const values = (cause: Cause, message: string, encodeValue: (value: string) => string): Mistake => ({
    cause,
    message,
    change: (recipe) => ({ ...recipe, encodeValue }),
  });
  const small = (text: string) => text.replace(/%[\dA-F]{2}/g, (digits) => digits.toLowerCase());
  const literal: readonly Pair[] = rawQuery
    .split("&")
    .filter(Boolean)
    .map(splitPair)
    .map(([name, value]) => [decode(name).toLowerCase(), decode(value)]);
  return [
    {
      cause: "doubleEncoding",
      message: "Values of the query are sent encoded twice.",
      change: (recipe) => ({ ...recipe, parameters: decodedTwice(recipe.parameters) }),
      resend: (request) => {
        const parameters = decodedTwice(request.parameters);
        return { ...request, parameters, rawQuery: encodeQuery(Object.fromEntries(parameters)) };
      },
    },
    values("plusForBlank", "A blank in a value was signed as +.", (value) =>
      percentEncode(value).replaceAll("%20", "+"),
    ),
    values("plusForBlank", "A blank in a value was signed as +.", (value) =>
      new URLSearchParams([["", value]]).toString().slice(1),
    ),
    {
      cause: "plusForBlank",
      message: "A plus in the query is sent as +, which means a blank there.",
      change: (recipe) => ({
        ...recipe,
        parameters: recipe.parameters.map(([name, value]) => [name, lookUp(literal, name) ?? value]),
      }),
      resend: (request) => ({
        ...request,
        rawQuery: request.rawQuery.replaceAll("+", "%2B"),
        parameters: literal,
      }),
    },
    values("escapeCase", "The escapes in values were signed in small letters, such as %2f.", (value) =>
      small(percentEncode(value)),
    ),
    {
      cause: "escapeCase",
      message: "The escapes in names were signed in capitals, such as %2F.",
      change: (recipe) => ({ ...recipe, encodeName: (name) => percentEncode(name) }),
    },
    values(
      "encoding",
      "Values were signed with ! ' ( ) * as they are, as encodeURIComponent leaves them.",
      (value) => encodeURIComponent(scalar(value)),
    ),
    values("encoding", "Values were signed with their slashes as they are.", (value) =>
      percentEncode(value).replaceAll("%2F", "/"),
    ),
    values("encoding", "Values were signed with ~ encoded.", (value) =>
      percentEncode(value).replaceAll("~", "%7E"),
    ),
    values("encoding", "Values were signed without being encoded.", (value) => value),
    values("doubleEncoding", "Values were encoded twice before they were signed.", (value) =>
      percentEncode(percentEncode(value)),
    ),
    {
      cause: "encoding",
      message: "The values of headers were signed without being encoded.",
      change: (recipe) => ({
        ...recipe,
        encodeValue: (value) =>
          recipe.headers.some(([, own]) => own === value) ? value : recipe.encodeValue(value),
      }),
    },
    {
      cause: "encoding",
      message: "The values of parameters were signed without being encoded.",
      change: (recipe) => ({
        ...recipe,
        encodeValue: (value) =>
          recipe.parameters.some(([, own]) => own === value) ? value : recipe.encodeValue(value),
      }),
    },
    {
      cause: "emptyValue",
      message: "A parameter without a value was signed without its equals sign.",
      change: (recipe) => ({
        ...recipe,
        joinPair: (pair) => (pair[1] === "" ? pair[0] : recipe.joinPair(pair)),
      }),
    },
  ];
}

function decodedTwice(pairs: readonly Pair[]): readonly Pair[] {
  return pairs.map(([name, value]) => [name, decode(value)]);
}
