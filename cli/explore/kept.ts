/** What of a call may be kept: neither secrets nor signatures nor the content of objects. */

import { findOperation, type Operation, operations } from "../../provider/api/operations";
import { namedParameters, spelling } from "../../provider/api/parameters";
import { hidden, withoutAnySecret, withoutSecrets, withoutSecretsInJson } from "../api/hideSecrets";
import type {
  Draft,
  FieldValue,
  FreeDraft,
  HistoryEntry,
  SendAnswer,
  SendRequest,
  SentRequest,
} from "./wire";

/** The parts of an entry in which something is left out. */
export type Kept = Pick<HistoryEntry, "draft" | "request" | "answer" | "responseHeaders">;

/** Characters of an answer's document that are kept. */
const maxAnswer = 64 * 1024;

/** Headers and parameters that sign, or are secret, in any request. */
const secretNames: ReadonlySet<string> = new Set(
  [
    "authorization",
    "cookie",
    "proxy-authorization",
    "sign",
    "signature",
    "q-signature",
    "x-cos-security-token",
    ...operations.flatMap((operation) =>
      [...namedParameters(operation).values()]
        .filter(({ facts }) => facts.secret)
        .map(({ wireName }) => wireName),
    ),
  ].map(spelling),
);

/** Names that the table does not know, and that say it. */
const soundsSecret =
  /^(token|q-ak)$|(security|session|access)[-_]?token|secret|signature|authorization|credential|password|cookie/i;

/** Whether the value of a header or a parameter is secret, whatever the request. */
export function isSecretName(name: string): boolean {
  return secretNames.has(spelling(name.trim())) || soundsSecret.test(name);
}

/** A draft that can be sent again once its secrets and its content are there, and the request that it led to. */
export function keptDraft(
  request: SendRequest,
  sent: SentRequest | undefined,
): Pick<Kept, "draft" | "request"> {
  const operation = findOperation(request.operation);
  return {
    draft: request.free === undefined ? draftOf(request, operation) : freeDraftOf(request, request.free),
    ...(sent !== undefined && { request: requestOf(sent, request) }),
  };
}

function draftOf(
  { target, operation: name, parameters, body, content }: Draft,
  operation: Operation | undefined,
): Draft {
  const named = operation === undefined ? new Map() : namedParameters(operation);
  const kept = Object.entries(parameters).map(([field, value]): [string, FieldValue] => [
    field,
    named.get(field)?.facts.secret ? hidden : value,
  ]);
  return {
    target,
    operation: name,
    parameters: Object.fromEntries(kept),
    ...(body !== undefined && { body: { format: body.format, text: documentOf(operation, body) } }),
    ...(content !== undefined && { content: contentOf(content) }),
  };
}

function documentOf(operation: Operation | undefined, { format, text }: NonNullable<Draft["body"]>): string {
  const hide = format === "json" ? withoutSecretsInJson : withoutSecrets;
  return hide(operation?.body, text);
}

/** The name of a file. Typed text is one, too: sent again, it has to be brought again, and is not empty by mistake. */
function contentOf(content: NonNullable<Draft["content"]>): NonNullable<Draft["content"]> {
  return "text" in content ? { file: "content", length: Buffer.byteLength(content.text) } : content;
}

/** What is written to a key is the content of an object, unless the query says otherwise. */
function isContent({ method, key, query }: FreeDraft): boolean {
  const names = new Set(query.map(([name]) => name));
  const isDocument = operations.some(
    ({ subresource, body }) =>
      subresource !== undefined && names.has(subresource) && (body?.kind === "xml" || body?.kind === "json"),
  );
  const isOfUpload = names.has("uploadId") && method !== "PUT";
  return key !== "" && !isDocument && !isOfUpload;
}

function freeDraftOf({ target }: Draft, free: FreeDraft): Draft {
  const kept = {
    ...free,
    query: withoutValues(free.query),
    headers: withoutValues(free.headers),
    text: isContent(free) ? "" : withoutAnySecret(free.text),
  };
  return { target, operation: "", parameters: {}, free: kept };
}

function withoutValues(pairs: FreeDraft["query"]): FreeDraft["query"] {
  return pairs.map(([name, value]) => [name, isSecretName(name) ? hidden : value]);
}

function requestOf(
  { method, url, headers, body, bodyBytes }: SentRequest,
  { free, content }: SendRequest,
): SentRequest {
  const isOfObject = content !== undefined || (free !== undefined && isContent(free));
  const length = bodyBytes ?? (body === undefined ? undefined : Buffer.byteLength(body));
  const kept = free === undefined || body === undefined ? body : withoutAnySecret(body);
  return {
    method,
    url: withoutSignature(url),
    headers: Object.fromEntries(withoutValues(Object.entries(headers))),
    ...(kept !== undefined && !isOfObject && { body: kept }),
    ...(length !== undefined && (isOfObject || bodyBytes !== undefined) && { bodyBytes: length }),
  };
}

function withoutSignature(url: string): string {
  const [place = "", query] = url.split("?", 2);
  if (query === undefined) {
    return url;
  }
  const parts = query.split("&").map((part) => {
    const [name = ""] = part.split("=", 1);
    return isSecretName(decodeURIComponent(name)) ? `${name}=${hidden}` : part;
  });
  return `${place}?${parts.join("&")}`;
}

/** Documents are kept; what was read of objects is not. */
export function keptResponse(
  request: SendRequest,
  { response, error }: Pick<SendAnswer, "response" | "error">,
): Pick<Kept, "answer" | "responseHeaders"> {
  if (response === undefined) {
    return {};
  }
  const operation = findOperation(request.operation);
  const kind = operation?.answer?.kind;
  const isOfObject =
    error === undefined &&
    (kind === "content" ||
      kind === "frames" ||
      kind === "text" ||
      (request.free !== undefined && isContent(request.free)));
  const { text } = response;
  const hide = kind === "json" ? withoutSecretsInJson : withoutSecrets;
  const answer =
    text === undefined || isOfObject ? undefined : hide(operation?.answer, text).slice(0, maxAnswer);
  const headers = withoutValues(Object.entries(response.headers));
  return {
    responseHeaders: Object.fromEntries(headers),
    ...(answer !== undefined && answer !== "" && { answer }),
  };
}
