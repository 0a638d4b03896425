/** Values of a field, from what exists: they are asked of COS by the listing that answers them. */

import { ownParameters } from "../../provider/api/calls";
import { findOperation, type Operation, operations } from "../../provider/api/operations";
import { namedParameters } from "../../provider/api/parameters";
import { copySourceField, copySources } from "./copySources";
import { describeError } from "./errors";
import { type AnsweredField, answeredFields, recordsAt, takesField } from "./identifiers";
import { regions } from "./regions";
import type { OpenTarget } from "./targets";
import { valuesOf } from "./uses";
import type { Draft, FieldValue, SuggestAnswer, SuggestRequest } from "./wire";

/** Values that are offered. */
const maxValues = 100;

type Values = Readonly<Record<string, FieldValue>>;

/** A listing, and where the field is in what it answers. */
interface Source {
  readonly listing: Operation;
  readonly at: AnsweredField;
}

/** Whether values of a field can be offered. */
export function suggests(operation: Operation, field: string): boolean {
  return (
    takesField(operation, field) && (field === copySourceField || sourceOf(operation, field) !== undefined)
  );
}

/** The listing that answers a field, and needs no more than a bucket. */
function sourceOf(operation: Operation, field: string): Source | undefined {
  const sources = operations.flatMap((listing): readonly Source[] => {
    const at = answeredFields(listing).find((each) => each.field === field && each.record.length > 0);
    return at !== undefined && listing.effect === "reads" && isOpen(listing) ? [{ listing, at }] : [];
  });
  const own = sources.filter(
    ({ listing }) => listing.host === operation.host && listing.subresource === operation.subresource,
  );
  const near = sources.filter(
    ({ listing }) => listing.host === operation.host || field === "Bucket" || field === "Region",
  );
  return own[0] ?? near[0];
}

/** It needs nothing that would have to be known first. */
function isOpen(listing: Operation): boolean {
  const required = [...namedParameters(listing).values()].filter(
    ({ name, facts }) => facts.required && name !== "Appid",
  );
  return required.length === 0 && !ownParameters(listing).includes("Key");
}

/** Asks for the values. What goes wrong is the reason why there are none. */
export async function suggest(
  { api }: OpenTarget,
  { draft, field }: SuggestRequest,
  signal: AbortSignal,
): Promise<SuggestAnswer> {
  if (field === copySourceField) {
    const typed = draft.parameters[field];
    return await orReason(() => copySources(api, typeof typed === "string" ? typed : "", maxValues, signal));
  }
  const operation = findOperation(draft.operation) ?? (draft.free && findOperation("GetObject"));
  const source = operation && suggests(operation, field) ? sourceOf(operation, field) : undefined;
  if (source === undefined) {
    return { values: [], reason: "Nothing lists its values." };
  }
  const given = givenOf(draft);
  const { listing, at } = source;
  const missing = ownParameters(listing).includes("Bucket") && given.Bucket === undefined;
  if (missing) {
    return { values: [], reason: "It depends on the bucket: choose that first." };
  }
  const found = await orReason(async () => {
    const parameters = listingParameters(listing, field, given);
    const { body } = await api.call(listing.name as string, parameters, { signal });
    return valuesIn(body, listing, at, given);
  });
  return field === "Region" ? { ...found, values: withOtherRegions(found.values) } : found;
}

async function orReason(ask: () => Promise<SuggestAnswer["values"]>): Promise<SuggestAnswer> {
  try {
    const values = await ask();
    return values.length > 0 ? { values } : { values, reason: "There are none." };
  } catch (error) {
    return { values: [], reason: describeError(error, undefined).message };
  }
}

/** Those of the account's buckets come first. */
function withOtherRegions(used: SuggestAnswer["values"]): SuggestAnswer["values"] {
  const known = new Set(used.map(({ value }) => value));
  const others = Object.entries(regions).filter(([value]) => !known.has(value));
  return [
    ...used.map(({ value }) => ({ value, note: regions[value] ?? "" })),
    ...others.map(([value, note]) => ({ value, note })),
  ];
}

function givenOf({ parameters, free }: Draft): Values {
  const given = free === undefined ? parameters : { Bucket: free.bucket, Region: free.region, Key: free.key };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
}

function listingParameters(listing: Operation, field: string, given: Values): Record<string, unknown> {
  const own = ownParameters(listing).filter((name) => given[name] !== undefined);
  const named = namedParameters(listing);
  const begin = field === "Prefix" ? given.Prefix : given.Key;
  const { size } = listing.paging ?? {};
  return {
    ...Object.fromEntries(own.map((name) => [name, given[name]])),
    ...(named.has("Appid") && given.Appid !== undefined && { Appid: given.Appid }),
    ...(named.has("Prefix") && begin !== undefined && { Prefix: begin }),
    ...(field === "Prefix" && { Delimiter: "/" }),
    ...(named.has("EncodingType") && { EncodingType: "url" }),
    ...(size !== undefined && field !== "Bucket" && field !== "Region" && { [size]: String(maxValues) }),
  };
}

/** The values, each once; of an object's ids only its own. */
function valuesIn(
  body: unknown,
  listing: Operation,
  { field, record }: AnsweredField,
  given: Values,
): SuggestAnswer["values"] {
  const paths = new Map(
    answeredFields(listing)
      .filter((each) => each.field === field)
      .map((each) => [each.record.join(">"), each.record]),
  );
  const found = new Map<string, { readonly value: string; readonly note?: string }>();
  for (const path of paths.size > 0 ? paths.values() : [record]) {
    const fields = answeredFields(listing).filter((each) => each.record.join(">") === path.join(">"));
    for (const entry of recordsAt(body, path)) {
      const values = valuesOf(entry, fields);
      const isOther =
        field !== "Key" && values.Key !== undefined && given.Key !== undefined && values.Key !== given.Key;
      const value = values[field];
      if (value !== undefined && value !== "" && !isOther && !found.has(value)) {
        const note = noteOf(entry, field, values);
        found.set(value, { value, ...(note !== undefined && { note }) });
      }
    }
  }
  const typed = given[field];
  const fits = ({ value }: { readonly value: string }) => typeof typed === "string" && value.includes(typed);
  const all = [...found.values()];
  return [...all.filter(fits), ...all.filter((each) => !fits(each))].slice(0, maxValues);
}

/** What tells an entry from others. */
function noteOf(
  entry: Readonly<Record<string, unknown>>,
  field: string,
  values: Readonly<Record<string, string>>,
): string | undefined {
  const note =
    field === "Bucket"
      ? values.Region
      : field === "Region"
        ? undefined
        : [
            field === "UploadId" || field === "VersionId" ? values.Key : undefined,
            entry.Size,
            entry.Initiated,
            entry.LastModified,
            entry.Status,
          ]
            .filter((part) => typeof part === "string" || typeof part === "number")
            .join(" · ");
  return note === "" ? undefined : note;
}
