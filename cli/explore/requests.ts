/** What comes from outside, requests of the page and files of the history: what is not of the shape that is expected is refused as a whole. */

import { ProblemError } from "./problem";
import type {
  BodyRequest,
  CodeRequest,
  Draft,
  ExportRequest,
  HistoryEntry,
  SendRequest,
  SentRequest,
  SuggestRequest,
  VerifyRequest,
} from "./wire";

/** Whether a value is of a shape. */
type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === "string";
const truth: Check = (value) => typeof value === "boolean";
const count: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const pair: Check = (value) => Array.isArray(value) && value.length === 2 && value.every(text);

function optional(check: Check): Check {
  return (value) => value === undefined || check(value);
}

function either(...checks: readonly Check[]): Check {
  return (value) => checks.some((check) => check(value));
}

function list(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check);
}

function map(check: Check): Check {
  return (value) => isObject(value) && Object.values(value).every(check);
}

/** Members that are not named here may be there, and are not used. */
function object<Shape>(members: Readonly<Record<keyof Shape & string, Check>>): Check {
  const checks = Object.entries<Check>(members);
  return (value) =>
    isObject(value) &&
    checks.every(([name, check]) => check(Object.hasOwn(value, name) ? value[name] : undefined));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const draftMembers = {
  target: text,
  operation: text,
  parameters: map(either(text, map(text))),
  body: optional(object({ format: either(is("json"), is("xml")), text })),
  content: optional(either(object({ text }), object({ file: text, length: count }))),
  free: optional(
    object<NonNullable<Draft["free"]>>({
      method: either(...["GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS"].map(is)),
      bucket: text,
      region: text,
      key: text,
      query: list(pair),
      headers: list(pair),
      text,
    }),
  ),
};
const draft = object<Draft>(draftMembers);
const send = object<SendRequest>({ ...draftMembers, confirmed: optional(is(true)) });
const body = object<BodyRequest>({ operation: text, format: either(is("json"), is("xml")), text });
const code = object<CodeRequest>({ draft, language: text, all: optional(truth), expires: optional(count) });
const suggest = object<SuggestRequest>({ draft, field: text });
const exported = object<ExportRequest>({ ids: list(text), format: text });
const verify = object<VerifyRequest>({
  texts: list(text),
  method: optional(text),
  host: optional(text),
  path: optional(text),
  headers: optional(list(pair)),
  credentials: optional(
    object<NonNullable<VerifyRequest["credentials"]>>({
      secretId: optional(text),
      secretKey: optional(text),
      securityToken: optional(text),
    }),
  ),
  target: optional(text),
});

const entry = object<HistoryEntry>({
  id: text,
  time: isTime,
  draft,
  request: optional(
    object<SentRequest>({
      method: text,
      url: (value) => text(value) && URL.canParse(String(value)),
      headers: map(text),
      body: optional(text),
      bodyBytes: optional(count),
    }),
  ),
  status: optional(count),
  requestId: optional(text),
  code: optional(text),
  milliseconds: count,
  answer: optional(text),
  responseHeaders: optional(map(text)),
});

/** Unix milliseconds within what a date can be. */
function isTime(value: unknown): boolean {
  return count(value) && !Number.isNaN(new Date(Number(value)).getTime());
}

/** Whether a file of the history is an entry. */
export function isEntry(value: unknown): value is HistoryEntry {
  return entry(value);
}

function is(wanted: unknown): Check {
  return (value) => value === wanted;
}

function reader<Request>(check: Check, name: string): (value: unknown) => Request {
  return (value) => {
    if (!check(value)) {
      throw new ProblemError(400, `The request is not ${name}.`);
    }
    return value as Request;
  };
}

/** A call as the page holds it. @throws ProblemError for anything else, as the others here */
export const readDrafted = reader<Draft>(draft, "a call");
/** A call that is to be sent. */
export const readSend = reader<SendRequest>(send, "a call");
/** A document in one of its spellings. */
export const readBody = reader<BodyRequest>(body, "one for the spellings of a document");
/** A call that is to be written down. */
export const readCode = reader<CodeRequest>(code, "one for code");
/** A field whose values are wanted. */
export const readSuggest = reader<SuggestRequest>(suggest, "one for values of a field");
/** Calls that are to be exported. */
export const readExport = reader<ExportRequest>(exported, "one for an export");
/** A signature that is to be verified. */
export const readVerify = reader<VerifyRequest>(verify, "one for the verification of a signature");
