/** Talks to the local server: one function for each route of `cli/explore/wire.ts`. */

import {
  type BodyAnswer,
  type BodyRequest,
  type Catalogue,
  type CodeAnswer,
  type CodeRequest,
  callHeader,
  type DownloadTicket,
  type Draft,
  type ExportAnswer,
  type ExportRequest,
  type HistoryEntry,
  type OperationDetails,
  type Preview,
  type Problem,
  type SendAnswer,
  type SendRequest,
  type Session,
  type SuggestAnswer,
  type SuggestRequest,
  tokenHeader,
  type VerifyAnswer,
  type VerifyRequest,
} from "../cli/explore/wire";

/** Why the server did not do what was asked. */
export class ServerError extends Error {
  override readonly name = "ServerError";
  /** The status of HTTP; 0 when no answer came. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Whether a request was given up on purpose. */
export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

const tokenKey = "explorer-token";

/**
 * Keeps the token of the address, and takes it out of the address, where it could be read over a shoulder or copied with a link.
 * @returns whether there was one
 */
export function adoptToken(): boolean {
  const token = /^#token=([\w-]+)$/.exec(location.hash)?.[1];
  if (token !== undefined) {
    localStorage.setItem(tokenKey, token);
    history.replaceState(undefined, "", "#/");
  }
  return token !== undefined;
}

const token = () => ({ [tokenHeader]: localStorage.getItem(tokenKey) ?? "" });

export const getSession = (signal?: AbortSignal) => ask<Session>("GET", "/api/session", undefined, signal);

export const getCatalogue = (signal?: AbortSignal) =>
  ask<Catalogue>("GET", "/api/catalogue", undefined, signal);

export const getOperation = (name: string, signal?: AbortSignal) =>
  ask<OperationDetails>("GET", `/api/operations/${encodeURIComponent(name)}`, undefined, signal);

export const startEmulator = () => ask<Session>("POST", "/api/targets/emulator", {});

/** The other spelling of a document, and what is wrong with it. */
export const readBody = (request: BodyRequest, signal?: AbortSignal) =>
  ask<BodyAnswer>("POST", "/api/body", request, signal);

export const getPreview = (draft: Draft, signal?: AbortSignal) =>
  ask<Preview>("POST", "/api/preview", draft, signal);

export const getCode = (request: CodeRequest, signal?: AbortSignal) =>
  ask<CodeAnswer>("POST", "/api/code", request, signal);

export const getSuggestions = (request: SuggestRequest, signal?: AbortSignal) =>
  ask<SuggestAnswer>("POST", "/api/suggest", request, signal);

export const getDownload = (request: SendRequest) => ask<DownloadTicket>("POST", "/api/downloads", request);

export const verify = (request: VerifyRequest, signal?: AbortSignal) =>
  ask<VerifyAnswer>("POST", "/api/verify", request, signal);

export const getHistory = (signal?: AbortSignal) =>
  ask<readonly HistoryEntry[]>("GET", "/api/history", undefined, signal);

/** Forgets a call, or all of them. */
export const forget = (id?: string) =>
  ask<void>("DELETE", id === undefined ? "/api/history" : `/api/history/${encodeURIComponent(id)}`);

export const exportHistory = (request: ExportRequest) =>
  ask<ExportAnswer>("POST", "/api/history/export", request);

async function ask<Answer>(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: { ...token(), ...(body !== undefined && { "content-type": "application/json" }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal !== undefined && { signal }),
    });
  } catch (error) {
    throw isAborted(error) ? error : new ServerError(0, String(error));
  }
  return read<Answer>(response.status, await response.text());
}

function read<Answer>(status: number, text: string): Answer {
  let value: unknown;
  try {
    value = text === "" ? undefined : JSON.parse(text);
  } catch {
    throw new ServerError(status, text.slice(0, 200));
  }
  if (status >= 400) {
    throw new ServerError(status, (value as Problem | undefined)?.message ?? `HTTP ${status}`);
  }
  return value as Answer;
}

/**
 * Sends a call. The content of a file is streamed by the browser, which `fetch` can do no better but without saying how far it is.
 * @param onProgress told how many bytes of the file are on their way
 */
export function send(
  request: SendRequest,
  file: File | undefined,
  signal: AbortSignal,
  onProgress: (bytes: number) => void,
): Promise<SendAnswer> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open("POST", "/api/send");
    for (const [name, value] of Object.entries(token())) {
      call.setRequestHeader(name, value);
    }
    call.upload.onprogress = ({ loaded }) => onProgress(loaded);
    call.onload = () => {
      try {
        resolve(read<SendAnswer>(call.status, call.responseText));
      } catch (error) {
        reject(error);
      }
    };
    call.onerror = () => reject(new ServerError(0, "no answer"));
    call.onabort = () => reject(new DOMException("cancelled", "AbortError"));
    signal.addEventListener("abort", () => call.abort(), { once: true });
    if (file === undefined) {
      call.setRequestHeader("content-type", "application/json");
      call.send(JSON.stringify(request));
    } else {
      call.setRequestHeader("content-type", "application/octet-stream");
      call.setRequestHeader(callHeader, base64Url(JSON.stringify(request)));
      call.send(file);
    }
  });
}

function base64Url(text: string): string {
  const bytes = String.fromCharCode(...new TextEncoder().encode(text));
  return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
