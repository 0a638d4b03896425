/** A call by name becomes a request, and its answer JSON: what the table says, and nothing that is special to one operation. */

import type { Readable } from "node:stream";
import { type CosBody, type CosBodySource, type CosRequest, type CosResponse, contentMd5 } from "../client";
import { type Failure, joinPaths, parseXml, renderXml, XmlError } from "../codec";
import type { CallOptions, CosApiAnswer } from "./call";
import { CosParameterError } from "./errors";
import { readJsonText, validateJsonText } from "./json/jsonText";
import { readJson } from "./json/read";
import { shapeOf } from "./json/shape";
import { validateJson } from "./json/validate";
import { writeXml } from "./json/write";
import { findOperation, type Operation, operations } from "./operations";
import type { AnswerHeaders, JsonBody, XmlAnswer, XmlBody } from "./operations/operation";
import { commonAnswerHeaders } from "./operations/parameters";
import { namedParameters, parameterName, placeParameters } from "./parameters";
import { selectionEvents } from "./selection";

/** Parameters that are not in the table, as every operation of their kind has them. */
const ownNames = {
  service: ["Region"],
  bucket: ["Bucket", "Region", "Key"],
  control: ["Uin", "Region"],
  migration: ["Bucket", "Region"],
} as const;

/** The names of a call's parameters beside those of the table. */
export function ownParameters(operation: Operation): readonly string[] {
  const { host, path, body } = operation;
  const named = namedParameters(operation);
  const names = ownNames[host].filter(
    (name) => (name !== "Key" || path.includes("{Key}")) && !named.has(name),
  );
  return body === undefined ? names : [...names, body.kind === "form" ? "File" : "Body"];
}

/** A call that is ready to be sent. */
export interface ReadyCall {
  readonly request: CosRequest;
  /** The fields of a form, which have to be signed before they are its body. */
  readonly form: Readonly<Record<string, string>>;
  readonly failures: readonly Failure[];
}

/**
 * Makes the request of a call. Nothing is sent, and names stay as they are given.
 * @returns all failures with it; `CosParameterError` takes them
 * @see CosParameterError
 */
export function requestOf(
  operation: Operation,
  parameters: Readonly<Record<string, unknown>>,
  options: CallOptions = {},
): ReadyCall {
  const failures: Failure[] = [];
  const own = new Set<string>(ownParameters(operation));
  const placed = placeParameters(operation, parameters, own, failures);
  for (const name of own) {
    failures.push(...ownFailures(operation, name, parameters[name]));
  }
  const text = (name: string) =>
    own.has(name) && typeof parameters[name] === "string" ? (parameters[name] as string) : undefined;
  const body = bodyOf(operation, parameters.Body, options.validate !== false, failures);
  return {
    failures,
    form: placed.form,
    request: {
      method: operation.method,
      bucket: operation.host === "bucket" ? text("Bucket") : undefined,
      region: text("Region"),
      key: keyOf(operation, { ...placed.path, Bucket: text("Bucket") ?? "", Key: text("Key") ?? "" }),
      query: {
        ...(operation.subresource !== undefined && { [operation.subresource]: "" }),
        ...placed.query,
        ...options.query,
      },
      headers: { ...body?.headers, ...placed.headers, ...options.headers },
      body: body?.body,
      responseBody: isStreamed(operation) ? "stream" : undefined,
      operation: operation.name,
      errorIn200: operation.answer?.kind === "xml" && operation.answer.mayBeError,
      anonymous: operation.unsigned,
      signal: options.signal,
      onProgress: options.onProgress,
    },
  };
}

function ownFailures({ body }: Operation, name: string, value: unknown): readonly Failure[] {
  if (name === "Body") {
    const mayBeAbsent = body?.kind === "content" || (body?.kind === "xml" && body.optional);
    return value === undefined && !mayBeAbsent ? [{ path: name, reason: "is required" }] : [];
  }
  if (name === "File") {
    const isFile =
      typeof value === "string" ||
      value instanceof Uint8Array ||
      typeof (value as Partial<CosBodySource> | undefined)?.open === "function";
    return isFile ? [] : [{ path: name, reason: "is required: a string, bytes, or a source of bytes" }];
  }
  if (name === "Region" || name === "Uin") {
    return value === undefined || typeof value === "string"
      ? []
      : [{ path: name, reason: "must be a string" }];
  }
  return typeof value === "string" && value !== ""
    ? []
    : [{ path: name, reason: "is required, as a string" }];
}

/** The path below the host, without its leading slash; `undefined` where it is empty. */
function keyOf({ path }: Operation, values: Readonly<Record<string, string>>): string | undefined {
  const key = path.slice(1).replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
  return key === "" ? undefined : key;
}

function isStreamed({ answer }: Operation): boolean {
  return answer?.kind === "content" || answer?.kind === "frames";
}

// --- bodies ---

interface SentBody {
  readonly body: CosBody;
  readonly headers: Readonly<Record<string, string>>;
}

function bodyOf(
  { body: expected }: Operation,
  given: unknown,
  validates: boolean,
  failures: Failure[],
): SentBody | undefined {
  if (given === undefined || given === null || expected === undefined) {
    return undefined;
  }
  switch (expected.kind) {
    case "xml":
      return document(xmlText(expected, given, validates, failures), "application/xml");
    case "json":
      return document(jsonText(expected, given, validates, failures), "application/json");
    case "content":
      return { body: given as CosBody, headers: {} };
    case "form":
      return undefined;
    default:
      return expected satisfies never;
  }
}

/** https://www.tencentcloud.com/document/product/436/7728 asks for the MD5 with every document. */
function document(text: string, contentType: string): SentBody {
  return { body: text, headers: { "content-type": contentType, "content-md5": contentMd5(text) } };
}

function xmlText({ root, group }: XmlBody, given: unknown, validates: boolean, failures: Failure[]): string {
  if (typeof given === "string") {
    if (validates) {
      failures.push(...xmlFailures({ root, group }, given));
    }
    return given;
  }
  const found = validates ? validateJson(group, root, given) : [];
  failures.push(...found.map(({ path, reason }) => ({ path: joinPaths("Body", path), reason })));
  return typeof given === "object" && !Array.isArray(given)
    ? renderXml(writeXml(shapeOf(group), root, given as Record<string, unknown>))
    : "";
}

function xmlFailures({ root, group }: Pick<XmlBody, "root" | "group">, text: string): readonly Failure[] {
  let element: ReturnType<typeof parseXml>;
  try {
    element = parseXml(text);
  } catch (error) {
    return [{ path: "Body", reason: `is ${(error as XmlError).message}` }];
  }
  if (element.name !== root) {
    return [{ path: "Body", reason: `must be a document ${root}, not ${element.name}` }];
  }
  const { body, unknownElements } = readJson(shapeOf(group), element);
  const unknown = unknownElements.map((path) => ({ path: `Body: ${path}`, reason: "is not known" }));
  const others = validateJson(group, root, body).filter(({ reason }) => !reason.startsWith("is not known"));
  return [...unknown, ...others.map(({ path, reason }) => ({ path: joinPaths("Body", path), reason }))];
}

function jsonText({ group }: JsonBody, given: unknown, validates: boolean, failures: Failure[]): string {
  const text = typeof given === "string" ? given : JSON.stringify(given);
  const found = validates ? validateJsonText(group, text) : [];
  failures.push(...found.map(({ path, reason }) => ({ path: joinPaths("Body", path), reason })));
  return text;
}

// --- answers ---

/** Reads an answer of success. Throws XmlError or SyntaxError when its document is broken. */
export function readAnswer(
  operation: Operation,
  { status, headers, body }: CosResponse | CosResponse<Readable>,
  options: Pick<CallOptions, "format"> = {},
): CosApiAnswer {
  const head = readHead(expectedHeaders(operation), headers);
  const requestId = headers["x-cos-request-id"] ?? "";
  const read = Buffer.isBuffer(body)
    ? readBody(operation, body, status, options)
    : operation.answer?.kind === "frames" && options.format !== "xml"
      ? { body: selectionEvents(body, { operation: operation.name, status, requestId }) }
      : { body };
  return {
    status,
    requestId,
    ...(read.root !== undefined && { root: read.root }),
    body: read.body === undefined ? head : read.body,
    head,
    headers,
    unknownElements: read.unknownElements ?? [],
    urlDecoded: read.urlDecoded ?? false,
  };
}

function readBody(
  { answer }: Operation,
  bytes: Buffer,
  status: number,
  { format }: Pick<CallOptions, "format">,
): Partial<CosApiAnswer> {
  // Not Modified and the form's other answers have none.
  if (answer === undefined || (bytes.length === 0 && (status >= 300 || answer.kind === "xml"))) {
    return {};
  }
  const text = bytes.toString();
  if (format === "xml" || answer.kind === "text") {
    return { body: text };
  }
  switch (answer.kind) {
    case "xml":
      return readXmlAnswer(answer, text);
    case "json":
      return readJsonText(answer.group, text);
    default:
      return { body: bytes };
  }
}

function readXmlAnswer({ root, otherRoots = [], group }: XmlAnswer, text: string): Partial<CosApiAnswer> {
  const element = parseXml(text);
  if (element.name !== root && !otherRoots.includes(element.name)) {
    throw new XmlError(`not the document ${root}, but ${element.name}`);
  }
  return { root: element.name, ...readJson(shapeOf(group), element) };
}

/** The headers of an object's content, or of what would be its content, say how long it is and of which kind. */
export function expectedHeaders({ answerHeaders, answer, method }: Operation): AnswerHeaders {
  const { "Content-Length": length, "Content-Type": type } = commonAnswerHeaders;
  const tellsContent =
    answer?.kind === "content" ||
    (method === "HEAD" && answerHeaders !== undefined && "ETag" in answerHeaders);
  return { ...(tellsContent && { "Content-Length": length, "Content-Type": type }), ...answerHeaders };
}

/** Headers by what programs call them. */
function readHead(
  expected: AnswerHeaders,
  headers: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const head: Record<string, unknown> = {};
  for (const [name, { type }] of Object.entries(expected)) {
    if (type === "map") {
      const prefix = name.slice(0, -1).toLowerCase();
      const found = Object.entries(headers).filter(([header]) => header.startsWith(prefix));
      head[parameterName(name)] = Object.fromEntries(
        found.map(([header, value]) => [header.slice(prefix.length), value]),
      );
      continue;
    }
    const text = headers[name.toLowerCase()];
    if (text !== undefined) {
      head[parameterName(name)] =
        type === "integer" && /^\d{1,15}$/.test(text)
          ? Number(text)
          : type === "boolean" && /^(true|false)$/.test(text)
            ? text === "true"
            : text;
    }
  }
  return head;
}

/** The operation of that name. Throws CosParameterError where there is none. */
export function requireOperation(name: string): Operation {
  const operation = findOperation(name);
  if (operation === undefined) {
    const near = operations.find((each) => each.name.toLowerCase().includes(name.toLowerCase()));
    const suggestion = near === undefined ? "" : `; did you mean ${near.name}?`;
    throw new CosParameterError(name, [
      { path: "", reason: `is no operation of COS that is known${suggestion}` },
    ]);
  }
  return operation;
}
