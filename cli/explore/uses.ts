/** Values of an answer that other calls take, and the parameters of the next page. */

import type { CosApiAnswer } from "../../provider/api/call";
import { ownParameters } from "../../provider/api/calls";
import type { Operation } from "../../provider/api/operations";
import { nextParameters } from "../../provider/api/pages";
import { namedParameters, parameterName } from "../../provider/api/parameters";
import { type AnsweredField, answeredFields, fieldOfHeader, recordsAt, takersOf } from "./identifiers";
import type { FieldValue, UsableValue } from "./wire";

type Parameters = Readonly<Record<string, FieldValue>>;

/** Records of a listing whose values are offered: a page of thousand keys would be a menu that nobody reads. */
const maxRecords = 20;

/** Parameters that go along with a value: where it is. */
const places = ["Bucket", "Region", "Key", "Uin", "Appid"];

/**
 * The values.
 * @param given the parameters of the call that was answered
 */
export function usesOf(
  operation: Operation,
  answer: CosApiAnswer,
  given: Parameters,
): readonly UsableValue[] {
  const found = new Map<string, UsableValue>();
  const add = (field: string, value: string, beside: Parameters) => {
    const id = JSON.stringify([field, value, beside.Key, beside.VersionId]);
    if (value !== "" && !found.has(id)) {
      const values = { ...pick(given, places), ...beside, [field]: value };
      const operations = takersOf(field, operation)
        .filter((taker) => values.Key !== undefined || !ownParameters(taker).includes("Key"))
        .map((taker) => ({ name: taker.name, parameters: parametersFor(taker, values) }));
      if (operations.length > 0) {
        found.set(id, { field, value, operations });
      }
    }
  };
  for (const [name, value] of Object.entries(answer.head)) {
    const field = fieldOfHeader(name);
    // The ETag of a part is not the one of an object.
    const isOfPart = name === "ETag" && "UploadId" in given;
    if (field !== undefined && typeof value === "string" && !isOfPart) {
      add(field, value, {});
    }
  }
  for (const [, fields] of byRecord(answeredFields(operation))) {
    const [{ record: path } = { record: [] }] = fields;
    for (const record of recordsAt(answer.body, path).slice(0, maxRecords)) {
      const values = valuesOf(record, fields);
      // A bucket's region is of use with the bucket alone.
      for (const [field, value] of Object.entries(values).filter(([field]) => field !== "Region")) {
        add(field, value, values);
      }
    }
  }
  return [...found.values()];
}

function byRecord(
  fields: readonly AnsweredField[],
): ReadonlyMap<string, readonly [AnsweredField, ...AnsweredField[]]> {
  const groups = new Map<string, [AnsweredField, ...AnsweredField[]]>();
  for (const field of fields) {
    const path = field.record.join(">");
    const group = groups.get(path);
    if (group === undefined) {
      groups.set(path, [field]);
    } else {
      group.push(field);
    }
  }
  return groups;
}

/** The values of a record by the fields that take them. */
export function valuesOf(
  record: Readonly<Record<string, unknown>>,
  fields: readonly AnsweredField[],
): Readonly<Record<string, string>> {
  const entries = fields.map(({ member, field }) => [field, record[member]] as const);
  return Object.fromEntries(
    entries.flatMap(([field, value]) =>
      typeof value === "string" || typeof value === "number" ? [[field, String(value)]] : [],
    ),
  );
}

/** Those that an operation takes. */
function parametersFor(operation: Operation, values: Parameters): Parameters {
  return pick(values, [...ownParameters(operation), ...namedParameters(operation).keys()]);
}

function pick(values: Parameters, names: readonly string[]): Parameters {
  const known = new Set(names);
  return Object.fromEntries(Object.entries(values).filter(([name]) => known.has(name)));
}

/** The parameters of the next page; those that are empty go. `undefined` after the last page. */
export function nextOf({ paging }: Operation, body: unknown): Readonly<Record<string, string>> | undefined {
  if (paging === undefined || typeof body !== "object" || body === null) {
    return undefined;
  }
  let next: Readonly<Record<string, unknown>> | undefined;
  try {
    next = nextParameters(paging, body as Readonly<Record<string, unknown>>);
  } catch {
    // It says that there is more, but not where.
    return undefined;
  }
  const names = Object.values(paging.next).map(parameterName);
  return next && Object.fromEntries(names.map((name) => [name, String(next[name] ?? "")]));
}
