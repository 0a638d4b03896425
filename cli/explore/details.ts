/** An operation as its form needs it. */

import { ownParameters } from "../../provider/api/calls";
import { type Shape, shapeOf } from "../../provider/api/json/shape";
import { findOperation, type Operation, pageOf } from "../../provider/api/operations";
import type { Parameter } from "../../provider/api/operations/operation";
import { isFixed, namedParameters } from "../../provider/api/parameters";
import { defaultOf } from "../../provider/codec";
import { skeletonOf } from "../api/skeleton";
import { takes } from "../code";
import { languageNames } from "../code/languages";
import { entryOf } from "./catalogue";
import meanings from "./elements.json";
import { ProblemError } from "./problem";
import { suggests } from "./suggest";
import type { BodyForm, BodyShape, FormField, OperationDetails } from "./wire";

/**
 * The operation of that name or alias.
 * @throws ProblemError when there is none
 */
export function operationOf(name: string): Operation {
  const operation = findOperation(name.replaceAll("-", ""));
  if (operation === undefined) {
    throw new ProblemError(404, `There is no operation ${JSON.stringify(name)}.`);
  }
  return operation;
}

/** All that its form needs. */
export function detailsOf(operation: Operation): OperationDetails {
  const { path, notes, certainty, repeatable, statuses, paging, answer, sdk, errors = {} } = operation;
  const page = pageOf(operation);
  const warning = warningOf(operation);
  const body = bodyOf(operation);
  return {
    ...entryOf(operation),
    path,
    ...(notes !== undefined && { notes }),
    ...(page !== undefined && { page }),
    certainty,
    repeatable,
    statuses,
    ...(warning !== undefined && { warning }),
    fields: fieldsOf(operation),
    ...(body !== undefined && { body }),
    paged: paging !== undefined,
    answer: answer?.kind ?? "none",
    sdk: sdk as OperationDetails["sdk"],
    errorStatuses: errors,
    languages: languageNames.filter((language) => takes(language, operation)),
    signs: carriersOf(operation),
  };
}

/** How its signature can travel. */
export function carriersOf({ body, unsigned, host }: Operation): OperationDetails["signs"] {
  if (body?.kind === "form") {
    return ["form"];
  }
  if (unsigned) {
    return [];
  }
  return host === "control" || host === "migration" ? ["header"] : ["header", "url"];
}

/** What a person must know before it is sent. */
function warningOf({ effect, notes }: Operation): string | undefined {
  if (effect !== "destroys" && effect !== "cannot be undone") {
    return undefined;
  }
  const loss =
    effect === "destroys"
      ? "What it deletes is gone: COS keeps no copy of it."
      : "This cannot be undone: COS has no way back.";
  return notes === undefined ? loss : `${loss} ${notes}`;
}

// --- fields ---

const own: Readonly<Record<string, Pick<FormField, "location" | "facts">>> = {
  Bucket: {
    location: "host",
    facts: { type: "string", meaning: "The bucket, with or without the APPID.", required: true },
  },
  Region: {
    location: "host",
    facts: { type: "string", meaning: "The region, such as `ap-guangzhou`. Left out, it is the target's." },
  },
  Key: {
    location: "path",
    facts: { type: "string", meaning: "The key of the object.", required: true, maxBytes: 850 },
  },
  Uin: {
    location: "host",
    facts: { type: "string", meaning: "The UIN of the root account. Left out, COS is asked." },
  },
};

function fieldsOf(operation: Operation): readonly FormField[] {
  const ownNames = ownParameters(operation).filter((name) => Object.hasOwn(own, name));
  const ownFields = ownNames.flatMap((name) => {
    const field = own[name];
    return field === undefined
      ? []
      : [{ name, wireName: name, ...field, suggests: suggests(operation, name) }];
  });
  const named = [...namedParameters(operation).values()]
    .filter(({ facts }) => !isFixed(facts))
    .map((parameter) => ({
      ...parameter,
      facts: parameter.wireName === "x-cos-appid" ? foundByItself(parameter.facts) : parameter.facts,
      suggests: suggests(operation, parameter.name),
    }));
  return [...ownFields, ...named].sort((a, b) => rankOf(a) - rankOf(b));
}

/** What every call begins with; it is a parameter of the table for some operations. */
const leading = ["Bucket", "Uin", "Region", "Key"];

function rankOf({ name, facts }: FormField): number {
  const place = leading.indexOf(name);
  return place !== -1 ? place : leading.length + (facts.required ? 0 : 1);
}

/** The APPID of the account is filled in where it is left out. */
function foundByItself({ required: _, ...facts }: Parameter): Parameter {
  return facts;
}

// --- the body ---

/** What elements mean, by operation and path. */
const elements: Readonly<Record<string, Readonly<Record<string, string>>>> = meanings;

function bodyOf({ name, body }: Operation): BodyForm | undefined {
  switch (body?.kind) {
    case undefined:
      return undefined;
    case "xml":
    case "json":
      return {
        kind: body.kind,
        ...(body.kind === "xml" && { root: body.root }),
        optional: body.kind === "xml" && body.optional === true,
        shape: {
          ...describe("", "", { ...shapeOf(body.group), required: true }, elements[name] ?? {}),
          name: body.kind === "xml" ? body.root : "",
        },
        skeleton: JSON.stringify(skeletonOf(body), undefined, 2),
      };
    case "content":
      return { kind: "content", maxBytes: body.maxBytes };
    case "form":
      return { kind: "form" };
    default:
      return body satisfies never;
  }
}

function describe(
  name: string,
  path: string,
  { kind, repeated, required, members, field }: Shape,
  meanings: Readonly<Record<string, string>>,
): BodyShape {
  const { oneOf: values, open, secret } = field?.options ?? {};
  const meaning = meanings[path];
  const standard = field === undefined ? undefined : defaultOf(field);
  return {
    name,
    kind,
    repeated,
    required,
    ...(meaning !== undefined && { meaning }),
    ...(values !== undefined && { values }),
    ...(open && { open }),
    ...(isPlain(standard) && { default: standard }),
    ...(secret && { secret }),
    members: [...members].map(([below, shape]) =>
      describe(below, path === "" ? below : `${path}>${below}`, shape, meanings),
    ),
  };
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
