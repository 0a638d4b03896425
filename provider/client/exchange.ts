/** One HTTP exchange over an undici dispatcher: sends once, with a time-out for each phase, and never retries. */
import { Readable } from "node:stream";
import { ExchangeError, messageOf, type Phase, silence, toError, toExchangeError } from "./exchangeError";
import type { HttpDispatcher } from "./types";

/** A request to send. */
export interface Outgoing {
  origin: string;
  path: string;
  method: string;
  headers: Record<string, string>;
  body: string | Uint8Array | AsyncIterable<Uint8Array> | undefined;
  stream: boolean;
  /** TLS server name, when it is not the Host header's. */
  servername?: string | undefined;
  timeouts: { connectMs: number; headersMs: number; bodyMs: number };
  /** Milliseconds after which a small exchange is aborted. */
  limitMs?: number | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((bytesSent: number) => void) | undefined;
}

/** The answer. With `stream` and a 2xx status the body is a Readable. */
export interface Incoming {
  status: number;
  headers: Record<string, string>;
  body: Buffer | Readable;
}

/** Bytes of an error's body that are read; the connection is closed after them. */
const maxErrorBody = 64 * 1024;

/** Greatest size of an answer in memory, in bytes; COS's longest document, a page of a listing, has some 5 MB. */
const maxBody = 64 * 1024 * 1024;

/** Larger bodies are sent in chunks of this size, in bytes, to detect stalls and report progress. */
const pieceSize = 256 * 1024;

interface Controller {
  pause(): void;
  resume(): void;
  abort(reason: Error): void;
}

/** Runs one exchange. Rejects with `ExchangeError`, or with the signal's reason. */
export function exchange(dispatcher: HttpDispatcher, outgoing: Outgoing): Promise<Incoming> {
  return new Promise((resolve, reject) => new Exchange(outgoing, resolve, reject).start(dispatcher));
}

class Exchange {
  readonly #outgoing: Outgoing;
  readonly #resolve: (incoming: Incoming) => void;
  readonly #reject: (error: unknown) => void;
  #controller: Controller | undefined;
  #failure: unknown;
  #settled = false;
  #finished = false;
  #phase: Phase = "connect";
  #timer: NodeJS.Timeout | undefined;
  #timerMs = 0;
  #limit: NodeJS.Timeout | undefined;
  #source: AsyncIterator<Uint8Array> | undefined;
  #status = 0;
  readonly #headers: Record<string, string> = {};
  readonly #chunks: Buffer[] = [];
  #received = 0;
  #expected: number | undefined;
  #stream: Readable | undefined;

  constructor(outgoing: Outgoing, resolve: (incoming: Incoming) => void, reject: (error: unknown) => void) {
    this.#outgoing = outgoing;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  start(dispatcher: HttpDispatcher): void {
    const { origin, path, method, headers, body, signal, servername, limitMs } = this.#outgoing;
    if (signal?.aborted) {
      this.#fail(signal.reason);
      return;
    }
    signal?.addEventListener("abort", this.#onAbort, { once: true });
    this.#enter("connect");
    if (limitMs !== undefined) {
      this.#limit = setTimeout(
        () => this.#fail(new ExchangeError("Deadline", "the deadline passed")),
        limitMs,
      );
    }
    const options = {
      origin,
      path,
      method,
      headers,
      body: this.#prepareBody(body),
      // undici closes the connection after every HEAD; a refresh of a thousand objects is a thousand HEADs.
      reset: false,
      // Our own time-outs cover these, and also a body whose source stalls.
      headersTimeout: 0,
      bodyTimeout: 0,
      ...(servername !== undefined && { servername }),
    };
    try {
      dispatcher.dispatch(options, this.#handler());
    } catch (error) {
      this.#fail(toExchangeError(error, "connect"));
    }
  }

  #handler() {
    return {
      onRequestStart: (controller: Controller) => {
        this.#controller = controller;
        if (this.#finished) {
          controller.abort(toError(this.#failure));
          return;
        }
        this.#enter(this.#source ? "send" : "headers");
      },
      onResponseStart: (_: Controller, status: number, headers: Record<string, string | string[]>) =>
        this.#onStart(status, headers),
      onResponseData: (controller: Controller, chunk: Buffer) => this.#onData(controller, chunk),
      onResponseEnd: () => this.#onEnd(),
      onResponseError: (_: Controller, error: unknown) => {
        if (this.#isComplete()) {
          this.#onEnd();
        } else {
          this.#fail(toExchangeError(error, this.#phase));
        }
      },
    };
  }

  #onStart(status: number, headers: Record<string, string | string[]>): void {
    if (status < 200 || this.#finished) {
      return;
    }
    this.#status = status;
    for (const name in headers) {
      const value = headers[name];
      // undici reads header bytes as Latin-1; COS sends UTF-8, as we do.
      if (value !== undefined) {
        this.#headers[name] = fromWire(Array.isArray(value) ? value.join(", ") : value);
      }
    }
    const length = this.#headers["content-length"];
    this.#expected = length === undefined || this.#outgoing.method === "HEAD" ? undefined : Number(length);
    this.#enter("body");
    const { body } = this.#outgoing;
    if (!this.#source && (typeof body === "string" || body instanceof Uint8Array)) {
      this.#outgoing.onProgress?.(Buffer.byteLength(body));
    }
    if (this.#outgoing.stream && status >= 200 && status < 300) {
      this.#openStream();
    }
  }

  #openStream(): void {
    const stream = new Readable({
      highWaterMark: pieceSize,
      read: () => {
        if (this.#finished) {
          return;
        }
        this.#enter("body");
        this.#controller?.resume();
      },
      destroy: (error, done) => {
        if (!this.#finished) {
          this.#fail(error ?? new ExchangeError("Aborted", "the reader went away"));
        }
        done(error);
      },
    });
    this.#stream = stream;
    clearTimeout(this.#limit);
    this.#settled = true;
    this.#resolve({ status: this.#status, headers: this.#headers, body: stream });
  }

  #onData(controller: Controller, chunk: Buffer): void {
    if (this.#finished) {
      return;
    }
    this.#received += chunk.length;
    this.#enter("body");
    if (this.#stream) {
      if (!this.#stream.push(chunk)) {
        // The reader is slow, not the service: wait for it without a time-out.
        controller.pause();
        clearTimeout(this.#timer);
        this.#timer = undefined;
      }
      return;
    }
    if (this.#received > maxBody) {
      const message = `the answer has more than ${maxBody / 1024 / 1024} MiB; no document of COS is that large`;
      this.#fail(new ExchangeError("AnswerTooLong", message));
      return;
    }
    this.#chunks.push(chunk);
    if (this.#status >= 300 && this.#received > maxErrorBody) {
      this.#onEnd();
      controller.abort(new Error("error body too long"));
    }
  }

  #onEnd(): void {
    if (this.#finished) {
      return;
    }
    this.#finish();
    if (this.#stream) {
      this.#stream.push(null);
      return;
    }
    this.#settled = true;
    const whole = this.#chunks.length === 1 ? (this.#chunks[0] as Buffer) : Buffer.concat(this.#chunks);
    const body = this.#status >= 300 ? whole.subarray(0, maxErrorBody) : whole;
    this.#resolve({ status: this.#status, headers: this.#headers, body });
  }

  /** A connection may break after the last byte of an answer, e.g. when it was refused while we still sent. */
  #isComplete(): boolean {
    return this.#phase === "body" && this.#expected !== undefined && this.#received === this.#expected;
  }

  #fail(error: unknown): void {
    if (this.#finished) {
      return;
    }
    this.#failure = error;
    this.#finish();
    if (!this.#settled) {
      this.#settled = true;
      this.#reject(error);
    } else {
      this.#stream?.destroy(toError(error));
    }
    this.#controller?.abort(toError(error));
  }

  #finish(): void {
    this.#finished = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#limit);
    this.#outgoing.signal?.removeEventListener("abort", this.#onAbort);
    // undici may wait for a drain that never comes and so never close the source.
    void Promise.resolve(this.#source?.return?.()).catch(() => undefined);
    this.#source = undefined;
  }

  readonly #onAbort = () => this.#fail(this.#outgoing.signal?.reason);

  /** Starts or restarts the time-out of a phase, on each sign of progress. */
  #enter(phase: Phase): void {
    const { connectMs, headersMs, bodyMs } = this.#outgoing.timeouts;
    const ms = phase === "connect" ? connectMs : phase === "headers" ? headersMs : bodyMs;
    if (phase === this.#phase && this.#timer && ms === this.#timerMs) {
      this.#timer.refresh();
      return;
    }
    this.#phase = phase;
    this.#timerMs = ms;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#fail(silence(this.#phase, ms)), ms);
  }

  #prepareBody(body: Outgoing["body"]): string | Uint8Array | AsyncIterable<Uint8Array> | undefined {
    if (typeof body === "string" || body instanceof Uint8Array || body === undefined) {
      const length = body === undefined ? 0 : Buffer.byteLength(body);
      if (length <= pieceSize) {
        return body;
      }
      const bytes = typeof body === "string" ? Buffer.from(body) : (body as Uint8Array);
      this.#source = pieces(bytes)[Symbol.iterator]() as unknown as AsyncIterator<Uint8Array>;
    } else {
      this.#source = body?.[Symbol.asyncIterator]();
    }
    return { [Symbol.asyncIterator]: () => ({ next: () => this.#nextPiece() }) };
  }

  #sent = 0;

  /** Called by undici when the socket can take more: earlier chunks have been sent. */
  async #nextPiece(): Promise<IteratorResult<Uint8Array>> {
    if (this.#sent > 0) {
      this.#outgoing.onProgress?.(this.#sent);
    }
    if (!this.#source) {
      return { done: true, value: undefined };
    }
    this.#enter("send");
    let piece: IteratorResult<Uint8Array>;
    try {
      piece = await this.#source.next();
    } catch (error) {
      this.#fail(new ExchangeError("BodyFailed", `the body could not be read: ${messageOf(error)}`, error));
      return { done: true, value: undefined };
    }
    if (this.#finished) {
      return { done: true, value: undefined };
    }
    if (piece.done) {
      this.#enter("headers");
    } else {
      this.#sent += piece.value.length;
      this.#enter("send");
    }
    return piece;
  }
}

/** Encodes a header value as UTF-8: undici writes Latin-1, one byte per character. */
export function toWire(value: string): string {
  for (let index = 0; index < value.length; index++) {
    if (value.charCodeAt(index) > 126) {
      return Buffer.from(value, "utf8").toString("latin1");
    }
  }
  return value;
}

function fromWire(value: string): string {
  for (let index = 0; index < value.length; index++) {
    if (value.charCodeAt(index) > 126) {
      return Buffer.from(value, "latin1").toString("utf8");
    }
  }
  return value;
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += pieceSize) {
    yield bytes.subarray(from, from + pieceSize);
  }
}
