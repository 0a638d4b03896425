/** Calls that are right, as a page holds them: with everything that is required and nothing more. */

import type { Draft, FieldValue } from "../../cli/explore/wire";
import type { Operation } from "../../provider/api/operations";
import { sampleParameters } from "../api/sampleCalls";

/** A call of an operation: strings, and maps of strings, and documents as they are typed. */
export function sampleDraft(operation: Operation, bucket: string): Draft {
  const { Body, File, ...parameters } = sampleParameters(operation, bucket);
  const { name, body } = operation;
  const document = typeof Body === "string" ? Body : JSON.stringify(Body);
  return {
    target: "emulator",
    operation: name,
    parameters: Object.fromEntries(
      Object.entries(parameters).map(([field, value]) => [
        field,
        typeof value === "object" ? (value as FieldValue) : String(value),
      ]),
    ),
    ...((body?.kind === "xml" || body?.kind === "json") &&
      document !== undefined && {
        body: { format: document.trimStart().startsWith("<") ? "xml" : "json", text: document },
      }),
    ...(body?.kind === "content" && { content: { text: "content" } }),
    ...(body?.kind === "form" && { content: { text: String(File) } }),
  };
}
