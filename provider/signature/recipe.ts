/** How a signature is computed: as the vendor's page has it, or with a mistake in it. */

import { hash } from "node:crypto";
import { percentEncode, type SignatureSteps } from "../client";
import { hmacSha1 } from "../client/signature";
import { listedName } from "./items";
import type { Pair } from "./pairs";
import type { SignedRequest } from "./request";

/** What a signature is computed from, and how. A mistake is a change of one of its members. */
export interface Recipe {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Pair[];
  readonly headers: readonly Pair[];
  readonly secretKey: string;
  readonly keyTime: string;
  /** The time in StringToSign. */
  readonly signTime: string;
  readonly encodeName: (name: string) => string;
  readonly encodeValue: (value: string) => string;
  readonly sort: (pairs: readonly Pair[]) => readonly Pair[];
  readonly joinPair: (pair: Pair) => string;
  /** Changes the whole HttpString. */
  readonly httpString: (text: string) => string;
  /** The last line of StringToSign, from HttpString. */
  readonly digest: (text: string) => string;
  /** Changes the whole StringToSign. */
  readonly stringToSign: (text: string) => string;
  readonly signKey: (hex: string) => string | Buffer;
}

/** The page's way: https://www.tencentcloud.com/document/product/436/7778 */
const right = {
  encodeName: (name: string) => percentEncode(name).toLowerCase(),
  encodeValue: percentEncode,
  sort: (pairs: readonly Pair[]) => [...pairs].sort(([a, x], [b, y]) => compare(a, b) || compare(x, y)),
  joinPair: ([name, value]: Pair) => `${name}=${value}`,
  httpString: (text: string) => text,
  digest: (text: string) => hash("sha1", text),
  stringToSign: (text: string) => text,
  signKey: (hex: string) => hex,
};

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The recipe with which COS checks a request, as far as its method and path are known. A listed name that was not sent counts as empty. */
export function recipeOf(request: SignedRequest, secretKey: string): Recipe | undefined {
  const { method, path, items } = request;
  if (method === undefined || path === undefined) {
    return undefined;
  }
  const keyTime = items.keyTime ?? items.signTime ?? "";
  return {
    ...right,
    method: method.toLowerCase(),
    path,
    parameters: pick(items.parameterList, request.parameters),
    headers: pick(items.headerList, request.headers),
    secretKey,
    keyTime,
    signTime: items.signTime ?? keyTime,
  };
}

/** The listed names with what was sent under them, in the order of the list. */
function pick(listed: readonly string[], sent: readonly Pair[]): readonly Pair[] {
  return [...new Set(listed.map(listedName))].flatMap((name): Pair[] => {
    const found = sent.filter(([own]) => own.toLowerCase() === name);
    return found.length === 0 ? [[name, ""]] : found.map(([, value]) => [name, value]);
  });
}

/** Carries out a recipe. */
export function compute(recipe: Recipe): SignatureSteps {
  const [httpParameters, urlParamList] = format(recipe, recipe.parameters);
  const [httpHeaders, headerList] = format(recipe, recipe.headers);
  const { method, path, keyTime, signTime } = recipe;
  const httpString = recipe.httpString(`${method}\n${path}\n${httpParameters}\n${httpHeaders}\n`);
  const stringToSign = recipe.stringToSign(`sha1\n${signTime}\n${recipe.digest(httpString)}\n`);
  const signature = hmacSha1(recipe.signKey(hmacSha1(recipe.secretKey, keyTime)), stringToSign);
  return {
    keyTime,
    httpParameters,
    urlParamList,
    httpHeaders,
    headerList,
    httpString,
    stringToSign,
    signature,
  };
}

function format({ encodeName, encodeValue, sort, joinPair }: Recipe, pairs: readonly Pair[]) {
  const encoded = sort(pairs.map(([name, value]): Pair => [encodeName(name), encodeValue(value)]));
  return [encoded.map(joinPair).join("&"), encoded.map(([name]) => name).join(";")] as const;
}
