/** Finds out what an input is, and reads it. */

import { readErrorDocument } from "./answer";
import { readCurl } from "./curl";
import { readHar } from "./har";
import { isHttp, readHttp } from "./http";
import { type Input, InputError, splitUrl } from "./input";

/**
 * Reads an Authorization header, a pre-signed URL, a request, a command of curl, an error document or an entry of a browser's network
 * log.
 * @param variable the value of a variable of the shell, in a command of curl
 * @throws InputError when it is none of them, or a broken one
 */
export function readInput(
  text: string,
  variable: (name: string) => string | undefined = () => undefined,
): Input {
  const trimmed = text.replace(/^\ufeff/, "").trim();
  if (/^(?:\$\s+)?curl(?:\.exe)?\s/.test(trimmed)) {
    return readCurl(trimmed, variable);
  }
  if (isHttp(trimmed)) {
    return readHttp(text.trimStart());
  }
  if (trimmed.startsWith("<")) {
    return { kind: "error", answer: readErrorDocument(trimmed) };
  }
  if (/^[{[]/.test(trimmed)) {
    return readHar(trimmed);
  }
  if (/^https?:\/\/\S+$/i.test(trimmed)) {
    return { kind: "url", ...splitUrl(trimmed) };
  }
  const [, authorization] =
    /^(?:authorization\s*:\s*)?["']?(\S*q-(?:sign|ak)\S*?)["']?$/i.exec(trimmed) ?? [];
  if (authorization !== undefined) {
    return { kind: "authorization", authorization };
  }
  throw new InputError(
    "it is neither an Authorization header, nor a URL, a request, a command of curl, an error document of COS or an entry of a browser's network log",
  );
}
