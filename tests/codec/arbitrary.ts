/** Generated values: everything that a descriptor accepts, for property-based tests. */

import fc from "fast-check";
import type { Field, Struct } from "../../provider/codec";

/** Whole values of a struct that its own validation accepts. */
export function structValues(struct: Struct): fc.Arbitrary<Record<string, unknown>> {
  const members = Object.fromEntries(
    Object.entries(struct.fields).map(([name, field]) => [name, fieldValues(field)]),
  );
  const required = Object.entries(struct.fields)
    .filter(([, { options }]) => options.optional !== true && options.fallback === undefined)
    .map(([name]) => name);
  return fc
    .record(members, { requiredKeys: required })
    .map((value) => ({ ...value }) as Record<string, unknown>)
    .filter((value) => struct.rules.every((rule) => rule(value).length === 0));
}

function fieldValues(field: Field): fc.Arbitrary<unknown> {
  const { min = 0, max = 1_000_000, minItems = 1, maxItems = 4 } = field.options;
  switch (field.kind) {
    case "text":
      return textValues(field);
    case "int":
      return fc.integer({ min, max });
    case "bool":
    case "flag":
      return fc.boolean();
    case "date":
      return fc
        .oneof(instants(), instants().map(midnightInChina))
        .map((instant) => instant.toISOString())
        .filter((value) => field.options.verify?.(value) === undefined);
    case "texts":
      return fc.uniqueArray(textValues(field), { minLength: minItems, maxLength: Math.min(maxItems, 4) });
    case "struct":
      return structValues(field.struct as Struct);
    case "structs":
      return fc.uniqueArray(structValues(field.struct as Struct), {
        minLength: minItems,
        maxLength: Math.min(maxItems, 4),
        // Without an identity every item is its own, so that equal ones are generated too.
        selector: (item) => (field.options.identity === undefined ? item : item[field.options.identity]),
      });
    case "map":
      return fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9.-]{0,7}$/), textValues(field), {
        minKeys: 1,
        maxKeys: 3,
      });
    case "json":
      return fc
        .dictionary(
          fc.stringMatching(/^[a-z_]{1,8}$/),
          fc.dictionary(fc.stringMatching(/^[a-z:]{1,8}$/), jsonValues(), { minKeys: 1 }),
          {
            minKeys: 1,
            maxKeys: 3,
          },
        )
        .filter((value) => (field.options.examine?.(value) ?? []).length === 0);
    default:
      return field.kind satisfies never;
  }
}

function instants(): fc.Arbitrary<Date> {
  return fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
}

/** The dates of lifecycle rules are days of GMT+8. */
function midnightInChina(instant: Date): Date {
  const day = 86_400_000;
  return new Date(Math.floor(instant.getTime() / day) * day - 8 * 3_600_000);
}

/** Texts, numbers and lists of texts: what a condition holds. */
function jsonValues(): fc.Arbitrary<unknown> {
  const item = fc.stringMatching(/^[a-z0-9.*/]{1,8}$/);
  return fc.oneof(
    item,
    fc.integer({ min: 0, max: 99 }),
    fc.uniqueArray(item, { minLength: 1, maxLength: 3 }),
  );
}

/** Texts that XML can carry and the field accepts; for the fields with a form of their own, texts of such a form. */
function textValues(field: Field): fc.Arbitrary<string> {
  const { oneOf, verify, maxBytes = 24 } = field.options;
  if (oneOf !== undefined) {
    return fc.constantFrom(...oneOf);
  }
  const any = fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 });
  const shaped = fc.constantFrom(
    "*",
    "https://a.example",
    "http://*.b.example:8080",
    "x-cos-meta-a",
    "100000000001",
    "index.html",
    "logs-1250000000",
    "name/cos:GetObject",
    "qcs::cam::anyone:anyone",
  );
  return fc.oneof(any, shaped).filter((value) => {
    const writable = !/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/.test(value);
    return writable && Buffer.byteLength(value) <= maxBytes && verify?.(value) === undefined;
  });
}
