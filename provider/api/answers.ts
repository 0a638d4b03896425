/**
 * Which answers are COS's. A captive portal, a proxy or a wrong host answers 200 too, with a page, an error or nothing;
 * believing that would write "done", "gone" or "unchanged" into the state.
 */

import type { CosAnswer, CosRequest } from "../client";
import { elementsAt, parseXml } from "../codec";
import { findOperation, type Operation } from "./operations";
import type { JsonAnswer, XmlAnswer } from "./operations/operation";

/**
 * Why an answer is not COS's, as the rest of a sentence; `undefined` when it can be. Give it to every client that works for resources. A
 * refusal needs its request id alone: COS sends that with every answer, so that without it a 404 is not "gone" and a 403 no refusal.
 */
export function doubt(request: CosRequest, answer: CosAnswer): string | undefined {
  const reason = doubtSender(answer);
  if (reason !== undefined) {
    return reason;
  }
  const operation =
    answer.status < 300 && request.operation !== undefined ? findOperation(request.operation) : undefined;
  if (operation === undefined) {
    return undefined;
  }
  const missing = Object.entries(operation.answerHeaders ?? {}).find(
    ([name, { always }]) => always && !answer.headers[name.toLowerCase()],
  );
  if (missing !== undefined) {
    return `has no header ${missing[0].toLowerCase()}`;
  }
  return answer.body === undefined ? undefined : doubtBody(operation, answer.body);
}

/** The same for a client that takes any document: only whether COS sent the answer counts. */
export function doubtSender({ headers }: CosAnswer): string | undefined {
  return headers["x-cos-request-id"]
    ? undefined
    : "has no x-cos-request-id, which COS sends with every answer";
}

function doubtBody({ method, answer }: Operation, body: Buffer): string | undefined {
  switch (answer?.kind) {
    case undefined:
      // A proxy may not know that a HEAD answers no body; undici leaves it out.
      return method === "HEAD" || beginOf(body) === "" ? undefined : "has a body, where COS sends none";
    case "xml":
      return doubtXml(answer, body);
    case "json":
      return doubtJson(answer, body);
    case "content":
    case "frames":
    case "text":
      return undefined;
    default:
      return answer satisfies never;
  }
}

function doubtXml({ root, otherRoots = [], always = [], optional, mayBeError }: XmlAnswer, body: Buffer) {
  const roots = [root, ...otherRoots, ...(mayBeError ? ["Error"] : [])];
  const begin = beginOf(body);
  if (optional && begin === "") {
    return undefined;
  }
  const seen = /^(?:<\?[^>]*\?>\s*|<!--[\s\S]*?-->\s*)*<(?:[\w.-]+:)?([\w.-]+)[\s/>]/.exec(begin)?.[1];
  if (seen === undefined || !roots.includes(seen)) {
    return `is not the document ${root}`;
  }
  const missing = always.length === 0 || seen === "Error" ? undefined : findMissing(always, body);
  return missing === undefined ? undefined : `is a document ${seen} without ${missing}`;
}

function doubtJson({ always }: JsonAnswer, body: Buffer): string | undefined {
  return always === undefined || hasMember(body, always)
    ? undefined
    : `is not a JSON object with the member ${always}`;
}

/** The first bytes after blanks, which a service that works for long sends before the document. */
function beginOf(body: Buffer): string {
  const start = body.findIndex((byte) => byte > 0x20);
  return start < 0 ? "" : body.toString("utf8", start, start + 4_096).replace(/^\ufeff\s*/, "");
}

/** Only small documents have such elements: a listing is not read twice. */
function findMissing(elements: readonly string[], body: Buffer): string | undefined {
  try {
    const root = parseXml(body.toString());
    return elements.find((path) => !elementsAt(root, path.split(">"))[0]?.text.trim());
  } catch {
    return "its end";
  }
}

function hasMember(body: Buffer, member: string): boolean {
  try {
    const value: unknown = JSON.parse(body.toString());
    return (
      typeof value === "object" &&
      value !== null &&
      !Array.isArray(value) &&
      Object.keys(value).some((name) => name.toLowerCase() === member)
    );
  } catch {
    return false;
  }
}
