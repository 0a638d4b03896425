/** The error document of COS: https://www.tencentcloud.com/document/product/436/7730 */

import { parseXml } from "../../codec";
import { lookUp, type Pair } from "../pairs";
import { type Answer, InputError } from "./input";

/**
 * Reads an error document.
 * @throws InputError when it is another document
 */
export function readErrorDocument(document: string): Answer {
  const root = parseRoot(document);
  if (root.name !== "Error") {
    throw new InputError(`the document is not an Error of COS: its root is ${JSON.stringify(root.name)}`);
  }
  const text = (name: string) => root.children.find((child) => child.name === name)?.text;
  return answerOf({
    code: text("Code"),
    message: text("Message"),
    formatString: text("FormatString"),
    stringToSign: text("StringToSign"),
    time: timeOf(text("ServerTime")),
  });
}

function parseRoot(document: string) {
  try {
    return parseXml(document);
  } catch (error) {
    throw new InputError(`the document is not well-formed XML: ${(error as Error).message}`);
  }
}

/** An answer as it came, with the error document that may be its body. */
export function readAnswer(status: number, headers: readonly Pair[], body: string): Answer {
  const document = /^\s*<(?:\?xml[^>]*>\s*<)?Error[\s>]/.test(body) ? readErrorDocument(body) : {};
  return {
    ...answerOf({
      status,
      time: timeOf(lookUp(headers, "date")),
      code: lookUp(headers, "x-cos-error-code"),
    }),
    ...document,
  };
}

/** A date in Unix milliseconds. */
export function timeOf(date: string | undefined): number | undefined {
  const time = Date.parse(date ?? "");
  return Number.isNaN(time) ? undefined : time;
}

function answerOf(members: { readonly [name in keyof Answer]: Answer[name] | undefined }): Answer {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
