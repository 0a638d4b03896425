/** A call as the page holds it becomes parameters as `CosApi` takes them. */

import type { CallParameters, FreeRequest } from "../../provider/api/call";
import type { Operation } from "../../provider/api/operations";
import { isBare, namedParameters } from "../../provider/api/parameters";
import type { CosBody } from "../../provider/client";
import type { Failure } from "../../provider/codec";
import { hidden } from "../api/hideSecrets";
import type { Draft, FieldValue, FreeDraft } from "./wire";

/** A call of an operation. */
export interface DraftedCall {
  readonly operation: Operation;
  readonly parameters: CallParameters;
  /** What cannot be read at all; what is wrong beyond that, the call itself finds. */
  readonly failures: readonly Failure[];
}

/**
 * Reads the call of an operation.
 * @param content the content of a file. Left out, it is as long as the draft says, and cannot be read
 */
export function readDraft(
  operation: Operation,
  draft: Pick<Draft, "parameters" | "body" | "content">,
  content?: CosBody,
): DraftedCall {
  const named = namedParameters(operation);
  const failures: Failure[] = [];
  // A map, as a name may be `__proto__`.
  const parameters = new Map<string, unknown>();
  for (const [name, value] of Object.entries(draft.parameters)) {
    const facts = named.get(name)?.facts;
    const given = givenOf(value);
    if (given === undefined) {
      continue;
    }
    if (facts?.secret && given === hidden) {
      failures.push({ path: name, reason: "is a secret, which is kept nowhere: type it again" });
    }
    parameters.set(name, facts !== undefined && isBare(facts) ? given !== "false" : given);
  }
  const body = bodyOf(operation, draft, content, failures);
  return { operation, parameters: { ...Object.fromEntries(parameters), ...body }, failures };
}

/** A value, or `undefined` for what is empty. */
function givenOf(value: FieldValue): FieldValue | undefined {
  if (typeof value === "string") {
    return value === "" ? undefined : value;
  }
  const entries = Object.entries(value).filter(([name]) => name !== "");
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function bodyOf(
  { body: expected }: Operation,
  { body, content }: Pick<Draft, "body" | "content">,
  brought: CosBody | undefined,
  failures: Failure[],
): CallParameters {
  switch (expected?.kind) {
    case "xml":
    case "json":
      return body === undefined || body.text.trim() === ""
        ? {}
        : { Body: documentOf(expected.kind, body.format, body.text, failures) };
    case "content":
    case "form": {
      const given = brought ?? contentOf(content);
      return given === undefined ? {} : { [expected.kind === "form" ? "File" : "Body"]: given };
    }
    default:
      return {};
  }
}

function documentOf(
  kind: "xml" | "json",
  format: "xml" | "json",
  text: string,
  failures: Failure[],
): unknown {
  if (kind === "json" || format === "xml") {
    return text;
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object") {
      return value;
    }
    // A string would be taken for XML.
    failures.push({ path: "Body", reason: "must be an object" });
    return undefined;
  } catch (error) {
    failures.push({ path: "Body", reason: `is not JSON: ${(error as Error).message}` });
    return undefined;
  }
}

function contentOf(content: Draft["content"]): CosBody | undefined {
  if (content === undefined || "text" in content) {
    return content?.text;
  }
  return {
    length: content.length,
    open: () => {
      throw new Error("the file is not here");
    },
  };
}

/** A request that the table does not know. */
export interface DraftedRequest {
  readonly request: FreeRequest;
  readonly failures: readonly Failure[];
}

/** Reads a free request. */
export function readFree({ method, bucket, region, key, query, headers, text }: FreeDraft): DraftedRequest {
  return {
    request: {
      method,
      Bucket: bucket || undefined,
      Region: region || undefined,
      Key: key || undefined,
      query: Object.fromEntries(withNames(query)),
      headers: Object.fromEntries(withNames(headers)),
      body: text === "" ? undefined : text,
    },
    failures: [
      ...repeated(withNames(query).map(([name]) => name)),
      ...repeated(withNames(headers).map(([name]) => name.toLowerCase())),
      ...withNames(headers).flatMap(([name]) =>
        headerName.test(name) ? [] : [{ path: name, reason: "cannot be the name of a header" }],
      ),
    ],
  };
}

/** A token: https://www.rfc-editor.org/rfc/rfc9110#name-tokens. */
const headerName = /^[!#$%&'*+\-.^`|~\w]+$/;

/** The form of a free request always has an empty row. */
function withNames(pairs: FreeDraft["query"]): FreeDraft["query"] {
  return pairs.filter(([name]) => name !== "");
}

function repeated(names: readonly string[]): readonly Failure[] {
  const found = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...found].map((path) => ({ path, reason: "is given twice" }));
}
