/** Translates errors of undici and the system into one code and one clear sentence. */

/** The exchange failed; `code` is the system's (`ECONNRESET`) or ours (`HeadersTimeout`). */
export class ExchangeError extends Error {
  constructor(
    readonly code: string,
    message: string,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
  }
}

/** The phase in which an exchange stalled. */
export type Phase = "connect" | "send" | "headers" | "body";

/** The time-out of a phase. */
export function silence(phase: Phase, ms: number): ExchangeError {
  const after = `for ${ms / 1000} s`;
  switch (phase) {
    case "connect":
      return new ExchangeError("ConnectTimeout", `no connection ${after}`);
    case "send":
      return new ExchangeError("SendTimeout", `the upload stood still ${after}`);
    case "headers":
      return new ExchangeError("HeadersTimeout", `the request was sent, but no answer began ${after}`);
    case "body":
      return new ExchangeError("BodyTimeout", `the answer stood still ${after}`);
  }
}

const undiciCodes: Record<string, [code: string, message: string]> = {
  UND_ERR_CONNECT_TIMEOUT: ["ConnectTimeout", "no connection in time"],
  UND_ERR_SOCKET: ["ECONNRESET", "the connection was closed"],
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: [
    "BodyLengthMismatch",
    "the body has another length than was announced; did the file change?",
  ],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ["ECONNRESET", "the answer was cut short"],
  UND_ERR_HEADERS_OVERFLOW: ["HeadersOverflow", "the answer's headers are too long"],
};

/** Wraps an error of undici or the system. */
export function toExchangeError(error: unknown, phase: Phase): ExchangeError {
  if (error instanceof ExchangeError) {
    return error;
  }
  const code = codeOf(error);
  const known = undiciCodes[code];
  if (known) {
    return new ExchangeError(known[0], known[1], error);
  }
  // llhttp's parser: the peer does not speak HTTP, or the answer is damaged.
  if (code.startsWith("HPE_")) {
    return new ExchangeError("BadAnswer", `the answer is not HTTP: ${messageOf(error)}`, error);
  }
  if (code) {
    return new ExchangeError(code, messageOf(error), error);
  }
  return new ExchangeError(phase === "connect" ? "ConnectFailed" : "ECONNRESET", messageOf(error), error);
}

/** Wraps a thrown value in an Error unless it is one. */
export function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** The first message that is not empty: an AggregateError of several addresses has none of its own. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && !error.message) {
    return error.errors.map(messageOf).join("; ");
  }
  return error instanceof Error ? error.message : String(error);
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === "string" ? code : "";
}
