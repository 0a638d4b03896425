/** Writes the records of a result. */

import { checkRecord } from "./errors";
import type { Result } from "./query";
import type { CsvOutput, JsonOutput } from "./request";
import { objectToJson, textOf } from "./values";

/** One record of a result, its delimiter included. */
export function writeRecord(result: Result, format: CsvOutput | JsonOutput): string {
  const record =
    "quoteFields" in format
      ? result.map(([, value]) => quoted(textOf(value), format)).join(format.fieldDelimiter)
      : objectToJson(result);
  checkRecord(record.length);
  return record + format.recordDelimiter;
}

function quoted(
  text: string,
  { quoteFields, quote, quoteEscape, fieldDelimiter, recordDelimiter }: CsvOutput,
): string {
  const needed = [fieldDelimiter, recordDelimiter, quote, "\n", "\r"].some(
    (each) => each !== "" && text.includes(each),
  );
  if (quoteFields === "ASNEEDED" && !needed) {
    return text;
  }
  return quote + text.replaceAll(quote, () => quoteEscape + quote) + quote;
}
