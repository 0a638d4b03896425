/** Content that is saved: an address that leads to one answer, once and soon. */

import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { CosParameterError } from "../../provider/api/errors";
import { findOperation } from "../../provider/api/operations";
import { recordsOf, type SelectionEvent } from "../../provider/api/selection";
import { CosServiceError } from "../../provider/client";
import type { Failure } from "../../provider/codec";
import { operationOf } from "./details";
import { readDraft, readFree } from "./draft";
import { describeError } from "./errors";
import { ProblemError } from "./problem";
import { completed, type OpenTarget, type Targets } from "./targets";
import type { DownloadTicket, SendRequest } from "./wire";

/** How long a ticket can be used, in milliseconds. */
const lifetime = 60_000;

/** Tickets at the same time; the oldest ones go. */
const maxTickets = 100;

interface Ticket {
  readonly request: SendRequest;
  readonly until: number;
}

/** What has been asked for and not yet fetched. */
export class Downloads {
  readonly #tickets = new Map<string, Ticket>();
  readonly #now: () => number;

  /** @param now Unix milliseconds */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /**
   * Writes a ticket for a call that reads.
   * @throws ProblemError for any other
   */
  issue(request: SendRequest): DownloadTicket {
    const effect = findOperation(request.operation)?.effect;
    const reads = request.free === undefined ? effect === "reads" : request.free.method === "GET";
    if (!reads) {
      throw new ProblemError(400, "Only answers of what reads can be saved by an address.");
    }
    const id = randomBytes(24).toString("base64url");
    this.#tickets.set(id, { request, until: this.#now() + lifetime });
    for (const [old, { until }] of this.#tickets) {
      if (until <= this.#now() || this.#tickets.size > maxTickets) {
        this.#tickets.delete(old);
      }
    }
    return { path: `/downloads/${id}` };
  }

  /**
   * Takes a ticket.
   * @throws ProblemError when it was used, is too old, or never was one
   */
  redeem(id: string): SendRequest {
    const ticket = this.#tickets.get(id);
    this.#tickets.delete(id);
    if (ticket === undefined || ticket.until <= this.#now()) {
      throw new ProblemError(410, "This address could be used once, and for a minute: save it again.");
    }
    return ticket.request;
  }
}

/** Makes the call of a ticket, and passes on what is answered while it comes. */
export async function download(
  targets: Pick<Targets, "open">,
  request: SendRequest,
  signal: AbortSignal,
): Promise<globalThis.Response> {
  const target = await targets.open(request.target);
  try {
    const { body, headers } = await ask(target, request, signal);
    const length = body instanceof Readable ? headers["content-length"] : undefined;
    return new globalThis.Response(
      body instanceof Readable ? (Readable.toWeb(body) as ReadableStream) : body,
      {
        headers: {
          ...downloadHeaders,
          "content-type": "application/octet-stream",
          "content-disposition": attachment(fileName(request)),
          ...(length !== undefined && { "content-length": length }),
        },
      },
    );
  } catch (error) {
    const { message, code, failures } = describeError(error, findOperation(request.operation));
    const lines = [`${code}: ${message}`, ...failures.map(({ path, reason }) => `${path} ${reason}`)];
    return new globalThis.Response(`${lines.join("\n")}\n`, {
      status: CosServiceError.isInstance(error) ? error.status : failures.length > 0 ? 400 : 502,
      headers: { ...downloadHeaders, "content-type": "text/plain; charset=utf-8" },
    });
  }
}

/** Whatever the content is, no browser runs it. */
const downloadHeaders = {
  "cache-control": "no-store",
  "content-security-policy": "sandbox; default-src 'none'",
  "x-content-type-options": "nosniff",
} as const;

interface Asked {
  readonly body: Readable | string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The answer as it came, byte by byte. */
async function ask(target: OpenTarget, request: SendRequest, signal: AbortSignal): Promise<Asked> {
  const { api } = target;
  if (request.free !== undefined) {
    const { request: asked, failures } = readFree(request.free);
    check("Request", failures);
    const { body, headers } = await api.request({ ...asked, format: "stream", signal });
    return { body: body as Readable, headers };
  }
  const operation = operationOf(request.operation);
  const { parameters: given, failures } = readDraft(operation, request);
  const { name, answer } = operation;
  check(name, failures);
  const parameters = completed(target, operation, given);
  if (answer?.kind === "frames") {
    const { body } = await api.call(name as string, parameters, { signal });
    return { body: Readable.from(recordsOf(body as AsyncIterable<SelectionEvent>)), headers: {} };
  }
  const { body, headers } = await api.call(name as string, parameters, { format: "xml", signal });
  return { body: body instanceof Readable || typeof body === "string" ? body : "", headers };
}

function check(operation: string, failures: readonly Failure[]): void {
  if (failures.length > 0) {
    throw new CosParameterError(operation, failures);
  }
}

/** The last name of the key; of a document, the name of the operation. */
function fileName({ operation, parameters, free }: SendRequest): string {
  const known = findOperation(operation);
  const kind = known?.answer?.kind;
  if (kind === "xml" || kind === "json") {
    return `${known?.name}.${kind}`;
  }
  const key = free?.key ?? parameters.Key;
  return typeof key === "string" ? (key.split("/").filter(Boolean).at(-1) ?? "content") : "content";
}

/** Characters that a file name must not have: paths, control characters, changes of direction, and what Windows forbids. */
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}"*/:<>?\\|]/gu;

/** The header of a file to be saved: https://www.rfc-editor.org/rfc/rfc6266. */
export function attachment(name: string): string {
  const safe = name.replace(unsafe, "_").replace(/^[\s.]+|[\s.]+$/g, "");
  const short = shorten(safe) || "content";
  const plain = short.replace(/[^ -~]|[%;']/g, "_");
  const encoded = encodeURIComponent(short).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** Bytes of a file name, of which disks take 255. */
const maxNameBytes = 200;

/** A name as long as disks take it, with its extension. */
function shorten(name: string): string {
  const [extension = ""] = /\.[^.]{1,16}$/.exec(name) ?? [];
  const characters = [...name.slice(0, name.length - extension.length)];
  let bytes = Buffer.byteLength(name);
  while (bytes > maxNameBytes) {
    bytes -= Buffer.byteLength(characters.pop() ?? "");
  }
  return characters.join("") + extension;
}
