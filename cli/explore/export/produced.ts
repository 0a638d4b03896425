/** Ids that calls answered: in a program that makes them again they are others, and come from its own answers. */

import { readJson } from "../../../provider/api/json/read";
import { shapeOf } from "../../../provider/api/json/shape";
import type { Operation } from "../../../provider/api/operations";
import { parseXml } from "../../../provider/codec";
import { answeredFields, recordsAt } from "../identifiers";
import type { HistoryEntry } from "../wire";

/** Fields whose values COS makes up. */
export const madeUp: readonly string[] = ["UploadId", "VersionId", "JobId", "TaskId"];

/** Headers that are other ones each time. */
const madeUpHeaders: Readonly<Record<string, string>> = { etag: "ETag", "x-cos-version-id": "VersionId" };

/** The made-up values of an answer, and where they stand in it. */
export function producedBy(operation: Operation, entry: HistoryEntry): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [header, name] of Object.entries(madeUpHeaders)) {
    const value = entry.responseHeaders?.[header];
    if (value !== undefined && value !== "null") {
      found.set(value, `head.${name}`);
      // Documents have it without its quotes, too.
      found.set(value.replaceAll('"', ""), `head.${name}.replaceAll('"', "")`);
    }
  }
  const body = bodyOf(operation, entry);
  for (const { record: path, member, field } of answeredFields(operation)) {
    if (!madeUp.includes(field)) {
      continue;
    }
    for (const [index, record] of recordsAt(body, path).entries()) {
      const value = record[member];
      if (typeof value === "string" && value !== "" && value !== "null" && !found.has(value)) {
        found.set(
          value,
          `body${path.map((name, at) => accessOf(name, at, path, index, body)).join("")}.${member}`,
        );
      }
    }
  }
  return found;
}

/** Of lists, the last name leads to one. */
function accessOf(name: string, at: number, path: readonly string[], index: number, body: unknown): string {
  const value = recordsAt(body, path.slice(0, at))[0]?.[name];
  return Array.isArray(value) ? `.${name}[${index}]` : `.${name}`;
}

function bodyOf({ answer }: Operation, { answer: text }: HistoryEntry): unknown {
  if (text === undefined) {
    return {};
  }
  try {
    return answer?.kind === "xml" ? readJson(shapeOf(answer.group), parseXml(text)).body : JSON.parse(text);
  } catch {
    // Only its beginning was kept.
    return {};
  }
}
