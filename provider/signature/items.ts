/** The seven items of a signature: `q-sign-algorithm` to `q-signature`. */

import { decode, type Pair, splitPair } from "./pairs";

/** The items, of which any may be missing. */
export interface Items {
  readonly algorithm?: string;
  readonly secretId?: string;
  readonly signTime?: string;
  readonly keyTime?: string;
  /** Names as they are listed. */
  readonly headerList: readonly string[];
  /** Names as they are listed. */
  readonly parameterList: readonly string[];
  readonly signature?: string;
  /** Names of items that are there twice. */
  readonly repeated: readonly string[];
}

/** The names of the items, in the order of the vendor's page. */
export const itemNames = [
  "q-sign-algorithm",
  "q-ak",
  "q-sign-time",
  "q-key-time",
  "q-header-list",
  "q-url-param-list",
  "q-signature",
] as const;

/** Whether a parameter or field is an item of a signature. */
export function isItem(name: string): boolean {
  return (itemNames as readonly string[]).includes(name.toLowerCase());
}

/** The items among pairs. */
export function readItems(pairs: readonly Pair[]): Items {
  const found = pairs
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => isItem(name));
  const items = new Map(found);
  const repeated = [...items.keys()].filter((name) => found.filter(([own]) => own === name).length > 1);
  const [algorithm, secretId, signTime, keyTime, headers = "", parameters = "", signature] = itemNames.map(
    (name) => items.get(name),
  );
  return {
    ...(algorithm !== undefined && { algorithm }),
    ...(secretId !== undefined && { secretId }),
    ...(signTime !== undefined && { signTime }),
    ...(keyTime !== undefined && { keyTime }),
    ...(signature !== undefined && { signature }),
    headerList: listOf(headers),
    parameterList: listOf(parameters),
    repeated,
  };
}

function listOf(text: string): readonly string[] {
  return text.split(";").filter((name) => name !== "");
}

/** Reads the value of an Authorization header. Some clients encode its semicolons. */
export function readAuthorization(text: string): Items {
  const pieces = text
    .trim()
    .split("&")
    .map(splitPair)
    .map(([name, value]): Pair => [name.trim(), value]);
  const isEncoded = /%3b/i.test(text);
  return readItems(pieces.map(([name, value]) => [name, isEncoded ? decodeOnce(name, value) : value]));
}

/** Names in the lists are encoded by themselves. */
function decodeOnce(name: string, value: string): string {
  return name.endsWith("-list") ? value.replaceAll(/%3b/gi, ";") : decode(value);
}

/** A name as the lists mean it: Node's SDK encodes names once more before it lists them. */
export function listedName(listed: string): string {
  return decode(listed).toLowerCase();
}
