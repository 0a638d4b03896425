/** The public types of the signing client. */
import type { Readable } from "node:stream";
import type { Explain } from "./facts";
import type { SignatureSteps } from "./signature";

/** One key pair of Tencent Cloud, permanent or temporary. */
export interface Credentials {
  /** The key's id (`AKID…`). Appears in requests and, shortened, in messages. */
  secretId: string;
  /** The key itself. Never sent, never shown. */
  secretKey: string;
  /** Session token of temporary keys (STS, CAM role). Never shown. */
  securityToken?: string;
  /** When temporary keys expire, in Unix milliseconds; a provider function is called again a minute before. */
  expiresAt?: number;
}

/**
 * Keys, or a function that returns them. The function is called for the first request that needs keys, again when
 * `expiresAt` comes near, and once more when the service answers `ExpiredToken`.
 */
export type CredentialsProvider = Credentials | (() => Promise<Credentials>);

/** A body that can be read again from its start, so that a failed request can be repeated. */
export interface CosBodySource {
  /** Exact number of bytes that `open` yields. */
  length: number;
  /** Starts reading from the first byte; called once per attempt. */
  open(): AsyncIterable<Uint8Array>;
}

/**
 * The body of a request. A bare `Readable` is sent once and never retried; without a `Content-Length` header it
 * goes out chunked.
 */
export type CosBody = string | Uint8Array | CosBodySource | Readable;

/** The HTTP methods of COS. */
export type CosMethod = "GET" | "HEAD" | "PUT" | "POST" | "DELETE" | "OPTIONS";

/** What a request addresses: the service, a bucket or an object. */
export interface CosTarget {
  /** Full name `name-APPID`; absent means the service itself (only `GET /`, list buckets). */
  bucket?: string | undefined;
  /**
   * Region such as `ap-guangzhou`. For a bucket the client's own region is the default; a request without a bucket goes
   * to the service host of all regions unless a region is given here.
   */
  region?: string | undefined;
  /** Object key, decoded, exactly as stored: `a//b`, `../x` and `文件` are fine. */
  key?: string | undefined;
  /** The host before the domain, of a service beside buckets: `100000000001.cos-control.ap-guangzhou`. Its path is the key. */
  host?: string | undefined;
}

/** Traits of an operation that do not show in its HTTP request. */
export interface OperationTraits {
  /** The CAM action that it needs, for messages. @default the operation's name */
  readonly action?: string | undefined;
  /** Whether it may be sent again when no answer came. @default true */
  readonly repeatable?: boolean | undefined;
  /**
   * Whether its body is an XML or JSON document, which goes with its MD5 and its kind, and not the content of an object
   * (https://www.tencentcloud.com/document/product/436/7728). @default whether the request has no key
   */
  readonly sendsDocument?: boolean | undefined;
  /** Whether it answers the content of an object, which may take any time. @default whether the request is a GET with a key */
  readonly answersContent?: boolean | undefined;
  /** Whether it answers 200 before its result is known, so that the document may be an `Error`. @default `errorIn200` of the request */
  readonly mayFailIn200?: boolean | undefined;
}

/** One call of the COS XML API (https://www.tencentcloud.com/document/product/436/7751). */
export interface CosRequest extends CosTarget {
  method: CosMethod;
  /** Parameters in the order given; `""` sends the bare name (`?cors`), `undefined` sends nothing. Put the sub-resource first. */
  query?: Record<string, string | number | undefined>;
  /** Headers in any case; `undefined` sends nothing. */
  headers?: Record<string, string | number | undefined>;
  body?: CosBody | undefined;
  /** @default "buffer" */
  responseBody?: "buffer" | "stream" | undefined;
  /** The operation's name in the API, e.g. `PutBucketCors`; used in messages. */
  operation?: string | undefined;
  /** Copy and Complete: a 200 whose root element is `Error` counts as a service error. @default what `operations` says, else false */
  errorIn200?: boolean | undefined;
  /** Statuses above 299 that count as answers instead of errors, such as 304. @default none */
  answers?: readonly number[] | undefined;
  /** Repeat on the 409s that parallel configuration writes cause (see `conflictCodes` in retry.ts). @default false */
  retryConflicts?: boolean | undefined;
  /** Ends the call early; `send` then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Called with the number of body bytes sent in the current attempt; starts at 0 with each attempt. */
  onProgress?: ((bytesSent: number) => void) | undefined;
  /**
   * Any object; requests that share it wait in one queue. Queues take turns.
   * @default the client itself
   */
  queue?: object | undefined;
  /** Send without a signature, as a visitor would. @default false */
  anonymous?: boolean | undefined;
  /** Is told of every attempt. */
  observer?: CosObserver | undefined;
}

/** Is told what goes out and what comes. */
export interface CosObserver {
  /** An attempt goes out, as described without its secrets. */
  sent?(attempt: DryRun): void;
  /**
   * An answer came; it may be a refusal, and may be doubted.
   * @param redact takes secrets of the request out of a text: a refusal repeats signed headers, the token among them
   */
  answered?(answer: CosAnswer, redact: (text: string) => string): void;
}

/** A request as it would be sent. */
export interface DryRun {
  readonly method: string;
  readonly url: string;
  /** All headers, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The steps of the signature that hold no secret (https://www.tencentcloud.com/document/product/436/7778); left out where nothing is
   * signed.
   */
  readonly signature?: SignatureSteps;
}

/** An answer of COS with a 2xx status, or one of the request's `answers`; every other status is thrown as `CosServiceError`. */
export interface CosResponse<B = Buffer> {
  status: number;
  /** Names in lower case; repeated headers joined with `, `. */
  headers: Record<string, string>;
  /** With `responseBody: "stream"` a Readable that must be read to its end or destroyed. */
  body: B;
  /** Number of attempts; 1 means no retry. */
  attempts: number;
}

/** An answer that is not checked yet, an error included. */
export interface CosAnswer {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** Absent for a successful answer that is streamed. */
  body?: Buffer | undefined;
}

/** A URL that works without keys until it expires. */
export interface PresignRequest extends CosTarget {
  /** @default "GET" */
  method?: CosMethod | undefined;
  query?: Record<string, string | number | undefined>;
  /** Headers that the visitor must send with exactly these values. */
  headers?: Record<string, string | number | undefined>;
  /** @default 900 */
  expiresInSeconds?: number | undefined;
}

/** Milliseconds without progress after which a phase of a request fails. */
export interface CosTimeouts {
  /** Until the connection is established. @default 10000 */
  connectMs?: number | undefined;
  /** From the last byte sent to the first byte of the answer. @default 60000 */
  headersMs?: number | undefined;
  /** Between two chunks of a body, in either direction. @default 60000 */
  bodyMs?: number | undefined;
}

/** How failed attempts are retried: exponential backoff with full jitter. */
export interface CosRetryOptions {
  /** Number of attempts, including the first. @default 6 */
  maxAttempts?: number | undefined;
  /** Upper bound of the first wait in milliseconds; doubles with each attempt. @default 200 */
  baseDelayMs?: number | undefined;
  /** Upper bound of any wait of our own; a Retry-After of the service may be longer. @default 10000 */
  maxDelayMs?: number | undefined;
  /**
   * Milliseconds after which no new attempt is begun, and after which an attempt with a small body (below 1 MiB, answer
   * buffered) is aborted. Transfers of large bodies are bounded by `timeouts` alone. @default 120000
   */
  deadlineMs?: number | undefined;
}

/** The part of an undici Dispatcher that the client needs; any Agent, Pool or MockAgent of undici 7 fits. */
export interface HttpDispatcher {
  // biome-ignore lint/suspicious/noExplicitAny: undici's own types differ between its copies; the client uses plain options
  dispatch(options: any, handler: any): boolean;
  close?(): Promise<void>;
}

export interface CosClientOptions {
  credentials: CredentialsProvider;
  /** Region of requests that name none. */
  region?: string | undefined;
  /** Where to connect instead of the COS host, e.g. `http://127.0.0.1:9000`; `Host` and signature stay those of COS. */
  endpoint?: string | undefined;
  /** Bucket in the path instead of the host; `Host` is then the endpoint's own. @default false */
  pathStyle?: boolean | undefined;
  /** Domain of COS host names; `tencentcos.cn` is newer and equivalent. @default "myqcloud.com" */
  domain?: string | undefined;
  /** Requests in flight at once; more wait in a queue, and fewer are let in while COS answers SlowDown. @default 64 */
  parallelism?: number | undefined;
  timeouts?: CosTimeouts | undefined;
  retry?: CosRetryOptions | undefined;
  /** Clock in Unix milliseconds. @default Date.now */
  now?: (() => number) | undefined;
  /** Randomness of waits, 0 ≤ x < 1. @default Math.random */
  random?: (() => number) | undefined;
  /**
   * Sends requests instead of the client's own undici Agent, which goes through the proxies of the environment; not closed by `close`.
   */
  dispatcher?: HttpDispatcher | undefined;
  /**
   * Checks every answer. Returns why it cannot come from COS, as the rest of a sentence such as `has no x-cos-request-id`, else
   * `undefined`. A doubted answer counts as none (`CosNetworkError`, `NotFromCos`), and the request is retried.
   * @default every answer is accepted
   */
  doubt?: ((request: CosRequest, answer: CosAnswer) => string | undefined) | undefined;
  /** Adds advice on failures to the end of messages. @default messages only say what happened */
  explain?: Explain | undefined;
  /**
   * Returns the traits of an operation by its name; `undefined` for an unknown operation.
   * @default traits are guessed from the request
   */
  operations?: ((name: string) => OperationTraits | undefined) | undefined;
  /** Called once for each oddity that did no harm, such as a wrong clock. @default ignored */
  onWarning?: ((message: string) => void) | undefined;
}
